import { type Selectable, sql, type Updateable } from 'kysely'
import type { CustodyMode } from '#contract'
import type { BackupCodeSetsTable, BackupCodesTable } from '../../db/access-tables.ts'
import { compiledOnce } from '../../db/compiled-once.ts'
import type { ReadableDb, WritableDb } from '../../db/handles.ts'
import { literal } from '../../db/literal.ts'
import type { CurrentSet } from './status.ts'

export interface StoredSet {
  readonly id: string
  readonly accountId: string
  readonly issuedOn: string | null
  readonly keptAt: string
  readonly recordedAt: number
  readonly recordedBy: string
  readonly checkedAt: number | null
  readonly replacedAt: number | null
  readonly paperCheckedOn: string | null
  readonly paperCheckedBy: string | null
}

export interface StoredCode {
  readonly id: string
  readonly setId: string
  readonly position: number
  readonly secret: Uint8Array
  readonly secretRevision: number
  readonly usedAt: number | null
  readonly usedBy: string | null
  readonly usedFor: string | null
  readonly usedCaseId: string | null
  /** Receipt number and form of the case it was used for. */
  readonly usedCase: string | null
  readonly reservedById: string | null
  readonly reservedBy: string | null
  readonly reservedAt: number | null
  readonly reservedFor: string | null
  readonly voidedAt: number | null
  readonly voidedBy: string | null
  readonly voidReason: string | null
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
  return rows.map(setFromRow)
}

export async function findSet(db: ReadableDb, id: string): Promise<StoredSet | null> {
  const row = await db.selectFrom('backup_code_sets').selectAll().where('id', '=', id).executeTakeFirst()
  return row === undefined ? null : setFromRow(row)
}

const setFromRow = (row: Selectable<BackupCodeSetsTable>): StoredSet => ({
  id: row.id,
  accountId: row.account_id,
  issuedOn: row.issued_on,
  keptAt: row.kept_at,
  recordedAt: Number(row.recorded_at),
  recordedBy: row.recorded_by,
  checkedAt: numberOrNull(row.checked_at),
  replacedAt: numberOrNull(row.replaced_at),
  paperCheckedOn: row.paper_checked_on,
  paperCheckedBy: row.paper_checked_by
})

const numberOrNull = (value: number | null): number | null => (value === null ? null : Number(value))

export async function listCodes(db: ReadableDb, setIds: readonly string[]): Promise<StoredCode[]> {
  if (setIds.length === 0) return []
  const rows = await withCase(db)
    .where('backup_codes.set_id', 'in', setIds)
    .orderBy('backup_codes.set_id')
    .orderBy('backup_codes.position')
    .execute()
  return rows.map(codeFromRow)
}

const withCase = (db: Pick<ReadableDb, 'selectFrom'>) =>
  db
    .selectFrom('backup_codes')
    .leftJoin('cases', 'cases.id', 'backup_codes.used_case_id')
    .selectAll('backup_codes')
    .select(['cases.receipt_number as case_receipt', 'cases.form as case_form'])

type CodeRow = Selectable<BackupCodesTable> & { case_receipt: string | null; case_form: string | null }

function codeFromRow(row: CodeRow): StoredCode {
  const usedCase = [row.case_form, row.case_receipt].filter((part) => part !== null && part !== '').join(' ')
  return {
    id: row.id,
    setId: row.set_id,
    position: Number(row.position),
    secret: row.secret,
    secretRevision: Number(row.secret_revision),
    usedAt: numberOrNull(row.used_at),
    usedBy: row.used_by,
    usedFor: row.used_for,
    usedCaseId: row.used_case_id,
    usedCase: usedCase === '' ? null : usedCase,
    reservedById: row.reserved_by_id,
    reservedBy: row.reserved_by,
    reservedAt: numberOrNull(row.reserved_at),
    reservedFor: row.reserved_for,
    voidedAt: numberOrNull(row.voided_at),
    voidedBy: row.voided_by,
    voidReason: row.void_reason
  }
}

const codeById = compiledOnce((db, { id }: { id: string }) =>
  withCase(db)
    .innerJoin('backup_code_sets', 'backup_code_sets.id', 'backup_codes.set_id')
    .select(['backup_code_sets.account_id as account_id', 'backup_code_sets.replaced_at as set_replaced_at'])
    .where('backup_codes.id', '=', id)
)

/** A code with the account and the set it belongs to. */
export interface CodeOfAccount extends StoredCode {
  readonly accountId: string
  readonly setReplacedAt: number | null
}

export async function findCode(db: ReadableDb, id: string): Promise<CodeOfAccount | null> {
  const [row] = await codeById(db, { id })
  if (row === undefined) return null
  return {
    ...codeFromRow(row),
    accountId: row.account_id,
    setReplacedAt: row.set_replaced_at === null ? null : Number(row.set_replaced_at)
  }
}

/** The current set of an account with what follows from its codes. */
export interface SetCounts extends CurrentSet {
  readonly accountId: string
  /** Unused codes that somebody reserved. */
  readonly reserved: number
  readonly issuedOn: string | null
  readonly keptAt: string
}

