import type { AccessCode, AccountSummary, Copied, Output, Parsed, Revealed } from '#contract'
import { addDays, daysBetween } from '../../calendar.ts'
import type { FirmDb, ReadableDb, WritableDb } from '../../db/handles.ts'
import { AppError } from '../../errors.ts'
import type { Emit } from '../../events.ts'
import type { NewId } from '../../ids.ts'
import type { Clock } from '../../ports.ts'
import type { OpenVault, SealContext } from '../../vault/vault.ts'
import type { AccountLookup } from '../accounts/account-lookup.ts'
import type { StoredAccount } from '../accounts/repository.ts'
import type { AuditService } from '../audit/service.ts'
import type { TimedClipboard } from '../clipboard/timed-clipboard.ts'
import type { Acting } from '../members/acting.ts'
import type { PortalsService } from '../portals/service.ts'
import type { SettingsService } from '../settings/service.ts'
import { createAccessCodeBoard } from './board.ts'
import { checkInto, checkLinkDates, shownLink } from './link.ts'
import { checkRequest, givesWay, isKnown, type NoticeFacts } from './replacement.ts'
import {
  countLapsing,
  destroyValues,
  findAccessCode,
  insertAccessCode,
  linkColumns,
  listAccessCodes,
  listBoard,
  listUnverified,
  type StoredAccessCode,
  type UnverifiedLink,
  updateAccessCode
} from './repository.ts'
import { accessCodeStatus, expiryOf, replacementDueOn } from './status.ts'

export interface AccessCodesDeps {
  readonly db: FirmDb
  readonly vault: OpenVault
  readonly clock: Clock
  readonly newId: NewId
  readonly emit: Emit
  readonly audit: AuditService
  readonly accounts: AccountLookup
  readonly portals: PortalsService
  readonly settings: SettingsService
  readonly clipboard: TimedClipboard
  readonly acting: Acting
}

export type AccessCodesService = ReturnType<typeof createAccessCodesService>

interface Holder {
  readonly id: string
  readonly clientId: string | null
  readonly portalId: string
  readonly username: string
  readonly archivedAt: number | null
}

/** A use as it is noted; no link when somebody else used the code. */
interface Use {
  readonly byOther: boolean
  readonly link: Parameters<typeof linkColumns>[0]
}

const sealedAt = (id: string, revision: number): SealContext => ({ table: 'access_codes', recordId: id, column: 'secret', revision })
/** A link shows after 24 to 48 hours (practice.md section 3, row 10). */
const verifyAfterDays = 2
/** No format is published for Online Access Codes (portals.md section 2.9): 4 to 40 printable characters, case kept. */
const codeShape = /^[\x21-\x7e](?:[\x20-\x7e]{2,38})[\x21-\x7e]$/

