import type { Output, Parsed, VaultStatus } from '#contract'
import { AppError, isAppError } from '../../errors.ts'
import type { Emit } from '../../events.ts'
import type { Clock, Log } from '../../ports.ts'
import type { OpenVault } from '../../vault/vault.ts'
import type { AnchorPlace } from '../audit/anchor.ts'
import type { OpeningMethod, VaultSession } from './session.ts'

export interface DamagedDeps {
  readonly session: VaultSession
  readonly log: Log
  readonly emit: Emit
  readonly clock: Pick<Clock, 'monotonic'>
  readonly oneAtATime: <T>(job: () => Promise<T>) => Promise<T>
  readonly status: () => Promise<VaultStatus>
  readonly anchorPlace: Pick<AnchorPlace, 'read'>
  /** The vault of the open firm and how it was opened. Throws `vault.locked`. */
  readonly requireOpen: () => { readonly vault: OpenVault; readonly method: OpeningMethod }
  /** The vault is open from here on, or no longer, without its keys being closed. */
  readonly become: (vault: OpenVault | null) => void
}

interface Held {
  readonly vault: OpenVault
  readonly method: OpeningMethod
}

export type DamagedVault = ReturnType<typeof createDamagedVault>

/**
 * What can be done about a database that is damaged: read it, or salvage it (putting a backup back has its own place). The keys stay meanwhile, so
 * that nobody types a passphrase again at the worst moment; locking and the idle lock drop them as ever.
 */
export function createDamagedVault(deps: DamagedDeps) {
  const { session, log, emit, clock, oneAtATime, status, anchorPlace, requireOpen, become } = deps
  let held: Held | null = null

  function hold(vault: OpenVault, method: OpeningMethod): void {
    held = { vault, method }
    session.watchKeys()
    emit('vault.changed', { state: 'damaged' })
  }

  /** The keys of the damaged database: held, or of the firm that reads it. */
  async function takeKeys(): Promise<Held> {
    if (held === null) {
      if (session.state() === 'open' && !session.isReadOnly()) throw new AppError('vault.not-damaged', {})
      const open = requireOpen()
      await session.leaveFirm()
      become(null)
      held = open
    }
    return held
  }

  async function open({ vault, method }: Held, readOnly: boolean): Promise<void> {
    try {
      await session.openFirm(vault, { method, readOnly })
    } catch (error) {
      // What was salvaged and still does not open is in the same state as before.
      emit('vault.changed', { state: 'damaged' })
      throw error
    }
    held = null
    become(vault)
  }

  async function anchorSeq(): Promise<number> {
    try {
      const answer = await anchorPlace.read()
      return answer.kind === 'kept' ? answer.anchor.seq : 0
    } catch (error) {
      log.error('salvage.anchor-unread', error)
      return 0
    }
  }

  return {
    isHeld: () => held !== null,
    hold,
    /** Drops the keys. */
    release(): void {
      held?.vault.close()
      held = null
    },

    /** Not in the queue while it looks: locking does not wait for it. */
    async check({ whole }: Parsed<'vault.check'>): Promise<Output<'vault.check'>> {
      const startedAt = clock.monotonic()
      const { vault, method } = requireOpen()
      const at = await damageIn(session, whole)
      if (at !== null) {
        log.warn('database.damaged', { at })
        await oneAtATime(async () => {
          // Locked and opened again meanwhile, or under other keys: what was looked at is not what is open.
          if (session.state() === 'closed' || session.isReadOnly() || requireOpen().vault !== vault) return
          await session.leaveFirm()
          become(null)
          hold(vault, method)
        })
      }
      return { damaged: at, durationMs: Math.round(clock.monotonic() - startedAt) }
    },

    openForReading: (): Promise<VaultStatus> =>
      oneAtATime(async () => {
        if (held === null) throw new AppError('vault.not-damaged', {})
        await open(held, true)
        return status()
      }),

    salvage: (): Promise<Output<'vault.salvage'>> =>
      oneAtATime(async () => {
        const keys = await takeKeys()
        let salvaged: Awaited<ReturnType<VaultSession['salvage']>>
        try {
          salvaged = await session.salvage(keys.vault, await anchorSeq())
        } catch (error) {
          emit('vault.changed', { state: 'damaged' })
          throw error
        }
        log.warn('database.salvaged', { rowsKept: salvaged.rowsKept, rowsLost: salvaged.rowsLost })
        await open(keys, false)
        return { status: await status(), ...salvaged }
      })
  }
}

async function damageIn(session: VaultSession, whole: boolean): Promise<string | null> {
  try {
    return (await session.findDamage(whole))?.at ?? null
  } catch (error) {
    if (isAppError(error, 'storage.damaged')) return 'file'
    throw error
  }
}
