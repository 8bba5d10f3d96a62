import type { AuditEvent, Channel, RotationReason } from '#contract'
import { removeReplaced } from './db/database-files.ts'
import type { FirmDb } from './db/handles.ts'
import { openFirmDb } from './db/open.ts'
import { findUnnotedRotation, markRotationNoted, type RotationPlan, stageRotation } from './db/rotation.ts'
import { storageErrorFrom } from './db/storage-errors.ts'
import type { Emit } from './events.ts'
import { createAccessCodesHandlers } from './features/access-codes/handlers.ts'
import { type AccessCodesService, createAccessCodesService } from './features/access-codes/service.ts'
import { createAccountsHandlers } from './features/accounts/handlers.ts'
import { type AccountsService, createAccountsService } from './features/accounts/service.ts'
import { createAuditHandlers } from './features/audit/handlers.ts'
import { createAuditService } from './features/audit/service.ts'
import { createAuthenticatorsHandlers } from './features/authenticators/handlers.ts'
import { type AuthenticatorsService, createAuthenticatorsService } from './features/authenticators/service.ts'
import { createBackupCodesHandlers } from './features/backup-codes/handlers.ts'
import { type BackupCodesService, createBackupCodesService } from './features/backup-codes/service.ts'
import { backupCodeStatus, staleSince } from './features/backup-codes/status.ts'
import { createCasesHandlers } from './features/cases/handlers.ts'
import { createCasesService } from './features/cases/service.ts'
import { createClientsHandlers } from './features/clients/handlers.ts'
import { type ClientsService, createClientsService } from './features/clients/service.ts'
import type { TimedClipboard } from './features/clipboard/timed-clipboard.ts'
import { createMembersHandlers } from './features/members/handlers.ts'
import { findFirstMember, insertMember, type Member } from './features/members/repository.ts'
import { createMembersService } from './features/members/service.ts'
import { createPathsHandlers } from './features/paths/handlers.ts'
import { createLinksService } from './features/paths/links.ts'
import { createPathsService } from './features/paths/service.ts'
import { createPortalsHandlers } from './features/portals/handlers.ts'
import type { PortalsService } from './features/portals/service.ts'
import { createRecoveryHandlers } from './features/recovery/handlers.ts'
import { createRecoveryService, type RecoveryService } from './features/recovery/service.ts'
import { createSampleHandlers } from './features/sample/handlers.ts'
import { createSampleService } from './features/sample/service.ts'
import { createSearchService } from './features/search/service.ts'
import { createSecondFactorsHandlers } from './features/second-factors/handlers.ts'
import { createSecondFactorsService, type SecondFactorsService } from './features/second-factors/service.ts'
import { createSettingsHandlers } from './features/settings/handlers.ts'
import { createSettingsService } from './features/settings/service.ts'
import { createTodayHandlers } from './features/today/handlers.ts'
import { createTodayService } from './features/today/service.ts'
import { createIds, type NewId } from './ids.ts'
import type { Ports } from './ports.ts'
import type { Handlers } from './router.ts'
import type { OpenVault } from './vault/vault.ts'

type FirmChannel = Exclude<Channel, `app.${string}` | `vault.${string}`>
type FirmHandlers = Pick<Handlers, FirmChannel>

/** Everything that exists only while the vault is open. */
export interface Firm {
  readonly handlers: FirmHandlers
  readonly member: Member
  recordVaultChange(event: AuditEvent, details?: Readonly<Record<string, string | number>>): Promise<void>
  /** Makes a copy of the database under the next keys. Nobody may write meanwhile. */
  stageRotation(plan: Omit<RotationPlan, 'from' | 'now' | 'reason'> & { readonly reason: RotationReason }): Promise<number>
  /** As `close`, but writes nothing more: the database is out of date by now. */
  abandon(): Promise<void>
  /** Ends questions that wait for a person, so that locking does not wait for an answer. */
  endQuestions(): void
  /** Drops keys and closes the database. Every step runs even when an earlier one fails. */
  close(): Promise<void>
}

export interface FirmDeps {
  readonly ports: Ports
  readonly vault: OpenVault
  readonly db: FirmDb
  readonly emit: Emit
  readonly portals: PortalsService
  readonly clipboard: TimedClipboard
  /** How the vault came open, for the audit table; `rotated`: it stayed open while its keys were replaced. */
  readonly method: 'created' | 'passphrase' | 'kit' | 'keychain' | 'rotated'
  /** Name of the first member; given only when the vault was just created. */
  readonly newMember: string | undefined
}

/**
 * Opens the firm's database with the vault's key, or makes it when `method` is `created`, and builds the firm on it.
 * Throws what `openFirmDb` throws; nothing stays open then.
 */
