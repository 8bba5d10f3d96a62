import type { Selectable } from 'kysely'
import type { EntryAccount, EntryKind, EntryOutcome } from '#contract'
import type { ReadableDb, WritableDb } from '../../db/handles.ts'
import { literal } from '../../db/literal.ts'
import type { ImportEntriesTable } from '../../db/tables.ts'

export interface StoredEntry {
  readonly id: string
  readonly importId: string
  readonly position: number
  readonly kind: EntryKind
  readonly issuer: string
  readonly label: string
  readonly secret: Uint8Array | null
  readonly secretRevision: number
  readonly fingerprint: string
  readonly details: Uint8Array | null
  readonly detailsRevision: number
  readonly accountId: string | null
  readonly authenticatorId: string | null
  readonly settledAt: number | null
  readonly settledBy: string | null
  readonly outcome: EntryOutcome | null
}

const fromRow = (row: Selectable<ImportEntriesTable>): StoredEntry => ({
  id: row.id,
  importId: row.import_id,
  position: Number(row.position),
  kind: row.kind as EntryKind,
  issuer: row.issuer,
  label: row.label,
  secret: row.secret,
  secretRevision: Number(row.secret_revision),
  fingerprint: row.fingerprint,
  details: row.details,
  detailsRevision: Number(row.details_revision),
  accountId: row.account_id,
  authenticatorId: row.authenticator_id,
  settledAt: row.settled_at === null ? null : Number(row.settled_at),
  settledBy: row.settled_by,
  outcome: row.outcome as EntryOutcome | null
})

/** Values in one statement: well below what either engine binds at most. */
const batchSize = 500

async function inBatches<T>(values: readonly string[], read: (part: readonly string[]) => Promise<readonly T[]>): Promise<T[]> {
  const found: T[] = []
  for (let from = 0; from < values.length; from += batchSize) found.push(...(await read(values.slice(from, from + batchSize))))
  return found
}

/** Accounts in use whose sign-in name is one of these, folded. */
export function accountsByUsername(db: ReadableDb, usernameKeys: readonly string[]) {
  return inBatches(usernameKeys, (part) =>
    db
      .selectFrom('accounts')
      .leftJoin('clients', 'clients.id', 'accounts.client_id')
      .select(['accounts.id', 'accounts.client_id', 'accounts.portal_id', 'accounts.username', 'accounts.username_key'])
      .select(['accounts.custody', 'accounts.consent_on', 'clients.name as client_name'])
      .where('accounts.archived_at', 'is', null)
      .where('accounts.username_key', 'in', part)
      .execute()
  )
}

export type KnownAccount = Omit<EntryAccount, 'portalName'>

/** Accounts whose authenticators in use have one of these keys, by fingerprint. */
export async function accountsWithKeys(db: ReadableDb, fingerprints: readonly string[]): Promise<Map<string, KnownAccount>> {
  const rows = await inBatches(fingerprints, (part) =>
    db
      .selectFrom('authenticators')
      .innerJoin('accounts', 'accounts.id', 'authenticators.account_id')
      .leftJoin('clients', 'clients.id', 'accounts.client_id')
      .select(['authenticators.secret_fingerprint', 'accounts.id', 'accounts.client_id', 'accounts.portal_id', 'accounts.username'])
      .select('clients.name as client_name')
      .where('authenticators.secret_fingerprint', 'in', part)
      .where('authenticators.retired_at', 'is', null)
      .execute()
  )
  return new Map(
    rows.map((row) => [
      row.secret_fingerprint,
      { accountId: row.id, clientId: row.client_id, clientName: row.client_name, portalId: row.portal_id, username: row.username }
    ])
  )
}

/** Fingerprints among these that an entry which still waits has. */
export async function waitingFingerprints(db: ReadableDb, fingerprints: readonly string[]): Promise<Set<string>> {
  const rows = await inBatches(fingerprints, (part) =>
    db.selectFrom('import_entries').select('fingerprint').where('fingerprint', 'in', part).where('settled_at', 'is', null).execute()
  )
  return new Set(rows.map(({ fingerprint }) => fingerprint))
}

export async function insertEntry(tx: WritableDb, entry: StoredEntry): Promise<void> {
  await tx
    .insertInto('import_entries')
    .values({
      id: entry.id,
      import_id: entry.importId,
      position: entry.position,
      kind: entry.kind,
      issuer: entry.issuer,
      label: entry.label,
      secret: entry.secret,
      secret_revision: entry.secretRevision,
      fingerprint: entry.fingerprint,
      details: entry.details,
      details_revision: entry.detailsRevision,
      account_id: entry.accountId,
      authenticator_id: entry.authenticatorId,
      settled_at: entry.settledAt,
      settled_by: entry.settledBy,
      outcome: entry.outcome
    })
    .execute()
}

export async function findEntry(db: ReadableDb, id: string): Promise<StoredEntry | null> {
  const row = await db.selectFrom('import_entries').selectAll().where('id', '=', id).executeTakeFirst()
  return row === undefined ? null : fromRow(row)
}

export interface WaitingRow {
  readonly entry: StoredEntry
  readonly sourceName: string
  readonly importedAt: number
}

export async function listWaiting(db: ReadableDb, offset: number, limit: number): Promise<WaitingRow[]> {
  const rows = await db
    .selectFrom('import_entries')
    .innerJoin('imports', 'imports.id', 'import_entries.import_id')
    .selectAll('import_entries')
    .select(['imports.source_name', 'imports.imported_at'])
    .where('import_entries.settled_at', 'is', null)
    .orderBy('import_entries.import_id', 'desc')
    .orderBy('import_entries.position')
    .limit(literal(limit))
    .offset(offset)
    .execute()
  return rows.map((row) => ({ entry: fromRow(row), sourceName: row.source_name, importedAt: Number(row.imported_at) }))
}

export async function countWaiting(db: ReadableDb): Promise<number> {
  const row = await db
    .selectFrom('import_entries')
    .select(({ fn }) => fn.countAll().as('n'))
    .where('settled_at', 'is', null)
    .executeTakeFirstOrThrow()
  return Number(row.n)
}

export interface Settlement {
  readonly outcome: EntryOutcome
  readonly accountId: string | null
  readonly authenticatorId: string | null
  readonly at: number
  readonly by: string
}

/** The entry no longer waits; what it held of a secret is gone from here. */
export async function settleEntry(tx: WritableDb, id: string, { outcome, accountId, authenticatorId, at, by }: Settlement): Promise<void> {
  await tx
    .updateTable('import_entries')
    .set({
      ...{ outcome, account_id: accountId, authenticator_id: authenticatorId, settled_at: at, settled_by: by },
      ...{ secret: null, fingerprint: '', details: null }
    })
    .where('id', '=', id)
    .execute()
}

export async function deleteEntry(tx: WritableDb, id: string): Promise<void> {
  await tx.deleteFrom('import_entries').where('id', '=', id).execute()
}
