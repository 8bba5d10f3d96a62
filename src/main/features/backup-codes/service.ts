import type { BackupCode, Copied, Output, Parsed, Revealed } from '#contract'
import { backupCodeBounds } from '#contract/backup-codes'
import { todayIn } from '../../calendar.ts'
import type { FirmDb, ReadableDb, WritableDb } from '../../db/handles.ts'
import { AppError } from '../../errors.ts'
import type { Emit } from '../../events.ts'
import type { NewId } from '../../ids.ts'
import type { Clock } from '../../ports.ts'
import type { OpenVault, SealContext } from '../../vault/vault.ts'
import type { AccountLookup } from '../accounts/account-lookup.ts'
import type { AuditService } from '../audit/service.ts'
import type { TimedClipboard } from '../clipboard/timed-clipboard.ts'
import type { FactorChangesService } from '../factor-changes/service.ts'
import type { Acting } from '../members/acting.ts'
import type { PortalsService } from '../portals/service.ts'
import type { SettingsService } from '../settings/service.ts'
import { createBackupCodeBoard, type JudgedSet } from './board.ts'
import { findCodes } from './pasted-text.ts'
import * as store from './repository.ts'
import { codeState, type Judgement, judge } from './status.ts'
import { checkReservation, createCodeUses, takenFrom } from './uses.ts'

