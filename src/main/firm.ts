import type { AuditEvent, LockReason, RotationReason } from '#contract'
import { readRestoreNote, removeRestoreNote } from './db/backup/restore.ts'
import { removeReplaced } from './db/database-files.ts'
import type { Damage, FirmDb, WritableDb } from './db/handles.ts'
import { openFirmDb, openFirmDbForReading } from './db/open.ts'
import { findUnnotedRotation, markRotationNoted, type RotationPlan, stageRotation } from './db/rotation.ts'
import { findUnnotedSalvage, markSalvageNoted } from './db/salvage-audit.ts'
import { storageErrorFrom } from './db/storage-errors.ts'
import type { Emit } from './events.ts'
import type { AnchorPlace } from './features/audit/anchor.ts'
import { earlierMacsOf } from './features/audit/earlier-macs.ts'
import { createAuditService } from './features/audit/service.ts'
import type { CalendarFileService } from './features/calendar-file/service.ts'
import type { TimedClipboard } from './features/clipboard/timed-clipboard.ts'
import { createClockService } from './features/clock/service.ts'
import type { ClockWatch } from './features/clock/watch.ts'
import { type Acting, createActing } from './features/members/acting.ts'
import { findActingMember, insertMember, type Member } from './features/members/repository.ts'
import type { PortalsService } from './features/portals/service.ts'
import { createSettingsService } from './features/settings/service.ts'
import { createFirmServices, type FirmHandlers } from './firm-services.ts'
import { createIds, type NewId } from './ids.ts'
import type { Ports } from './ports.ts'
import type { OpenVault } from './vault/vault.ts'

/** Everything that exists only while the vault is open. */
export interface Firm {
  readonly handlers: FirmHandlers
  readonly acting: Acting
  /** The firm's setting, now. */
  autoLockMinutes(): number
  recordVaultChange(event: AuditEvent, details?: Readonly<Record<string, string | number>>): Promise<void>
  /** Makes a copy of the database under the next keys. Nobody may write meanwhile. */
  stageRotation(plan: Omit<RotationPlan, 'from' | 'now' | 'reason'> & { readonly reason: RotationReason }): Promise<number>
  /** As `close`, but writes nothing more: the database is out of date by now. */
  abandon(): Promise<void>
  /** As `abandon`, but the keys stay: the database is damaged, and they are what it is salvaged with. */
  leave(): Promise<void>
  readonly isReadOnly: boolean
  /** Null when the database reads from end to end, which is written down. `whole`: with SQLite's own check, at one go, and every sealed value. */
  findDamage(whole: boolean): Promise<Damage | null>
  /** Whether the last check is long enough ago for another. */
  isCheckDue(): Promise<boolean>
  /** Ends questions that wait for a person, so that locking does not wait for an answer. */
  endQuestions(): void
  /** After `endQuestions` or `stageRotation`: the firm stays open after all. */
  resume(): void
  /** Writes down why, drops keys and closes the database. Every step runs even when an earlier one fails. */
  close(because: LockReason): Promise<void>
}

export interface FirmDeps {
  readonly ports: Ports
  readonly vault: OpenVault
  readonly db: FirmDb
  readonly emit: Emit
  readonly portals: PortalsService
  readonly clipboard: TimedClipboard
  readonly clockWatch: ClockWatch
  /** How the vault came open, for the audit table; `rotated`: it stayed open while its keys were replaced. */
  readonly method: 'created' | 'passphrase' | 'kit' | 'keychain' | 'rotated'
  /** Name of the first member; given only when the vault was just created. */
  readonly newMember: string | undefined
  /** Who goes on acting, when the firm stayed open while its keys were replaced. */
  readonly acting?: Member
  /** The present bytes of vault.json, verified. */
  readonly vaultFile: () => Promise<Buffer>
  /** Where the state of the audit log is kept outside the database. */
  readonly anchorPlace: AnchorPlace
}

export interface FirmPlace {
  readonly folder: string
  /** Opens a damaged database without the possibility to write. */
  readonly readOnly?: boolean
}

