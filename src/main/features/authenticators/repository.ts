import type { Selectable } from 'kysely'
import type { CodeKind, HashAlgorithm } from '#contract'
import type { AuthenticatorsTable } from '../../db/access-tables.ts'
import { compiledOnce } from '../../db/compiled-once.ts'
import type { ReadableDb, WritableDb } from '../../db/handles.ts'

type AuthenticatorRow = Selectable<AuthenticatorsTable>

export interface StoredAuthenticator {
  readonly id: string
  readonly accountId: string
  readonly issuer: string
  readonly label: string
  readonly algorithm: HashAlgorithm
  readonly digits: number
  readonly periodSeconds: number
  readonly secret: Uint8Array
  readonly secretRevision: number
  readonly secretFingerprint: string
  readonly confirmedAt: number | null
  readonly retiredAt: number | null
  readonly createdAt: number
  readonly nickname: string
  readonly kind: CodeKind
}

function authenticatorFromRow(row: AuthenticatorRow): StoredAuthenticator {
  return {
    id: row.id,
    accountId: row.account_id,
    issuer: row.issuer,
    label: row.label,
    algorithm: row.algorithm as HashAlgorithm,
    digits: Number(row.digits),
    periodSeconds: Number(row.period_seconds),
    secret: row.secret,
    secretRevision: Number(row.secret_revision),
    secretFingerprint: row.secret_fingerprint,
    confirmedAt: row.confirmed_at === null ? null : Number(row.confirmed_at),
    retiredAt: row.retired_at === null ? null : Number(row.retired_at),
    createdAt: Number(row.created_at),
    nickname: row.nickname,
    kind: row.kind as CodeKind
  }
}

const authenticatorById = compiledOnce((db, { id }: { id: string }) => db.selectFrom('authenticators').selectAll().where('id', '=', id))

export async function findAuthenticator(db: ReadableDb, id: string): Promise<StoredAuthenticator | null> {
  const [row] = await authenticatorById(db, { id })
  return row === undefined ? null : authenticatorFromRow(row)
}

/** Those in use, oldest first. */
export async function listActive(db: ReadableDb, accountIds: readonly string[]): Promise<StoredAuthenticator[]> {
  if (accountIds.length === 0) return []
  const rows = await db
    .selectFrom('authenticators')
    .selectAll()
    .where('account_id', 'in', accountIds)
    .where('retired_at', 'is', null)
    .orderBy('created_at')
    .orderBy('id')
    .execute()
  return rows.map(authenticatorFromRow)
}

/** When an authenticator of each account (of all when `accountIds` is null) was last confirmed, retired ones included: a re-enrolment makes stored backup codes stale. */
export async function lastConfirmed(db: ReadableDb, accountIds: readonly string[] | null): Promise<Map<string, number>> {
  if (accountIds?.length === 0) return new Map()
  const query = db
    .selectFrom('authenticators')
    .select(['account_id', (aggregate) => aggregate.fn.max('confirmed_at').as('at')])
    .groupBy('account_id')
  const rows = await (accountIds === null ? query : query.where('account_id', 'in', accountIds)).execute()
  return new Map(rows.filter((row) => row.at !== null).map((row) => [row.account_id, Number(row.at)]))
}

export async function insertAuthenticator(tx: WritableDb, stored: StoredAuthenticator): Promise<void> {
  await tx
    .insertInto('authenticators')
    .values({
      id: stored.id,
      account_id: stored.accountId,
      issuer: stored.issuer,
      label: stored.label,
      algorithm: stored.algorithm,
      digits: stored.digits,
      period_seconds: stored.periodSeconds,
      secret: stored.secret,
      secret_revision: stored.secretRevision,
      secret_fingerprint: stored.secretFingerprint,
      confirmed_at: stored.confirmedAt,
      retired_at: stored.retiredAt,
      created_at: stored.createdAt,
      nickname: stored.nickname,
      kind: stored.kind
    })
    .execute()
}

export async function setConfirmed(tx: WritableDb, id: string, at: number): Promise<void> {
  await tx.updateTable('authenticators').set({ confirmed_at: at }).where('id', '=', id).execute()
}

export async function setNickname(tx: WritableDb, id: string, nickname: string): Promise<void> {
  await tx.updateTable('authenticators').set({ nickname }).where('id', '=', id).execute()
}

/** Whether any key of the account is still stored. */
export async function hasKeys(db: ReadableDb, accountId: string): Promise<boolean> {
  const row = await db
    .selectFrom('authenticators')
    .select('id')
    .where('account_id', '=', accountId)
    .where('secret_fingerprint', '!=', '')
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

/** Takes an authenticator out of use and destroys its key; the row stays for the history. */
export async function destroyKey(tx: WritableDb, id: string, at: number): Promise<void> {
  await tx
    .updateTable('authenticators')
    .set({ retired_at: at, secret: Buffer.alloc(0), secret_fingerprint: '' })
    .where('id', '=', id)
    .execute()
}

/** Whether any code of it was ever copied or printed. */
export async function wasHandedOut(db: ReadableDb, id: string): Promise<boolean> {
  const row = await db.selectFrom('handed_out_codes').select('step').where('authenticator_id', '=', id).limit(1).executeTakeFirst()
  return row !== undefined
}

/** Takes away every trace but the record's; only for one that nobody has used. */
export async function deleteAuthenticator(tx: WritableDb, id: string): Promise<void> {
  await tx.deleteFrom('authenticators').where('id', '=', id).execute()
}

export interface StoredHandOut {
  readonly authenticatorId: string
  readonly step: number
  readonly at: number
  readonly by: string
}

/** The last time this period's code was handed out. */
export async function findHandOut(db: ReadableDb, authenticatorId: string, step: number): Promise<{ at: number; by: string } | null> {
  const row = await db
    .selectFrom('handed_out_codes')
    .select(['at', 'handed_out_by'])
    .where('authenticator_id', '=', authenticatorId)
    .where('step', '=', step)
    .executeTakeFirst()
  return row === undefined ? null : { at: Number(row.at), by: row.handed_out_by }
}

/** Keeps the newest hand-out of a period. Periods that are over go: their codes are not made again. */
export async function saveHandOut(tx: WritableDb, { authenticatorId, step, at, by }: StoredHandOut): Promise<void> {
  await tx
    .deleteFrom('handed_out_codes')
    .where('authenticator_id', '=', authenticatorId)
    .where('step', '<', step - 1)
    .execute()
  await tx
    .insertInto('handed_out_codes')
    .values({ authenticator_id: authenticatorId, step, at, handed_out_by: by })
    .onConflict((conflict) => conflict.columns(['authenticator_id', 'step']).doUpdateSet({ at, handed_out_by: by }))
    .execute()
}
