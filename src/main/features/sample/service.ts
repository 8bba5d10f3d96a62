import type { Client, Output } from '#contract'
import type { FirmDb, WritableDb } from '../../db/handles.ts'
import { AppError } from '../../errors.ts'
import type { Emit } from '../../events.ts'
import { keyFromTyped } from '../../otpauth/base32.ts'
import type { Clock } from '../../ports.ts'
import type { AccessCodesService } from '../access-codes/service.ts'
import type { AccountsService } from '../accounts/service.ts'
import type { AuditService } from '../audit/service.ts'
import type { AuthenticatorsService } from '../authenticators/service.ts'
import type { BackupCodesService } from '../backup-codes/service.ts'
import type { StoredCase } from '../cases/repository.ts'
import type { CasesService } from '../cases/service.ts'
import type { ClientsService } from '../clients/service.ts'
import type { ContactsService } from '../contacts/service.ts'
import type { DeadlinesService } from '../deadlines/service.ts'
import type { DraftsService } from '../drafts/service.ts'
import type { MattersService } from '../matters/service.ts'
import type { Acting } from '../members/acting.ts'
import type { PartiesService } from '../parties/service.ts'
import type { PasscodesService } from '../passcodes/service.ts'
import type { RepresentativesService } from '../representatives/service.ts'
import type { SettingsService } from '../settings/service.ts'
import { sampleDeadlines } from './sample-deadlines.ts'
import { type SampleAccount, type SampleCase, sampleFirm, sampleOwnAccounts } from './sample-firm.ts'
import { sampleMatters } from './sample-matters.ts'

export interface SampleDeps {
  readonly db: FirmDb
  readonly clock: Clock
  readonly emit: Emit
  readonly audit: AuditService
  readonly settings: SettingsService
  readonly clients: ClientsService
  readonly cases: CasesService
  readonly accounts: AccountsService
  readonly authenticators: AuthenticatorsService
  readonly backupCodes: BackupCodesService
  readonly accessCodes: AccessCodesService
  /** Who is said to have looked at the sample cases. */
  readonly acting: Acting
  readonly matters: MattersService
  readonly contacts: ContactsService
  readonly parties: PartiesService
  readonly representatives: RepresentativesService
  readonly passcodes: PasscodesService
  readonly drafts: DraftsService
  readonly deadlines: Pick<DeadlinesService, 'addTo'>
}

/** What was stored of the sample's clients, by name. */
type Stored = ReadonlyMap<string, { readonly client: Client; readonly cases: readonly StoredCase[] }>

/** By whole name, of the clients stored so far. */
type ClientIds = Map<string, string>

export type SampleService = ReturnType<typeof createSampleService>