/** The current set of each account with its counts; `accountIds` null means all. */
export async function currentSets(db: ReadableDb, accountIds: readonly string[] | null): Promise<SetCounts[]> {
  if (accountIds?.length === 0) return []
  const query = db
    .selectFrom('backup_code_sets')
    .innerJoin('backup_codes', 'backup_codes.set_id', 'backup_code_sets.id')
    .select([
      'backup_code_sets.account_id as account_id',
      'backup_code_sets.recorded_at as recorded_at',
      'backup_code_sets.checked_at as checked_at',
      'backup_code_sets.issued_on as issued_on',
      'backup_code_sets.kept_at as kept_at',
      (aggregate) => aggregate.fn.countAll().as('total'),
      (aggregate) => aggregate.fn.max('backup_codes.used_at').as('last_used_at'),
      sql<number>`sum(case when backup_codes.used_at is null and backup_codes.voided_at is null then 1 else 0 end)`.as('unused'),
      sql<number>`sum(case when backup_codes.used_at is null and backup_codes.voided_at is null and backup_codes.reserved_at is not null
        then 1 else 0 end)`.as('reserved')
    ])
    .where('backup_code_sets.replaced_at', 'is', null)
    .groupBy([
      'backup_code_sets.id',
      'backup_code_sets.account_id',
      'backup_code_sets.recorded_at',
      'backup_code_sets.checked_at',
      'backup_code_sets.issued_on',
      'backup_code_sets.kept_at'
    ])
  const rows = await (accountIds === null ? query : query.where('backup_code_sets.account_id', 'in', accountIds)).execute()
  return rows.map((row) => ({
    accountId: row.account_id,
    recordedAt: Number(row.recorded_at),
    checkedAt: numberOrNull(row.checked_at),
    issuedOn: row.issued_on,
    keptAt: row.kept_at,
    total: Number(row.total),
    unused: Number(row.unused),
    reserved: Number(row.reserved),
    lastUsedAt: numberOrNull(row.last_used_at as number | null)
  }))
}

/** An account in use as the board shows it. `sortKey`: client, portal id and username, folded. */
export interface BoardAccount {
  readonly id: string
  readonly clientId: string | null
  readonly clientName: string | null
  readonly portalId: string
  readonly username: string
  readonly custody: CustodyMode
  readonly sortKey: string
}

/** In the order of the account list. */
export async function listBoardAccounts(db: ReadableDb, portalId: string | null): Promise<BoardAccount[]> {
  let query = db
    .selectFrom('accounts')
    .leftJoin('clients', 'clients.id', 'accounts.client_id')
    .select([
      'accounts.id as id',
      'accounts.client_id as clientId',
      'clients.name as clientName',
      'accounts.portal_id as portalId',
      'accounts.username as username',
      'accounts.custody as custody',
      'accounts.sort_key as sortKey'
    ])
    .where('accounts.archived_at', 'is', null)
  if (portalId !== null) query = query.where('accounts.portal_id', '=', portalId)
  const rows = await query.orderBy('accounts.sort_key').orderBy('accounts.id').execute()
  return rows.map((row) => ({ ...row, custody: row.custody as CustodyMode }))
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
      replaced_at: set.replacedAt,
      paper_checked_on: set.paperCheckedOn,
      paper_checked_by: set.paperCheckedBy
    })
    .execute()
}

export interface NewCode {
  readonly id: string
  readonly setId: string
  readonly position: number
  readonly secret: Uint8Array
  readonly secretRevision: number
}

export async function insertCode(tx: WritableDb, code: NewCode): Promise<void> {
  await tx
    .insertInto('backup_codes')
    .values({
      id: code.id,
      set_id: code.setId,
      position: code.position,
      secret: code.secret,
      secret_revision: code.secretRevision,
      used_at: null,
      used_by: null,
      used_for: null,
      used_case_id: null,
      ...notReserved,
      ...notVoid
    })
    .execute()
}

export const notReserved = { reserved_by_id: null, reserved_by: null, reserved_at: null, reserved_for: null } as const
export const notVoid = { voided_at: null, voided_by: null, void_reason: null } as const
export const notUsed = { used_at: null, used_by: null, used_for: null, used_case_id: null } as const

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

/**
 * Changes a code that nobody has used or struck out meanwhile, nor reserved other than `reservedById`; false when somebody has. The conditions
 * stand in the statement itself, so that of two who take one code at the same time only one gets it, on every engine.
 */
export async function changeOpenCode(
  tx: WritableDb,
  id: string,
  reservedById: string | null,
  changes: Updateable<BackupCodesTable>
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('backup_codes')
    .set(changes)
    .where('id', '=', id)
    .where('used_at', 'is', null)
    .where('voided_at', 'is', null)
    .where('reserved_by_id', reservedById === null ? 'is' : '=', reservedById)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

export async function changeCode(tx: WritableDb, id: string, changes: Updateable<BackupCodesTable>): Promise<void> {
  await tx.updateTable('backup_codes').set(changes).where('id', '=', id).execute()
}

export async function updateSet(tx: WritableDb, id: string, changes: Updateable<BackupCodeSetsTable>): Promise<void> {
  await tx.updateTable('backup_code_sets').set(changes).where('id', '=', id).execute()
}

export async function setChecked(tx: WritableDb, accountId: string, at: number): Promise<void> {
  await tx
    .updateTable('backup_code_sets')
    .set({ checked_at: at })
    .where('account_id', '=', accountId)
    .where('replaced_at', 'is', null)
    .execute()
}
