import type { Client, Draft, DraftOutcome, Output, Parsed } from '#contract'
import { daysBetween } from '../../calendar.ts'
import { expiringUntilOf } from '../../db/expiring-until.ts'
import type { FirmDb, ReadableDb, WritableDb } from '../../db/handles.ts'
import { AppError } from '../../errors.ts'
import type { Emit } from '../../events.ts'
import type { NewId } from '../../ids.ts'
import type { Clock } from '../../ports.ts'
import type { AccountLookup } from '../accounts/account-lookup.ts'
import type { AuditService } from '../audit/service.ts'
import type { Acting } from '../members/acting.ts'
import type { PortalsService } from '../portals/service.ts'
import type { SettingsService } from '../settings/service.ts'
import {
  type BoardOrder,
  type DraftFilter,
  findDraft,
  insertDraft,
  listBoard,
  listDrafts,
  type StoredDraft,
  updateDraft
} from './repository.ts'
import { draftStatus, expiringFrom, keptUntil } from './status.ts'

export interface DraftsDeps {
  readonly db: FirmDb
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
  readonly acting: Acting
}

export type DraftsService = ReturnType<typeof createDraftsService>

type Account = Awaited<ReturnType<AccountLookup['require']>>
type Fields = Omit<Parsed<'drafts.record'>, 'accountId'>
type Page = Output<'drafts.board'>