const {
  changeCode,
  currentSets,
  destroyValues,
  findCode,
  findSet,
  hasCodes,
  hasValues,
  insertCode,
  insertSet,
  listBoardAccounts,
  listCodes,
  listSets,
  replaceSets,
  setChecked,
  updateSet
} = store

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
    lastConfirmedOf(reader: ReadableDb, accountIds: readonly string[] | null): Promise<Map<string, number>>
  }
  readonly factorChanges: FactorChangesService
  readonly cases: { require(reader: ReadableDb, id: string): Promise<{ readonly clientId: string }> }
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
  const { db, vault, clock, newId, emit, audit, accounts, authenticators, factorChanges, portals, settings, clipboard, acting } = deps

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
      replacedAt: null,
      paperCheckedOn: null,
      paperCheckedBy: null
    })
    for (const [index, code] of codes.entries()) {
      const id = newId()
      const secret = vault.seal(sealedAt(id, 1), Buffer.from(code, 'utf8'))
      await insertCode(tx, { id, setId, position: index + 1, secret, secretRevision: 1 })
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

  function openValue(code: store.StoredCode): string {
    const bytes = vault.open(sealedAt(code.id, code.secretRevision), code.secret)
    const value = bytes.toString('utf8')
    bytes.fill(0)
    return value
  }

  /** Reads a code for release; the audit row commits first, then the value leaves. */
  function release({ id, takeOver }: Parsed<'backupCodes.reveal'>, event: 'backup-code.revealed' | 'backup-code.copied'): Promise<string> {
    return db.write(async (tx) => {
      const { code, account } = await require(tx, id)
      checkReservation(code, acting.id(), takeOver)
      await audit.record(tx, {
        event,
        clientId: account.clientId,
        accountId: account.id,
        recordId: id,
        details: { position: code.position, ...takenFrom(code, acting.id()) },
        sealed: { blob: code.secret, revision: code.secretRevision }
      })
      if (code.secret.byteLength === 0) throw new AppError('codes.no-value', {})
      return openValue(code)
    })
  }

  const dayOf = (at: number): string => todayIn(settings.get().timeZone ?? clock.timeZone(), at)

  /** The current sets of the given accounts, or of all with `ids` null, each with what follows for it. */
  async function judgedSets(
    reader: ReadableDb,
    of: readonly { readonly id: string; readonly portalId: string }[],
    ids: readonly string[] | null
  ): Promise<Map<string, JudgedSet>> {
    const sets = new Map((await currentSets(reader, ids)).map((set) => [set.accountId, set]))
    const confirmed = await authenticators.lastConfirmedOf(reader, ids)
    const changes = await factorChanges.changesOf(reader, ids)
    const judged = new Map<string, JudgedSet>()
    for (const { id, portalId } of of) {
      const set = sets.get(id)
      if (set === undefined) continue
      const happened = { authenticatorConfirmedAt: confirmed.get(id) ?? null, factorChanges: changes.get(id) ?? [] }
      judged.set(id, { set, ...judge(set, portals.find(portalId), happened, dayOf) })
    }
    return judged
  }

  const announce = (account: { readonly id: string; readonly clientId: string | null }) =>
    emit('accounts.changed', { accountId: account.id, clientId: account.clientId })

  const shown = (code: store.StoredCode, setReplacedAt: number | null): BackupCode => {
    const state = codeState(code, setReplacedAt)
    const { id, position, usedAt, usedBy, usedFor, usedCase, voidedAt, voidedBy, voidReason } = code
    const isReserved = state === 'reserved' && code.reservedAt !== null
    return {
      ...{ id, position, state, usedAt, usedBy, usedFor: usedFor ?? '', usedForCase: usedCase },
      reservation: isReserved
        ? {
            by: code.reservedBy ?? '',
            isMine: code.reservedById === acting.id(),
            since: code.reservedAt ?? 0,
            for: code.reservedFor ?? ''
          }
        : null,
      ...{ voidedAt, voidedBy, voidReason: voidReason ?? '' }
    }
  }

  const uses = createCodeUses({ ...deps, store, require, changed: announce })
  const { board } = createBackupCodeBoard({
    portals,
    readAccounts: (portalId) => listBoardAccounts(db.read, portalId),
    judgedSets: (of) => judgedSets(db.read, of, null)
  })

  return {
    ...uses,
    board,
    recordIn,
    /** Marks the code at a place of a set as used, in the caller's transaction. */
    async setUsedIn(tx: WritableDb, setId: string, position: number): Promise<void> {
      const code = (await listCodes(tx, [setId])).find((one) => one.position === position)
      if (code !== undefined) await changeCode(tx, code.id, { used_at: clock.now(), used_by: acting.name() })
    },
    /** Reserves the code at a place of a set for somebody else, in the caller's transaction. */
    async setReservedIn(tx: WritableDb, setId: string, position: number, by: string, purpose: string): Promise<void> {
      const code = (await listCodes(tx, [setId])).find((one) => one.position === position)
      const reservation = { reserved_by_id: newId(), reserved_by: by, reserved_at: clock.now(), reserved_for: purpose }
      if (code !== undefined) await changeCode(tx, code.id, reservation)
    },

    async list({ accountId }: Parsed<'backupCodes.list'>): Promise<Output<'backupCodes.list'>> {
      const account = await accounts.require(db.read, accountId)
      const sets = await listSets(db.read, accountId)
      const codes = await listCodes(
        db.read,
        sets.map((set) => set.id)
      )
      const judgement: Judgement = (await judgedSets(db.read, [account], [accountId])).get(accountId) ?? { status: 'none', stale: null }
      return {
        status: judgement.status,
        stale: judgement.stale,
        sets: sets.map(({ accountId: _account, checkedAt: _checked, ...set }) => ({
          ...set,
          codes: codes.filter((code) => code.setId === set.id).map((code) => shown(code, set.replacedAt))
        }))
      }
    },

    async read({ accountId, text }: Parsed<'backupCodes.read'>): Promise<Output<'backupCodes.read'>> {
      const { portalId } = await accounts.require(db.read, accountId)
      const expected = portals.find(portalId)?.backupCodes.count ?? 0
      return { ...findCodes(text, backupCodeBounds), expected: expected === 0 ? null : expected }
    },

    async record({ accountId, ...input }: Parsed<'backupCodes.record'>): Promise<Output<'backupCodes.record'>> {
      const { account, recorded } = await db.write(async (tx) => {
        const holder = await accounts.requireForSecret(tx, accountId)
        await accounts.adopt(tx, holder)
        return { account: holder, recorded: await recordIn(tx, holder, input) }
      })
      announce(account)
      return recorded
    },

    async updateSet({ id, issuedOn, keptAt, paperCheckedOn }: Parsed<'backupCodes.updateSet'>): Promise<Record<string, never>> {
      const account = await db.write(async (tx) => {
        const set = await findSet(tx, id)
        if (set === null) throw new AppError('record.not-found', { kind: 'backup-code' })
        if (set.replacedAt !== null) throw new AppError('codes.void', {})
        if (paperCheckedOn !== null && paperCheckedOn > settings.today())
          throw new AppError('request.invalid', { issues: [{ path: 'paperCheckedOn', reason: 'is in the future' }] })
        const holder = await accounts.require(tx, set.accountId)
        const fields = { issuedOn, keptAt, paperCheckedOn }
        const changed = (Object.keys(fields) as (keyof typeof fields)[]).filter((name) => fields[name] !== set[name])
        if (changed.length === 0) return null
        await accounts.adopt(tx, holder)
        const checker = !changed.includes('paperCheckedOn') ? set.paperCheckedBy : paperCheckedOn === null ? null : acting.name()
        await updateSet(tx, id, { issued_on: issuedOn, kept_at: keptAt, paper_checked_on: paperCheckedOn, paper_checked_by: checker })
        await audit.record(tx, {
          event: 'backup-code.set-changed',
          clientId: holder.clientId,
          accountId: holder.id,
          recordId: id,
          details: { fields: changed, ...(changed.includes('paperCheckedOn') ? { paperCheckedOn } : {}) }
        })
        return holder
      })
      if (account !== null) announce(account)
      return {}
    },

    async reveal(input: Parsed<'backupCodes.reveal'>): Promise<Revealed> {
      const value = await release(input, 'backup-code.revealed')
      return { value, hideAt: clock.now() + settings.get().revealSeconds * 1000 }
    },

    async copy(input: Parsed<'backupCodes.copy'>): Promise<Copied> {
      settings.requireClipboard()
      const value = await release(input, 'backup-code.copied')
      return { clearsAt: await clipboard.copy(value, settings.get().clipboardSeconds) }
    },

    /** Values of the codes that can still be used, reserved ones included; the audit row commits before any of them leaves. */
    print: ({ accountId }: Parsed<'backupCodes.print'>): Promise<Output<'backupCodes.print'>> =>
      db.write(async (tx) => {
        const account = await accounts.require(tx, accountId)
        const [set] = await listSets(tx, accountId)
        if (set === undefined || set.replacedAt !== null) throw new AppError('record.not-found', { kind: 'backup-code' })
        const codes = (await listCodes(tx, [set.id])).map((code) => ({ code, state: codeState(code, null) }))
        const usable = codes.filter(({ state }) => state === 'unused' || state === 'reserved')
        await audit.record(tx, {
          event: 'backup-code.printed',
          clientId: account.clientId,
          accountId,
          recordId: set.id,
          details: { count: usable.length }
        })
        const { clientName, portalId, username, nickname } = account
        return {
          ...{ clientName, portalName: portals.find(portalId)?.name ?? portalId, username, nickname },
          ...{ issuedOn: set.issuedOn, keptAt: set.keptAt, printedOn: settings.today(), printedBy: acting.name() },
          codes: codes.map(({ code, state }) => ({
            position: code.position,
            state,
            value: state === 'unused' || state === 'reserved' ? openValue(code) : null
          }))
        }
      }),

    async confirmCurrent({ accountId }: Parsed<'backupCodes.confirmCurrent'>): Promise<Record<string, never>> {
      const account = await db.write(async (tx) => {
        const holder = await accounts.require(tx, accountId)
        if (!(await hasCodes(tx, accountId))) throw new AppError('record.not-found', { kind: 'backup-code' })
        await accounts.adopt(tx, holder)
        await setChecked(tx, accountId, clock.now())
        await audit.record(tx, { event: 'backup-code.checked', clientId: holder.clientId, accountId })
        return holder
      })
      announce(account)
      return {}
    },

    async summariesOf(
      reader: ReadableDb,
      of: readonly { readonly id: string; readonly portalId: string }[]
    ): Promise<Map<string, BackupCodeSummary>> {
      const judged = await judgedSets(
        reader,
        of,
        of.map((account) => account.id)
      )
      return new Map([...judged].map(([id, { status, set }]) => [id, { status, unused: set.unused, total: set.total }]))
    },

    judgedSets,

    hasSecrets: (reader: ReadableDb, accountId: string): Promise<boolean> => hasValues(reader, accountId),
    /** Destroys every code of an account, in the caller's transaction. */
    forgetOf: (tx: WritableDb, accountId: string): Promise<void> => destroyValues(tx, accountId, clock.now())
  }
}