/**
 * Opens the firm's database with the vault's key, or makes it when `method` is `created`, and builds the firm on it.
 * Throws what `openFirmDb` throws; nothing stays open then.
 */
export async function openFirm({ folder, readOnly = false, ...deps }: Omit<FirmDeps, 'db'> & FirmPlace): Promise<Firm> {
  const of = { folder, keyHex: deps.vault.databaseKeyHex(), generation: deps.vault.generation }
  const db = readOnly
    ? await openFirmDbForReading(of)
    : await openFirmDb({ ...of, create: deps.method === 'created', now: deps.ports.clock.now() })
  try {
    if (!readOnly && (await findUnnotedRotation(db.read)) !== null) removeOldDatabase(folder, deps)
    return await createFirm({ ...deps, db })
  } catch (error) {
    // On a full disk closing fails too, and must not hide why.
    await db.close().catch((failure: unknown) => deps.ports.log.error('open.close-failed', failure))
    throw storageErrorFrom(error) ?? error
  }
}

/** That the note stays is no reason not to open: what it says was written down. */
function forgetRestore(ports: Ports): void {
  try {
    removeRestoreNote(ports.dataFolder)
  } catch (error) {
    ports.log.error('restore.note-left', error)
  }
}

/** What was encrypted under the keys before. That it stays is no reason not to open: it holds nothing that a backup does not. */
function removeOldDatabase(folder: string, { vault, ports }: Omit<FirmDeps, 'db'>): void {
  try {
    removeReplaced(folder, vault.generation)
  } catch (error) {
    ports.log.error('rotation.old-database-left', error)
  }
}

