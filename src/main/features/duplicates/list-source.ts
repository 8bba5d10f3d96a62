import type { DuplicateGroup } from '#contract'
import type { FilterOf, ListSource } from '../lists/list-source.ts'
import type { DuplicatesService } from './service.ts'

/** Records that may be one and the same, one line for each likeness with its first records. */
export const duplicatesList = (duplicates: Pick<DuplicatesService, 'list'>): ListSource<FilterOf<'duplicates'>, DuplicateGroup> => ({
  columns: [
    { heading: 'In common', cell: (row) => row.value },
    { heading: 'Records', cell: (row) => row.count },
    { heading: 'Found', cell: (row) => row.records.map((one) => [one.clientName, one.detail].filter(Boolean).join(', ')).join('; ') }
  ],
  open: async (filter) => async (offset, limit) => (await duplicates.list({ ...filter, offset, limit })).rows
})
