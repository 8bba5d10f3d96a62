import type { AuditEvent, Channel, LockReason, RotationReason } from '#contract'
import { readRestoreNote, removeRestoreNote } from './db/backup/restore.ts'
import { removeReplaced } from './db/database-files.ts'
import type { Damage, FirmDb, WritableDb } from './db/handles.ts'
import { openFirmDb, openFirmDbForReading } from './db/open.ts'
import { findUnnotedRotation, markRotationNoted, type RotationPlan, stageRotation } from './db/rotation.ts'
import { findUnnotedSalvage, markSalvageNoted } from './db/salvage-audit.ts'
import { storageErrorFrom } from './db/storage-errors.ts'
import type { Emit } from './events.ts'
import { createAccessCodesHandlers } from './features/access-codes/handlers.ts'
import { accessCodesList } from './features/access-codes/list-source.ts'
import { type AccessCodesService, createAccessCodesService } from './features/access-codes/service.ts'
import { createAccountsHandlers } from './features/accounts/handlers.ts'
import { accountsList } from './features/accounts/list-source.ts'
import { type AccountsService, createAccountsService } from './features/accounts/service.ts'
import type { AnchorPlace } from './features/audit/anchor.ts'
import { earlierMacsOf } from './features/audit/earlier-macs.ts'
import { createAuditHandlers } from './features/audit/handlers.ts'
import { activityList } from './features/audit/list-source.ts'
import { createAuditService } from './features/audit/service.ts'
import { createAuthenticatorsHandlers } from './features/authenticators/handlers.ts'
import { type AuthenticatorsService, createAuthenticatorsService } from './features/authenticators/service.ts'
import { createBackupHandlers } from './features/backup/handlers.ts'
import { createBackupService } from './features/backup/service.ts'
import { createBackupCodesHandlers } from './features/backup-codes/handlers.ts'
import { backupCodesList } from './features/backup-codes/list-source.ts'
import { type BackupCodesService, createBackupCodesService } from './features/backup-codes/service.ts'
import { createCalendarFileHandlers } from './features/calendar-file/handlers.ts'
import { type CalendarFileService, createCalendarFileService } from './features/calendar-file/service.ts'
import { createCasesHandlers } from './features/cases/handlers.ts'
import { casesList } from './features/cases/list-source.ts'
import { createCasesService } from './features/cases/service.ts'
import { createClientsHandlers } from './features/clients/handlers.ts'
import { clientsList } from './features/clients/list-source.ts'
import { type ClientsService, createClientsService } from './features/clients/service.ts'
import type { TimedClipboard } from './features/clipboard/timed-clipboard.ts'
import { createClockHandlers } from './features/clock/handlers.ts'
import { createClockService } from './features/clock/service.ts'
import type { ClockWatch } from './features/clock/watch.ts'
import { createContactsHandlers } from './features/contacts/handlers.ts'
import { contactsList } from './features/contacts/list-source.ts'
import { createContactsService } from './features/contacts/service.ts'
import { createDamageHandlers } from './features/damage/handlers.ts'
import { createDamageService } from './features/damage/service.ts'
import { createDeadlinesHandlers } from './features/deadlines/handlers.ts'
import { deadlinesList } from './features/deadlines/list-source.ts'
import { createDeadlinesService, type DeadlinesService } from './features/deadlines/service.ts'
import { createDraftsHandlers } from './features/drafts/handlers.ts'
import { draftsList } from './features/drafts/list-source.ts'
import { createDraftsService } from './features/drafts/service.ts'
import { createDuplicatesHandlers } from './features/duplicates/handlers.ts'
import { duplicatesList } from './features/duplicates/list-source.ts'
import { createDuplicatesService } from './features/duplicates/service.ts'
import { createFactorChangesService } from './features/factor-changes/service.ts'
import { createListsHandlers } from './features/lists/handlers.ts'
import { createListsService } from './features/lists/service.ts'
import { createMattersHandlers } from './features/matters/handlers.ts'
import { mattersList } from './features/matters/list-source.ts'
import { createMattersService, type MattersService } from './features/matters/service.ts'
import { type Acting, createActing } from './features/members/acting.ts'
import { createMembersHandlers } from './features/members/handlers.ts'
import { findActingMember, insertMember, type Member } from './features/members/repository.ts'
import { createMembersService, type MembersService } from './features/members/service.ts'
import { createNextStepsHandlers } from './features/next-steps/handlers.ts'
import { nextStepsList } from './features/next-steps/list-source.ts'
import { createNextStepsService } from './features/next-steps/service.ts'
import { createPartiesHandlers } from './features/parties/handlers.ts'
import { createPartiesService } from './features/parties/service.ts'
import { createPasscodesHandlers } from './features/passcodes/handlers.ts'
import { passcodesList } from './features/passcodes/list-source.ts'
import { createPasscodesService, type PasscodesService } from './features/passcodes/service.ts'
import { createPathsHandlers } from './features/paths/handlers.ts'
import { createLinksService } from './features/paths/links.ts'
import { createPathsService } from './features/paths/service.ts'
import { createPortalsHandlers } from './features/portals/handlers.ts'
import type { PortalsService } from './features/portals/service.ts'
import { createRecoveryHandlers } from './features/recovery/handlers.ts'
import { reportList } from './features/recovery/list-source.ts'
import { createRecoveryService, type RecoveryService } from './features/recovery/service.ts'
import { createRemindersService } from './features/reminders/service.ts'
import { createRepresentativesHandlers } from './features/representatives/handlers.ts'
import { createRepresentativesService, type RepresentativesService } from './features/representatives/service.ts'
import { createRotationHandlers } from './features/rotation/handlers.ts'
import { createRotationService } from './features/rotation/service.ts'
import { createSampleHandlers } from './features/sample/handlers.ts'
import { createSampleService } from './features/sample/service.ts'
import { createSearchService } from './features/search/service.ts'
import { createSecondFactorsHandlers } from './features/second-factors/handlers.ts'
import { createSecondFactorsService, type SecondFactorsService } from './features/second-factors/service.ts'
import { createSettingsHandlers } from './features/settings/handlers.ts'
import { createSettingsService } from './features/settings/service.ts'
import { createSignInsHandlers } from './features/sign-ins/handlers.ts'
import { signInsList } from './features/sign-ins/list-source.ts'
import { createSignInsService } from './features/sign-ins/service.ts'
import { createTodayHandlers } from './features/today/handlers.ts'
import { createTodayService } from './features/today/service.ts'
import { createIds, type NewId } from './ids.ts'
import type { Ports } from './ports.ts'
import type { Handlers } from './router.ts'
import type { OpenVault } from './vault/vault.ts'

