import type { ReadableDb, WritableDb } from '../../db/handles.ts'
import { literal } from '../../db/literal.ts'

export interface DeviceClock {
  readonly latestAt: number
  readonly correctionSeconds: number
  readonly correctedAt: number | null
  readonly correctedBy: string
}

export async function findDeviceClock(db: ReadableDb, device: string): Promise<DeviceClock | null> {
  const row = await db.selectFrom('device_clocks').selectAll().where('device', '=', device).executeTakeFirst()
  if (row === undefined) return null
  return {
    latestAt: Number(row.latest_at),
    correctionSeconds: Number(row.correction_seconds),
    correctedAt: row.corrected_at === null ? null : Number(row.corrected_at),
    correctedBy: row.corrected_by
  }
}

export async function saveDeviceClock(tx: WritableDb, device: string, clock: DeviceClock): Promise<void> {
  const columns = {
    latest_at: clock.latestAt,
    correction_seconds: clock.correctionSeconds,
    corrected_at: clock.correctedAt,
    corrected_by: clock.correctedBy
  }
  await tx
    .insertInto('device_clocks')
    .values({ device, ...columns })
    .onConflict((conflict) => conflict.column('device').doUpdateSet(columns))
    .execute()
}

/** Of the newest row of the activity record, whichever computer wrote it; 0 when there is none. */
export async function newestRecordAt(db: ReadableDb): Promise<number> {
  const row = await db.selectFrom('audit_log').select('at').orderBy('seq', 'desc').limit(literal(1)).executeTakeFirst()
  return Number(row?.at ?? 0)
}
