import { mkdirSync } from 'node:fs'
import { access, rm } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import type { Backup, BackupFailure, BackupStatus, Output } from '#contract'
import { daysBetween, todayIn } from '../../calendar.ts'
import { extractChecked } from '../../db/backup/check.ts'
import { backupExtension, openToRead, readHead } from '../../db/backup/container.ts'
import { createBackup, removeUnfinished } from '../../db/backup/create.ts'
import { factsOf } from '../../db/backup/facts.ts'
import { type FoundBackup, listBackups } from '../../db/backup/listing.ts'
import { backupsToRemove } from '../../db/backup/retention.ts'
import { withWorkFolder } from '../../db/backup/work-folder.ts'
import type { FirmDb } from '../../db/handles.ts'
import { AppError, isAppError } from '../../errors.ts'
import type { Emit } from '../../events.ts'
import { isPlainFilePath } from '../../file-place.ts'
import type { BackupFiles, Clock, Log } from '../../ports.ts'
import { vaultReferenceOf } from '../../vault/recovery-kit.ts'
import type { OpenVault } from '../../vault/vault.ts'
import type { AuditService } from '../audit/service.ts'
import type { SettingsService } from '../settings/service.ts'
import { createAutomaticBackups } from './automatic.ts'
import { findBeginning, findLastDrill, findState, hasChangedSince, isInLog, listSalvages, setState } from './repository.ts'

export interface BackupDeps {
  readonly db: FirmDb
  readonly vault: OpenVault
  readonly clock: Clock
  readonly log: Log
  readonly emit: Emit
  readonly audit: AuditService
  readonly settings: SettingsService
  readonly backupFiles: BackupFiles
  readonly dataFolder: string
  readonly device: string
  readonly appVersion: string
  /** The present bytes of vault.json, verified. */
  readonly vaultFile: () => Promise<Buffer>
  /** Whether backups are made without being asked: where a vault stays open for a while. */
  readonly isAutomatic: boolean
}

export type BackupService = Awaited<ReturnType<typeof createBackupService>>

/** Ms that locking waits for its backup. One that takes longer is made while the vault is open. */
const lockPatienceMs = 5_000
/** Ms that locking waits for a backup that was cancelled. */
const stopPatienceMs = 2_000