/** A made-up firm to look around in, stored through the same services as real data and marked so that it can be removed as a whole. */
export function createSampleService(deps: SampleDeps) {
  const { db, clock, emit, audit, settings, clients, cases, accounts, authenticators, backupCodes, accessCodes, acting } = deps
  const { matters, contacts, parties, representatives, passcodes, drafts, deadlines } = deps

  async function status(): Promise<Output<'sample.status'>> {
    const loaded = (await clients.sampleIds(db.read)).length > 0
    return { offered: !loaded && (await clients.count()) === 0, loaded }
  }

  async function addAccount(tx: WritableDb, clientId: string | null, sample: SampleAccount, clientIds: ClientIds): Promise<void> {
    const { authenticator, moreAuthenticators = [], backupCodes: sheet, accessCodes: notices, ...more } = sample
    const { passcodes: shown, drafts: unfinished, signedInOn, ...fields } = more
    const account = await accounts.addTo(tx, clientId, fields, true)
    for (const one of authenticator === undefined ? [] : [authenticator, ...moreAuthenticators]) {
      const { issuer, label, algorithm, digits, periodSeconds, nickname } = one
      const key = keyFromTyped(one.secret)
      const id = await authenticators.addTo(tx, account, { issuer, label, algorithm, digits, periodSeconds, key }, nickname)
      if (one.confirmedOn !== null) await authenticators.confirmIn(tx, await authenticators.require(tx, id), account)
    }
    if (sheet !== undefined) {
      const { codes, issuedOn, keptAt } = sheet
      // Codes recorded before the authenticator was confirmed are the ones presumed stale.
      const recordedAt = clock.now() - (sheet.staleSince === null ? 0 : 60_000)
      const { setId } = await backupCodes.recordIn(tx, account, { codes: [...codes], issuedOn, keptAt }, recordedAt)
      for (const position of sheet.usedPositions) await backupCodes.setUsedIn(tx, setId, position)
      const { reserved } = sheet
      if (reserved != null) await backupCodes.setReservedIn(tx, setId, reserved.position, reserved.by, reserved.for)
    }
    for (const notice of notices ?? []) {
      const { use, replacementRequestedOn, receiptNumbers, ...input } = notice
      const { id } = await accessCodes.recordIn(tx, account, { ...input, receiptNumbers: [...receiptNumbers], replaces: true })
      if (use !== null) {
        const { on: redeemedOn, byOther, linkedBy, verifiedOn } = use
        const link = byOther ? null : { redeemedOn, intoAccountId: account.id, linkedBy, function: null, verifiedOn }
        await accessCodes.setUsedIn(tx, id, { byOther, link })
      }
      if (replacementRequestedOn !== null) await accessCodes.setRequestedIn(tx, id, replacementRequestedOn)
    }
    for (const { client, answer, ...passcode } of shown ?? []) {
      const fields = { ...passcode, clientId: clientIds.get(client) ?? '', expiresOn: null, handedOverHow: '' }
      const id = await passcodes.recordIn(tx, account, fields)
      if (answer !== null) await passcodes.setOutcomeIn(tx, id, answer.outcome, answer.on)
    }
    for (const { client, outcome, ...draft } of unfinished ?? []) {
      const owner = client === null ? clientId : (clientIds.get(client) ?? null)
      const id = await drafts.recordIn(tx, account, { ...draft, clientId: owner })
      if (outcome !== null) await drafts.setOutcomeIn(tx, id, outcome, draft.editedOn)
    }
    if (signedInOn !== undefined) await accounts.noteSignInIn(tx, account.id, signedInOn)
  }

  async function addCase(tx: WritableDb, clientId: string, { checks, ...filing }: SampleCase): Promise<StoredCase> {
    const added = await cases.addTo(tx, { clientId, matterId: null, ...filing })
    for (const check of checks) await cases.addStatusTo(tx, { caseId: added.id, ...check, checkedBy: acting.name() })
    return added
  }

  /** Engagements, contacts and who takes part in the cases. */
  async function addMatters(tx: WritableDb, stored: Stored, today: string): Promise<void> {
    const sample = sampleMatters(today)
    const clientIn = (name: string) => stored.get(name)?.client as Client
    const caseIn = (name: string, place: number) => stored.get(name)?.cases[place] as StoredCase
    const contactIds = new Map<string, string>()
    for (const fields of sample.contacts) contactIds.set(fields.name, (await contacts.add(tx, fields, true)).id)
    for (const { client, cases: places, closedOn, ...fields } of sample.matters) {
      const { id } = await matters.addTo(tx, clientIn(client), { ...fields, attorneyId: null, paralegalId: null })
      for (const place of places) await cases.assignTo(tx, caseIn(client, place).id, id)
      await matters.reindexById(tx, id)
      if (closedOn !== null) await matters.closeIn(tx, id, closedOn)
    }
    for (const { client, case: place, role, party } of sample.parties) {
      const [clientId, contactId] = 'client' in party ? [clientIn(party.client).id, null] : [null, contactIds.get(party.contact) as string]
      await parties.addTo(tx, { caseId: caseIn(client, place).id, role, clientId, contactId })
    }
    for (const { client, case: place, withdrawnOn, ...fields } of sample.representatives) {
      const { id } = await representatives.addTo(tx, { caseId: caseIn(client, place).id, memberId: null, ...fields })
      if (withdrawnOn !== null) await representatives.withdrawIn(tx, id, withdrawnOn)
    }
  }

  return {
    status,

    /** All or nothing, into an empty firm only. */
    async load(): Promise<Output<'sample.load'>> {
      if (!(await status()).offered) throw new AppError('sample.not-empty', {})
      const today = settings.today()
      const firm = sampleFirm(today)
      const own = sampleOwnAccounts(today)
      const clientIds: ClientIds = new Map()
      await db.write(async (tx) => {
        const stored = new Map<string, { client: Client; cases: StoredCase[] }>()
        for (const { cases: filings, accounts: logins, ...fields } of firm) {
          const client = await clients.add(tx, fields, true)
          const added: StoredCase[] = []
          for (const filing of filings) added.push(await addCase(tx, client.id, filing))
          stored.set(client.name, { client, cases: added })
          clientIds.set(fields.name, client.id)
          for (const login of logins) await addAccount(tx, client.id, login, clientIds)
          for (const deadline of sampleDeadlines(client.name, today)) await deadlines.addTo(tx, client.id, deadline)
        }
        for (const login of own) await addAccount(tx, null, login, clientIds)
        await addMatters(tx, stored, today)
        await audit.record(tx, { event: 'sample.loaded', details: { clients: firm.length } })
      })
      announce()
      return { clients: firm.length, accounts: own.length + firm.reduce((sum, client) => sum + client.accounts.length, 0) }
    },

    /** Removes what `load` brought; real clients and the audit rows stay. */
    async remove(): Promise<Output<'sample.remove'>> {
      const removed = await db.write(async (tx) => {
        const ids = await clients.sampleIds(tx)
        await accounts.removeSample(tx, await accounts.sampleIds(tx))
        await matters.forgetOf(tx, ids)
        await clients.removeSample(tx, ids)
        await contacts.removeSample(tx)
        await audit.record(tx, { event: 'sample.removed', details: { clients: ids.length } })
        return ids.length
      })
      announce()
      return { clients: removed }
    }
  }

  function announce(): void {
    emit('clients.changed', { clientId: null })
    emit('accounts.changed', { accountId: null, clientId: null })
    emit('matters.changed', { matterId: null, clientId: null })
    emit('contacts.changed', { contactId: null })
    emit('deadlines.changed', { deadlineId: null, clientId: null })
  }
}
