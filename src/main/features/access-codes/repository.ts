import type { Selectable, Updateable } from 'kysely'
import type { Addressee } from '#contract'
import type { ReadableDb, WritableDb } from '../../db/handles.ts'
import type { AccessCodesTable } from '../../db/tables.ts'

type AccessCodeRow = Selectable<AccessCodesTable>

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
  readonly replacedAt: number | null
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
    replacedAt: row.replaced_at === null ? null : Number(row.replaced_at),
    recordedAt: Number(row.recorded_at),
    recordedBy: row.recorded_by
  }
}

export async function findAccessCode(db: ReadableDb, id: string): Promise<StoredAccessCode | null> {
  const row = await db.selectFrom('access_codes').selectAll().where('id', '=', id).executeTakeFirst()
  return row === undefined ? null : accessCodeFromRow(row)
}

/** Newest notice first. */
export async function listAccessCodes(db: ReadableDb, accountIds: readonly string[]): Promise<StoredAccessCode[]> {
  if (accountIds.length === 0) return []
  const rows = await db
    .selectFrom('access_codes')
    .selectAll()
    .where('account_id', 'in', accountIds)
    .orderBy('notice_on', 'desc')
    .orderBy('recorded_at', 'desc')
    .orderBy('id', 'desc')
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
      replaced_at: code.replacedAt,
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
