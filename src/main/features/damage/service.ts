import type { Loss, Output, Salvage } from '#contract'
import { todayIn } from '../../calendar.ts'
import type { Damage, FirmDb } from '../../db/handles.ts'
import { AppError } from '../../errors.ts'
import type { Clock, FileSaver } from '../../ports.ts'
import type { OpenVault } from '../../vault/vault.ts'
import type { AuditService } from '../audit/service.ts'
import { reportText } from './report.ts'
import { findBrokenSeal, findCheckedAt, findLastSalvage, setCheckedAt } from './repository.ts'

export interface DamageDeps {
  readonly db: FirmDb
  readonly vault: OpenVault
  readonly clock: Clock
  readonly audit: AuditService
  readonly fileSaver: FileSaver
  readonly timeZone: () => string
}

/** How old the last check may be before an opening is followed by another, in ms. */
export const checkAfterMs = 7 * 24 * 3_600_000

export type DamageService = ReturnType<typeof createDamageService>

/** Looks for damage in the open database, and tells of the salvage it came from. */
export function createDamageService({ db, vault, clock, audit, fileSaver, timeZone }: DamageDeps) {
  async function lastSalvage(): Promise<Salvage | null> {
    const row = await findLastSalvage(db.read)
    if (row === null) return null
    return {
      at: Number(row.salvaged_at),
      rowsKept: Number(row.rows_kept),
      rowsLost: Number(row.rows_lost),
      keptAs: row.kept_as,
      auditRowsLost: Number(row.audit_lost),
      losses: JSON.parse(row.losses) as Loss[]
    }
  }

  return {
    /** Whether a week went by since the last check, or the clock was set back behind it. */
    async isDue(): Promise<boolean> {
      const last = await findCheckedAt(db.read)
      const now = clock.now()
      return last === null || last > now || now - last >= checkAfterMs
    },

    /** Null when the database reads from end to end, which is written down. */
    async check(whole: boolean): Promise<Damage | null> {
      const startedAt = clock.monotonic()
      const damage = (await db.findDamage(whole)) ?? (whole ? await findBrokenSeal(db.read, vault) : null)
      if (damage !== null || db.isReadOnly) return damage
      await db.write(async (tx) => {
        await setCheckedAt(tx, clock.now())
        await audit.record(tx, { event: 'vault.checked', details: { whole, ms: Math.round(clock.monotonic() - startedAt) } })
      })
      return null
    },

    lastSalvage: async (): Promise<Output<'damage.lastSalvage'>> => ({ salvage: await lastSalvage() }),

    /** The last step writes down that clients' names leave: a file whose row cannot be written is not kept. */
    async saveReport(): Promise<Output<'damage.saveReport'>> {
      const salvage = await lastSalvage()
      if (salvage === null) throw new AppError('vault.not-damaged', {})
      async function* parts(of: Salvage): AsyncGenerator<string> {
        yield reportText(of, todayIn(timeZone(), of.at))
        await db.write((tx) => audit.record(tx, { event: 'vault.salvage-report-saved', details: { losses: of.losses.length } }))
      }
      return { saved: await fileSaver.saveParts(`Keydocket not salvaged ${todayIn(timeZone(), salvage.at)}.txt`, parts(salvage)) }
    }
  }
}
