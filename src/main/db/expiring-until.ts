import { type Expression, sql } from 'kysely'
import { addDays } from '../calendar.ts'

/** Up to which date what still runs is expiring, by portal: `usual`, but for the portals that say otherwise. */
export interface ExpiringUntil {
  readonly usual: string
  readonly others: readonly { readonly portalId: string; readonly until: string }[]
}

/** The dates on a given day, from the days each portal's file names; `daysOf(undefined)` is what holds without a file. */
export function expiringUntilOf<P extends { readonly id: string }>(
  portals: readonly P[],
  today: string,
  daysOf: (portal: P | undefined) => number
): ExpiringUntil {
  const usual = addDays(today, daysOf(undefined))
  const others = portals.flatMap((portal) => {
    const until = addDays(today, daysOf(portal))
    return until === usual ? [] : [{ portalId: portal.id, until }]
  })
  return { usual, others }
}

/** The last expiring day of a row whose statement knows `accounts.portal_id`. */
export function lastExpiringDay({ usual, others }: ExpiringUntil): Expression<string> {
  if (others.length === 0) return sql<string>`${usual}`
  const cases = others.map(({ portalId, until }) => sql`when ${portalId} then ${until}`)
  return sql<string>`case accounts.portal_id ${sql.join(cases, sql` `)} else ${usual} end`
}
