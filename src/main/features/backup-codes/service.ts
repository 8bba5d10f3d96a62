import type { Copied, Output, Parsed, Revealed } from '#contract'
import type { FirmDb, ReadableDb, WritableDb } from '../../db/handles.ts'
import { AppError } from '../../errors.ts'
import type { Emit } from '../../events.ts'
import type { NewId } from '../../ids.ts'
import type { Clock } from '../../ports.ts'
import type { OpenVault, SealContext } from '../../vault/vault.ts'
import type { AccountLookup } from '../accounts/account-lookup.ts'
import type { AuditEntry, AuditService } from '../audit/service.ts'
import type { TimedClipboard } from '../clipboard/timed-clipboard.ts'
import type { Acting } from '../members/acting.ts'
import type { PortalsService } from '../portals/service.ts'
import type { SettingsService } from '../settings/service.ts'
import {
  currentSets,
  destroyValues,
  findCode,
  hasCodes,
  hasValues,
  insertCode,
  insertSet,
  listCodes,
  listSets,
  replaceSets,
  setChecked,
  setUse
} from './repository.ts'
import { backupCodeStatus, staleSince } from './status.ts'

export interface BackupCodesDeps {
  readonly db: FirmDb
  readonly vault: OpenVault
  readonly clock: Clock
  readonly newId: NewId
  readonly emit: Emit
  readonly audit: AuditService
  readonly accounts: AccountLookup
  readonly authenticators: {
    /** Epoch ms at which an authenticator of each account was last confirmed. */
    lastConfirmedOf(reader: ReadableDb, accountIds: readonly string[]): Promise<Map<string, number>>
  }
  readonly portals: PortalsService
  readonly settings: SettingsService
  readonly clipboard: TimedClipboard
  readonly acting: Acting
}

export type BackupCodesService = ReturnType<typeof createBackupCodesService>

export interface BackupCodeSummary {
  readonly status: Output<'backupCodes.list'>['status']
  readonly unused: number
  readonly total: number
}

const sealedAt = (id: string, revision: number): SealContext => ({ table: 'backup_codes', recordId: id, column: 'secret', revision })

