import { type Channel, channels, type Envelope, type LockReason } from '#contract'
import { finishRestore } from './db/backup/finish-restore.ts'
import { prepareDataFolder } from './db/data-folder.ts'
import { discardStaged } from './db/database-files.ts'
import type { Damage } from './db/handles.ts'
import { isCorruption, storageErrorFrom } from './db/storage-errors.ts'
import { AppError } from './errors.ts'
import { createEvents, type EventListener } from './events.ts'
import { createTimedClipboard } from './features/clipboard/timed-clipboard.ts'
import { createClockWatch } from './features/clock/watch.ts'
import { createPortalsService } from './features/portals/service.ts'
import { createRestoreHandlers } from './features/restore/handlers.ts'
import type { RestoreService } from './features/restore/service.ts'
import { createVaultHandlers } from './features/vault/handlers.ts'
import { createIdleLock, lockMinutes } from './features/vault/idle-lock.ts'
import { createVaultService } from './features/vault/service.ts'
import type { FirmRotation, SalvageResult, VaultSession } from './features/vault/session.ts'
import type { Firm } from './firm.ts'
import { createIds } from './ids.ts'
import type { Ports } from './ports.ts'
import { createRouter, type Handlers } from './router.ts'
import type { OpenVault } from './vault/vault.ts'
import { RotationUndecided } from './vault/vault-changes.ts'
import { createVaultStore } from './vault/vault-store.ts'

/** The whole back end as a host sees it. */
export interface App {
  /** Any call by name; never throws, always an envelope. */
  invoke(channel: unknown, input: unknown): Promise<Envelope<unknown>>
  /** Every event after its commit; returns its unsubscribe. */
  onEvent(listener: EventListener): () => void
  /** Locks for a reason that lies outside the window. Never throws. */
  lock(because: LockReason): Promise<void>
  /** To be called when the computer goes to sleep: locks, and takes no jump of its clock until `wake` for a change. */
  sleep(): Promise<void>
  /** To be called when the computer wakes up: locks at once when the time without input is over. */
  wake(): void
  /** Waits for calls in flight, locks, closes the database and ends the keychain process. Never throws. */
  close(): Promise<void>
}

export interface AppOptions {
  /** Check every answer against the contract. Default: on unless NODE_ENV is production. */
  readonly checkOutput?: boolean
}

/**
 * Builds the core on plain Node from a host's ports. Throws AppError `storage.remote-folder` or `storage.read-only` when the data folder
 * cannot be used; everything later is an envelope.
 */