export async function openFirm({ folder, ...deps }: Omit<FirmDeps, 'db'> & { readonly folder: string }): Promise<Firm> {
  const db = await openFirmDb({
    folder,
    keyHex: deps.vault.databaseKeyHex(),
    generation: deps.vault.generation,
    create: deps.method === 'created',
    now: deps.ports.clock.now()
  })
  try {
    if ((await findUnnotedRotation(db.read)) !== null) removeOldDatabase(folder, deps)
    return await createFirm({ ...deps, db })
  } catch (error) {
    await db.close()
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
export async function createFirm({ ports, vault, db, emit, portals, clipboard, method, newMember }: FirmDeps): Promise<Firm> {
  const { clock, qrReader } = ports
  const newId = createIds(clock, ports.random)
  const member = await memberOf(db, newId, clock.now(), newMember ?? ports.info.computerUser)
  const audit = createAuditService({ db, clock, newId, member, device: ports.deviceName, portals })
  const settings = await createSettingsService({ db, clock, audit, emit })
  const search = createSearchService(db.schema)
  const base = { db, vault, clock, newId, emit, audit, portals, settings, clipboard, memberName: member.name }

  // Clients, cases and accounts know each other; each looks the others up when it needs them.
  let clients: ClientsService
  let accounts: AccountsService
  let authenticators: AuthenticatorsService
  let backupCodes: BackupCodesService
  let accessCodes: AccessCodesService
  let secondFactors: SecondFactorsService
  let recovery: RecoveryService
  const cases = createCasesService({ ...base, clients: () => clients })
  clients = createClientsService({ ...base, search, cases, accounts: () => accounts })
  accounts = createAccountsService({
    ...base,
    search,
    clients: () => clients,
    authenticators: () => authenticators,
    backupCodes: () => backupCodes,
    accessCodes: () => accessCodes,
    recovery: () => recovery
  })
  authenticators = createAuthenticatorsService({ ...base, accounts, qrReader })
  backupCodes = createBackupCodesService({ ...base, accounts, authenticators })
  accessCodes = createAccessCodesService({ ...base, accounts })
  const members = createMembersService({ ...base, actingId: member.id, secondFactors: () => secondFactors })
  secondFactors = createSecondFactorsService({ ...base, accounts, members })
  recovery = createRecoveryService({ ...base, secondFactors, backupCodeRules: { statusOf: backupCodeStatus, staleSince } })
  const today = createTodayService({ ...base, accessCodes, recovery })
  const paths = createPathsService({ ...base, accounts, resourcesFolder: ports.resourcesFolder })
  const links = createLinksService({ ...base, accounts, externalLinks: ports.externalLinks })
  const sample = createSampleService({ ...base, clients, cases, accounts, authenticators, backupCodes, accessCodes })

  const rotation = await findUnnotedRotation(db.read)
  await db.write(async (tx) => {
    if (rotation !== null) {
      const { reason, records } = rotation
      await audit.record(tx, { event: 'vault.keys-replaced', details: { because: reason, records, generation: vault.generation } })
      await markRotationNoted(tx, rotation.id, clock.now())
    }
    if (method !== 'rotated')
      await audit.record(tx, { event: method === 'created' ? 'vault.created' : 'vault.opened', details: { method } })
  })

  const handlers: FirmHandlers = {
    ...createPortalsHandlers(portals),
    ...createClientsHandlers(clients),
    ...createCasesHandlers(cases),
    ...createAccountsHandlers(accounts),
    ...createAuthenticatorsHandlers(authenticators),
    ...createBackupCodesHandlers(backupCodes),
    ...createAccessCodesHandlers(accessCodes),
    ...createMembersHandlers(members),
    ...createSecondFactorsHandlers(secondFactors),
    ...createRecoveryHandlers(recovery),
    ...createTodayHandlers(today),
    ...createPathsHandlers(paths, links),
    ...createAuditHandlers(audit),
    ...createSampleHandlers(sample),
    ...createSettingsHandlers(settings)
  }

  const abandon = async (): Promise<void> => {
    authenticators.close()
    try {
      await db.close()
    } finally {
      vault.close()
    }
  }
  return {
    handlers,
    member,
    recordVaultChange: (event, details = {}) => db.write((tx) => audit.record(tx, { event, details })),
    stageRotation: (plan) => stageRotation(db, { ...plan, from: vault, now: clock.now() }),
    endQuestions: () => links.endQuestion(),
    abandon,
    async close() {
      try {
        await db.write((tx) => audit.record(tx, { event: 'vault.locked' }))
      } catch (error) {
        ports.log.error('lock.audit-failed', error)
      }
      await abandon()
    }
  }
}

/** The member who acts. A database that has just been made has none yet. */
async function memberOf(db: FirmDb, newId: NewId, now: number, newMember: string): Promise<Member> {
  const known = await findFirstMember(db.read)
  if (known !== null) return known
  const member = { id: newId(), name: newMember }
  await db.write((tx) => insertMember(tx, member, now))
  return member
}
