import { type Expression, type ExpressionBuilder, type Selectable, type SqlBool, sql, type Updateable } from 'kysely'
import type { ExpirySort, PasscodeOutcome, PasscodeStatus } from '#contract'
import type { PasscodesTable } from '../../db/access-tables.ts'
import { type ExpiringUntil, lastExpiringDay } from '../../db/expiring-until.ts'
import type { ReadableDb, WritableDb } from '../../db/handles.ts'
import { literal } from '../../db/literal.ts'
import { isLike, partPatterns } from '../../db/parts-of-words.ts'
import type { Tables } from '../../db/tables.ts'

export interface StoredPasscode {
  readonly id: string
  readonly accountId: string
  readonly clientId: string
  readonly clientName: string
  readonly secret: Uint8Array | null
  readonly secretRevision: number
  readonly form: string
  readonly about: string
  readonly issuedOn: string
  readonly expiresOnEdited: string | null
  readonly expiresOn: string
  readonly handedOverOn: string | null
  readonly handedOverHow: string
  readonly outcome: PasscodeOutcome | null
  readonly outcomeOn: string | null
  readonly replacedAt: number | null
  readonly recordedAt: number
  readonly recordedBy: string
}

type Row = Selectable<PasscodesTable> & { client_name: string }

const passcodeFromRow = (row: Row): StoredPasscode => ({
  id: row.id,
  accountId: row.account_id,
  clientId: row.client_id,
  clientName: row.client_name,
  secret: row.secret,
  secretRevision: Number(row.secret_revision),
  form: row.form,
  about: row.about,
  issuedOn: row.issued_on,
  expiresOnEdited: row.expires_on_edited,
  expiresOn: row.expires_on,
  handedOverOn: row.handed_over_on,
  handedOverHow: row.handed_over_how,
  outcome: row.outcome as PasscodeOutcome | null,
  outcomeOn: row.outcome_on,
  replacedAt: row.replaced_at === null ? null : Number(row.replaced_at),
  recordedAt: Number(row.recorded_at),
  recordedBy: row.recorded_by
})

const withClient = (db: ReadableDb) =>
  db
    .selectFrom('passcodes')
    .innerJoin('clients', 'clients.id', 'passcodes.client_id')
    .selectAll('passcodes')
    .select('clients.name as client_name')

export async function findPasscode(db: ReadableDb, id: string): Promise<StoredPasscode | null> {
  const row = await withClient(db).where('passcodes.id', '=', id).executeTakeFirst()
  return row === undefined ? null : passcodeFromRow(row)
}

/** Newest first. */
export async function listPasscodes(db: ReadableDb, accountId: string): Promise<StoredPasscode[]> {
  const rows = await withClient(db)
    .where('passcodes.account_id', '=', accountId)
    .orderBy('passcodes.issued_on', 'desc')
    .orderBy('passcodes.recorded_at', 'desc')
    .orderBy('passcodes.id', 'desc')
    .execute()
  return rows.map(passcodeFromRow)
}

export async function hasPasscodeValues(db: ReadableDb, accountId: string): Promise<boolean> {
  const query = db.selectFrom('passcodes').select('id').where('account_id', '=', accountId).where('secret', 'is not', null)
  return (await query.limit(literal(1)).executeTakeFirst()) !== undefined
}

export async function insertPasscode(tx: WritableDb, passcode: Omit<StoredPasscode, 'clientName'>): Promise<void> {
  await tx
    .insertInto('passcodes')
    .values({
      id: passcode.id,
      account_id: passcode.accountId,
      client_id: passcode.clientId,
      secret: passcode.secret,
      secret_revision: passcode.secretRevision,
      form: passcode.form,
      about: passcode.about,
      issued_on: passcode.issuedOn,
      expires_on_edited: passcode.expiresOnEdited,
      expires_on: passcode.expiresOn,
      handed_over_on: passcode.handedOverOn,
      handed_over_how: passcode.handedOverHow,
      outcome: passcode.outcome,
      outcome_on: passcode.outcomeOn,
      replaced_at: passcode.replacedAt,
      recorded_at: passcode.recordedAt,
      recorded_by: passcode.recordedBy
    })
    .execute()
}

export async function updatePasscode(tx: WritableDb, id: string, changes: Updateable<PasscodesTable>): Promise<void> {
  await tx.updateTable('passcodes').set(changes).where('id', '=', id).execute()
}

