import type {
  Authenticator,
  CheckedCode,
  CodeKind,
  CopiedCode,
  HandOut,
  HashAlgorithm,
  Parsed,
  PendingEnrolment,
  VerificationCode
} from '#contract'
import { fold } from '../../db/dialects/search-words.ts'
import type { FirmDb, ReadableDb, WritableDb } from '../../db/handles.ts'
import { AppError } from '../../errors.ts'
import type { Emit } from '../../events.ts'
import type { NewId } from '../../ids.ts'
import { keyFromTyped } from '../../otpauth/base32.ts'
import { readCodeAddress, remarksOnSettings } from '../../otpauth/otpauth-address.ts'
import type { Clock, QrReader } from '../../ports.ts'
import type { OpenVault, SealContext } from '../../vault/vault.ts'
import type { AccountLookup } from '../accounts/account-lookup.ts'
import type { StoredAccount } from '../accounts/repository.ts'
import type { ActiveAuthenticators } from '../accounts/summaries.ts'
import type { AuditService } from '../audit/service.ts'
import type { TimedClipboard } from '../clipboard/timed-clipboard.ts'
import type { ClockService } from '../clock/service.ts'
import type { Undoer } from '../imports/journal.ts'
import type { Acting } from '../members/acting.ts'
import type { PortalsService } from '../portals/service.ts'
import type { SettingsService } from '../settings/service.ts'
import { driftOf, searchedMs } from './drift.ts'
import { createPendingEnrolments } from './pending-enrolments.ts'
import {
  deleteAuthenticator,
  destroyKey,
  findAuthenticator,
  findHandOut,
  hasKeys,
  insertAuthenticator,
  lastConfirmed,
  listActive,
  type StoredAuthenticator,
  saveHandOut,
  setConfirmed,
  setNickname,
  wasHandedOut
} from './repository.ts'
import { type CodeKey, codeAt, createCodeKey, matchesWithin, stepAt } from './verification-code.ts'

export interface AuthenticatorsDeps {
  readonly db: FirmDb
  readonly vault: OpenVault
  readonly clock: Clock
  readonly newId: NewId
  readonly emit: Emit
  readonly audit: AuditService
  readonly accounts: AccountLookup
  readonly settings: SettingsService
  readonly acting: Acting
  readonly portals: PortalsService
  readonly clipboard: TimedClipboard
  readonly qrReader: QrReader
  /** Which time codes are made for. */
  readonly codeClock: Pick<ClockService, 'codeTime' | 'agreed'>
}

export type AuthenticatorsService = ReturnType<typeof createAuthenticatorsService>

type AccountOfKey = Pick<StoredAccount, 'id' | 'clientId' | 'portalId'>
type Remark = PendingEnrolment['remarks'][number]
type ReadKey = {
  kind: CodeKind
  issuer: string
  label: string
  algorithm: HashAlgorithm
  digits: number
  periodSeconds: number
  key: Uint8Array
  remarks: Remark[]
}
/** What is sealed under an account; left out, the kind is `totp`. */
type KeyToAdd = Omit<ReadKey, 'remarks' | 'kind'> & { readonly kind?: CodeKind }

/** Imported keys kept ready; a window shows some fifty rows. */
const keptKeys = 256
/**
 * Confirming shows that the key is the portal's; a code of five minutes ago shows it as well as the present one, and people type the code at the
 * portal first.
 */
const toleratedSteps = 10

