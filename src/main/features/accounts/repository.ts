import { type Selectable, sql, type Updateable } from 'kysely'
import type { AccountSort, CustodyMode, SignInProvider } from '#contract'
import type { ReadableDb, WritableDb } from '../../db/handles.ts'
import type { AccountsTable } from '../../db/tables.ts'

export type AccountRow = Selectable<AccountsTable>

/** An account as stored, with its client's name. */
export interface StoredAccount {
  readonly id: string
  readonly clientId: string | null
  readonly clientName: string | null
  readonly portalId: string
  readonly username: string
  readonly nickname: string
  readonly accountNumber: string
  readonly custody: CustodyMode
  readonly signInProvider: SignInProvider
  readonly consentOn: string | null
  readonly notes: string
  /** Day of the last sign-in somebody noted. */
  readonly lastSignedInOn: string | null
  readonly isSample: boolean
  readonly archivedAt: number | null
  readonly createdAt: number
  readonly updatedAt: number
  readonly revision: number
}

function accountFromRow(row: AccountRow & { client_name: string | null }): StoredAccount {
  return {
    id: row.id,
    clientId: row.client_id,
    clientName: row.client_name,
    portalId: row.portal_id,
    username: row.username,
    nickname: row.nickname,
    accountNumber: row.account_number,
    custody: row.custody as CustodyMode,
    signInProvider: row.sign_in_provider as SignInProvider,
    consentOn: row.consent_on,
    notes: row.notes,
    lastSignedInOn: row.last_signed_in_on,
    isSample: Number(row.is_sample) === 1,
    archivedAt: row.archived_at === null ? null : Number(row.archived_at),
    createdAt: Number(row.created_at),
    updatedAt: Number(row.updated_at),
    revision: Number(row.revision)
  }
}

const withClient = (db: ReadableDb) =>
  db
    .selectFrom('accounts')
    .leftJoin('clients', 'clients.id', 'accounts.client_id')
    .selectAll('accounts')
    .select('clients.name as client_name')

export async function findAccount(db: ReadableDb, id: string): Promise<StoredAccount | null> {
  const row = await withClient(db).where('accounts.id', '=', id).executeTakeFirst()
  return row === undefined ? null : accountFromRow(row)
}

export async function listAccountsOf(db: ReadableDb, clientId: string): Promise<StoredAccount[]> {
  return (await withClient(db).where('accounts.client_id', '=', clientId).orderBy('accounts.sort_key').execute()).map(accountFromRow)
}

export async function accountIdsOf(db: ReadableDb, clientIds: readonly string[], limit: number): Promise<string[]> {
  return (await db.selectFrom('accounts').select('id').where('client_id', 'in', clientIds).limit(limit).execute()).map((row) => row.id)
}

export interface AccountFilter {
  readonly archived: boolean
  readonly clientId: string | null
  readonly portalId: string | null
  /** Only these; null means all. */
  readonly ids: readonly string[] | null
}

export interface AccountPage extends AccountFilter {
  readonly sort: AccountSort
  readonly descending: boolean
  readonly offset: number
  readonly limit: number
}

export async function listAccounts(db: ReadableDb, page: AccountPage): Promise<StoredAccount[]> {
  const direction = page.descending ? 'desc' : 'asc'
  let query = withClient(db).where('accounts.archived_at', page.archived ? 'is not' : 'is', null)
  if (page.clientId !== null) query = query.where('accounts.client_id', '=', page.clientId)
  if (page.portalId !== null) query = query.where('accounts.portal_id', '=', page.portalId)
  if (page.ids !== null) query = query.where('accounts.id', 'in', page.ids)
  if (page.sort === 'portal') query = query.orderBy('accounts.portal_id', direction)
  if (page.sort === 'username') query = query.orderBy('accounts.username_key', direction)
  if (page.sort === 'access-code-expiry') {
    const soonest = db
      .selectFrom('access_codes')
      .select(['account_id', (aggregate) => aggregate.fn.min('expires_on').as('soonest')])
      .where('used_at', 'is', null)
      .where('replaced_at', 'is', null)
      .groupBy('account_id')
      .as('live')
    query = query
      .leftJoin(soonest, 'live.account_id', 'accounts.id')
      // Accounts without a live access code come last either way.
      .orderBy(sql`live.soonest is null`)
      .orderBy('live.soonest', direction) as typeof query
  }
  const rows = await query
    .orderBy('accounts.sort_key', page.sort === 'client' ? direction : 'asc')
    .orderBy('accounts.id', page.sort === 'client' ? direction : 'asc')
    .limit(page.limit)
    .offset(page.offset)
    .execute()
  return rows.map(accountFromRow)
}

export async function countAccounts(db: ReadableDb, { archived, clientId, portalId, ids }: AccountFilter): Promise<number> {
  let query = db
    .selectFrom('accounts')
    .select((count) => count.fn.countAll().as('n'))
    .where('archived_at', archived ? 'is not' : 'is', null)
  if (clientId !== null) query = query.where('client_id', '=', clientId)
  if (portalId !== null) query = query.where('portal_id', '=', portalId)
  if (ids !== null) query = query.where('id', 'in', ids)
  return Number((await query.executeTakeFirstOrThrow()).n)
}

/** Another account in use with the same sign-in name at the same portal. */
export async function findSameUsername(
  db: ReadableDb,
  portalId: string,
  usernameKey: string,
  exceptId: string | null
): Promise<string | null> {
  let query = db
    .selectFrom('accounts')
    .select('id')
    .where('portal_id', '=', portalId)
    .where('username_key', '=', usernameKey)
    .where('archived_at', 'is', null)
  if (exceptId !== null) query = query.where('id', '!=', exceptId)
  return (await query.executeTakeFirst())?.id ?? null
}

export async function insertAccount(tx: WritableDb, row: AccountRow): Promise<void> {
  await tx.insertInto('accounts').values(row).execute()
}

export async function updateAccount(tx: WritableDb, id: string, changes: Updateable<AccountsTable>, at: number): Promise<void> {
  await tx
    .updateTable('accounts')
    .set((value) => ({ ...changes, updated_at: at, revision: value('revision', '+', 1) }))
    .where('id', '=', id)
    .execute()
}

/** Archives the accounts of a client that are in use, marked as archived together with it. */
export async function archiveAccountsOf(tx: WritableDb, clientId: string, at: number): Promise<void> {
  await tx
    .updateTable('accounts')
    .set({ archived_at: at, archived_with_client: 1, updated_at: at })
    .where('client_id', '=', clientId)
    .where('archived_at', 'is', null)
    .execute()
}

export async function restoreAccountsOf(tx: WritableDb, clientId: string, at: number): Promise<void> {
  await tx
    .updateTable('accounts')
    .set({ archived_at: null, archived_with_client: 0, updated_at: at })
    .where('client_id', '=', clientId)
    .where('archived_with_client', '=', 1)
    .execute()
}

export async function sampleAccountIds(db: ReadableDb): Promise<string[]> {
  return (await db.selectFrom('accounts').select('id').where('is_sample', '=', 1).execute()).map((row) => row.id)
}

export async function deleteAccounts(tx: WritableDb, ids: readonly string[]): Promise<void> {
  for (let start = 0; start < ids.length; start += 1000) {
    await tx
      .deleteFrom('accounts')
      .where('id', 'in', ids.slice(start, start + 1000))
      .execute()
  }
}