type FirmChannel = Exclude<Channel, `app.${string}` | `vault.${string}` | `restore.${string}`>
type FirmHandlers = Pick<Handlers, FirmChannel>

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
  const { clock, qrReader } = ports
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
  const search = createSearchService(db.schema)
  const base = { db, vault, clock, newId, emit, audit, portals, settings, clipboard, acting }

  const factorChanges = createFactorChangesService(base)

  // Clients, cases and accounts know each other; each looks the others up when it needs them.
  let clients: ClientsService
  let accounts: AccountsService
  let authenticators: AuthenticatorsService
  let backupCodes: BackupCodesService
  let accessCodes: AccessCodesService
  let passcodes: PasscodesService
  let secondFactors: SecondFactorsService
  let recovery: RecoveryService
  let members: MembersService
  let matters: MattersService
  let deadlines: DeadlinesService
  let representatives: RepresentativesService
  const cases = createCasesService({
    ...base,
    search,
    clients: () => clients,
    matters: () => matters,
    representatives: () => representatives
  })
  clients = createClientsService({ ...base, search, cases, accounts: () => accounts, matters: () => matters })
  const contacts = createContactsService({ ...base, search })
  const parties = createPartiesService({ ...base, cases, clients, contacts })
  representatives = createRepresentativesService({
    ...base,
    cases,
    clients,
    members: () => members,
    matters: () => matters
  })
  accounts = createAccountsService({
    ...base,
    search,
    clients: () => clients,
    authenticators: () => authenticators,
    backupCodes: () => backupCodes,
    accessCodes: () => accessCodes,
    passcodes: () => passcodes,
    recovery: () => recovery
  })
  authenticators = createAuthenticatorsService({ ...base, accounts, qrReader, codeClock: clockService })
  backupCodes = createBackupCodesService({ ...base, accounts, authenticators, factorChanges, cases })
  accessCodes = createAccessCodesService({ ...base, accounts })
  members = createMembersService({ ...base, device: ports.deviceName, secondFactors: () => secondFactors })
  matters = createMattersService({ ...base, search, clients, cases, deadlines: () => deadlines, members, parties, representatives })
  passcodes = createPasscodesService({ ...base, accounts, clients })
  const drafts = createDraftsService({ ...base, accounts, clients })
  const signIns = createSignInsService(base)
  secondFactors = createSecondFactorsService({ ...base, accounts, members, factorChanges })
  recovery = createRecoveryService({ ...base, secondFactors, backupCodes })
  const damage = createDamageService({ db, vault, clock, audit, fileSaver: ports.fileSaver, timeZone })
  const rotationList = createRotationService({ ...base, members })
  deadlines = createDeadlinesService({ ...base, clients, matters, cases, accounts, members })
  const nextSteps = createNextStepsService({ db })
  const { fileSaver, calendarFolder, notifications, log } = ports
  const kept = await createCalendarFileService({ ...base, deadlines, fileSaver, calendarFolder, log, device: ports.deviceName })
  calendarFile = kept
  const reminders = createRemindersService({
    ...base,
    log,
    notifications,
    reminderDaysOf: deadlines.reminderDaysOf,
    onNewDay: () => void kept.refresh()
  })
  const backup = await createBackupService({
    ...{
      ...base,
      log,
      backupFiles: ports.backupFiles,
      dataFolder: ports.dataFolder,
      device: ports.deviceName,
      appVersion: ports.info.version
    },
    vaultFile: deps.vaultFile,
    // A command ends by itself.
    isAutomatic: ports.info.host !== 'command-line' && db.schema.name === 'sqlite'
  })
  const today = createTodayService({ ...base, accessCodes, passcodes, drafts, recovery, deadlines })
  const paths = createPathsService({ ...base, accounts, factorChanges, resourcesFolder: ports.resourcesFolder })
  const links = createLinksService({ ...base, accounts, externalLinks: ports.externalLinks })
  const duplicates = createDuplicatesService(base)
  const sample = createSampleService({
    ...base,
    clients,
    cases,
    accounts,
    authenticators,
    backupCodes,
    accessCodes,
    matters,
    contacts,
    parties,
    representatives,
    passcodes,
    drafts,
    deadlines
  })
  const lists = createListsService({
    ...base,
    fileSaver: ports.fileSaver,
    sources: {
      accounts: accountsList(accounts),
      clients: clientsList(clients),
      'access-codes': accessCodesList(accessCodes),
      'backup-codes': backupCodesList(backupCodes),
      cases: casesList(cases),
      contacts: contactsList(contacts),
      deadlines: deadlinesList(deadlines),
      drafts: draftsList(drafts),
      duplicates: duplicatesList(duplicates),
      matters: mattersList(matters),
      'next-steps': nextStepsList(nextSteps, timeZone),
      passcodes: passcodesList(passcodes),
      'sign-ins': signInsList(signIns),
      report: reportList(recovery),
      activity: activityList(audit, timeZone)
    }
  })

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
    if (restored !== null) removeRestoreNote(ports.dataFolder)
  }

  const handlers: FirmHandlers = {
    ...createPortalsHandlers(portals, emit),
    ...createClientsHandlers(clients),
    ...createCasesHandlers(cases),
    ...createDuplicatesHandlers(duplicates),
    ...createMattersHandlers(matters),
    ...createContactsHandlers(contacts),
    ...createPartiesHandlers(parties),
    ...createRepresentativesHandlers(representatives),
    ...createAccountsHandlers(accounts),
    ...createAuthenticatorsHandlers(authenticators),
    ...createClockHandlers(clockService),
    ...createBackupCodesHandlers(backupCodes),
    ...createAccessCodesHandlers(accessCodes),
    ...createPasscodesHandlers(passcodes),
    ...createDraftsHandlers(drafts),
    ...createSignInsHandlers(signIns),
    ...createMembersHandlers(members),
    ...createSecondFactorsHandlers(secondFactors),
    ...createRecoveryHandlers(recovery),
    ...createDeadlinesHandlers(deadlines),
    ...createNextStepsHandlers(nextSteps),
    ...createCalendarFileHandlers(kept),
    ...createTodayHandlers(today),
    ...createPathsHandlers(paths, links),
    ...createAuditHandlers(audit),
    ...createRotationHandlers(rotationList),
    ...createDamageHandlers(damage),
    ...createListsHandlers(lists),
    ...createBackupHandlers(backup),
    ...createSampleHandlers(sample),
    ...createSettingsHandlers(settings)
  }

  ports.screen.protect(settings.get().protectContent)
  if (!db.isReadOnly) {
    reminders.start()
    backup.start()
  }

  /** Ends what writes without being asked. */
  const endWrites = async (): Promise<void> => {
    await reminders.stop()
    await backup.stop()
    await kept.settled()
    await clockService.pause()
    await audit.pause()
  }
  const leave = async (): Promise<void> => {
    await endWrites()
    audit.close()
    authenticators.close()
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
      await endWrites()
      return stageRotation(db, { ...plan, from: vault, now: clock.now() })
    },
    endQuestions() {
      links.endQuestion()
      lists.end()
      kept.end()
      backup.cancel()
    },
    resume() {
      lists.resume()
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
      await endWrites()
      // Whatever the next firm says: until then the window is kept out.
      ports.screen.protect(true)
      if (!db.isReadOnly) await backup.beforeLock()
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