/** Builds the services of an open firm, each given what it needs and nothing else, and writes down that the vault was opened. */
export async function createFirm(deps: FirmDeps): Promise<Firm> {
  const { ports, vault, db, emit: tellWindows, portals, clipboard, method, newMember, anchorPlace } = deps
  const { clock } = ports
  const newId = createIds(clock, ports.random)
  let calendarFile: CalendarFileService | null = null
  const emit: Emit = (name, payload) => {
    tellWindows(name, payload)
    if (inCalendarFile.has(name)) void calendarFile?.refresh()
    if (name === 'settings.changed') ports.screen.protect(settings.get().protectContent)
  }
  const acting = createActing(
    deps.acting ?? (await memberOf(db, newId, clock.now(), ports.deviceName, newMember ?? ports.info.computerUser))
  )
  // Settings write down their changes, and days begin where the settings say.
  let settings: Awaited<ReturnType<typeof createSettingsService>>
  const timeZone = () => settings.get().timeZone ?? clock.timeZone()
  const audit = createAuditService({
    ...{ db, vault, clock, newId, acting, emit, portals, anchorPlace, timeZone, log: ports.log, fileSaver: ports.fileSaver },
    ...{ device: ports.deviceName, appVersion: ports.info.version, earlierMacs: () => earlierMacsOf(db.read, vault) }
  })
  settings = await createSettingsService({ db, clock, audit, emit, policy: ports.policy ?? {} })
  const clockService = await createClockService({
    ...{ db, clock, audit, acting, emit, log: ports.log, watch: deps.clockWatch, builtAt: ports.builtAt ?? null },
    device: ports.deviceName
  })
  const base = { db, vault, clock, newId, emit, audit, portals, settings, clipboard, acting }
  const services = await createFirmServices({ base, ports, codeClock: clockService, timeZone, vaultFile: deps.vaultFile })
  const { handlers, reminders, backup, kept, links, lists, imports, exported, damage, authenticators, authenticatorImports } = services
  calendarFile = kept

  const rotation = await findUnnotedRotation(db.read)
  const salvage = await findUnnotedSalvage(db.read)
  const restored = readRestoreNote(ports.dataFolder, vault)
  const noteOpening = async (tx: WritableDb): Promise<void> => {
    await audit.start(tx, salvage?.auditThrough)
    if (salvage !== null) {
      const { rowsKept, rowsLost, auditLost, auditGaps } = salvage
      await audit.record(tx, { event: 'vault.salvaged', details: { rowsKept, rowsLost, auditRowsLost: auditLost, gaps: auditGaps } })
      await markSalvageNoted(tx, salvage.id, clock.now())
    }
    if (restored !== null) await audit.noteRestore(tx, restored)
    await clockService.start(tx)
    if (rotation !== null) {
      const { reason, records } = rotation
      await audit.record(tx, { event: 'vault.keys-replaced', details: { because: reason, records, generation: vault.generation } })
      await markRotationNoted(tx, rotation.id, clock.now())
    }
    if (method !== 'rotated')
      await audit.record(tx, { event: method === 'created' ? 'vault.created' : 'vault.opened', details: { method } })
    await audit.checkpoint(tx)
  }
  if (!db.isReadOnly) {
    await db.write(noteOpening)
    if (restored !== null) forgetRestore(ports)
  }

  ports.screen.protect(settings.get().protectContent)
  if (!db.isReadOnly) {
    reminders.start()
    backup.start()
  }

  /** Ends what writes without being asked. */
  const endWrites = async ({
    isSound
  }: {
    /** The database is not known to be damaged or out of date. */ readonly isSound: boolean
  }): Promise<void> => {
    await reminders.stop()
    await backup.stop()
    await kept.settled()
    await clockService.pause({ keepsTime: isSound && !db.isReadOnly })
    await audit.pause()
  }
  const leave = async (): Promise<void> => {
    // Whatever the next firm says: until then the window is kept out.
    ports.screen.protect(true)
    await endWrites({ isSound: false })
    audit.close()
    authenticators.close()
    authenticatorImports.close()
    await db.close()
  }
  const abandon = async (): Promise<void> => {
    try {
      await leave()
    } finally {
      vault.close()
    }
  }
  return {
    handlers,
    acting,
    autoLockMinutes: () => settings.get().autoLockMinutes,
    async recordVaultChange(event, details = {}) {
      await db.write((tx) => audit.record(tx, { event, details }))
      // The slot is where the anchor is kept.
      if (event === 'vault.keychain-slot-added') audit.anchorLater()
    },
    async stageRotation(plan) {
      await endWrites({ isSound: true })
      return stageRotation(db, { ...plan, from: vault, now: clock.now() })
    },
    endQuestions() {
      links.endQuestion()
      lists.end()
      imports.end()
      exported.end()
      kept.end()
      backup.cancel()
    },
    resume() {
      lists.resume()
      imports.resume()
      exported.resume()
      kept.resume()
      audit.resume()
      clockService.resume()
      reminders.start()
      backup.start()
    },
    abandon,
    leave,
    isReadOnly: db.isReadOnly,
    findDamage: (whole) => damage.check(whole),
    isCheckDue: () => damage.isDue(),
    async close(because) {
      ports.screen.protect(true)
      await endWrites({ isSound: true })
      // A computer that goes to sleep takes what is in memory along: then the keys go first, and the backup is made when one is due again.
      if (!db.isReadOnly && because !== 'computer') await backup.beforeLock()
      try {
        if (!db.isReadOnly) await audit.end(because)
      } catch (error) {
        ports.log.error('lock.audit-failed', error)
      }
      await abandon()
    }
  }
}

/** Events after which the calendar file may say something else. */
const inCalendarFile: ReadonlySet<string> = new Set(['deadlines.changed', 'clients.changed', 'members.changed', 'settings.changed'])

/** The member who acts. A database that has just been made has none yet. */
async function memberOf(db: FirmDb, newId: NewId, now: number, device: string, newMember: string): Promise<Member> {
  const known = await findActingMember(db.read, device)
  if (known !== null) return known
  const member = { id: newId(), name: newMember }
  if (db.isReadOnly) return member
  await db.write((tx) => insertMember(tx, member, now))
  return member
}