/** Unfinished online filings, which the portal keeps for a while after the last edit (docs/clocks.md, rules F1 to F4). */
export function createDraftsService(deps: DraftsDeps) {
  const { db, clock, newId, emit, audit, accounts, clients, portals, settings, acting } = deps

  async function require(reader: ReadableDb, id: string): Promise<{ draft: StoredDraft; account: Account }> {
    const draft = await findDraft(reader, id)
    if (draft === null) throw new AppError('record.not-found', { kind: 'draft' })
    return { draft, account: await accounts.require(reader, draft.accountId) }
  }

  function shown(draft: StoredDraft, portalId: string): Draft {
    const today = settings.today()
    return {
      id: draft.id,
      accountId: draft.accountId,
      clientId: draft.clientId,
      clientName: draft.clientName,
      status: draftStatus(draft, portals.find(portalId), today),
      form: draft.form,
      note: draft.note,
      editedOn: draft.editedOn,
      editedBy: draft.editedBy,
      expiresOn: draft.expiresOn,
      daysLeft: daysBetween(today, draft.expiresOn),
      closedOn: draft.outcomeOn,
      recordedAt: draft.recordedAt,
      recordedBy: draft.recordedBy
    }
  }

  function refuseFuture(path: string, on: string): void {
    if (on > settings.today()) refuse(path, 'lies in the future')
  }

  /** The client named, in use; a client's own account holds that client's drafts only. */
  async function clientOf(tx: WritableDb, account: Account, clientId: string | null): Promise<Client | null> {
    if (account.clientId !== null && account.clientId !== clientId) refuse('clientId', 'is not the client of the account')
    if (clientId === null) return null
    const client = await clients.require(tx, clientId)
    if (client.archivedAt !== null) throw new AppError('record.archived', { kind: 'client' })
    return client
  }

  /** Account and client stay when the sample firm goes. */
  async function adopt(tx: WritableDb, account: Account, client: Client | null): Promise<void> {
    await accounts.adopt(tx, account)
    if (client !== null) await clients.adopt(tx, client)
  }

  const clientOfDraft = async (tx: WritableDb, { clientId }: StoredDraft): Promise<Client | null> =>
    clientId === null ? null : clients.require(tx, clientId)

  async function recordIn(tx: WritableDb, account: Account, fields: Fields): Promise<string> {
    refuseFuture('editedOn', fields.editedOn)
    const id = newId()
    const expiresOn = keptUntil(fields.editedOn, portals.find(account.portalId))
    await insertDraft(tx, {
      ...fields,
      ...{ id, accountId: account.id, expiresOn, editedBy: acting.name(), outcome: null, outcomeOn: null },
      ...{ recordedAt: clock.now(), recordedBy: acting.name() }
    })
    await audit.record(tx, {
      event: 'draft.recorded',
      clientId: fields.clientId,
      accountId: account.id,
      recordId: id,
      details: { form: fields.form, editedOn: fields.editedOn, expiresOn }
    })
    return id
  }

  /** Runs a change, then tells the windows and answers the draft as it is. */
  async function changed(change: (tx: WritableDb) => Promise<string>): Promise<Draft> {
    const { draft, account } = await db.write(async (tx) => require(tx, await change(tx)))
    emit('accounts.changed', { accountId: account.id, clientId: draft.clientId })
    return shown(draft, account.portalId)
  }

  const filterOf = (statuses: DraftFilter['statuses'], today: string, query = ''): DraftFilter => ({
    statuses,
    today,
    query,
    expiringUntil: expiringUntilOf(portals.list(), today, expiringFrom)
  })

  async function pageOf(filter: DraftFilter, order: BoardOrder): Promise<Page> {
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
    setOutcomeIn: (tx: WritableDb, id: string, outcome: DraftOutcome, on: string): Promise<void> =>
      updateDraft(tx, id, { outcome, outcome_on: on }),

    async list({ accountId }: Parsed<'drafts.list'>): Promise<Draft[]> {
      const { portalId } = await accounts.require(db.read, accountId)
      return (await listDrafts(db.read, accountId)).map((draft) => shown(draft, portalId))
    },

    record: ({ accountId, ...fields }: Parsed<'drafts.record'>): Promise<Draft> =>
      changed(async (tx) => {
        const account = inUse(await accounts.require(tx, accountId))
        const client = await clientOf(tx, account, fields.clientId)
        await adopt(tx, account, client)
        return recordIn(tx, account, fields)
      }),

    update: ({ id, ...fields }: Parsed<'drafts.update'>): Promise<Draft> =>
      changed(async (tx) => {
        const { draft, account } = await require(tx, id)
        inUse(account)
        refuseFuture('editedOn', fields.editedOn)
        const client = await clientOf(tx, account, fields.clientId)
        await adopt(tx, account, client)
        const expiresOn = keptUntil(fields.editedOn, portals.find(account.portalId))
        await updateDraft(tx, id, {
          ...{ client_id: fields.clientId, form: fields.form, note: fields.note, edited_on: fields.editedOn, expires_on: expiresOn },
          ...(fields.editedOn === draft.editedOn ? {} : { edited_by: acting.name() })
        })
        await audit.record(tx, {
          event: 'draft.changed',
          clientId: fields.clientId,
          accountId: account.id,
          recordId: id,
          details: { form: fields.form, editedOn: fields.editedOn, expiresOn }
        })
        return id
      }),

    /** The day stands as given, also when it is earlier than the one noted before: that is how a wrong note is corrected. */
    noteEdit: ({ id, on }: Parsed<'drafts.noteEdit'>): Promise<Draft> =>
      changed(async (tx) => {
        const { draft, account } = await require(tx, id)
        inUse(account)
        if (draft.outcome !== null) throw new AppError('drafts.closed', { outcome: draft.outcome })
        refuseFuture('on', on)
        await adopt(tx, account, await clientOfDraft(tx, draft))
        await updateDraft(tx, id, { edited_on: on, edited_by: acting.name(), expires_on: keptUntil(on, portals.find(account.portalId)) })
        const { clientId, editedOn: before, form } = draft
        await audit.record(tx, { event: 'draft.edited', clientId, accountId: account.id, recordId: id, details: { form, on, before } })
        return id
      }),

    setOutcome: ({ id, outcome, on }: Parsed<'drafts.setOutcome'>): Promise<Draft> =>
      changed(async (tx) => {
        const { draft, account } = await require(tx, id)
        if (outcome !== null && draft.outcome !== null) throw new AppError('drafts.closed', { outcome: draft.outcome })
        const closedOn = outcome === null ? null : (on ?? settings.today())
        if (closedOn !== null) refuseFuture('on', closedOn)
        if (closedOn !== null && closedOn < draft.editedOn) refuse('on', 'lies before the last edit')
        if (outcome === draft.outcome) return id
        await adopt(tx, account, await clientOfDraft(tx, draft))
        await updateDraft(tx, id, { outcome, outcome_on: closedOn })
        await audit.record(tx, {
          event: outcome === null ? 'draft.reopened' : 'draft.closed',
          clientId: draft.clientId,
          accountId: account.id,
          recordId: id,
          details: outcome === null ? { form: draft.form } : { form: draft.form, outcome, on: closedOn }
        })
        return id
      }),

    board: ({ statuses, query, ...order }: Parsed<'drafts.board'>): Promise<Page> =>
      pageOf(filterOf(statuses, settings.today(), query), order),

    /** Drafts about to lapse. One that has lapsed is lost: nobody can do anything about it any more. */
    expiring: (limit: number): Promise<Page> =>
      pageOf(filterOf(['expiring'], settings.today()), { sort: 'expires', descending: false, offset: 0, limit })
  }
}

function inUse(account: Account): Account {
  if (account.archivedAt !== null) throw new AppError('record.archived', { kind: 'account' })
  return account
}

function refuse(path: string, reason: string): never {
  throw new AppError('request.invalid', { issues: [{ path, reason }] })
}
