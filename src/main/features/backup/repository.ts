import type { AuditEvent, BackupFailure } from '#contract'
import { compiledOnce } from '../../db/compiled-once.ts'
import type { ReadableDb, WritableDb } from '../../db/handles.ts'
import { literal } from '../../db/literal.ts'
import type { BackupStatesTable } from '../../db/tables.ts'

export interface BackupState {
  readonly place: string | null
  readonly madeAt: number | null
  readonly failure: { readonly at: number; readonly reason: BackupFailure } | null
}

const numberOrNull = (value: number | null | undefined): number | null => (value == null ? null : Number(value))

/** How backups of one computer stand. */
export async function findState(db: ReadableDb, device: string): Promise<BackupState> {
  const row = await db.selectFrom('backup_states').selectAll().where('device', '=', device).executeTakeFirst()
  const failedAt = numberOrNull(row?.failed_at)
  return {
    place: row?.place ?? null,
    madeAt: numberOrNull(row?.made_at),
    failure: failedAt === null ? null : { at: failedAt, reason: row?.failure as BackupFailure }
  }
}

export async function setState(tx: WritableDb, device: string, values: Partial<Omit<BackupStatesTable, 'device'>>): Promise<void> {
  const none = { place: null, made_at: null, failed_at: null, failure: null, drilled_at: null }
  await tx
    .insertInto('backup_states')
    .values({ device, ...none, ...values })
    .onConflict((conflict) => conflict.column('device').doUpdateSet(values))
    .execute()
}

/** The last restore drill, whichever computer did it. */
export async function findLastDrill(db: ReadableDb): Promise<number | null> {
  const row = await db
    .selectFrom('backup_states')
    .select((select) => select.fn.max('drilled_at').as('at'))
    .executeTakeFirst()
  return numberOrNull(row?.at)
}

/** When this vault came to be: the first row of its audit log. */
export const findBeginning = async (db: ReadableDb): Promise<number | null> =>
  numberOrNull((await db.selectFrom('audit_log').select('at').where('seq', '=', 1).executeTakeFirst())?.at)

/** Rows that change nothing a backup would keep: sessions, and what is written about backups and the log themselves. */
const quiet: readonly AuditEvent[] = [
  'vault.opened',
  'vault.locked',
  'backup.made',
  'backup.failed',
  'backup.drilled',
  'backup.restored',
  'audit.verified',
  'vault.checked'
]

const firstChange = compiledOnce((db, { after }: { after: number }) =>
  db.selectFrom('audit_log').select('seq').where('seq', '>', after).where('event', 'not in', quiet).orderBy('seq').limit(literal(1))
)

const rowHash = (db: ReadableDb, seq: number) => db.selectFrom('audit_log').select('hash').where('seq', '=', seq).executeTakeFirst()

/** Whether the present log goes on from that row. Not so for a backup of what a restore, or another computer, left behind. */
export const isInLog = async (db: ReadableDb, { auditSeq, auditHash }: { auditSeq: number; auditHash: string }): Promise<boolean> =>
  (await rowHash(db, auditSeq))?.hash === auditHash

/** Rows of the log that tell of a salvage: what it lost is in an earlier backup only. */
export const listSalvages = async (db: ReadableDb): Promise<number[]> =>
  (await db.selectFrom('audit_log').select('seq').where('event', '=', 'vault.salvaged').execute()).map(({ seq }) => Number(seq))

/** Whether a backup with this newest row of the audit log lacks anything worth keeping. One made before an older one was restored has rows of its own. */
export async function hasChangedSince(db: ReadableDb, { auditSeq, auditHash }: { auditSeq: number; auditHash: string }): Promise<boolean> {
  const isPresent = await isInLog(db, { auditSeq, auditHash })
  return !isPresent || (await firstChange(db, { after: auditSeq })).length > 0
}
