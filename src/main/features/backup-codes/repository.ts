import { sql } from 'kysely'
import { compiledOnce } from '../../db/compiled-once.ts'
import type { ReadableDb, WritableDb } from '../../db/handles.ts'
import { literal } from '../../db/literal.ts'

export interface StoredSet {
  readonly id: string
  readonly accountId: string
  readonly issuedOn: string | null
  readonly keptAt: string
  readonly recordedAt: number
  readonly recordedBy: string
  readonly checkedAt: number | null
  readonly replacedAt: number | null
}

export interface StoredCode {
  readonly id: string
  readonly setId: string
  readonly position: number
  readonly secret: Uint8Array
  readonly secretRevision: number
  readonly usedAt: number | null
  readonly usedBy: string | null
}

/** All sets of an account, current first, then the replaced ones, newest first. */
export async function listSets(db: ReadableDb, accountId: string): Promise<StoredSet[]> {
  const rows = await db
    .selectFrom('backup_code_sets')
    .selectAll()
    .where('account_id', '=', accountId)
    .orderBy(sql`replaced_at is not null`)
    .orderBy('recorded_at', 'desc')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    accountId: row.account_id,
    issuedOn: row.issued_on,
    keptAt: row.kept_at,
    recordedAt: Number(row.recorded_at),
    recordedBy: row.recorded_by,
    checkedAt: row.checked_at === null ? null : Number(row.checked_at),
    replacedAt: row.replaced_at === null ? null : Number(row.replaced_at)
  }))
}

export async function listCodes(db: ReadableDb, setIds: readonly string[]): Promise<StoredCode[]> {
  if (setIds.length === 0) return []
  const rows = await db.selectFrom('backup_codes').selectAll().where('set_id', 'in', setIds).orderBy('set_id').orderBy('position').execute()
  return rows.map(codeFromRow)
}

function codeFromRow(row: {
  id: string
  set_id: string
  position: number
  secret: Uint8Array
  secret_revision: number
  used_at: number | null
  used_by: string | null
}): StoredCode {
  return {
    id: row.id,
    setId: row.set_id,
    position: Number(row.position),
    secret: row.secret,
    secretRevision: Number(row.secret_revision),
    usedAt: row.used_at === null ? null : Number(row.used_at),
    usedBy: row.used_by
  }
}

const codeById = compiledOnce((db, { id }: { id: string }) =>
  db
    .selectFrom('backup_codes')
    .innerJoin('backup_code_sets', 'backup_code_sets.id', 'backup_codes.set_id')
    .selectAll('backup_codes')
    .select(['backup_code_sets.account_id as account_id', 'backup_code_sets.replaced_at as set_replaced_at'])
    .where('backup_codes.id', '=', id)
)

export async function findCode(
  db: ReadableDb,
  id: string
): Promise<(StoredCode & { accountId: string; setReplacedAt: number | null }) | null> {
  const [row] = await codeById(db, { id })
  if (row === undefined) return null
  return {
    ...codeFromRow(row),
    accountId: row.account_id,
    setReplacedAt: row.set_replaced_at === null ? null : Number(row.set_replaced_at)
  }
}

export interface SetCounts {
  readonly accountId: string
  readonly recordedAt: number
  readonly checkedAt: number | null
  readonly total: number
  readonly unused: number
}

/** The current set of each account with its counts. */
export async function currentSets(db: ReadableDb, accountIds: readonly string[]): Promise<SetCounts[]> {
  if (accountIds.length === 0) return []
  const rows = await db
    .selectFrom('backup_code_sets')
    .innerJoin('backup_codes', 'backup_codes.set_id', 'backup_code_sets.id')
    .select([
      'backup_code_sets.account_id as account_id',
      'backup_code_sets.recorded_at as recorded_at',
      'backup_code_sets.checked_at as checked_at',
      (aggregate) => aggregate.fn.countAll().as('total'),
      (aggregate) => aggregate.fn.count('backup_codes.used_at').as('used')
    ])
    .where('backup_code_sets.account_id', 'in', accountIds)
    .where('backup_code_sets.replaced_at', 'is', null)
    .groupBy(['backup_code_sets.id', 'backup_code_sets.account_id', 'backup_code_sets.recorded_at', 'backup_code_sets.checked_at'])
    .execute()
  return rows.map((row) => ({
    accountId: row.account_id,
    recordedAt: Number(row.recorded_at),
    checkedAt: row.checked_at === null ? null : Number(row.checked_at),
    total: Number(row.total),
    unused: Number(row.total) - Number(row.used)
  }))
}

export async function hasCodes(db: ReadableDb, accountId: string): Promise<boolean> {
  const row = await db
    .selectFrom('backup_code_sets')
    .select('id')
    .where('account_id', '=', accountId)
    .where('replaced_at', 'is', null)
    .limit(literal(1))
    .executeTakeFirst()
  return row !== undefined
}

export async function insertSet(tx: WritableDb, set: StoredSet): Promise<void> {
  await tx
    .insertInto('backup_code_sets')
    .values({
      id: set.id,
      account_id: set.accountId,
      issued_on: set.issuedOn,
      kept_at: set.keptAt,
      recorded_at: set.recordedAt,
      recorded_by: set.recordedBy,
      checked_at: set.checkedAt,
      replaced_at: set.replacedAt
    })
    .execute()
}

export async function insertCode(tx: WritableDb, code: StoredCode): Promise<void> {
  await tx
    .insertInto('backup_codes')
    .values({
      id: code.id,
      set_id: code.setId,
      position: code.position,
      secret: code.secret,
      secret_revision: code.secretRevision,
      used_at: code.usedAt,
      used_by: code.usedBy
    })
    .execute()
}

/** Whether any code of the account is still stored, in the current set or in a replaced one. */
export async function hasValues(db: ReadableDb, accountId: string): Promise<boolean> {
  const row = await db
    .selectFrom('backup_codes')
    .innerJoin('backup_code_sets', 'backup_code_sets.id', 'backup_codes.set_id')
    .select('backup_codes.id')
    .where('backup_code_sets.account_id', '=', accountId)
    .where(sql<boolean>`length(backup_codes.secret) > 0`)
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

/** Destroys the codes of an account; sets and uses stay for the history. */
export async function destroyValues(tx: WritableDb, accountId: string, at: number): Promise<void> {
  await tx
    .updateTable('backup_codes')
    .set({ secret: Buffer.alloc(0) })
    .where('set_id', 'in', (set) => set.selectFrom('backup_code_sets').select('id').where('account_id', '=', accountId))
    .execute()
  await replaceSets(tx, accountId, at)
}

/** Voids the current set of an account. */
export async function replaceSets(tx: WritableDb, accountId: string, at: number): Promise<void> {
  await tx
    .updateTable('backup_code_sets')
    .set({ replaced_at: at })
    .where('account_id', '=', accountId)
    .where('replaced_at', 'is', null)
    .execute()
}

export async function setUse(tx: WritableDb, id: string, usedAt: number | null, usedBy: string | null): Promise<void> {
  await tx.updateTable('backup_codes').set({ used_at: usedAt, used_by: usedBy }).where('id', '=', id).execute()
}

export async function setChecked(tx: WritableDb, accountId: string, at: number): Promise<void> {
  await tx
    .updateTable('backup_code_sets')
    .set({ checked_at: at })
    .where('account_id', '=', accountId)
    .where('replaced_at', 'is', null)
    .execute()
}
