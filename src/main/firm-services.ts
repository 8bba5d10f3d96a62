import type { Channel } from '#contract'
import { todayIn } from './calendar.ts'
import { csvLine } from './csv.ts'
import { fold } from './db/dialects/search-words.ts'
import type { FirmDb } from './db/handles.ts'
import type { Emit } from './events.ts'
import { createAccessCodesHandlers } from './features/access-codes/handlers.ts'
import { accessCodesList } from './features/access-codes/list-source.ts'
import { type AccessCodesService, createAccessCodesService } from './features/access-codes/service.ts'
import { createAccountsHandlers } from './features/accounts/handlers.ts'
import { accountsList } from './features/accounts/list-source.ts'
import { type AccountsService, createAccountsService } from './features/accounts/service.ts'
import { headCode } from './features/audit/chain.ts'
import { createAuditHandlers } from './features/audit/handlers.ts'
import { activityList } from './features/audit/list-source.ts'
import type { AuditService } from './features/audit/service.ts'
import { createAuthenticatorImportsHandlers } from './features/authenticator-imports/handlers.ts'
import { createAuthenticatorImportsService } from './features/authenticator-imports/service.ts'
import { createAuthenticatorsHandlers } from './features/authenticators/handlers.ts'
import { type AuthenticatorsService, createAuthenticatorsService } from './features/authenticators/service.ts'
import { createBackupHandlers } from './features/backup/handlers.ts'
import { createBackupService } from './features/backup/service.ts'
import { createBackupCodesHandlers } from './features/backup-codes/handlers.ts'
import { backupCodesList } from './features/backup-codes/list-source.ts'
import { type BackupCodesService, createBackupCodesService } from './features/backup-codes/service.ts'
import { createCalendarFileHandlers } from './features/calendar-file/handlers.ts'
import { createCalendarFileService } from './features/calendar-file/service.ts'
import { createCasesHandlers } from './features/cases/handlers.ts'
import { casesList } from './features/cases/list-source.ts'
import { createCasesService, caseImport as importCases } from './features/cases/service.ts'
import { createClientsHandlers } from './features/clients/handlers.ts'
import { aNumberKey, emailKey, nameWords } from './features/clients/likeness.ts'
import { clientsList } from './features/clients/list-source.ts'
import { type ClientsService, createClientsService, clientImport as importClients } from './features/clients/service.ts'
import type { TimedClipboard } from './features/clipboard/timed-clipboard.ts'
import { createClockHandlers } from './features/clock/handlers.ts'
import type { createClockService } from './features/clock/service.ts'
import { createContactsHandlers } from './features/contacts/handlers.ts'
import { contactsList } from './features/contacts/list-source.ts'
import { createContactsService } from './features/contacts/service.ts'
import { createDamageHandlers } from './features/damage/handlers.ts'
import { createDamageService } from './features/damage/service.ts'
import { createDeadlinesHandlers } from './features/deadlines/handlers.ts'
import { deadlinesList } from './features/deadlines/list-source.ts'
import { createDeadlinesService, type DeadlinesService } from './features/deadlines/service.ts'
import { createDestructionHandlers } from './features/destruction/handlers.ts'
import { createDestructionService } from './features/destruction/service.ts'
import { createDraftsHandlers } from './features/drafts/handlers.ts'
import { draftsList } from './features/drafts/list-source.ts'
import { createDraftsService } from './features/drafts/service.ts'
import { createDuplicatesHandlers } from './features/duplicates/handlers.ts'
import { duplicatesList } from './features/duplicates/list-source.ts'
import { createDuplicatesService } from './features/duplicates/service.ts'
import { createExportsHandlers } from './features/exports/handlers.ts'
import { createExportsService } from './features/exports/service.ts'
import { createFactorChangesService } from './features/factor-changes/service.ts'
import { createHandOverHandlers } from './features/hand-over/handlers.ts'
import { createHandOverService } from './features/hand-over/service.ts'
import { createImportsHandlers } from './features/imports/handlers.ts'
import type { Undoers } from './features/imports/journal.ts'
import { createImportsService, importJournal } from './features/imports/service.ts'
import { createListsHandlers } from './features/lists/handlers.ts'
import { createListsService } from './features/lists/service.ts'
import { createMattersHandlers } from './features/matters/handlers.ts'
import { mattersList } from './features/matters/list-source.ts'
import { createMattersService, matterImport as importMatters, type MattersService } from './features/matters/service.ts'
import type { ActingControl } from './features/members/acting.ts'
import { createMembersHandlers } from './features/members/handlers.ts'
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
import type { SettingsService } from './features/settings/service.ts'
import { createSignInsHandlers } from './features/sign-ins/handlers.ts'
import { signInsList } from './features/sign-ins/list-source.ts'
import { createSignInsService } from './features/sign-ins/service.ts'
import { createTodayHandlers } from './features/today/handlers.ts'
import { createTodayService } from './features/today/service.ts'
import type { NewId } from './ids.ts'
import type { Clock, Ports } from './ports.ts'
import type { Handlers } from './router.ts'
import type { OpenVault } from './vault/vault.ts'