export function createAccessCodesService(deps: AccessCodesDeps) {
  const { db, vault, clock, newId, emit, audit, accounts, portals, settings, clipboard, acting } = deps

  async function require(reader: ReadableDb, id: string): Promise<{ code: StoredAccessCode; account: StoredAccount }> {
    const code = await findAccessCode(reader, id)
    if (code === null) throw new AppError('record.not-found', { kind: 'access-code' })
    return { code, account: await accounts.require(reader, code.accountId) }
  }

  function shown(code: StoredAccessCode, { portalId, username }: Pick<Holder, 'portalId' | 'username'>): AccessCode {
    const today = settings.today()
    return {
      id: code.id,
      accountId: code.accountId,
      status: accessCodeStatus(code, portals.find(portalId), today),
      noticeOn: code.noticeOn,
      expiresOn: code.expiresOn,
      expiryEdited: code.expiresOnEdited !== null,
      daysLeft: daysBetween(today, code.expiresOn),
      addressee: code.addressee,
      receiptNumbers: [...code.receiptNumbers],
      hasValue: code.secret !== null,
      usedAt: code.usedAt,
      usedBy: code.usedBy,
      usedByOther: code.usedByOther,
      link: shownLink(code, username),
      replacedAt: code.replacedAt,
      replacementRequestedOn: code.replacementRequestedOn,
      replacementDueOn: replacementDueOn(code.replacementRequestedOn, portals.find(portalId)),
      recordedAt: code.recordedAt,
      recordedBy: code.recordedBy
    }
  }

  const replacedBy = async (reader: ReadableDb, accountId: string, notice: NoticeFacts): Promise<StoredAccessCode[]> =>
    (await listAccessCodes(reader, [accountId])).filter((known) => givesWay(known, notice))

  async function recordIn(
    tx: WritableDb,
    account: Holder,
    input: Omit<Parsed<'accessCodes.record'>, 'accountId'>
  ): Promise<{ id: string; replaced: readonly StoredAccessCode[] }> {
    const value = input.code?.trim() ?? ''
    if (value !== '' && !codeShape.test(value)) {
      throw new AppError('request.invalid', { issues: [{ path: 'code', reason: 'must have 4 to 40 printable characters' }] })
    }
    refuseFuture(input.noticeOn, settings.today())
    if (input.expiresOn !== null && input.expiresOn < input.noticeOn) {
      throw new AppError('request.invalid', { issues: [{ path: 'expiresOn', reason: 'lies before the notice date' }] })
    }
    const receiptNumbers = receiptsOf(input.receiptNumbers)
    const replaced =
      input.replaces === false
        ? []
        : (await replacedBy(tx, account.id, { ...input, receiptNumbers })).filter(
            (known) => input.replaces === true || value !== '' || !isKnown(known, settings.today())
          )
    for (const one of replaced) await updateAccessCode(tx, one.id, { replaced_at: clock.now() })
    const id = newId()
    const secret = value === '' ? null : vault.seal(sealedAt(id, 1), Buffer.from(value, 'utf8'))
    const expiresOn = input.expiresOn ?? expiryOf(input.noticeOn, portals.find(account.portalId))
    await insertAccessCode(tx, {
      id,
      accountId: account.id,
      secret,
      secretRevision: 1,
      noticeOn: input.noticeOn,
      expiresOnEdited: input.expiresOn,
      expiresOn,
      addressee: input.addressee,
      receiptNumbers,
      usedAt: null,
      usedBy: null,
      usedByOther: false,
      link: null,
      replacedAt: null,
      replacementRequestedOn: null,
      recordedAt: clock.now(),
      recordedBy: acting.name()
    })
    await audit.record(tx, {
      event: 'access-code.recorded',
      clientId: account.clientId,
      accountId: account.id,
      recordId: id,
      details: { noticeOn: input.noticeOn, expiresOn, addressee: input.addressee, withCode: secret !== null, replaced: replaced.length },
      ...(secret === null ? {} : { sealed: { blob: secret, revision: 1 } })
    })
    return { id, replaced }
  }

  function release(id: string, event: 'access-code.revealed' | 'access-code.copied'): Promise<string> {
    return db.write(async (tx) => {
      const { code, account } = await require(tx, id)
      if (code.secret === null) throw new AppError('codes.no-value', {})
      await audit.record(tx, {
        event,
        clientId: account.clientId,
        accountId: account.id,
        recordId: id,
        sealed: { blob: code.secret, revision: code.secretRevision }
      })
      const bytes = vault.open(sealedAt(id, code.secretRevision), code.secret)
      const value = bytes.toString('utf8')
      bytes.fill(0)
      return value
    })
  }

  const useColumns = (use: Use | null) => ({
    used_at: use === null ? null : clock.now(),
    used_by: use === null || use.byOther ? null : acting.name(),
    used_by_other: use?.byOther ? 1 : 0,
    ...linkColumns(use?.link ?? null)
  })

  async function setUsed(id: string, howUsed: ((tx: WritableDb, account: Holder) => Promise<Use>) | null): Promise<Record<string, never>> {
    const account = await db.write(async (tx) => {
      const { code, account } = await require(tx, id)
      if (howUsed !== null && code.usedAt !== null) throw new AppError('codes.already-used', { usedAt: code.usedAt })
      if (howUsed === null && code.usedAt === null) throw new AppError('codes.not-used', {})
      const use = howUsed === null ? null : await howUsed(tx, account)
      await accounts.adopt(tx, account)
      await updateAccessCode(tx, id, useColumns(use))
      await audit.record(tx, {
        event: use === null ? 'access-code.use-undone' : 'access-code.used',
        clientId: account.clientId,
        accountId: account.id,
        recordId: id,
        details: use === null ? {} : { byOther: use.byOther, ...(use.link?.linkedBy ? { linkedBy: use.link.linkedBy } : {}) }
      })
      return account
    })
    emit('accounts.changed', { accountId: account.id, clientId: account.clientId })
    return {}
  }

  /** The account named, when the code can have been redeemed into it; its own where none is. */
  async function redeemedInto(tx: WritableDb, own: Holder, intoAccountId: string | null): Promise<string> {
    if (intoAccountId === null || intoAccountId === own.id) return own.id
    const into = await accounts.require(tx, intoAccountId)
    checkInto(own, into)
    await accounts.adopt(tx, into)
    return intoAccountId
  }

  const { board, needingAttention } = createAccessCodeBoard({
    portals,
    settings,
    read: (filter, page) => listBoard(db.read, filter, page),
    readLapsing: (from, to, expiringUntil) => countLapsing(db.read, from, to, expiringUntil),
    shown
  })

  return {
    recordIn,
    board,
    needingAttention,
    setRequestedIn: (tx: WritableDb, id: string, on: string): Promise<void> => updateAccessCode(tx, id, { replacement_requested_on: on }),
    setUsedIn: (tx: WritableDb, id: string, use: Use): Promise<void> => updateAccessCode(tx, id, useColumns(use)),

    async list({ accountId }: Parsed<'accessCodes.list'>): Promise<AccessCode[]> {
      const account = await accounts.require(db.read, accountId)
      return (await listAccessCodes(db.read, [accountId])).map((code) => shown(code, account))
    },

    async record({ accountId, ...input }: Parsed<'accessCodes.record'>): Promise<Output<'accessCodes.record'>> {
      const recorded = await db.write(async (tx) => {
        // A notice may be logged for any account; only the code itself is a secret.
        const account = input.code === null ? await accounts.require(tx, accountId) : await accounts.requireForSecret(tx, accountId)
        if (account.archivedAt !== null) throw new AppError('record.archived', { kind: 'account' })
        const { id, replaced } = await recordIn(tx, account, input)
        await accounts.adopt(tx, account)
        return { account, code: (await require(tx, id)).code, replaced }
      })
      const { account, code, replaced } = recorded
      emit('accounts.changed', { accountId, clientId: account.clientId })
      return { ...shown(code, account), replaced: replaced.map((one) => shown({ ...one, replacedAt: clock.now() }, account)) }
    },

    async wouldReplace({ accountId, ...notice }: Parsed<'accessCodes.wouldReplace'>): Promise<AccessCode[]> {
      const account = await accounts.require(db.read, accountId)
      const replaced = await replacedBy(db.read, accountId, { ...notice, receiptNumbers: receiptsOf(notice.receiptNumbers) })
      return replaced.map((code) => shown(code, account))
    },

    async undoReplacement({ id }: Parsed<'accessCodes.undoReplacement'>): Promise<AccessCode> {
      const changed = await db.write(async (tx) => {
        const { code, account } = await require(tx, id)
        if (code.replacedAt === null) throw new AppError('codes.not-replaced', {})
        await accounts.adopt(tx, account)
        await updateAccessCode(tx, id, { replaced_at: null })
        await audit.record(tx, {
          event: 'access-code.replacement-undone',
          clientId: account.clientId,
          accountId: account.id,
          recordId: id,
          details: { noticeOn: code.noticeOn, expiresOn: code.expiresOn }
        })
        return { account, code: { ...code, replacedAt: null } }
      })
      emit('accounts.changed', { accountId: changed.account.id, clientId: changed.account.clientId })
      return shown(changed.code, changed.account)
    },

    async update({ id, noticeOn, expiresOn, addressee, receiptNumbers }: Parsed<'accessCodes.update'>): Promise<AccessCode> {
      refuseFuture(noticeOn, settings.today())
      if (expiresOn !== null && expiresOn < noticeOn) {
        throw new AppError('request.invalid', { issues: [{ path: 'expiresOn', reason: 'lies before the notice date' }] })
      }
      const changed = await db.write(async (tx) => {
        const { account } = await require(tx, id)
        if (account.archivedAt !== null) throw new AppError('record.archived', { kind: 'account' })
        await accounts.adopt(tx, account)
        const expires = expiresOn ?? expiryOf(noticeOn, portals.find(account.portalId))
        await updateAccessCode(tx, id, {
          notice_on: noticeOn,
          expires_on_edited: expiresOn,
          expires_on: expires,
          addressee,
          receipt_numbers: JSON.stringify(receiptsOf(receiptNumbers))
        })
        await audit.record(tx, {
          event: 'access-code.changed',
          clientId: account.clientId,
          accountId: account.id,
          recordId: id,
          details: { noticeOn, expiresOn: expires, edited: expiresOn !== null }
        })
        return { account, code: (await require(tx, id)).code }
      })
      emit('accounts.changed', { accountId: changed.account.id, clientId: changed.account.clientId })
      return shown(changed.code, changed.account)
    },

    async reveal({ id }: Parsed<'accessCodes.reveal'>): Promise<Revealed> {
      const value = await release(id, 'access-code.revealed')
      return { value, hideAt: clock.now() + settings.get().revealSeconds * 1000 }
    },

    async copy({ id }: Parsed<'accessCodes.copy'>): Promise<Copied> {
      settings.requireClipboard()
      const value = await release(id, 'access-code.copied')
      return { clearsAt: await clipboard.copy(value, settings.get().clipboardSeconds) }
    },

    markUsed: ({ id, byOther, intoAccountId, ...how }: Parsed<'accessCodes.markUsed'>) =>
      setUsed(id, async (tx, account) => {
        if (byOther) return { byOther, link: null }
        const into = await redeemedInto(tx, account, intoAccountId)
        return { byOther, link: { redeemedOn: settings.today(), intoAccountId: into, verifiedOn: null, ...how } }
      }),
    undoUse: ({ id }: Parsed<'accessCodes.undoUse'>) => setUsed(id, null),

    async updateLink({ id, ...link }: Parsed<'accessCodes.updateLink'>): Promise<AccessCode> {
      const changed = await db.write(async (tx) => {
        const { code, account } = await require(tx, id)
        if (code.usedAt === null || code.usedByOther) throw new AppError('codes.not-used', {})
        checkLinkDates(link, code.noticeOn, settings.today())
        await accounts.adopt(tx, account)
        await updateAccessCode(tx, id, linkColumns({ ...link, intoAccountId: await redeemedInto(tx, account, link.intoAccountId) }))
        await audit.record(tx, {
          event: 'access-code.link-changed',
          clientId: account.clientId,
          accountId: account.id,
          recordId: id,
          details: { redeemedOn: link.redeemedOn, linkedBy: link.linkedBy, function: link.function, verifiedOn: link.verifiedOn }
        })
        return { account, code: (await require(tx, id)).code }
      })
      emit('accounts.changed', { accountId: changed.account.id, clientId: changed.account.clientId })
      return shown(changed.code, changed.account)
    },

    /** Codes redeemed two days ago or longer, of which nobody has seen yet that the case is linked (practice.md section 3, row 10). */
    unverifiedLinks: (limit: number): Promise<{ rows: UnverifiedLink[]; total: number }> =>
      listUnverified(db.read, addDays(settings.today(), -verifyAfterDays), limit),

    async requestReplacement({ id, on }: Parsed<'accessCodes.requestReplacement'>): Promise<AccessCode> {
      const changed = await db.write(async (tx) => {
        const { code, account } = await require(tx, id)
        if (code.usedAt !== null) throw new AppError('codes.already-used', { usedAt: code.usedAt })
        checkRequest(code, on, settings.today())
        await accounts.adopt(tx, account)
        await updateAccessCode(tx, id, { replacement_requested_on: on })
        await audit.record(tx, {
          event: 'access-code.replacement-requested',
          clientId: account.clientId,
          accountId: account.id,
          recordId: id,
          details: { on }
        })
        return { account, code: (await require(tx, id)).code }
      })
      emit('accounts.changed', { accountId: changed.account.id, clientId: changed.account.clientId })
      return shown(changed.code, changed.account)
    },

    /** The access code of each account that matters now: the unused one that lapses first, else the latest notice. */
    async summariesOf(reader: ReadableDb, of: readonly Holder[]): Promise<Map<string, NonNullable<AccountSummary['accessCode']>>> {
      const portalOf = new Map(of.map((account) => [account.id, portals.find(account.portalId)]))
      const today = settings.today()
      const chosen = new Map<string, StoredAccessCode>()
      for (const code of await listAccessCodes(
        reader,
        of.map((account) => account.id)
      )) {
        const known = chosen.get(code.accountId)
        if (known === undefined || mattersMore(code, known, today)) chosen.set(code.accountId, code)
      }
      return new Map(
        [...chosen].map(([accountId, code]) => [
          accountId,
          {
            status: accessCodeStatus(code, portalOf.get(accountId), today),
            expiresOn: code.expiresOn,
            daysLeft: daysBetween(today, code.expiresOn)
          }
        ])
      )
    },
    /** Destroys every code of an account, in the caller's transaction. */
    forgetOf: (tx: WritableDb, accountId: string): Promise<void> => destroyValues(tx, accountId),
    hasSecrets: async (reader: ReadableDb, accountId: string): Promise<boolean> =>
      (await listAccessCodes(reader, [accountId])).some((code) => code.secret !== null)
  }
}

/** A notice that has been read bears no date to come. */
function refuseFuture(noticeOn: string, today: string): void {
  if (noticeOn > today) throw new AppError('request.invalid', { issues: [{ path: 'noticeOn', reason: 'lies in the future' }] })
}

/** A code that still works goes before one that does not; of two that work, the one that lapses first. Otherwise the later notice stays. */
function mattersMore(code: StoredAccessCode, known: StoredAccessCode, today: string): boolean {
  const works = (one: StoredAccessCode): boolean => one.usedAt === null && one.replacedAt === null && one.expiresOn >= today
  return works(code) && (!works(known) || code.expiresOn < known.expiresOn)
}

const receiptsOf = (typed: readonly string[]): string[] => [...new Set(typed)]
