import { type Kysely, sql } from 'kysely'
import type { CodeKind, CustodyMode, HashAlgorithm } from '#contract'
import type { ReadableDb, WritableDb } from '../../db/handles.ts'
import { literal } from '../../db/literal.ts'
import type { RecordTable } from './record-tables.ts'

export type Row = Readonly<Record<string, unknown>>

/** The tables are known by their list, not by their types. */
type AnyDb = Kysely<Record<string, Record<string, unknown>>>
const untyped = (db: ReadableDb | WritableDb): AnyDb => db as unknown as AnyDb

const rowsPerRead = 2_000

/** Every row of a table in the order of its key, some at a time. Rows by which one computer knows who acts there are left out. */
export async function* rowsOf(tx: ReadableDb, { name, key, columns }: RecordTable): AsyncGenerator<readonly Row[]> {
  const [first = ''] = key
  const isSingle = key.length === 1
  let last: unknown = null
  for (let offset = 0; ; ) {
    let query = untyped(tx).selectFrom(name).select(Object.keys(columns)).limit(literal(rowsPerRead))
    for (const column of key) query = query.orderBy(column)
    if (isSingle && last !== null) query = query.where(first, '>', last)
    if (!isSingle) query = query.offset(literal(offset))
    if (name === 'settings') query = query.where('name', 'not like', 'acting on %')
    const rows = await query.execute()
    if (rows.length > 0) yield rows
    if (rows.length < rowsPerRead) return
    last = rows.at(-1)?.[first]
    offset += rows.length
  }
}

/** Rows of one read, as many as fit the parameters of one statement. */
export async function insertRows(tx: WritableDb, { name, columns }: RecordTable, rows: readonly Row[]): Promise<void> {
  const perStatement = Math.max(1, Math.floor(10_000 / Object.keys(columns).length))
  for (let start = 0; start < rows.length; start += perStatement) {
    const part = rows.slice(start, start + perStatement)
    await untyped(tx)
      .insertInto(name)
      .values(part as Record<string, unknown>[])
      .execute()
  }
}

/** Whether the firm has no record of its own yet: members and settings do not count. */
export async function isEmptyFirm(db: ReadableDb): Promise<boolean> {
  for (const table of ['clients', 'contacts', 'accounts', 'imports', 'earlier_audit'] as const) {
    const row = await untyped(db).selectFrom(table).select(sql<number>`1`.as('one')).limit(literal(1)).executeTakeFirst()
    if (row !== undefined) return false
  }
  return true
}

export async function clearSettings(tx: WritableDb): Promise<void> {
  await tx.deleteFrom('settings').where('name', 'not like', 'acting on %').execute()
}

export async function listMemberNames(tx: ReadableDb): Promise<{ id: string; name: string }[]> {
  return tx.selectFrom('members').select(['id', 'name']).execute()
}

export async function removeMember(tx: WritableDb, id: string): Promise<void> {
  await tx.deleteFrom('members').where('id', '=', id).execute()
}

/** Accounts that hold a secret, with how many of each kind leave; `accountIds` null takes all. */
export async function listHeldSecrets(tx: ReadableDb): Promise<{ accountId: string; clientId: string | null; secrets: number }[]> {
  const held = (table: 'authenticators' | 'access_codes' | 'passcodes') =>
    untyped(tx).selectFrom(table).select(['account_id']).where(sql<boolean>`secret is not null and length(secret) > 0`)
  const rows = await untyped(tx)
    .selectFrom(
      held('authenticators')
        .unionAll(held('access_codes'))
        .unionAll(held('passcodes'))
        .unionAll(
          untyped(tx)
            .selectFrom('backup_codes')
            .innerJoin('backup_code_sets', 'backup_code_sets.id', 'backup_codes.set_id')
            .select(['backup_code_sets.account_id as account_id'])
            .where(sql<boolean>`length(backup_codes.secret) > 0`) as never
        )
        .as('held')
    )
    .innerJoin('accounts', 'accounts.id', 'held.account_id')
    .select(['accounts.id as accountId', 'accounts.client_id as clientId', sql<number>`count(*)`.as('secrets')])
    .groupBy(['accounts.id', 'accounts.client_id'])
    .orderBy('accounts.id')
    .execute()
  return rows.map((row) => ({
    accountId: String(row['accountId']),
    clientId: row['clientId'] as string | null,
    secrets: Number(row['secrets'])
  }))
}

/** An authenticator in use with its key still sealed, and whose account it opens. */
export interface HeldAuthenticator {
  readonly id: string
  readonly accountId: string
  readonly clientId: string | null
  readonly custody: CustodyMode
  readonly consentOn: string | null
  readonly username: string
  readonly issuer: string
  readonly label: string
  readonly algorithm: HashAlgorithm
  readonly digits: number
  readonly kind: CodeKind
  readonly periodSeconds: number
  readonly secret: Uint8Array
  readonly secretRevision: number
}

/** Of one account, one client, or all where both are null; archived accounts keep theirs to themselves. */
export async function listHeldAuthenticators(
  db: ReadableDb,
  { accountId, clientId }: { accountId: string | null; clientId: string | null }
): Promise<HeldAuthenticator[]> {
  let query = db
    .selectFrom('authenticators')
    .innerJoin('accounts', 'accounts.id', 'authenticators.account_id')
    .select(['authenticators.id as id', 'accounts.id as accountId', 'accounts.client_id as clientId', 'accounts.custody as custody'])
    .select(['accounts.consent_on as consentOn', 'accounts.username as username', 'authenticators.issuer as issuer'])
    .select(['authenticators.label as label', 'authenticators.algorithm as algorithm', 'authenticators.digits as digits'])
    .select(['authenticators.kind', 'authenticators.period_seconds as periodSeconds', 'authenticators.secret as secret'])
    .select(['authenticators.secret_revision as secretRevision'])
    .where('authenticators.retired_at', 'is', null)
    .where('accounts.archived_at', 'is', null)
    .where(sql<boolean>`length(authenticators.secret) > 0`)
    .orderBy('accounts.sort_key')
    .orderBy('authenticators.id')
  if (accountId !== null) query = query.where('accounts.id', '=', accountId)
  if (clientId !== null) query = query.where('accounts.client_id', '=', clientId)
  const rows = await query.execute()
  return rows.map((row) => ({
    ...row,
    custody: row.custody as CustodyMode,
    algorithm: row.algorithm as HashAlgorithm,
    digits: Number(row.digits),
    kind: row.kind as CodeKind,
    periodSeconds: Number(row.periodSeconds),
    secretRevision: Number(row.secretRevision)
  }))
}
