import type { Selectable, Updateable } from 'kysely'
import type { AccountSort, CustodyMode, SignInProvider } from '#contract'
import { compiledOnce } from '../../db/compiled-once.ts'
import type { ReadableDb, WritableDb } from '../../db/handles.ts'
import { literal } from '../../db/literal.ts'
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
  /** Day of the last change of the password somebody noted. */
  readonly passwordChangedOn: string | null
  readonly isSample: boolean
  readonly archivedAt: number | null
  readonly archivedWithClient: boolean
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
    passwordChangedOn: row.password_changed_on,
    isSample: Number(row.is_sample) === 1,
    archivedAt: row.archived_at === null ? null : Number(row.archived_at),
    archivedWithClient: Number(row.archived_with_client) === 1,
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

const accountById = compiledOnce((db, { id }: { id: string }) => withClient(db).where('accounts.id', '=', id))

export async function findAccount(db: ReadableDb, id: string): Promise<StoredAccount | null> {
  const [row] = await accountById(db, { id })
  return row === undefined ? null : accountFromRow(row)
}

export async function listAccountsOf(db: ReadableDb, clientId: string): Promise<StoredAccount[]> {
  return (await withClient(db).where('accounts.client_id', '=', clientId).orderBy('accounts.sort_key').execute()).map(accountFromRow)
}

export async function accountIdsOf(db: ReadableDb, clientIds: readonly string[], limit: number): Promise<string[]> {
  return (await db.selectFrom('accounts').select('id').where('client_id', 'in', clientIds).limit(literal(limit)).execute()).map(
    (row) => row.id
  )
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
  if (page.sort === 'access-code-expiry') return listByExpiry(db, page)
  const direction = page.descending ? 'desc' : 'asc'
  let query = matching(db, page)
  if (page.sort === 'portal') query = query.orderBy('accounts.portal_id', direction)
  if (page.sort === 'username') query = query.orderBy('accounts.username_key', direction)
  const rows = await query
    .orderBy('accounts.sort_key', page.sort === 'client' ? direction : 'asc')
    .orderBy('accounts.id', page.sort === 'client' ? direction : 'asc')
    .limit(literal(page.limit))
    .offset(page.offset)
    .execute()
  return rows.map(accountFromRow)
}

function matching(db: ReadableDb, { archived, clientId, portalId, ids }: AccountFilter) {
  let query = withClient(db).where('accounts.archived_at', archived ? 'is not' : 'is', null)
  if (clientId !== null) query = query.where('accounts.client_id', '=', clientId)
  if (portalId !== null) query = query.where('accounts.portal_id', '=', portalId)
  if (ids !== null) query = query.where('accounts.id', 'in', ids)
  return query
}

/**
 * By the live access code that lapses first; accounts without one come last either way. The first part walks the index of live codes and
 * stops when the page is full, which a join over all accounts cannot: 1 ms instead of 100 at 25,000 accounts (bench/expiry.ts).
 */
async function listByExpiry(db: ReadableDb, page: AccountPage): Promise<StoredAccount[]> {
  const withCode = matching(db, page)
    .innerJoin('access_codes', 'access_codes.account_id', 'accounts.id')
    .where('access_codes.used_at', 'is', null)
    .where('access_codes.replaced_at', 'is', null)
    .where(({ not, exists, selectFrom }) => {
      const sooner = selectFrom('access_codes as sooner')
        .select('sooner.id')
        .whereRef('sooner.account_id', '=', 'access_codes.account_id')
        .where('sooner.used_at', 'is', null)
        .where('sooner.replaced_at', 'is', null)
        .where(({ or, and, eb, ref }) =>
          or([
            eb('sooner.expires_on', '<', ref('access_codes.expires_on')),
            // Of two that lapse on one day one stands for the account.
            and([eb('sooner.expires_on', '=', ref('access_codes.expires_on')), eb('sooner.id', '<', ref('access_codes.id'))])
          ])
        )
      return not(exists(sooner))
    })
  const first = await withCode
    .orderBy('access_codes.expires_on', page.descending ? 'desc' : 'asc')
    .orderBy('accounts.sort_key')
    .orderBy('accounts.id')
    .limit(literal(page.limit))
    .offset(page.offset)
    .execute()
  if (first.length === page.limit) return first.map(accountFromRow)

  const pageIsPastThem = first.length === 0 && page.offset > 0
  const counted = withCode.clearSelect().select((count) => count.fn.countAll().as('n'))
  const skip = pageIsPastThem ? page.offset - Number((await counted.executeTakeFirstOrThrow()).n) : 0
  const rest = await matching(db, page)
    .where(({ not, exists, selectFrom }) => {
      const live = selectFrom('access_codes')
        .select('access_codes.id')
        .whereRef('access_codes.account_id', '=', 'accounts.id')
        .where('access_codes.used_at', 'is', null)
        .where('access_codes.replaced_at', 'is', null)
      return not(exists(live))
    })
    .orderBy('accounts.sort_key')
    .orderBy('accounts.id')
    .limit(literal(page.limit))
    .offset(skip)
    .execute()
  return [...first, ...rest].slice(0, page.limit).map(accountFromRow)
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

/** Follows the client's name. The account itself did not change: neither its revision nor its time do. */
export async function setSortKey(tx: WritableDb, id: string, sortKey: string): Promise<void> {
  await tx.updateTable('accounts').set({ sort_key: sortKey }).where('id', '=', id).execute()
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
