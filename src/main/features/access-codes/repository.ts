import { type Expression, type ExpressionBuilder, type Selectable, type SqlBool, sql, type Updateable } from 'kysely'
import type { AccessCodeStatus, Addressee, ExpirySort, LinkFunction, LinkMethod } from '#contract'
import type { AccessCodesTable } from '../../db/access-tables.ts'
import { type ExpiringUntil, lastExpiringDay } from '../../db/expiring-until.ts'
import type { ReadableDb, WritableDb } from '../../db/handles.ts'
import { literal } from '../../db/literal.ts'
import { isLike, partPatterns } from '../../db/parts-of-words.ts'
import type { Tables } from '../../db/tables.ts'

type AccessCodeRow = Selectable<AccessCodesTable> & { into_username: string | null }

/** What became of a code the firm used. */
export interface StoredLink {
  readonly redeemedOn: string
  /** Null when that account is gone. */
  readonly intoAccountId: string | null
  readonly intoUsername: string | null
  readonly linkedBy: LinkMethod | null
  readonly function: LinkFunction | null
  readonly verifiedOn: string | null
}

export interface StoredAccessCode {
  readonly id: string
  readonly accountId: string
  readonly secret: Uint8Array | null
  readonly secretRevision: number
  readonly noticeOn: string
  readonly expiresOnEdited: string | null
  readonly expiresOn: string
  readonly addressee: Addressee
  readonly receiptNumbers: readonly string[]
  readonly usedAt: number | null
  readonly usedBy: string | null
  readonly usedByOther: boolean
  readonly link: StoredLink | null
  readonly replacedAt: number | null
  readonly replacementRequestedOn: string | null
  readonly recordedAt: number
  readonly recordedBy: string
}

function accessCodeFromRow(row: AccessCodeRow): StoredAccessCode {
  return {
    id: row.id,
    accountId: row.account_id,
    secret: row.secret,
    secretRevision: Number(row.secret_revision),
    noticeOn: row.notice_on,
    expiresOnEdited: row.expires_on_edited,
    expiresOn: row.expires_on,
    addressee: row.addressee as Addressee,
    receiptNumbers: JSON.parse(row.receipt_numbers) as string[],
    usedAt: row.used_at === null ? null : Number(row.used_at),
    usedBy: row.used_by,
    usedByOther: Number(row.used_by_other) === 1,
    link: linkFromRow(row),
    replacedAt: row.replaced_at === null ? null : Number(row.replaced_at),
    replacementRequestedOn: row.replacement_requested_on,
    recordedAt: Number(row.recorded_at),
    recordedBy: row.recorded_by
  }
}

function linkFromRow(row: AccessCodeRow): StoredLink | null {
  if (row.redeemed_on === null) return null
  return {
    redeemedOn: row.redeemed_on,
    intoAccountId: row.redeemed_into,
    intoUsername: row.into_username,
    linkedBy: row.linked_by as LinkMethod | null,
    function: row.link_function as LinkFunction | null,
    verifiedOn: row.link_verified_on
  }
}

/** Columns of a link; of none when null. */
export const linkColumns = (link: Omit<StoredLink, 'intoUsername'> | null) => ({
  redeemed_on: link?.redeemedOn ?? null,
  redeemed_into: link?.intoAccountId ?? null,
  linked_by: link?.linkedBy ?? null,
  link_function: link?.function ?? null,
  link_verified_on: link?.verifiedOn ?? null
})

const withInto = (db: ReadableDb) =>
  db
    .selectFrom('access_codes')
    .leftJoin('accounts as into', 'into.id', 'access_codes.redeemed_into')
    .selectAll('access_codes')
    .select('into.username as into_username')

export async function findAccessCode(db: ReadableDb, id: string): Promise<StoredAccessCode | null> {
  const row = await withInto(db).where('access_codes.id', '=', id).executeTakeFirst()
  return row === undefined ? null : accessCodeFromRow(row)
}

/** Newest notice first. */
export async function listAccessCodes(db: ReadableDb, accountIds: readonly string[]): Promise<StoredAccessCode[]> {
  if (accountIds.length === 0) return []
  const rows = await withInto(db)
    .where('access_codes.account_id', 'in', accountIds)
    .orderBy('access_codes.notice_on', 'desc')
    .orderBy('access_codes.recorded_at', 'desc')
    .orderBy('access_codes.id', 'desc')
    .execute()
  return rows.map(accessCodeFromRow)
}