/** Backups of the open firm: made by hand, once a day and on lock; kept, listed and tried. One at a time. */
export async function createBackupService(deps: BackupDeps) {
  const { db, vault, clock, log, emit, audit, settings, backupFiles, dataFolder, device, vaultFile } = deps
  const defaultPlace = join(dataFolder, 'backups')
  const vaultReference = vaultReferenceOf(vault.vaultId)
  let state = await findState(db.read, device)
  let drilledAt = await findLastDrill(db.read)
  const underWay = new Set<AbortController>()
  let last: Promise<unknown> = Promise.resolve()

  const place = (): string => state.place ?? defaultPlace
  const zone = (): string => settings.get().timeZone ?? clock.timeZone()
  const mine = (folder: string) => listBackups(folder, { vaultId: vault.vaultId, vault })

  /** One job after the other, each with a signal of its own. */
  function inTurn<T>(job: (signal: AbortSignal) => Promise<T>): Promise<T> {
    const controller = new AbortController()
    underWay.add(controller)
    const result = last
      .then(() => {
        if (controller.signal.aborted) throw new AppError('backup.cancelled', {})
        return job(controller.signal)
      })
      .finally(() => underWay.delete(controller))
    last = result.catch(() => undefined)
    return result
  }
  const cancelAll = (): void => {
    for (const controller of underWay) controller.abort()
  }

  /** The place, made when it is our own. One that somebody chose is not: it may be a drive that is not plugged in. */
  async function readyPlace(): Promise<string> {
    const folder = place()
    if (state.place === null) mkdirSync(folder, { recursive: true, mode: 0o700 })
    else if (!(await isThere(folder))) throw new AppError('backup.place-missing', { place: folder })
    return folder
  }

  async function make(path: string, replace: boolean, signal: AbortSignal): Promise<void> {
    await createBackup({
      ...{ db, vault, path, replace, signal, folder: dataFolder, appVersion: deps.appVersion, now: clock.now() },
      vaultBytes: await vaultFile(),
      onProgress: (phase, done, total) => emit('backup.progress', { phase, done, total })
    })
  }

  async function describe(path: string): Promise<Backup> {
    const file = await openToRead(path)
    try {
      const { manifest, fileBytes } = await readHead(file)
      return { ...factsOf({ path, manifest, fileBytes }), isVerified: true }
    } finally {
      await file.close()
    }
  }

  async function makeInPlace(because: 'by-hand' | 'daily' | 'lock', signal: AbortSignal): Promise<Backup> {
    try {
      const folder = await readyPlace()
      await removeUnfinished(folder)
      const path = join(folder, nameFor(vaultReference, clock.now()))
      await make(path, true, signal)
      const made = await describe(path)
      const removed = await removeOld(folder)
      await db.write(async (tx) => {
        await setState(tx, device, { made_at: clock.now(), failed_at: null, failure: null })
        await audit.record(tx, {
          event: 'backup.made',
          details: { because, file: made.name, bytes: made.bytes, throughSeq: made.auditSeq, secrets: made.secrets, removed }
        })
      })
      state = { ...state, madeAt: clock.now(), failure: null }
      emit('backup.changed', {})
      return made
    } catch (error) {
      if (!isAppError(error, 'backup.cancelled')) await noteFailure(because, failureOf(error))
      throw error
    }
  }

  async function noteFailure(because: string, reason: BackupFailure): Promise<void> {
    const at = clock.now()
    log.warn('backup.failed', { because, reason })
    try {
      await db.write(async (tx) => {
        await setState(tx, device, { failed_at: at, failure: reason })
        await audit.record(tx, { event: 'backup.failed', details: { because, failure: reason } })
      })
    } catch (error) {
      log.error('backup.failure-not-noted', error)
    }
    state = { ...state, failure: { at, reason } }
    emit('backup.changed', {})
  }

  /** What a restore or a salvage left behind is nowhere else: such a backup stays for good. */
  async function isIrreplaceable({ manifest }: FoundBackup, verified: readonly FoundBackup[]): Promise<boolean> {
    if (!(await isInLog(db.read, manifest))) return true
    const before = (seq: number) => verified.find((one) => one.manifest.auditSeq < seq)
    return (await listSalvages(db.read)).some((seq) => before(seq)?.manifest.auditSeq === manifest.auditSeq)
  }

  /** What nobody keeps any more, of this vault alone. That it stays is no reason for the new backup to fail. */
  async function removeOld(folder: string): Promise<number> {
    const ours = (await mine(folder)).filter(({ name }) => isOurName(name))
    const kept = ours.map(({ name, manifest, isSigned }) => ({ name, at: manifest.at, isVerified: isSigned === true }))
    let removed = 0
    const verified = ours.filter(({ isSigned }) => isSigned === true)
    for (const { name } of backupsToRemove(kept, clock.now(), zone())) {
      const one = verified.find((each) => each.name === name)
      if (one !== undefined && (await isIrreplaceable(one, verified))) continue
      try {
        await rm(join(folder, name))
        removed += 1
      } catch (error) {
        log.error('backup.old-one-left', error)
      }
    }
    return removed
  }

  const newestVerified = async (folder: string): Promise<FoundBackup | null> =>
    (await mine(folder)).find(({ isSigned, manifest }) => isSigned === true && manifest.at <= clock.now()) ?? null

  async function isDue(): Promise<boolean> {
    const newest = await newestVerified(place()).catch(() => null)
    return newest === null || hasChangedSince(db.read, newest.manifest)
  }

  async function isDueToday(): Promise<boolean> {
    const newest = await newestVerified(place()).catch(() => null)
    if (newest === null) return true
    const isOfToday = todayIn(zone(), newest.manifest.at) === settings.today()
    return !isOfToday && hasChangedSince(db.read, newest.manifest)
  }

  /** Counts from the beginning of the vault while there was no drill. */
  async function isDrillDue(hasBackups: boolean): Promise<boolean> {
    const days = settings.get().restoreDrillDays
    const since = drilledAt ?? (await findBeginning(db.read))
    return days > 0 && hasBackups && since !== null && daysBetween(todayIn(zone(), since), settings.today()) >= days
  }

  const automatic = createAutomaticBackups({
    clock,
    run: () =>
      inTurn(async (signal) => {
        if (await isDueToday()) await makeInPlace('daily', signal)
        return false
      }).catch((error: unknown) => !isAppError(error, 'backup.cancelled'))
  })

  async function status(): Promise<BackupStatus> {
    const isPlaceThere = state.place === null || (await isThere(state.place))
    const backups = isPlaceThere ? await mine(place()).catch(() => []) : []
    return {
      place: place(),
      isDefaultPlace: state.place === null,
      isPlaceThere,
      backups: backups.map((one) => ({ ...factsOf(one), isVerified: one.isSigned })),
      madeAt: state.madeAt,
      failure: state.failure,
      drilledAt,
      isDrillDue: await isDrillDue(backups.length > 0),
      isDue: await isDue()
    }
  }

  async function moveTo(chosen: string | null): Promise<BackupStatus> {
    if (chosen === state.place) return status()
    await db.write(async (tx) => {
      await setState(tx, device, { place: chosen })
      await audit.record(tx, { event: 'backup.place-changed', details: { folder: chosen ?? defaultPlace } })
    })
    state = { ...state, place: chosen }
    emit('backup.changed', {})
    return status()
  }

  async function drill(signal: AbortSignal): Promise<Output<'backup.drill'>> {
    const startedAt = clock.monotonic()
    const newest = await newestVerified(place())
    if (newest === null) throw new AppError('backup.none', {})
    const found = await withWorkFolder(dataFolder, async (work) => {
      const file = await openToRead(newest.path)
      try {
        return await extractChecked(file, await readHead(file), join(work, 'drill'), {
          ...{ vault, signal, open: 'all' },
          onProgress: (phase, done, total) => emit('backup.progress', { phase, done, total })
        })
      } finally {
        await file.close()
      }
    })
    const at = clock.now()
    await db.write(async (tx) => {
      await setState(tx, device, { drilled_at: at })
      await audit.record(tx, { event: 'backup.drilled', details: { file: newest.name, secrets: found.opened } })
    })
    drilledAt = at
    emit('backup.changed', {})
    const rows = Object.values(found.manifest.tables).reduce((sum, count) => sum + count, 0)
    const durationMs = Math.round(clock.monotonic() - startedAt)
    return { backup: { ...factsOf(newest), isVerified: true }, opened: found.opened, rows, durationMs }
  }

  /** Whether the work ended in time. */
  const within = (ms: number, work: Promise<unknown>): Promise<boolean> =>
    new Promise((resolve) => {
      const cancel = clock.after(ms, () => resolve(false))
      void work.finally(() => {
        cancel()
        resolve(true)
      })
    })

  return {
    status,
    create: () => inTurn((signal) => makeInPlace('by-hand', signal)),
    async saveCopy(): Promise<Output<'backup.saveCopy'>> {
      const chosen = await backupFiles.chooseCopy(nameFor(vaultReference, clock.now()))
      if (chosen === null) return { path: null, backup: null }
      refuseOwnPlace(dataFolder, chosen.path)
      return inTurn(async (signal) => {
        await make(chosen.path, chosen.replace, signal)
        const backup = await describe(chosen.path)
        const noted = db.write((tx) =>
          audit.record(tx, {
            event: 'backup.made',
            details: { because: 'copy', file: chosen.path, bytes: backup.bytes, throughSeq: backup.auditSeq, secrets: backup.secrets }
          })
        )
        await noted.catch(async (error: unknown) => {
          // What is not written down does not leave.
          await rm(chosen.path, { force: true })
          throw error
        })
        return { path: chosen.path, backup }
      })
    },
    /** Not in the queue: what it ends is at work there. */
    cancel(): Record<string, never> {
      cancelAll()
      return {}
    },
    async choosePlace(): Promise<BackupStatus> {
      const chosen = await backupFiles.choosePlace()
      return chosen === null ? status() : moveTo(chosen)
    },
    resetPlace: () => moveTo(null),
    drill: () => inTurn(drill),

    /** Also after `stop`. */
    start(): void {
      if (deps.isAutomatic) automatic.start()
    },
    /** Ends what is under way and what would begin; resolves when none of it runs any more. */
    async stop(): Promise<void> {
      cancelAll()
      // A place that never answers holds up neither locking nor quitting.
      await within(stopPatienceMs, Promise.all([automatic.stop(), last]))
    },
    /** The backup before the vault locks, when something changed. Locking goes on when it takes too long or fails. */
    async beforeLock(): Promise<void> {
      if (!deps.isAutomatic) return
      const work = inTurn(async (signal) => {
        if (await isDue()) await makeInPlace('lock', signal)
      }).catch((error: unknown) => log.error('backup.on-lock-failed', error))
      if (await within(lockPatienceMs, work)) return
      cancelAll()
      await noteFailure('lock', 'too-slow')
    }
  }
}

