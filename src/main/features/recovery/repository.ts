import { sql } from 'kysely'
import type { CustodyMode } from '#contract'
import type { ReadableDb } from '../../db/handles.ts'

/**
 * The rows from which recoverability follows, read in bulk: one query per table, whether for one account or for 25,000. `accountIds` null means
 * all accounts in use.
 */
export interface AccountFactsRow {
  readonly id: string
  readonly clientId: string | null
  readonly clientName: string | null
  readonly portalId: string
  readonly username: string
  readonly custody: CustodyMode
  readonly lastSignedInOn: string | null
  readonly passwordChangedOn: string | null
}

/** In the order of the account list. */
export async function readAccounts(db: ReadableDb, accountIds: readonly string[] | null): Promise<AccountFactsRow[]> {
  const query = db
    .selectFrom('accounts')
    .leftJoin('clients', 'clients.id', 'accounts.client_id')
    .select([
      'accounts.id as id',
      'accounts.client_id as clientId',
      'clients.name as clientName',
      'accounts.portal_id as portalId',
      'accounts.username as username',
      'accounts.custody as custody',
      'accounts.last_signed_in_on as lastSignedInOn',
      'accounts.password_changed_on as passwordChangedOn'
    ])
    .orderBy('accounts.sort_key')
    .orderBy('accounts.id')
  const rows = await (accountIds === null
    ? query.where('accounts.archived_at', 'is', null)
    : query.where('accounts.id', 'in', accountIds)
  ).execute()
  return rows.map((row) => ({ ...row, custody: row.custody as CustodyMode }))
}

export interface AuthenticatorFacts {
  /** Whether one is in use and confirmed. */
  readonly confirmed: boolean
  /** Epoch ms at which the one that waits to be confirmed was added; null when none waits. */
  readonly unconfirmedSince: number | null
}

export async function readAuthenticators(db: ReadableDb, accountIds: readonly string[] | null): Promise<Map<string, AuthenticatorFacts>> {
  const query = db
    .selectFrom('authenticators')
    .select([
      'account_id',
      sql<number | null>`max(case when retired_at is null then confirmed_at end)`.as('confirmed_at'),
      sql<number | null>`min(case when retired_at is null and confirmed_at is null then created_at end)`.as('unconfirmed_since')
    ])
    .groupBy('account_id')
  const rows = await (accountIds === null ? query : query.where('account_id', 'in', accountIds)).execute()
  const facts = rows.map((row): [string, AuthenticatorFacts] => [
    row.account_id,
    {
      confirmed: row.confirmed_at !== null,
      unconfirmedSince: row.unconfirmed_since === null ? null : Number(row.unconfirmed_since)
    }
  ])
  return new Map(facts)
}

/** Soonest expiry, between two days, of an access code that was neither used nor replaced, by account. */
export async function readExpiringAccessCodes(db: ReadableDb, from: string, to: string): Promise<Map<string, string>> {
  const rows = await db
    .selectFrom('access_codes')
    .select(['account_id', (aggregate) => aggregate.fn.min('expires_on').as('expires_on')])
    .where('expires_on', '>=', from)
    .where('expires_on', '<=', to)
    .where('used_at', 'is', null)
    .where('replaced_at', 'is', null)
    .groupBy('account_id')
    .execute()
  return new Map(rows.map((row) => [row.account_id, String(row.expires_on)]))
}
