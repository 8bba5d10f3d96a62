import type { StaleReason } from '#contract'
import { todayIn } from '../../calendar.ts'
import type { ReadableDb, WritableDb } from '../../db/handles.ts'
import { AppError } from '../../errors.ts'
import type { NewId } from '../../ids.ts'
import type { Clock } from '../../ports.ts'
import type { Acting } from '../members/acting.ts'
import type { SettingsService } from '../settings/service.ts'
import { insertChange, listChanges } from './repository.ts'

/** A second factor was changed at the portal: another method, or another phone or mailbox. */
export interface FactorChange {
  readonly kind: Extract<StaleReason, 'method-changed' | 'contact-changed'>
  readonly changedOn: string
  /** Orders changes of one day (epoch ms). */
  readonly happenedAt: number
}

export interface FactorChangesDeps {
  readonly clock: Clock
  readonly newId: NewId
  readonly settings: SettingsService
  readonly acting: Acting
}

export type FactorChangesService = ReturnType<typeof createFactorChangesService>

/** Changes at the portal whose day is known, as facts: what follows for backup codes is derived from them (docs/recoverability.md, S2 and S3). */
export function createFactorChangesService({ clock, newId, settings, acting }: FactorChangesDeps) {
  const insert = (tx: WritableDb, accountId: string, recordId: string, { kind, changedOn, happenedAt }: FactorChange): Promise<void> =>
    insertChange(tx, {
      id: newId(),
      account_id: accountId,
      kind,
      changed_on: changedOn,
      happened_at: happenedAt,
      noted_by: acting.name(),
      record_id: recordId
    })

  return {
    /** Noted by a person, in the caller's transaction. Null: an old fact was written down, nothing changed. */
    async noteIn(
      tx: WritableDb,
      change: {
        readonly accountId: string
        readonly recordId: string
        readonly kind: FactorChange['kind']
        readonly changedOn: string | null
      }
    ): Promise<void> {
      const { accountId, recordId, kind, changedOn } = change
      if (changedOn === null) return
      if (changedOn > settings.today())
        throw new AppError('request.invalid', { issues: [{ path: 'changedOn', reason: 'is in the future' }] })
      await insert(tx, accountId, recordId, { kind, changedOn, happenedAt: clock.now() })
    },
    /** Known to the moment, from a guided path, in the caller's transaction. */
    async recordIn(
      tx: WritableDb,
      change: { readonly accountId: string; readonly recordId: string; readonly kind: FactorChange['kind']; readonly happenedAt: number }
    ): Promise<void> {
      const { accountId, recordId, kind, happenedAt } = change
      await insert(tx, accountId, recordId, {
        kind,
        changedOn: todayIn(settings.get().timeZone ?? clock.timeZone(), happenedAt),
        happenedAt
      })
    },
    /** By account; accounts without any are not in the map. `accountIds` null means all. */
    async changesOf(reader: ReadableDb, accountIds: readonly string[] | null): Promise<Map<string, FactorChange[]>> {
      return Map.groupBy(await listChanges(reader, accountIds), ({ accountId }) => accountId)
    }
  }
}
