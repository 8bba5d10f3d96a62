import type Database from 'better-sqlite3'
import type { Kysely } from 'kysely'
import { databaseFileOf } from './database-files.ts'
import type { ReadableDb, WritableDb } from './handles.ts'
import type { LostRow } from './salvage.ts'
import { isGone, type Loss } from './salvage-losses.ts'
import type { Tables } from './tables.ts'

/** Audit rows of a salvaged log that are gone, by number. */
export interface AuditNumbers {
  /** The last number there is known to have been. No later row takes it or one before it. */
  readonly through: number
  readonly gaps: readonly AuditGap[]
}
/** From and to, both of them missing. */
export interface AuditGap {
  readonly from: number
  readonly to: number
}

/**
 * Which numbers of the audit log are gone. How far it went is told by its rows, by what an index says of lost ones, by signatures, by earlier
 * generations and by the anchor, whichever knows most.
 */
export function auditNumbers(target: Database.Database, lost: readonly LostRow[], anchorSeq: number): AuditNumbers {
  const has = (table: string): boolean => target.prepare('select 1 from sqlite_schema where name = ?').get(table) !== undefined
  const most = (table: string, column: string): number =>
    has(table) ? ((target.prepare(`select max(${column}) from ${table}`).pluck().get() as number | null) ?? 0) : 0
  const lostNumbers = lost.filter(({ table }) => table === 'audit_log').map(({ id }) => Number(id ?? 0))
  const through = Math.max(
    most('audit_log', 'seq'),
    most('audit_checkpoints', 'seq'),
    most('vault_generations', 'last_audit_seq'),
    anchorSeq,
    lostNumbers.reduce((highest, seq) => Math.max(highest, seq), 0)
  )
  const gaps: AuditGap[] = []
  let expected = 1
  for (const seq of target.prepare('select seq from audit_log order by seq').pluck().iterate() as Iterable<number>) {
    if (seq > expected) gaps.push({ from: expected, to: seq - 1 })
    expected = seq + 1
  }
  if (expected <= through) gaps.push({ from: expected, to: through })
  return { through, gaps }
}

/** As the details of the audit row have them: `3-5,9-9`. */
export const gapsText = (gaps: readonly AuditGap[]): string => gaps.map(({ from, to }) => `${from}-${to}`).join(',')

interface SalvageNote {
  readonly now: number
  readonly rowsKept: number
  readonly losses: readonly Loss[]
  readonly numbers: AuditNumbers
  readonly generation: number
  readonly stamp: string
}

/** Losses kept in full; a file of which more is lost says how many only. */
const mostLosses = 5_000

export function noteSalvage(target: Database.Database, { now, rowsKept, losses, numbers, generation, stamp }: SalvageNote): void {
  const rowsLost = losses.filter(isGone).reduce((sum, { count }) => sum + count, 0)
  target
    .prepare(
      `insert into salvages (id, salvaged_at, rows_kept, rows_lost, losses, audit_through, audit_gaps, audit_lost, kept_as, noted_at)
       values (?, ?, ?, ?, ?, ?, ?, ?, ?, null)`
    )
    .run(
      ...[
        `salvage-${stamp}`,
        now,
        rowsKept,
        rowsLost,
        JSON.stringify(losses.slice(0, mostLosses)),
        numbers.through,
        gapsText(numbers.gaps)
      ],
      numbers.gaps.reduce((sum, { from, to }) => sum + to - from + 1, 0),
      databaseFileOf(generation).replace(/\.db$/, `.damaged-${stamp}.db`)
    )
}

/** A salvage that stands in no audit row yet. */
export interface UnnotedSalvage {
  readonly id: string
  readonly rowsKept: number
  readonly rowsLost: number
  readonly auditThrough: number
  readonly auditGaps: string
  readonly auditLost: number
}

export async function findUnnotedSalvage(db: ReadableDb): Promise<UnnotedSalvage | null> {
  const row = await db
    .selectFrom('salvages')
    .select(['id', 'rows_kept', 'rows_lost', 'audit_through', 'audit_gaps', 'audit_lost'])
    .where('noted_at', 'is', null)
    .orderBy('salvaged_at', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (row === undefined) return null
  return {
    id: row.id,
    rowsKept: Number(row.rows_kept),
    rowsLost: Number(row.rows_lost),
    auditThrough: Number(row.audit_through),
    auditGaps: row.audit_gaps,
    auditLost: Number(row.audit_lost)
  }
}

export async function markSalvageNoted(tx: WritableDb, id: string, now: number): Promise<void> {
  await (tx as Kysely<Tables>).updateTable('salvages').set({ noted_at: now }).where('id', '=', id).execute()
}
