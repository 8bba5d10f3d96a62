import type { ContactSummary } from '#contract'
import type { FilterOf, ListSource } from '../lists/list-source.ts'
import type { ContactsService } from './service.ts'

/** Contacts as they are saved. */
export const contactsList = (contacts: Pick<ContactsService, 'list'>): ListSource<FilterOf<'contacts'>, ContactSummary> => ({
  columns: [
    { heading: 'Name', cell: (row) => row.name },
    { heading: 'Kind', cell: (row) => row.kind },
    { heading: 'E-mail', cell: (row) => row.email },
    { heading: 'Phone', cell: (row) => row.phone },
    { heading: 'Cases', cell: (row) => row.caseCount },
    { heading: 'Contact ID', cell: (row) => row.id }
  ],
  open: async (filter) => async (offset, limit) => (await contacts.list({ ...filter, offset, limit })).rows
})