export async function insertAccessCode(tx: WritableDb, code: StoredAccessCode): Promise<void> {
  await tx
    .insertInto('access_codes')
    .values({
      id: code.id,
      account_id: code.accountId,
      secret: code.secret,
      secret_revision: code.secretRevision,
      notice_on: code.noticeOn,
      expires_on_edited: code.expiresOnEdited,
      expires_on: code.expiresOn,
      addressee: code.addressee,
      receipt_numbers: JSON.stringify(code.receiptNumbers),
      used_at: code.usedAt,
      used_by: code.usedBy,
      used_by_other: code.usedByOther ? 1 : 0,
      ...linkColumns(code.link),
      replaced_at: code.replacedAt,
      replacement_requested_on: code.replacementRequestedOn,
      recorded_at: code.recordedAt,
      recorded_by: code.recordedBy
    })
    .execute()
}

/** Destroys the codes of an account; the notices stay. */
export async function destroyValues(tx: WritableDb, accountId: string): Promise<void> {
  await tx.updateTable('access_codes').set({ secret: null }).where('account_id', '=', accountId).execute()
}

export async function updateAccessCode(tx: WritableDb, id: string, changes: Updateable<AccessCodesTable>): Promise<void> {
  await tx.updateTable('access_codes').set(changes).where('id', '=', id).execute()
}

export interface BoardFilter {
  readonly statuses: readonly AccessCodeStatus[]
  readonly today: string
  /** Leaves out what expired before that day; null leaves out nothing. */
  readonly notBefore: string | null
  /** Parts of words in the names of client and account; empty leaves out nothing. */
  readonly query: string
  readonly expiringUntil: ExpiringUntil
}

/** An access code with the account it belongs to. */
export interface BoardCode extends StoredAccessCode {
  readonly clientId: string | null
  readonly clientName: string | null
  readonly portalId: string
  readonly username: string
}

export interface BoardOrder {
  readonly sort: ExpirySort
  readonly descending: boolean
  readonly offset: number
  readonly limit: number
}

/** One page of the codes of accounts in use, and how many there are in all. */
export async function listBoard(
  db: ReadableDb,
  filter: BoardFilter,
  { sort, descending, offset, limit }: BoardOrder
): Promise<{ rows: BoardCode[]; total: number }> {
  const direction = descending ? 'desc' : 'asc'
  const listed = onBoard(db, filter)
  const rows = await (sort === 'client' ? listed.orderBy('accounts.sort_key', direction) : listed)
    .leftJoin('clients', 'clients.id', 'accounts.client_id')
    .leftJoin('accounts as into', 'into.id', 'access_codes.redeemed_into')
    .selectAll('access_codes')
    .select(['accounts.client_id', 'accounts.portal_id', 'accounts.username', 'clients.name as client_name'])
    .select('into.username as into_username')
    .orderBy('access_codes.expires_on', direction)
    .orderBy('access_codes.account_id', direction)
    .orderBy('access_codes.id', direction)
    .limit(limit)
    .offset(offset)
    .execute()
  const { n } = await onBoard(db, filter)
    .select((count) => count.fn.countAll().as('n'))
    .executeTakeFirstOrThrow()
  return {
    rows: rows.map((row) => ({
      ...accessCodeFromRow(row),
      clientId: row.client_id,
      clientName: row.client_name,
      portalId: row.portal_id,
      username: row.username
    })),
    total: Number(n)
  }
}

/** How many codes of accounts in use lapse on each day of a stretch. Codes for which a new one was asked lapse unregretted and are left out. */
export async function countLapsing(
  db: ReadableDb,
  from: string,
  to: string,
  expiringUntil: ExpiringUntil
): Promise<{ on: string; count: number; expiring: number }[]> {
  const rows = await codesInUse(db)
    .select([
      'access_codes.expires_on',
      (count) => count.fn.countAll().as('n'),
      sql`sum(case when access_codes.expires_on <= ${lastExpiringDay(expiringUntil)} then 1 else 0 end)`.as('expiring')
    ])
    .where('access_codes.expires_on', '>=', from)
    .where('access_codes.expires_on', '<=', to)
    .where('access_codes.used_at', 'is', null)
    .where('access_codes.replaced_at', 'is', null)
    .where('access_codes.replacement_requested_on', 'is', null)
    .groupBy('access_codes.expires_on')
    .orderBy('access_codes.expires_on')
    .execute()
  return rows.map((row) => ({ on: row.expires_on, count: Number(row.n), expiring: Number(row.expiring) }))
}

