import type { AccountSummary, ClientSummary } from '#contract'
import type { KeydocketClient } from '../../../api/client.ts'

/** Where a notice can be logged: an account, or a client who has none there yet. */
export type NoticePlace =
  | { readonly kind: 'account'; readonly id: string; readonly account: AccountSummary }
  | { readonly kind: 'client'; readonly id: string; readonly portalId: string; readonly portalName: string; readonly client: ClientSummary }

export interface NoticePortal {
  readonly id: string
  readonly shortName: string
}

const offered = 8

/** Accounts that fit the text, then the clients that fit and have no account there. Answers are few, so each client is looked up. */
export async function findNoticePlaces(
  client: Pick<KeydocketClient, 'accounts' | 'clients'>,
  portals: readonly NoticePortal[],
  query: string
): Promise<NoticePlace[]> {
  if (query.trim() === '') return []
  const [clients, ...ofPortals] = await Promise.all([
    client.clients.list({ query, limit: offered }),
    ...portals.map(({ id }) => client.accounts.list({ query, portalId: id, limit: offered }))
  ])
  const accounts = ofPortals.flatMap(({ rows }) => rows)
  const missing = await Promise.all(
    portals.map(async (portal) => {
      const have = new Set(accounts.filter((one) => one.portalId === portal.id).map(({ clientId }) => clientId))
      const others = clients.rows.filter(({ id }) => !have.has(id))
      const counts = await Promise.all(
        others.map(async ({ id, accountCount }) =>
          accountCount === 0 ? 0 : (await client.accounts.list({ clientId: id, portalId: portal.id, limit: 1 })).total
        )
      )
      return others.filter((_, place) => counts[place] === 0).map((one): NoticePlace => clientPlace(one, portal))
    })
  )
  return [...accounts.map((account): NoticePlace => ({ kind: 'account', id: `account ${account.id}`, account })), ...missing.flat()]
}

const clientPlace = (client: ClientSummary, portal: NoticePortal): NoticePlace => ({
  ...{ kind: 'client', id: `client ${client.id} ${portal.id}`, portalId: portal.id, portalName: portal.shortName, client }
})
