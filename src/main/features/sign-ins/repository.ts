import type { ReadableDb } from '../../db/handles.ts'
import { literal } from '../../db/literal.ts'

/** Accounts in use of one portal with the same last sign-in. */
export interface SignInGroup {
  readonly portalId: string
  readonly lastSignedInOn: string
  readonly count: number
}

/** Some thousand groups at most, however many accounts there are: read from an index alone. */
export async function readSignInGroups(db: ReadableDb): Promise<SignInGroup[]> {
  const rows = await db
    .selectFrom('accounts')
    .select(['portal_id', 'last_signed_in_on', (count) => count.fn.countAll().as('n')])
    .where('archived_at', 'is', null)
    .where('last_signed_in_on', 'is not', null)
    .groupBy(['portal_id', 'last_signed_in_on'])
    .execute()
  return rows.map((row) => ({ portalId: row.portal_id, lastSignedInOn: row.last_signed_in_on ?? '', count: Number(row.n) }))
}

export async function countNeverNoted(db: ReadableDb): Promise<number> {
  const { n } = await db
    .selectFrom('accounts')
    .select((count) => count.fn.countAll().as('n'))
    .where('archived_at', 'is', null)
    .where('last_signed_in_on', 'is', null)
    .executeTakeFirstOrThrow()
  return Number(n)
}

/** Accounts of one portal whose last sign-in lies in a stretch; `from` null means from the beginning. */
export interface SignInSpan {
  readonly portalId: string
  readonly from: string | null
  readonly to: string
}

export interface SignInAccount {
  readonly accountId: string
  readonly clientId: string | null
  readonly clientName: string | null
  readonly portalId: string
  readonly username: string
  readonly lastSignedInOn: string
}

/** One page of the accounts of any of the spans, oldest sign-in first, then in the order of the account list. */
export async function listSignIns(
  db: ReadableDb,
  spans: readonly SignInSpan[],
  { offset, limit }: { readonly offset: number; readonly limit: number }
): Promise<SignInAccount[]> {
  if (spans.length === 0) return []
  const rows = await db
    .selectFrom('accounts')
    .leftJoin('clients', 'clients.id', 'accounts.client_id')
    .select(['accounts.id', 'accounts.client_id', 'accounts.portal_id', 'accounts.username', 'accounts.last_signed_in_on'])
    .select('clients.name as client_name')
    .where('accounts.archived_at', 'is', null)
    .where('accounts.last_signed_in_on', 'is not', null)
    .where((where) =>
      where.or(
        spans.map(({ portalId, from, to }) =>
          where.and([
            where('accounts.portal_id', '=', portalId),
            where('accounts.last_signed_in_on', '<=', to),
            ...(from === null ? [] : [where('accounts.last_signed_in_on', '>=', from)])
          ])
        )
      )
    )
    .orderBy('accounts.last_signed_in_on')
    .orderBy('accounts.sort_key')
    .orderBy('accounts.id')
    .limit(literal(limit))
    .offset(offset)
    .execute()
  return rows.map((row) => ({
    accountId: row.id,
    clientId: row.client_id,
    clientName: row.client_name,
    portalId: row.portal_id,
    username: row.username,
    lastSignedInOn: row.last_signed_in_on ?? ''
  }))
}