/** A code the firm redeemed, of which nobody has seen yet that the case is linked. */
export interface UnverifiedLink {
  readonly accountId: string
  readonly clientId: string | null
  readonly clientName: string | null
  readonly portalId: string
  readonly username: string
  readonly redeemedOn: string
  readonly usedBy: string | null
}

/** Redeemed up to that day in accounts in use, oldest first, and how many there are in all. */
export async function listUnverified(db: ReadableDb, until: string, limit: number): Promise<{ rows: UnverifiedLink[]; total: number }> {
  const rows = await unverified(db, until)
    .leftJoin('clients', 'clients.id', 'accounts.client_id')
    .select(['access_codes.account_id', 'access_codes.redeemed_on', 'access_codes.used_by'])
    .select(['accounts.client_id', 'accounts.portal_id', 'accounts.username', 'clients.name as client_name'])
    .orderBy('access_codes.redeemed_on')
    .orderBy('access_codes.account_id')
    .limit(literal(limit))
    .execute()
  const { n } = await unverified(db, until)
    .select((count) => count.fn.countAll().as('n'))
    .executeTakeFirstOrThrow()
  return {
    rows: rows.map((row) => ({
      accountId: row.account_id,
      clientId: row.client_id,
      clientName: row.client_name,
      portalId: row.portal_id,
      username: row.username,
      redeemedOn: row.redeemed_on ?? '',
      usedBy: row.used_by
    })),
    total: Number(n)
  }
}

const unverified = (db: ReadableDb, until: string) =>
  codesInUse(db)
    .where('access_codes.redeemed_on', 'is not', null)
    .where('access_codes.link_verified_on', 'is', null)
    .where('access_codes.redeemed_on', '<=', until)

/** The cross join is SQLite's way of being told to walk the codes by expiry first; PostgreSQL takes it for any other inner join. */
const codesInUse = (db: ReadableDb) =>
  db
    .selectFrom('access_codes')
    .crossJoin('accounts')
    .whereRef('accounts.id', '=', 'access_codes.account_id')
    .where('accounts.archived_at', 'is', null)

function onBoard(db: ReadableDb, filter: BoardFilter) {
  let query = codesInUse(db).where((where) => where.or(filter.statuses.map((status) => hasStatus(where, status, filter))))
  for (const pattern of partPatterns(filter.query)) query = query.where((where) => isLike(where.ref('accounts.sort_key'), pattern))
  // Said once more outside the alternatives: the index holds only codes that may still be used, and the engine must see that it suffices.
  if (filter.statuses.every((status) => openStatuses.has(status))) {
    query = query.where('access_codes.used_at', 'is', null).where('access_codes.replaced_at', 'is', null)
  }
  return filter.notBefore === null ? query : query.where('access_codes.expires_on', '>=', filter.notBefore)
}

const openStatuses: ReadonlySet<AccessCodeStatus> = new Set(['new', 'expiring', 'expired', 'replacement-requested'])

type Where = ExpressionBuilder<Tables, 'access_codes' | 'accounts'>

/** The rules of status.ts as conditions. */
function hasStatus(where: Where, status: AccessCodeStatus, { today, expiringUntil }: BoardFilter): Expression<SqlBool> {
  const used = where('access_codes.used_at', 'is not', null)
  const open = [where('access_codes.used_at', 'is', null), where('access_codes.replaced_at', 'is', null)]
  const waiting = where('access_codes.replacement_requested_on', 'is not', null)
  const live = [...open, where('access_codes.replacement_requested_on', 'is', null)]
  const inTime = where('access_codes.expires_on', '>=', today)
  switch (status) {
    case 'used':
      return where.and([used, where('access_codes.used_by_other', '=', 0)])
    case 'used-by-other':
      return where.and([used, where('access_codes.used_by_other', '=', 1)])
    case 'replaced':
      return where.and([where('access_codes.used_at', 'is', null), where('access_codes.replaced_at', 'is not', null)])
    case 'replacement-requested':
      return where.and([...open, waiting])
    case 'expired':
      return where.and([...live, where('access_codes.expires_on', '<', today)])
    case 'expiring':
      return where.and([...live, inTime, where('access_codes.expires_on', '<=', lastExpiringDay(expiringUntil))])
    case 'new':
      return where.and([...live, inTime, where('access_codes.expires_on', '>', lastExpiringDay(expiringUntil))])
  }
}