/** Destroys the passcodes shown in an account; their dates stay. */
export async function destroyValues(tx: WritableDb, accountId: string): Promise<void> {
  await tx.updateTable('passcodes').set({ secret: null }).where('account_id', '=', accountId).execute()
}

export interface PasscodeFilter {
  readonly statuses: readonly PasscodeStatus[]
  readonly today: string
  /** Parts of words in the names of client and account; empty leaves out nothing. */
  readonly query: string
  /** Leaves out what expired before that day; null leaves out nothing. */
  readonly notBefore: string | null
  readonly expiringUntil: ExpiringUntil
}

/** A passcode with the account it was shown in. */
export interface BoardPasscode extends StoredPasscode {
  readonly portalId: string
  readonly username: string
}

export interface BoardOrder {
  readonly sort: ExpirySort
  readonly descending: boolean
  readonly offset: number
  readonly limit: number
}

/** One page of the passcodes of accounts and clients in use, and how many there are in all. */
export async function listBoard(
  db: ReadableDb,
  filter: PasscodeFilter,
  { sort, descending, offset, limit }: BoardOrder
): Promise<{ rows: BoardPasscode[]; total: number }> {
  const direction = descending ? 'desc' : 'asc'
  const listed = onBoard(db, filter)
  const rows = await (sort === 'client' ? listed.orderBy(sql`coalesce(clients.name_key, '')`, direction) : listed)
    .selectAll('passcodes')
    .select(['accounts.portal_id', 'accounts.username', 'clients.name as client_name'])
    .orderBy('passcodes.expires_on', direction)
    .orderBy('passcodes.account_id', direction)
    .orderBy('passcodes.id', direction)
    .limit(literal(limit))
    .offset(offset)
    .execute()
  const { n } = await onBoard(db, filter)
    .select((count) => count.fn.countAll().as('n'))
    .executeTakeFirstOrThrow()
  return { rows: rows.map((row) => ({ ...passcodeFromRow(row), portalId: row.portal_id, username: row.username })), total: Number(n) }
}

/** The cross joins are SQLite's way of being told to walk the passcodes by expiry first; PostgreSQL takes them for any other inner join. */
function onBoard(db: ReadableDb, filter: PasscodeFilter) {
  let query = db
    .selectFrom('passcodes')
    .crossJoin('accounts')
    .crossJoin('clients')
    .whereRef('accounts.id', '=', 'passcodes.account_id')
    .whereRef('clients.id', '=', 'passcodes.client_id')
    .where('accounts.archived_at', 'is', null)
    .where('clients.archived_at', 'is', null)
    .where((where) => where.or(filter.statuses.map((status) => hasStatus(where, status, filter))))
  for (const pattern of partPatterns(filter.query)) {
    query = query.where((where) =>
      where.or([isLike(where.ref('clients.name_key'), pattern), isLike(where.ref('accounts.username_key'), pattern)])
    )
  }
  // Said once more outside the alternatives: the index holds only passcodes that wait, and the engine must see that it suffices.
  if (filter.statuses.every((status) => openStatuses.has(status))) {
    query = query.where('passcodes.outcome', 'is', null).where('passcodes.replaced_at', 'is', null)
  }
  return filter.notBefore === null ? query : query.where('passcodes.expires_on', '>=', filter.notBefore)
}

const openStatuses: ReadonlySet<PasscodeStatus> = new Set(['waiting', 'expiring', 'expired'])

/** The rules of status.ts as conditions. */
function hasStatus(
  where: ExpressionBuilder<Tables, 'passcodes' | 'accounts' | 'clients'>,
  status: PasscodeStatus,
  { today, expiringUntil }: PasscodeFilter
): Expression<SqlBool> {
  const unanswered = where('passcodes.outcome', 'is', null)
  const open = [unanswered, where('passcodes.replaced_at', 'is', null)]
  switch (status) {
    case 'accepted':
    case 'declined':
      return where('passcodes.outcome', '=', status)
    case 'replaced':
      return where.and([unanswered, where('passcodes.replaced_at', 'is not', null)])
    case 'expired':
      return where.and([...open, where('passcodes.expires_on', '<', today)])
    case 'expiring':
      return where.and([
        ...open,
        where('passcodes.expires_on', '>=', today),
        where('passcodes.expires_on', '<=', lastExpiringDay(expiringUntil))
      ])
    case 'waiting':
      return where.and([
        ...open,
        where('passcodes.expires_on', '>=', today),
        where('passcodes.expires_on', '>', lastExpiringDay(expiringUntil))
      ])
  }
}