export async function createApp(ports: Ports, options: AppOptions = {}): Promise<App> {
  const { clock, random, log, keyStore, fileSaver } = ports
  const folder = prepareDataFolder(ports.dataFolder)
  finishRestore(folder)
  const { emit, onEvent } = createEvents(log)
  const portals = createPortalsService({ resourcesFolder: ports.resourcesFolder, dataFolder: folder, log })
  const clipboard = createTimedClipboard({ clipboard: ports.clipboard, clock, emit, log })
  const calls = createCallGate()
  const clockWatch = createClockWatch(clock)
  let firm: Firm | null = null
  // A command ends by itself, and nobody types into it.
  const hasIdleLock = ports.info.host !== 'command-line'

  /** What a firm knows of its vault's own files. */
  const besides = (vault: OpenVault) => ({ anchorPlace: vaultService.anchorPlace, vaultFile: () => store.currentBytes(vault) })

  const session: VaultSession = {
    state: () => (firm === null ? 'closed' : 'open'),
    memberName: () => firm?.acting.name() ?? null,

    async openFirm(vault, how): Promise<void> {
      const { openFirm } = await loadFirmCode()
      const { method, newMember, readOnly = false } = how
      const opened = await openFirm({
        ...{ folder, ports, vault, emit, portals, clipboard, clockWatch, method, newMember, readOnly },
        ...besides(vault)
      })
      firm = opened
      calls.open()
      if (hasIdleLock) {
        idleLock.start()
        checkLater(opened)
      }
      emit('vault.changed', { state: 'open' })
    },

    isReadOnly: () => firm?.isReadOnly ?? false,

    async findDamage(whole): Promise<Damage | null> {
      const open = firm
      if (open === null) throw new AppError('vault.locked', {})
      try {
        return await open.findDamage(whole)
      } catch (error) {
        if (firm !== open) throw new AppError('vault.locked', {}, { cause: error })
        throw storageErrorFrom(error) ?? error
      }
    },

    async leaveFirm(): Promise<void> {
      const leaving = firm
      if (leaving === null) return
      firm = null
      leaving.endQuestions()
      ports.qrReader.rest()
      await within(clock, patienceMs, calls.close())
      await within(clock, patienceMs, clipboard.release())
      await leaving.leave().catch((error: unknown) => log.error('damage.close-failed', error))
    },

    watchKeys(): void {
      if (hasIdleLock) idleLock.start()
    },

    async salvage(vault, anchorSeq): Promise<SalvageResult> {
      const { rowsLost, salvageFirmDb } = await import('./db/salvage.ts')
      const { rowsKept, losses, keptAs } = await salvageFirmDb({
        ...{ folder, vault, anchorSeq, now: clock.now() },
        onProgress: (done, total) => emit('vault.salvaging', { done, total })
      })
      return { rowsKept, rowsLost: rowsLost(losses), keptAs }
    },

    async record(event, details): Promise<void> {
      try {
        await firm?.recordVaultChange(event, details)
      } catch (error) {
        throw storageErrorFrom(error) ?? error
      }
    },

    async rotateFirm({ to, reason, commit, onProgress, signal }: FirmRotation): Promise<number> {
      const before = firm
      if (before === null) throw new AppError('vault.locked', {})
      before.endQuestions()
      const rotate = async (): Promise<number> => {
        const records = await before.stageRotation({ folder, to, reason, onProgress, signal })
        try {
          await commit()
        } catch (error) {
          // Only where the old keys surely still count is the copy of no use.
          if (!(error instanceof RotationUndecided)) discardStaged(folder)
          throw error
        }
        // From here on only the new keys count, and nothing may look as if they did not.
        try {
          await before.abandon().catch((error: unknown) => log.error('rotation.close-failed', error))
          const { openFirm } = await loadFirmCode()
          firm = await openFirm({
            folder,
            ports,
            vault: to,
            emit,
            portals,
            clipboard,
            clockWatch,
            method: 'rotated',
            newMember: undefined,
            acting: { id: before.acting.id(), name: before.acting.name() },
            ...besides(to)
          })
        } catch (error) {
          log.error('rotation.reopen-failed', error)
          firm = null
          idleLock.stop()
          to.close()
        }
        emit('vault.changed', { state: firm === null ? 'locked' : 'open' })
        return records
      }
      try {
        return await calls.alone(rotate, signal)
      } catch (error) {
        if (error instanceof RotationUndecided) {
          // The next opening finds out which keys count; until then nothing may be written.
          firm = null
          await before.abandon().catch((failure: unknown) => log.error('rotation.close-failed', failure))
          emit('vault.changed', { state: 'locked' })
        } else if (firm === before) before.resume()
        throw error
      }
    },

    async closeFirm(because): Promise<void> {
      const closing = firm
      if (closing === null) {
        // Keys of a damaged database may have been held.
        idleLock.stop()
        return
      }
      // From here on calls answer `vault.locked`; those under way finish first.
      firm = null
      idleLock.stop()
      closing.endQuestions()
      ports.qrReader.rest()
      emit('vault.changed', { state: 'locked' })
      // A port that never answers (a clipboard, say) holds up neither locking nor quitting.
      await within(clock, patienceMs, calls.close())
      await within(clock, clipboardPatienceMs, clipboard.release())
      try {
        await closing.close(because)
      } catch (error) {
        log.error('lock.close-failed', error)
      }
    }
  }

  // Loading it takes as long as the derivation; what goes wrong with it is said when it is needed.
  const store = createVaultStore({ folder, random, clock, whileDeriving: () => void loadFirmCode().catch(() => {}) })
  const policy = ports.policy ?? { keychainSlot: 'allowed' }
  const vaultService = createVaultService({
    store,
    keyStore,
    fileSaver,
    log,
    session,
    emit,
    clock,
    policy,
    finishRestore: () => finishRestore(folder),
    releaseMemory: ports.releaseMemory
  })
  const lock = async (because: LockReason): Promise<void> => {
    // A backup that is looked into or restored does not hold a lock up, nor do its keys outlive one.
    restoring?.cancel()
    await vaultService.lock(because).catch((error: unknown) => log.error('lock.failed', error))
  }
  const idleLock = createIdleLock({
    clock,
    emit,
    minutes: () => lockMinutes(firm?.autoLockMinutes() ?? minutesWithoutFirm, policy.maxAutoLockMinutes ?? null),
    lock: () => void lock('idle')
  })
  // A command is over before a clock could change under it.
  if (hasIdleLock) clockWatch.start()
  let restoring: RestoreService | null = null
  const restoreService = once(async () => {
    const { createRestoreService, headCode } = await loadRestoreCode()
    restoring = createRestoreService({
      ...{ store, keyStore, clock, random, policy, emit, headCode, dataFolder: folder, backupFiles: ports.backupFiles },
      newId: createIds(clock, random),
      inTurn: vaultService.inTurn,
      isOpen: () => firm !== null,
      releaseDamaged: vaultService.releaseDamaged
    })
    return restoring
  })
  const always = {
    'app.info': () => ports.info,
    ...createVaultHandlers(vaultService, idleLock),
    ...createRestoreHandlers(restoreService)
  }

  /** The one check at a time that nobody asked for. What it finds closes the firm; that it fails is no reason to. */
  let checking = false
  const checkNow = (open: Firm, whole: boolean): void => {
    if (checking || firm !== open || open.isReadOnly) return
    checking = true
    void vaultService
      .check({ whole })
      .catch((error: unknown) => log.error('check.failed', error))
      .finally(() => {
        checking = false
      })
  }
  /** Weekly, and not before the window had its first answers. */
  const checkLater = (open: Firm): void => {
    if (open.isReadOnly) return
    clock.after(checkDelayMs, () => {
      if (firm !== open) return
      void open
        .isCheckDue()
        .then((isDue) => isDue && checkNow(open, false))
        .catch((error: unknown) => log.error('check.failed', error))
    })
  }

  const handlerOf = (channel: Channel) => (input: never) => {
    if (channel in always) return (always as Record<string, (input: never) => unknown>)[channel]?.(input)
    return calls.run(async () => {
      const open = firm
      if (open === null) throw new AppError('vault.locked', {})
      try {
        return await (open.handlers as Record<string, (input: never) => unknown>)[channel]?.(input)
      } catch (error) {
        // Something met it: then everything is looked at, partial indexes too.
        if (isCorruption(error)) checkNow(open, true)
        throw storageErrorFrom(error) ?? error
      }
    })
  }

  const handlers = Object.fromEntries(channels.map((channel) => [channel, handlerOf(channel)])) as unknown as Handlers
  const route = createRouter(handlers, {
    log,
    isOpen: () => firm !== null && !idleLock.isOver(),
    isReadOnly: () => firm?.isReadOnly ?? false,
    checkOutput: options.checkOutput ?? process.env['NODE_ENV'] !== 'production'
  })

  const invoke: App['invoke'] = (channel, input) => {
    // Timers may be late, after sleep above all: no call gets through once the time is over.
    idleLock.check()
    return route(channel, input)
  }

  return {
    invoke,
    onEvent,
    lock,
    async sleep() {
      clockWatch.sleep()
      await lock('computer')
    },
    wake() {
      clockWatch.wake()
      idleLock.check()
    },
    async close() {
      // First, so that a keychain that hangs does not hold up quitting.
      keyStore.close()
      clockWatch.stop()
      ports.qrReader.close()
      await lock('by-hand')
      await session.closeFirm('by-hand')
    }
  }
}

