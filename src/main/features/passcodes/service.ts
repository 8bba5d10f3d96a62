import type { Client, Copied, Output, Parsed, Passcode, PasscodeOutcome, Revealed } from '#contract'
import { addDays, daysBetween } from '../../calendar.ts'
import { expiringUntilOf } from '../../db/expiring-until.ts'
import type { FirmDb, ReadableDb, WritableDb } from '../../db/handles.ts'
import { AppError } from '../../errors.ts'
import type { Emit } from '../../events.ts'
import type { NewId } from '../../ids.ts'
import type { Clock } from '../../ports.ts'
import type { OpenVault, SealContext } from '../../vault/vault.ts'
import type { AccountLookup } from '../accounts/account-lookup.ts'
import type { AuditService } from '../audit/service.ts'
import type { TimedClipboard } from '../clipboard/timed-clipboard.ts'
import type { Acting } from '../members/acting.ts'
import type { PortalsService } from '../portals/service.ts'
import type { SettingsService } from '../settings/service.ts'
import {
  type BoardOrder,
  destroyValues,
  findPasscode,
  hasPasscodeValues,
  insertPasscode,
  listBoard,
  listPasscodes,
  type PasscodeFilter,
  type StoredPasscode,
  updatePasscode
} from './repository.ts'
import { expiringFrom, expiryOf, passcodeStatus } from './status.ts'

export interface PasscodesDeps {
  readonly db: FirmDb
  readonly vault: OpenVault
  readonly clock: Clock
  readonly newId: NewId
  readonly emit: Emit
  readonly audit: AuditService
  readonly accounts: AccountLookup
  readonly clients: {
    require(reader: ReadableDb, id: string): Promise<Client>
    /** The client stays when the sample firm goes. */
    adopt(tx: WritableDb, client: Client): Promise<void>
  }
  readonly portals: PortalsService
  readonly settings: SettingsService
  readonly clipboard: TimedClipboard
  readonly acting: Acting
}

export type PasscodesService = ReturnType<typeof createPasscodesService>

type Account = Awaited<ReturnType<AccountLookup['require']>>
type Fields = Omit<Parsed<'passcodes.record'>, 'accountId' | 'replaces'>
type Page = Output<'passcodes.board'>

const sealedAt = (id: string, revision: number): SealContext => ({ table: 'passcodes', recordId: id, column: 'secret', revision })
/** No format is published (portals.md section 2.12): 4 to 40 printable characters, case kept. */
const codeShape = /^[\x21-\x7e](?:[\x20-\x7e]{2,38})[\x21-\x7e]$/
/** Expired passcodes older than this are history. */
const expiredShownDays = 90

const soonest = (limit: number): BoardOrder => ({ sort: 'expires', descending: false, offset: 0, limit })