export function createBackupCodesService(deps: BackupCodesDeps) {
  const { db, vault, clock, newId, emit, audit, accounts, authenticators, portals, settings, clipboard, acting } = deps

  async function require(reader: ReadableDb, id: string) {
    const code = await findCode(reader, id)
    if (code === null) throw new AppError('record.not-found', { kind: 'backup-code' })
    return { code, account: await accounts.require(reader, code.accountId) }
  }

  async function recordIn(
    tx: WritableDb,
    account: { id: string; clientId: string | null },
    input: Omit<Parsed<'backupCodes.record'>, 'accountId'>,
    recordedAt = clock.now()
  ) {
    const codes = input.codes.map((code) => code.trim()).filter((code) => code !== '')
    if (codes.length === 0) throw new AppError('request.invalid', { issues: [{ path: 'codes', reason: 'is empty' }] })
    if (new Set(codes).size !== codes.length) throw new AppError('codes.duplicate', {})
    await replaceSets(tx, account.id, clock.now())
    const setId = newId()
    await insertSet(tx, {
      id: setId,
      accountId: account.id,
      issuedOn: input.issuedOn,
      keptAt: input.keptAt,
      recordedAt,
      recordedBy: acting.name(),
      checkedAt: null,
      replacedAt: null
    })
    for (const [index, code] of codes.entries()) {
      const id = newId()
      const secret = vault.seal(sealedAt(id, 1), Buffer.from(code, 'utf8'))
      await insertCode(tx, { id, setId, position: index + 1, secret, secretRevision: 1, usedAt: null, usedBy: null })
    }
    await audit.record(tx, {
      event: 'backup-code.recorded',
      clientId: account.clientId,
      accountId: account.id,
      recordId: setId,
      details: { count: codes.length, issuedOn: input.issuedOn }
    })
    return { setId, count: codes.length }
  }

  /** Reads a code for release; the audit row commits first, then the value leaves. */
  function release(id: string, event: 'backup-code.revealed' | 'backup-code.copied'): Promise<string> {
    return db.write(async (tx) => {
      const { code, account } = await require(tx, id)
      await audit.record(tx, {
        event,
        clientId: account.clientId,
        accountId: account.id,
        recordId: id,
        details: { position: code.position },
        sealed: { blob: code.secret, revision: code.secretRevision }
      })
      if (code.secret.byteLength === 0) throw new AppError('codes.no-value', {})
      const bytes = vault.open(sealedAt(id, code.secretRevision), code.secret)
      const value = bytes.toString('utf8')
      bytes.fill(0)
      return value
    })
  }

  async function setUsed(id: string, used: boolean): Promise<Record<string, never>> {
    const account = await db.write(async (tx) => {
      const { code, account } = await require(tx, id)
      if (used && code.usedAt !== null) throw new AppError('codes.already-used', { usedAt: code.usedAt })
      if (!used && code.usedAt === null) throw new AppError('codes.not-used', {})
      await setUse(tx, id, used ? clock.now() : null, used ? acting.name() : null)
      const entry: AuditEntry = {
        event: used ? 'backup-code.used' : 'backup-code.use-undone',
        clientId: account.clientId,
        accountId: account.id,
        recordId: id,
        details: { position: code.position }
      }
      await audit.record(tx, entry)
      return account
    })
    emit('accounts.changed', { accountId: account.id, clientId: account.clientId })
    return {}
  }

  return {
    recordIn,
    /** Marks the code at a place of a set as used, in the caller's transaction. */
    async setUsedIn(tx: WritableDb, setId: string, position: number): Promise<void> {
      const code = (await listCodes(tx, [setId])).find((one) => one.position === position)
      if (code !== undefined) await setUse(tx, code.id, clock.now(), acting.name())
    },

    async list({ accountId }: Parsed<'backupCodes.list'>): Promise<Output<'backupCodes.list'>> {
      const account = await accounts.require(db.read, accountId)
      const sets = await listSets(db.read, accountId)
      const codes = await listCodes(
        db.read,
        sets.map((set) => set.id)
      )
      const confirmedAt = (await authenticators.lastConfirmedOf(db.read, [accountId])).get(accountId) ?? null
      const portal = portals.find(account.portalId)
      const first = sets[0]?.replacedAt === null ? sets[0] : undefined
      const own = codes.filter((code) => code.setId === first?.id)
      const current =
        first === undefined
          ? null
          : {
              recordedAt: first.recordedAt,
              checkedAt: first.checkedAt,
              total: own.length,
              unused: own.filter((code) => code.usedAt === null).length
            }
      return {
        status: backupCodeStatus(current, portal, confirmedAt),
        staleSince: current === null ? null : staleSince(current, portal, confirmedAt),
        sets: sets.map((set) => ({
          id: set.id,
          issuedOn: set.issuedOn,
          keptAt: set.keptAt,
          recordedAt: set.recordedAt,
          recordedBy: set.recordedBy,
          replacedAt: set.replacedAt,
          codes: codes.filter((code) => code.setId === set.id).map(({ id, position, usedAt, usedBy }) => ({ id, position, usedAt, usedBy }))
        }))
      }
    },

    async record({ accountId, ...input }: Parsed<'backupCodes.record'>): Promise<Output<'backupCodes.record'>> {
      const { account, recorded } = await db.write(async (tx) => {
        const holder = await accounts.requireForSecret(tx, accountId)
        return { account: holder, recorded: await recordIn(tx, holder, input) }
      })
      emit('accounts.changed', { accountId, clientId: account.clientId })
      return recorded
    },

    async reveal({ id }: Parsed<'backupCodes.reveal'>): Promise<Revealed> {
      const value = await release(id, 'backup-code.revealed')
      return { value, hideAt: clock.now() + settings.get().revealSeconds * 1000 }
    },

    async copy({ id }: Parsed<'backupCodes.copy'>): Promise<Copied> {
      const value = await release(id, 'backup-code.copied')
      return { clearsAt: await clipboard.copy(value, settings.get().clipboardSeconds) }
    },

    markUsed: ({ id }: Parsed<'backupCodes.markUsed'>) => setUsed(id, true),
    undoUse: ({ id }: Parsed<'backupCodes.undoUse'>) => setUsed(id, false),

    async confirmCurrent({ accountId }: Parsed<'backupCodes.confirmCurrent'>): Promise<Record<string, never>> {
      const account = await db.write(async (tx) => {
        const holder = await accounts.require(tx, accountId)
        if (!(await hasCodes(tx, accountId))) throw new AppError('record.not-found', { kind: 'backup-code' })
        await setChecked(tx, accountId, clock.now())
        await audit.record(tx, { event: 'backup-code.checked', clientId: holder.clientId, accountId })
        return holder
      })
      emit('accounts.changed', { accountId, clientId: account.clientId })
      return {}
    },

    async summariesOf(
      reader: ReadableDb,
      of: readonly { readonly id: string; readonly portalId: string }[]
    ): Promise<Map<string, BackupCodeSummary>> {
      const ids = of.map((account) => account.id)
      const portalOf = new Map(of.map((account) => [account.id, portals.find(account.portalId)]))
      const confirmed = await authenticators.lastConfirmedOf(reader, ids)
      const sets = await currentSets(reader, ids)
      return new Map(
        sets.map((set) => {
          const status = backupCodeStatus(set, portalOf.get(set.accountId), confirmed.get(set.accountId) ?? null)
          return [set.accountId, { status, unused: set.unused, total: set.total }]
        })
      )
    },
    hasSecrets: (reader: ReadableDb, accountId: string): Promise<boolean> => hasValues(reader, accountId),
    /** Destroys every code of an account, in the caller's transaction. */
    forgetOf: (tx: WritableDb, accountId: string): Promise<void> => destroyValues(tx, accountId, clock.now())
  }
}