export function createAuthenticatorsService(deps: AuthenticatorsDeps) {
  const { db, vault, clock, newId, emit, audit, accounts, settings, portals, acting, clipboard, qrReader, codeClock } = deps
  const pending = createPendingEnrolments(clock)
  const keys = new Map<string, CodeKey>()

  async function require(reader: ReadableDb, id: string): Promise<StoredAuthenticator> {
    const found = await findAuthenticator(reader, id)
    if (found === null || found.retiredAt !== null) throw new AppError('record.not-found', { kind: 'authenticator' })
    return found
  }

  function codeKeyOf(stored: StoredAuthenticator): CodeKey {
    const known = keys.get(stored.id)
    if (known !== undefined) return known
    const bytes = vault.open(sealedAt(stored.id, stored.secretRevision), stored.secret)
    const key = createCodeKey(bytes, stored.algorithm, stored.kind)
    bytes.fill(0)
    if (keys.size >= keptKeys) forget(keys.keys().next().value as string)
    keys.set(stored.id, key)
    return key
  }

  function forget(id: string): void {
    keys.get(id)?.close()
    keys.delete(id)
  }

  async function hold(accountId: string, read: ReadKey): Promise<PendingEnrolment> {
    const existing = activeFrom(await listActive(db.read, [accountId])).get(accountId)
    const account = await accounts.require(db.read, accountId)
    const remarks: Remark[] = [...otherAccount(read, account, portals), ...read.remarks]
    if (existing?.current != null && limitOf(account.portalId) === 1) remarks.push({ kind: 'replaces-existing' })
    const pendingId = newId()
    const { kind, issuer, label, algorithm, digits, periodSeconds, key } = read
    pending.add(pendingId, { accountId, kind, issuer, label, algorithm, digits, periodSeconds, key })
    return { pendingId, kind, issuer, label, algorithm, digits, periodSeconds, keyBytes: key.byteLength, remarks }
  }

  /** Authenticators one account can have; one where this version does not know the portal. */
  const limitOf = (portalId: string): number => portals.find(portalId)?.authenticatorLimit ?? 1

  /** Makes room for another: refuses where the portal takes no more, and where it takes one only keeps one in use and one waiting. */
  async function makeRoom(tx: WritableDb, account: AccountOfKey, active: readonly StoredAuthenticator[]): Promise<void> {
    const limit = limitOf(account.portalId)
    if (limit > 1) {
      if (active.length >= limit) throw new AppError('authenticators.limit-reached', { limit })
      return
    }
    // The one in use stays, confirmed or not: it may be what opens the account today.
    const inUse = activeFrom(active).get(account.id)?.current?.id
    for (const one of active.filter(({ id }) => id !== inUse)) {
      await destroyKey(tx, one.id, clock.now())
      await audit.record(tx, { event: 'authenticator.removed', clientId: account.clientId, accountId: account.id, recordId: one.id })
    }
  }

  /** Seals a key under an account as an unconfirmed authenticator, in the caller's transaction. */
  async function addTo(tx: WritableDb, account: AccountOfKey, read: KeyToAdd, nickname = ''): Promise<string> {
    const { kind = 'totp' } = read
    const active = await listActive(tx, [account.id])
    const fingerprint = vault.fingerprint('authenticator', read.key)
    if (active.some((one) => one.secretFingerprint === fingerprint)) throw new AppError('authenticators.already-exists', {})
    await makeRoom(tx, account, active)
    const id = newId()
    const secret = vault.seal(sealedAt(id, 1), read.key)
    await insertAuthenticator(tx, {
      id,
      accountId: account.id,
      issuer: read.issuer,
      label: read.label,
      algorithm: read.algorithm,
      digits: read.digits,
      periodSeconds: read.periodSeconds,
      secret,
      secretRevision: 1,
      secretFingerprint: fingerprint,
      confirmedAt: null,
      retiredAt: null,
      createdAt: clock.now(),
      nickname,
      kind
    })
    await audit.record(tx, {
      event: 'authenticator.added',
      clientId: account.clientId,
      accountId: account.id,
      recordId: id,
      details: {
        algorithm: read.algorithm,
        digits: read.digits,
        periodSeconds: read.periodSeconds,
        ...(nickname === '' ? {} : { nickname })
      },
      sealed: { blob: secret, revision: 1 }
    })
    return id
  }

  /** From here on the authenticator counts as enrolled. Where the portal knows one key only, an older one of the account is retired. */
  async function confirmIn(tx: WritableDb, stored: StoredAuthenticator, { clientId, portalId }: AccountOfKey): Promise<string[]> {
    const older = limitOf(portalId) > 1 ? [] : (await listActive(tx, [stored.accountId])).filter((one) => one.id < stored.id)
    for (const one of older) await destroyKey(tx, one.id, clock.now())
    await setConfirmed(tx, stored.id, clock.now())
    await audit.record(tx, {
      event: 'authenticator.confirmed',
      clientId,
      accountId: stored.accountId,
      recordId: stored.id,
      details: { replaced: older.length }
    })
    return older.map((one) => one.id)
  }

  return {
    addTo,
    confirmIn,
    require,

    async readAddress({ accountId, address }: Parsed<'authenticators.readAddress'>): Promise<PendingEnrolment> {
      await accounts.requireForSecret(db.read, accountId)
      return hold(accountId, readCodeAddress(address))
    },

    async readKey(input: Parsed<'authenticators.readKey'>): Promise<PendingEnrolment> {
      await accounts.requireForSecret(db.read, input.accountId)
      const { algorithm, digits, periodSeconds } = input
      const key = keyFromTyped(input.key)
      const remarks = remarksOnSettings(key.byteLength, algorithm, digits, periodSeconds)
      return hold(input.accountId, { kind: 'totp', issuer: '', label: '', algorithm, digits, periodSeconds, key, remarks })
    },

    async readPicture({ accountId, picture }: Parsed<'authenticators.readPicture'>): Promise<PendingEnrolment> {
      await accounts.requireForSecret(db.read, accountId)
      const texts = [...new Set(await qrReader.read(picture))]
      if (texts.length === 0) throw new AppError('authenticators.no-code-in-picture', {})
      // Beside other codes (an app-store link, say) the one authenticator code is meant.
      const ours = texts.length === 1 ? texts : texts.filter((text) => /^\s*otpauth/i.test(text))
      if (ours.length !== 1) throw new AppError('authenticators.several-codes-in-picture', { count: texts.length })
      return hold(accountId, readCodeAddress(ours[0] as string))
    },

    async save({ pendingId, nickname }: Parsed<'authenticators.save'>): Promise<{ authenticatorId: string }> {
      const read = pending.find(pendingId)
      if (read === null) throw new AppError('record.not-found', { kind: 'pending-enrolment' })
      const { account, id } = await db.write(async (tx) => {
        // Dropped while this waited for its turn: the key is wiped.
        if (pending.find(pendingId) !== read) throw new AppError('record.not-found', { kind: 'pending-enrolment' })
        const holder = await accounts.requireForSecret(tx, read.accountId)
        const id = await addTo(tx, holder, read, nickname)
        await accounts.adopt(tx, holder)
        return { account: holder, id }
      })
      pending.drop(pendingId)
      emit('accounts.changed', { accountId: account.id, clientId: account.clientId })
      return { authenticatorId: id }
    },

    async confirm({ id, code }: Parsed<'authenticators.confirm'>): Promise<Record<string, never>> {
      const { account, retired } = await db.write(async (tx) => {
        const stored = await require(tx, id)
        const holder = await accounts.require(tx, stored.accountId)
        if (!matchesWithin(codeKeyOf(stored), stored, code, codeClock.codeTime().at, toleratedSteps)) {
          throw new AppError('authenticators.wrong-code', { digits: stored.digits })
        }
        // Confirming twice changes nothing; above all it does not retire a newer one that waits.
        if (stored.confirmedAt !== null) return { account: holder, retired: [] }
        await accounts.adopt(tx, holder)
        return { account: holder, retired: await confirmIn(tx, stored, holder) }
      })
      for (const gone of retired) forget(gone)
      emit('accounts.changed', { accountId: account.id, clientId: account.clientId })
      return {}
    },

    async rename({ id, nickname }: Parsed<'authenticators.rename'>): Promise<Record<string, never>> {
      const account = await db.write(async (tx) => {
        const stored = await require(tx, id)
        const holder = await accounts.require(tx, stored.accountId)
        if (stored.nickname === nickname) return null
        await accounts.adopt(tx, holder)
        await setNickname(tx, id, nickname)
        await audit.record(tx, {
          event: 'authenticator.renamed',
          clientId: holder.clientId,
          accountId: holder.id,
          recordId: id,
          details: { before: stored.nickname, nickname }
        })
        return holder
      })
      if (account !== null) emit('accounts.changed', { accountId: account.id, clientId: account.clientId })
      return {}
    },

    async remove({ id }: Parsed<'authenticators.remove'>): Promise<Record<string, never>> {
      const account = await db.write(async (tx) => {
        const stored = await require(tx, id)
        const holder = await accounts.require(tx, stored.accountId)
        await destroyKey(tx, id, clock.now())
        await audit.record(tx, { event: 'authenticator.removed', clientId: holder.clientId, accountId: holder.id, recordId: id })
        return holder
      })
      forget(id)
      emit('accounts.changed', { accountId: account.id, clientId: account.clientId })
      return {}
    },

    async showCode({ id, isHandedOut }: Parsed<'authenticators.showCode'>): Promise<VerificationCode> {
      return db.write(async (tx) => {
        const stored = await release(tx, id, 'verification-code.shown', {})
        const { at, offsetMs } = codeClock.codeTime()
        const { code, nextCode, expiresAt } = codeAt(codeKeyOf(stored), stored, at)
        const earlier = isHandedOut ? await handOut(tx, stored, at) : null
        // Told on the computer's own clock, by which the window counts.
        return { code, nextCode, expiresAt: expiresAt - offsetMs, periodSeconds: stored.periodSeconds, madeAt: at - offsetMs, earlier }
      })
    },

    async copyCode({ id, which }: Parsed<'authenticators.copyCode'>): Promise<CopiedCode> {
      settings.requireClipboard()
      const { code, endsAt, earlier } = await db.write(async (tx) => {
        const stored = await release(tx, id, 'verification-code.copied', { which })
        const { at, offsetMs } = codeClock.codeTime()
        const periodMs = stored.periodSeconds * 1000
        const { code, nextCode, expiresAt } = codeAt(codeKeyOf(stored), stored, at)
        const earlier = await handOut(tx, stored, which === 'next' ? at + periodMs : at)
        const endsAt = expiresAt - offsetMs
        return which === 'next' ? { code: nextCode, endsAt: endsAt + periodMs, earlier } : { code, endsAt, earlier }
      })
      return { clearsAt: await clipboard.copy(code, settings.get().clipboardSeconds), endsAt, earlier }
    },

    async checkCode({ id, code }: Parsed<'authenticators.checkCode'>): Promise<CheckedCode> {
      const stored = await require(db.read, id)
      const drift = driftOf(codeKeyOf(stored), stored, code, clock.now())
      if (drift === null) return { found: false, minutes: searchedMs / 60_000 }
      if (drift.agrees) await codeClock.agreed()
      return { found: true, ...drift }
    },

    activeOf: async (reader: ReadableDb, accountIds: readonly string[]): Promise<Map<string, ActiveAuthenticators>> =>
      activeFrom(await listActive(reader, accountIds)),
    lastConfirmedOf: (reader: ReadableDb, accountIds: readonly string[] | null): Promise<Map<string, number>> =>
      lastConfirmed(reader, accountIds),
    hasSecrets: (reader: ReadableDb, accountId: string): Promise<boolean> => hasKeys(reader, accountId),
    /** Destroys every key of an account, in the caller's transaction, and those read for it that wait to be saved. */
    async forgetOf(tx: WritableDb, accountId: string): Promise<void> {
      pending.dropOf(accountId)
      for (const one of await listActive(tx, [accountId])) {
        await destroyKey(tx, one.id, clock.now())
        forget(one.id)
      }
    },

    async nameOf(reader: ReadableDb, id: string): Promise<string> {
      const stored = await findAuthenticator(reader, id)
      return [stored?.issuer, stored?.label].filter(Boolean).join(', ')
    },
    /** Undoing an import takes away what nobody has confirmed, named or used since. */
    undoer: {
      async remove(tx, id) {
        const stored = await findAuthenticator(tx, id)
        if (stored === null) return 'undone'
        const isInUse = stored.confirmedAt !== null || stored.nickname !== '' || stored.retiredAt !== null
        if (isInUse || (await wasHandedOut(tx, id))) return 'kept'
        const { clientId } = await accounts.require(tx, stored.accountId)
        await deleteAuthenticator(tx, id)
        await audit.record(tx, { event: 'authenticator.removed', clientId, accountId: stored.accountId, recordId: id })
        forget(id)
        return 'undone'
      },
      restore: () => Promise.resolve('kept')
    } satisfies Undoer,

    /** Drops every key from memory, on lock. */
    close(): void {
      pending.clear()
      for (const id of [...keys.keys()]) forget(id)
    }
  }

  /** Remembers that the code of `at` leaves, in the transaction that releases it; answers who had it before. It outlives locking and restarts. */
  async function handOut(tx: WritableDb, stored: StoredAuthenticator, at: number): Promise<HandOut> {
    const step = stepAt(stored.periodSeconds, at)
    const earlier = await findHandOut(tx, stored.id, step)
    await saveHandOut(tx, { authenticatorId: stored.id, step, at: clock.now(), by: acting.name() })
    return earlier
  }

  /** Writes down that a code leaves, in the transaction that reads it: without the row there is no code. */
  async function release(
    tx: WritableDb,
    id: string,
    event: 'verification-code.shown' | 'verification-code.copied',
    details: Record<string, string>
  ) {
    const stored = await require(tx, id)
    const account = await accounts.require(tx, stored.accountId)
    await audit.record(tx, { event, clientId: account.clientId, accountId: account.id, recordId: id, details })
    return stored
  }
}