/** Passcodes by which clients review and sign what a representative prepared (docs/clocks.md, rules P1 to P6). */
export function createPasscodesService(deps: PasscodesDeps) {
  const { db, vault, clock, newId, emit, audit, accounts, clients, portals, settings, clipboard, acting } = deps

  async function require(reader: ReadableDb, id: string): Promise<{ passcode: StoredPasscode; account: Account }> {
    const passcode = await findPasscode(reader, id)
    if (passcode === null) throw new AppError('record.not-found', { kind: 'passcode' })
    return { passcode, account: await accounts.require(reader, passcode.accountId) }
  }

  function shown(passcode: StoredPasscode, portalId: string): Passcode {
    const today = settings.today()
    return {
      id: passcode.id,
      accountId: passcode.accountId,
      clientId: passcode.clientId,
      clientName: passcode.clientName,
      status: passcodeStatus(passcode, portals.find(portalId), today),
      form: passcode.form,
      about: passcode.about,
      issuedOn: passcode.issuedOn,
      expiresOn: passcode.expiresOn,
      expiryEdited: passcode.expiresOnEdited !== null,
      daysLeft: daysBetween(today, passcode.expiresOn),
      hasValue: passcode.secret !== null,
      handedOverOn: passcode.handedOverOn,
      handedOverHow: passcode.handedOverHow,
      answeredOn: passcode.outcomeOn,
      replacedAt: passcode.replacedAt,
      recordedAt: passcode.recordedAt,
      recordedBy: passcode.recordedBy
    }
  }

  function checkDates({ issuedOn, expiresOn, handedOverOn }: Pick<Fields, 'issuedOn' | 'expiresOn' | 'handedOverOn'>): void {
    const today = settings.today()
    if (issuedOn > today) refuse('issuedOn', 'lies in the future')
    if (expiresOn !== null && expiresOn < issuedOn) refuse('expiresOn', 'lies before the day of issue')
    if (handedOverOn !== null && handedOverOn > today) refuse('handedOverOn', 'lies in the future')
    if (handedOverOn !== null && handedOverOn < issuedOn) refuse('handedOverOn', 'lies before the day of issue')
  }

  /** The client who must act, in use and from now on the firm's own. A client's own account is for that client only. */
  async function actingClient(tx: WritableDb, account: Account, clientId: string): Promise<Client> {
    if (account.clientId !== null && account.clientId !== clientId) refuse('clientId', 'is not the client of the account')
    const client = await clients.require(tx, clientId)
    if (client.archivedAt !== null) throw new AppError('record.archived', { kind: 'client' })
    return client
  }

  function sealed(id: string, revision: number, code: string | null): Uint8Array | null {
    const value = code?.trim() ?? ''
    if (value === '') return null
    if (!codeShape.test(value)) refuse('code', 'must have 4 to 40 printable characters')
    return vault.seal(sealedAt(id, revision), Buffer.from(value, 'utf8'))
  }

  async function recordIn(tx: WritableDb, account: Account, { code, ...fields }: Fields, replaced = 0): Promise<string> {
    checkDates(fields)
    const id = newId()
    const secret = sealed(id, 1, code)
    const expiresOn = fields.expiresOn ?? expiryOf(fields.issuedOn, portals.find(account.portalId))
    await insertPasscode(tx, {
      ...fields,
      ...{ id, accountId: account.id, secret, secretRevision: 1, expiresOn, expiresOnEdited: fields.expiresOn },
      ...{ outcome: null, outcomeOn: null, replacedAt: null, recordedAt: clock.now(), recordedBy: acting.name() }
    })
    await audit.record(tx, {
      event: 'passcode.recorded',
      clientId: fields.clientId,
      accountId: account.id,
      recordId: id,
      details: {
        form: fields.form,
        issuedOn: fields.issuedOn,
        expiresOn,
        handedOverOn: fields.handedOverOn,
        withCode: secret !== null,
        replaced
      },
      ...(secret === null ? {} : { sealed: { blob: secret, revision: 1 } })
    })
    return id
  }

  async function replaceIn(tx: WritableDb, id: string, account: Account, clientId: string): Promise<void> {
    const { passcode } = await require(tx, id)
    if (passcode.accountId !== account.id || passcode.clientId !== clientId) refuse('replaces', 'is of another account or client')
    requireUnsettled(passcode)
    await updatePasscode(tx, id, { replaced_at: clock.now() })
  }

  const accountFor = async (tx: WritableDb, accountId: string, code: string | null): Promise<Account> => {
    // Its dates may be recorded for any account; only the passcode itself is a secret.
    const account = code === null ? await accounts.require(tx, accountId) : await accounts.requireForSecret(tx, accountId)
    if (account.archivedAt !== null) throw new AppError('record.archived', { kind: 'account' })
    return account
  }

  /** Runs a change, then tells the windows and answers the passcode as it is. */
  async function changed(change: (tx: WritableDb) => Promise<string>): Promise<Passcode> {
    const { passcode, account } = await db.write(async (tx) => require(tx, await change(tx)))
    emit('accounts.changed', { accountId: account.id, clientId: passcode.clientId })
    return shown(passcode, account.portalId)
  }

  function release(id: string, event: 'passcode.revealed' | 'passcode.copied'): Promise<string> {
    return db.write(async (tx) => {
      const { passcode, account } = await require(tx, id)
      const { secret, secretRevision: revision, clientId } = passcode
      if (secret === null) throw new AppError('codes.no-value', {})
      await audit.record(tx, { event, clientId, accountId: account.id, recordId: id, sealed: { blob: secret, revision } })
      const bytes = vault.open(sealedAt(id, revision), secret)
      const value = bytes.toString('utf8')
      bytes.fill(0)
      return value
    })
  }

  const filterOf = (statuses: PasscodeFilter['statuses'], today: string, notBefore: string | null = null, query = ''): PasscodeFilter => ({
    statuses,
    today,
    notBefore,
    query,
    expiringUntil: expiringUntilOf(portals.list(), today, expiringFrom)
  })

  async function pageOf(filter: PasscodeFilter, order: BoardOrder): Promise<Page> {
    const { rows, total } = await listBoard(db.read, filter, order)
    return {
      rows: rows.map((row) => ({
        ...shown(row, row.portalId),
        portalName: portals.find(row.portalId)?.shortName ?? row.portalId,
        username: row.username
      })),
      total
    }
  }

  return {
    recordIn,
    setOutcomeIn: (tx: WritableDb, id: string, outcome: PasscodeOutcome, on: string): Promise<void> =>
      updatePasscode(tx, id, { outcome, outcome_on: on }),

    async list({ accountId }: Parsed<'passcodes.list'>): Promise<Passcode[]> {
      const { portalId } = await accounts.require(db.read, accountId)
      return (await listPasscodes(db.read, accountId)).map((passcode) => shown(passcode, portalId))
    },

    record: ({ accountId, replaces, ...fields }: Parsed<'passcodes.record'>): Promise<Passcode> =>
      changed(async (tx) => {
        const account = await accountFor(tx, accountId, fields.code)
        const client = await actingClient(tx, account, fields.clientId)
        if (replaces !== null) await replaceIn(tx, replaces, account, fields.clientId)
        await accounts.adopt(tx, account)
        await clients.adopt(tx, client)
        return recordIn(tx, account, fields, replaces === null ? 0 : 1)
      }),

    update: ({ id, code, ...fields }: Parsed<'passcodes.update'>): Promise<Passcode> =>
      changed(async (tx) => {
        checkDates(fields)
        const { passcode } = await require(tx, id)
        const account = await accountFor(tx, passcode.accountId, code)
        const client = await actingClient(tx, account, fields.clientId)
        if (code === null && isUnchanged(passcode, fields)) return id
        await accounts.adopt(tx, account)
        await clients.adopt(tx, client)
        const expiresOn = fields.expiresOn ?? expiryOf(fields.issuedOn, portals.find(account.portalId))
        const revision = passcode.secretRevision + 1
        const secret = sealed(id, revision, code)
        await updatePasscode(tx, id, {
          ...{ client_id: fields.clientId, form: fields.form, about: fields.about, issued_on: fields.issuedOn },
          ...{ expires_on_edited: fields.expiresOn, expires_on: expiresOn },
          ...{ handed_over_on: fields.handedOverOn, handed_over_how: fields.handedOverHow },
          ...(secret === null ? {} : { secret, secret_revision: revision })
        })
        await audit.record(tx, {
          event: 'passcode.changed',
          clientId: fields.clientId,
          accountId: account.id,
          recordId: id,
          details: { form: fields.form, issuedOn: fields.issuedOn, expiresOn, handedOverOn: fields.handedOverOn, newCode: secret !== null },
          ...(secret === null ? {} : { sealed: { blob: secret, revision } })
        })
        // Moved at an account of the firm: the client it was for has the change in their record too.
        if (passcode.clientId !== client.id) {
          await audit.record(tx, {
            event: 'passcode.changed',
            clientId: passcode.clientId,
            accountId: account.id,
            recordId: id,
            details: { form: fields.form, movedTo: client.name }
          })
        }
        return id
      }),

    setOutcome: ({ id, outcome, on }: Parsed<'passcodes.setOutcome'>): Promise<Passcode> =>
      changed(async (tx) => {
        const { passcode, account } = await require(tx, id)
        const answeredOn = outcome === null ? null : (on ?? settings.today())
        if (outcome !== null) requireUnsettled(passcode)
        else if (passcode.outcome === null) return id
        if (answeredOn !== null && answeredOn > settings.today()) refuse('on', 'lies in the future')
        if (answeredOn !== null && answeredOn < passcode.issuedOn) refuse('on', 'lies before the day of issue')
        await accounts.adopt(tx, account)
        await clients.adopt(tx, await clients.require(tx, passcode.clientId))
        await updatePasscode(tx, id, { outcome, outcome_on: answeredOn })
        await audit.record(tx, {
          event: outcome === null ? 'passcode.answer-undone' : 'passcode.answered',
          clientId: passcode.clientId,
          accountId: account.id,
          recordId: id,
          details: outcome === null ? {} : { outcome, on: answeredOn }
        })
        return id
      }),

    async reveal({ id }: Parsed<'passcodes.reveal'>): Promise<Revealed> {
      const value = await release(id, 'passcode.revealed')
      return { value, hideAt: clock.now() + settings.get().revealSeconds * 1000 }
    },

    async copy({ id }: Parsed<'passcodes.copy'>): Promise<Copied> {
      settings.requireClipboard()
      const value = await release(id, 'passcode.copied')
      return { clearsAt: await clipboard.copy(value, settings.get().clipboardSeconds) }
    },

    board: ({ statuses, query, ...order }: Parsed<'passcodes.board'>): Promise<Page> =>
      pageOf(filterOf(statuses, settings.today(), null, query), order),

    /** What of it needs a person: lately expired, and about to expire. */
    async needingAttention(limit: number): Promise<{ expired: Page; expiring: Page }> {
      const today = settings.today()
      return {
        expired: await pageOf(filterOf(['expired'], today, addDays(today, -expiredShownDays)), soonest(limit)),
        expiring: await pageOf(filterOf(['expiring'], today), soonest(limit))
      }
    },

    /** Destroys every passcode shown in an account, in the caller's transaction. */
    forgetOf: (tx: WritableDb, accountId: string): Promise<void> => destroyValues(tx, accountId),
    hasSecrets: (reader: ReadableDb, accountId: string): Promise<boolean> => hasPasscodeValues(reader, accountId)
  }
}

const isUnchanged = (before: StoredPasscode, { expiresOn, ...fields }: Omit<Fields, 'code'>): boolean =>
  expiresOn === before.expiresOnEdited && (Object.keys(fields) as (keyof typeof fields)[]).every((name) => fields[name] === before[name])

function requireUnsettled({ outcome, replacedAt }: StoredPasscode): void {
  if (outcome !== null) throw new AppError('passcodes.settled', { status: outcome })
  if (replacedAt !== null) throw new AppError('passcodes.settled', { status: 'replaced' })
}

function refuse(path: string, reason: string): never {
  throw new AppError('request.invalid', { issues: [{ path, reason }] })
}
