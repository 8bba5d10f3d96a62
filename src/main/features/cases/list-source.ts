import type { CaseRow } from '#contract'
import type { FilterOf, ListSource } from '../lists/list-source.ts'
import type { CasesService } from './service.ts'

/** Cases with their latest check, as they are saved. */
export const casesList = (cases: Pick<CasesService, 'list'>): ListSource<FilterOf<'cases'>, CaseRow> => ({
  columns: [
    { heading: 'Number', cell: (row) => row.receiptNumber },
    { heading: 'Kind of number', cell: (row) => row.numberKind.replaceAll('-', ' ') },
    { heading: 'Form', cell: (row) => row.form },
    { heading: 'Client', cell: (row) => row.clientName },
    { heading: 'Status', cell: (row) => row.status?.text ?? null },
    { heading: 'Status dated', cell: (row) => row.status?.statusOn ?? null },
    { heading: 'Checked', cell: (row) => row.status?.checkedOn ?? null },
    { heading: 'Checked by', cell: (row) => row.status?.checkedBy ?? null },
    { heading: 'Days since checked', cell: (row) => row.daysSinceChecked },
    { heading: 'Check', cell: (row) => row.freshness.replaceAll('-', ' ') },
    { heading: 'Office', cell: (row) => row.office },
    { heading: 'Filed', cell: (row) => row.filedOn },
    { heading: 'Received', cell: (row) => row.receivedOn },
    { heading: 'Notice date', cell: (row) => row.noticeOn },
    { heading: 'Priority date', cell: (row) => row.priorityOn },
    { heading: 'Decided', cell: (row) => row.decidedOn },
    { heading: 'Case ID', cell: (row) => row.id }
  ],
  open: async (filter) => async (offset, limit) => (await cases.list({ ...filter, offset, limit })).rows
})