const sealedAt = (id: string, revision: number): SealContext => ({ table: 'authenticators', recordId: id, column: 'secret', revision })

/** The wrong person's QR picture is the dangerous mistake: said when label or issuer plainly name another login or another portal. */
function otherAccount(read: ReadKey, account: StoredAccount, portals: PortalsService): Remark[] {
  const label = fold(read.label)
  const issuer = fold(read.issuer)
  const isOtherLogin = label.includes('@') && label !== fold(account.username)
  const issuedBy =
    issuer === '' ? undefined : portals.list().find(({ name, shortName }) => issuer === fold(name) || issuer === fold(shortName))
  const isOtherPortal = issuedBy !== undefined && issuedBy.id !== account.portalId
  if (!isOtherLogin && !isOtherPortal) return []
  const own = portals.find(account.portalId)?.shortName ?? account.portalId
  return [
    {
      kind: 'other-account',
      named: [read.issuer, read.label].filter((text) => text !== '').join(', '),
      account: `${own}, ${account.username}`
    }
  ]
}

function activeFrom(stored: readonly StoredAuthenticator[]): Map<string, ActiveAuthenticators> {
  const active = new Map<string, ActiveAuthenticators>()
  for (const [accountId, rows] of Map.groupBy(stored, (one) => one.accountId)) {
    const all = rows.map(shown)
    // Oldest first. The one in use stays while newer ones wait; a confirmed one goes before an unconfirmed.
    const current = all.find((one) => one.confirmedAt !== null) ?? all[0] ?? null
    const waiting = all.filter((one) => one.confirmedAt === null && one.id !== current?.id)
    active.set(accountId, { current, pending: waiting.at(-1) ?? null, all })
  }
  return active
}

const shown = (one: StoredAuthenticator): Authenticator => ({
  id: one.id,
  accountId: one.accountId,
  kind: one.kind,
  issuer: one.issuer,
  label: one.label,
  algorithm: one.algorithm,
  digits: one.digits,
  periodSeconds: one.periodSeconds,
  nickname: one.nickname,
  confirmedAt: one.confirmedAt,
  createdAt: one.createdAt
})
