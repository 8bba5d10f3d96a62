import type { AuditRow } from '#contract'
import { timeIn } from '../../calendar.ts'
import type { FilterOf, ListSource } from '../lists/list-source.ts'
import type { AuditService } from './service.ts'

/** The activity record as it is saved. `timeZone` answers the zone its times are written in. */
export const activityList = (audit: Pick<AuditService, 'list'>, timeZone: () => string): ListSource<FilterOf<'activity'>, AuditRow> => ({
  columns: [
    { heading: 'No.', cell: (row) => row.seq },
    { heading: 'Time', cell: (row) => timeIn(timeZone(), row.at) },
    { heading: 'Time zone', cell: () => timeZone() },
    { heading: 'Person', cell: (row) => row.actor },
    { heading: 'Computer', cell: (row) => row.device },
    { heading: 'Event', cell: (row) => row.event },
    { heading: 'Client', cell: (row) => row.clientName },
    { heading: 'Account', cell: (row) => row.accountName },
    { heading: 'Details', cell: detailsOf }
  ],
  async open(filter) {
    // Rows come in while it is read: continued by number, none is left out or doubled.
    let before: number | null = null
    return async (_offset, limit) => {
      const { rows } = await audit.list({ ...filter, before, limit })
      before = rows.at(-1)?.seq ?? before
      return rows
    }
  }
})

const detailsOf = ({ details }: AuditRow): string =>
  Object.entries(details)
    .filter(([, value]) => value !== null && value !== '')
    .map(([name, value]) => `${name}: ${Array.isArray(value) ? value.join(' ') : value}`)
    .join('; ')
