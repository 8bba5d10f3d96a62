import type { Output } from '#contract'
import { todayIn } from '../../calendar.ts'
import type { FilterOf, ListSource } from '../lists/list-source.ts'
import type { NextStepsService } from './service.ts'

type NextStepsRow = Output<'nextSteps.list'>['rows'][number]

/** Matters and clients without a next step, as they are saved. `timeZone` answers the zone in which days are counted. */
export const nextStepsList = (
  nextSteps: Pick<NextStepsService, 'list'>,
  timeZone: () => string
): ListSource<FilterOf<'next-steps'>, NextStepsRow> => ({
  columns: [
    { heading: 'Client', cell: (row) => row.clientName },
    { heading: 'Matter', cell: (row) => row.matterTitle },
    { heading: 'File number', cell: (row) => row.fileNumber },
    { heading: 'Cases', cell: (row) => row.caseCount },
    { heading: 'Accounts', cell: (row) => row.accountCount },
    { heading: 'Last done', cell: (row) => (row.lastDoneAt === null ? null : todayIn(timeZone(), row.lastDoneAt)) },
    { heading: 'Client ID', cell: (row) => row.clientId },
    { heading: 'Matter ID', cell: (row) => row.matterId }
  ],
  open: async (filter) => async (offset, limit) => (await nextSteps.list({ ...filter, offset, limit })).rows
})