/** What only an open firm needs is by far the larger part of the core. It is loaded once, when a vault opens. */
const loadFirmCode = () => import('./firm.ts')

/** Restoring is rarer still. */
async function loadRestoreCode() {
  const [{ createRestoreService }, { headCode }] = await Promise.all([
    import('./features/restore/service.ts'),
    import('./features/audit/chain.ts')
  ])
  return { createRestoreService, headCode }
}

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | null = null
  return () => {
    made ??= make()
    return made
  }
}

/** Minutes for which the keys of a damaged database are held while nobody does anything about it. */
const minutesWithoutFirm = 10

/** Between opening and the weekly look for damage. */
const checkDelayMs = 30_000

/** How long locking, and with it quitting, waits for calls under way, and then for the clipboard. */
const patienceMs = 2_000
const clipboardPatienceMs = 500

function within(clock: Ports['clock'], ms: number, work: Promise<void>): Promise<void> {
  return new Promise((resolve) => {
    const cancel = clock.after(ms, resolve)
    void work.finally(() => {
      cancel()
      resolve()
    })
  })
}

/** Counts calls under way, so that locking and new keys wait for them instead of pulling the database from under them. */
function createCallGate() {
  let isOpen = false
  let held: Promise<void> | null = null
  let running = 0
  let idle: (() => void) | null = null
  return {
    open(): void {
      isOpen = true
    },
    async run<T>(work: () => Promise<T>): Promise<T> {
      while (held !== null) await held
      if (!isOpen) throw new AppError('vault.locked', {})
      running += 1
      try {
        return await work()
      } finally {
        running -= 1
        if (running === 0) idle?.()
      }
    },
    /**
     * Runs `work` once no call is under way; calls that come meanwhile wait for its end. Throws AppError `vault.rotation-cancelled` when `signal`
     * comes while it still waits, so that a question nobody answers does not hold up locking.
     */
    async alone<T>(work: () => Promise<T>, signal: AbortSignal): Promise<T> {
      let release = (): void => undefined
      held = new Promise((resolve) => (release = resolve))
      try {
        if (running > 0) {
          await new Promise<void>((resolve) => {
            idle = resolve
            signal.addEventListener('abort', () => resolve(), { once: true })
          })
        }
        idle = null
        if (signal.aborted) throw new AppError('vault.rotation-cancelled', {})
        return await work()
      } finally {
        held = null
        release()
      }
    },
    async close(): Promise<void> {
      isOpen = false
      if (running > 0) await new Promise<void>((resolve) => (idle = resolve))
      idle = null
    }
  }
}