/** A copy that would stand beside the vault's own files, or over one, or nowhere a file stands under its name. */
function refuseOwnPlace(dataFolder: string, path: string): void {
  if (dirname(resolve(path)) === resolve(dataFolder)) throw new AppError('file.cannot-write', { reason: 'exists' })
  if (!isPlainFilePath(path)) throw new AppError('file.cannot-write', { reason: 'name' })
}

/** `Keydocket F722-EBC9 2026-11-25 02-57-06.keydocket-backup`, in UTC: names sort as times do. */
const nameFor = (reference: string, now: number): string =>
  `Keydocket ${reference} ${new Date(now).toISOString().slice(0, 19).replace('T', ' ').replaceAll(':', '-')}${backupExtension}`
/** A file that was made here and may be removed again; what a person named otherwise stays. */
const isOurName = (name: string): boolean =>
  /^Keydocket [0-9A-F]{4}-[0-9A-F]{4} \d{4}-\d\d-\d\d \d\d-\d\d-\d\d\.keydocket-backup$/.test(name)

const isThere = (folder: string): Promise<boolean> =>
  access(folder).then(
    () => true,
    () => false
  )

function failureOf(error: unknown): BackupFailure {
  if (isAppError(error, 'backup.place-missing')) return 'place-missing'
  if (isAppError(error, 'storage.full')) return 'full'
  if (isAppError(error, 'storage.read-only')) return 'denied'
  return isAppError(error, 'backup.damaged') || isAppError(error, 'storage.damaged') ? 'unreadable' : 'failed'
}
