import type { ClockState, Parsed } from '#contract'
import type { FirmDb, WritableDb } from '../../db/handles.ts'
import type { Emit } from '../../events.ts'
import type { Clock, Log } from '../../ports.ts'
import type { AuditService } from '../audit/service.ts'
import type { Acting } from '../members/acting.ts'
import { judge, type StoredCorrection } from './judgement.ts'
import { findDeviceClock, newestRecordAt, saveDeviceClock } from './repository.ts'
import type { ClockWatch, Jump } from './watch.ts'

export interface ClockDeps {
  readonly db: FirmDb
  readonly clock: Clock
  readonly audit: AuditService
  readonly acting: Acting
  readonly emit: Emit
  readonly log: Log
  readonly device: string
  readonly watch: ClockWatch
  /** Epoch ms; null where the program runs from its source. */
  readonly builtAt: number | null
}

export type ClockService = Awaited<ReturnType<typeof createClockService>>

/** Whether the clock of this computer can be trusted, and by how much codes are moved when it cannot be set. To be made before the first row of a session. */
export async function createClockService({ db, clock, audit, acting, emit, log, device, watch, builtAt }: ClockDeps) {
  const stored = await findDeviceClock(db.read, device)
  let newest = Math.max(stored?.latestAt ?? 0, await newestRecordAt(db.read))
  let correction: StoredCorrection | null =
    stored?.correctedAt == null ? null : { seconds: stored.correctionSeconds, at: stored.correctedAt, by: stored.correctedBy }
  /** Rows about jumps, one after the other. */
  let writing: Promise<void> = Promise.resolve()

  const stateNow = (): ClockState => {
    watch.look()
    return judge({ now: clock.now(), changed: watch.changed(), newest, builtAt, correction })
  }
  const save = (tx: WritableDb, kept = { newest, correction }): Promise<void> =>
    saveDeviceClock(tx, device, {
      latestAt: kept.newest,
      correctionSeconds: kept.correction?.seconds ?? 0,
      correctedAt: kept.correction?.at ?? null,
      correctedBy: kept.correction?.by ?? ''
    })

  async function noteJump(tx: WritableDb, { byMs, before }: Jump): Promise<void> {
    newest = Math.max(newest, before)
    await save(tx)
    await audit.record(tx, { event: 'clock.changed', details: { bySeconds: Math.round(byMs / 1000), noticed: 'running' } })
  }

  function onJump(jump: Jump): void {
    // Said before it is written: a database that refuses must not keep the warning back.
    emit('clock.changed', {})
    writing = writing
      .then(() => db.write((tx) => noteJump(tx, jump)))
      .catch((error: unknown) => log.error('clock.jump-not-recorded', error))
  }

  async function accept(details: Readonly<Record<string, string>>): Promise<void> {
    const before = stateNow()
    if (before.changed === null && before.behindSeconds === null) return
    const accepted = clock.now()
    await db.write(async (tx) => {
      await save(tx, { newest: accepted, correction })
      await audit.record(tx, { event: 'clock.accepted', details })
    })
    newest = accepted
    watch.accept()
    emit('clock.changed', {})
  }

  return {
    state: stateNow,
    /** Epoch ms for which codes are made, and by how much that differs from the clock. */
    codeTime(): { readonly at: number; readonly offsetMs: number } {
      const { correction: present } = stateNow()
      const offsetMs = (present?.seconds ?? 0) * 1000
      return { at: clock.now() + offsetMs, offsetMs }
    },

    /** In the transaction that writes the first row of a session. */
    async start(tx: WritableDb): Promise<void> {
      const missed = watch.listen(onJump)
      if (missed !== null) await noteJump(tx, missed)
      const { behindSeconds } = stateNow()
      if (behindSeconds !== null)
        await audit.record(tx, { event: 'clock.changed', details: { bySeconds: -behindSeconds, noticed: 'opening' } })
      newest = Math.max(newest, clock.now())
      await save(tx)
    },

    accept: async (): Promise<Record<string, never>> => {
      await accept({})
      return {}
    },
    /** A code of another device was the code of this computer's time: nothing speaks against the clock any more. */
    agreed: (): Promise<void> => accept({ because: 'code-agrees' }),

    async correct({ seconds }: Parsed<'clock.correct'>): Promise<ClockState> {
      const before = stateNow().correction
      if (seconds === 0 && before === null) return stateNow()
      const next = seconds === 0 ? null : { seconds, at: clock.now(), by: acting.name() }
      await db.write(async (tx) => {
        await save(tx, { newest, correction: next })
        await audit.record(
          tx,
          seconds === 0 ? { event: 'clock.correction-ended' } : { event: 'clock.corrected', details: { bySeconds: seconds } }
        )
      })
      // In force once it is written down.
      correction = next
      emit('clock.changed', {})
      return stateNow()
    },

    /** Waits for rows under way and keeps the newest time. Jumps from now on are noted by `resume`, or at the next opening. */
    async pause({ keepsTime }: { readonly keepsTime: boolean }): Promise<void> {
      watch.unlisten()
      await writing
      if (!keepsTime) return
      newest = Math.max(newest, clock.now())
      await db.write((tx) => save(tx)).catch((error: unknown) => log.error('clock.mark-not-kept', error))
    },
    resume(): void {
      const missed = watch.listen(onJump)
      if (missed !== null) onJump(missed)
    }
  }
}