type FirmChannel = Exclude<Channel, `app.${string}` | `vault.${string}` | `restore.${string}`>
export type FirmHandlers = Pick<Handlers, FirmChannel>

/** What every service of an open firm may be given. */
export interface FirmBase {
  readonly db: FirmDb
  readonly vault: OpenVault
  readonly clock: Clock
  readonly newId: NewId
  readonly emit: Emit
  readonly audit: AuditService
  readonly portals: PortalsService
  readonly settings: SettingsService
  readonly clipboard: TimedClipboard
  readonly acting: ActingControl
}

export interface FirmServicesDeps {
  readonly base: FirmBase
  readonly ports: Ports
  readonly codeClock: Awaited<ReturnType<typeof createClockService>>
  /** The zone in which days begin. */
  readonly timeZone: () => string
  /** The present bytes of vault.json, verified. */
  readonly vaultFile: () => Promise<Buffer>
}

export type FirmServices = Awaited<ReturnType<typeof createFirmServices>>

/** One service per feature, each given what it needs and nothing else; a new feature is made, listed and asked here. */
export async function createFirmServices({ base, ports, codeClock, timeZone, vaultFile }: FirmServicesDeps) {
  const { db, vault, clock, emit, audit, portals, settings } = base
  const { qrReader, fileReader } = ports
  const search = createSearchService(db.schema)

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
  authenticators = createAuthenticatorsService({ ...base, accounts, qrReader, codeClock })
  const journal = importJournal(base)
  const authenticatorImports = createAuthenticatorImportsService({ ...base, accounts, authenticators, journal, qrReader, fileReader })
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
    vaultFile,
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
  const clientImport = importClients({
    ...{ clock, search },
    receiptNumbersBy: (reader, ids) => caseImport.receiptNumbersOfClients(reader, ids),
    clientRenamed: (tx, client) => accounts.clientRenamed(tx, client),
    mattersChanged: (tx, client) => matters.clientChanged(tx, client)
  })
  const matterImport = importMatters({
    ...{ clock, search, titleKey: fold },
    receiptNumbersBy: (reader, ids) => caseImport.receiptNumbersOfMatters(reader, ids)
  })
  const caseImport = importCases({
    ...{ clock, newId: base.newId, acting: base.acting },
    reindexClients: clientImport.reindexAll,
    reindexMatters: matterImport.reindexAll
  })
  /** Every kind of record that an import brings, as its own feature takes it back. */
  const undoers: Undoers = {
    ...{ client: clientImport.undoer, matter: matterImport.undoer, case: caseImport.undoer },
    ...{ authenticator: () => authenticators.undoer, 'import-entry': () => authenticatorImports.entryUndoer }
  }
  const imports = createImportsService({
    ...{ ...base, journal, undoers, tableReader: ports.tableReader, fileSaver: ports.fileSaver },
    targets: { clients: clientImport, matters: matterImport, cases: caseImport },
    like: { nameWords, emailKey, aNumberKey, titleKey: fold },
    nameOf: async (reader, kind, id) => {
      if (kind === 'authenticator') return authenticators.nameOf(reader, id)
      if (kind === 'import-entry') return authenticatorImports.nameOf(reader, id)
      if (kind === 'client') return (await clients.require(reader, id)).name
      return kind === 'matter' ? (await matters.require(reader, id)).title : (await cases.require(reader, id)).receiptNumber
    },
    csvLine: (cells) => csvLine(cells, ','),
    dayOf: (at) => todayIn(timeZone(), at)
  })
  const exported = createExportsService({
    ...{ ...base, members, accounts, fileSaver, backupFiles: ports.backupFiles, random: ports.random },
    appVersion: ports.info.version
  })
  const destruction = createDestructionService({
    ...{ ...base, clients, fileSaver, timeZone, headCode },
    appVersion: ports.info.version
  })
  const handOver = createHandOverService({ ...base, clients, cases, accounts, matters, deadlines, recovery })
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

  const handlers: FirmHandlers = {
    ...createPortalsHandlers(portals, emit),
    ...createClientsHandlers(clients),
    ...createDestructionHandlers(destruction),
    ...createHandOverHandlers(handOver),
    ...createCasesHandlers(cases),
    ...createDuplicatesHandlers(duplicates),
    ...createMattersHandlers(matters),
    ...createContactsHandlers(contacts),
    ...createPartiesHandlers(parties),
    ...createRepresentativesHandlers(representatives),
    ...createAccountsHandlers(accounts),
    ...createAuthenticatorsHandlers(authenticators),
    ...createAuthenticatorImportsHandlers(authenticatorImports),
    ...createClockHandlers(codeClock),
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
    ...createImportsHandlers(imports),
    ...createExportsHandlers(exported),
    ...createBackupHandlers(backup),
    ...createSampleHandlers(sample),
    ...createSettingsHandlers(settings)
  }

  return { handlers, reminders, backup, kept, links, lists, imports, exported, damage, authenticators, authenticatorImports }
}
