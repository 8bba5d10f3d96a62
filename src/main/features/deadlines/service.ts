import type { Case, Client, Deadline, Parsed } from '#contract'
import { documentSubjects, noticeSubjects } from '#contract/vocabulary'
import { fold } from '../../db/dialects/search-words.ts'
import type { FirmDb, ReadableDb, WritableDb } from '../../db/handles.ts'
import { AppError } from '../../errors.ts'
import type { Emit } from '../../events.ts'
import type { NewId } from '../../ids.ts'
import type { Clock } from '../../ports.ts'
import type { AccountLookup } from '../accounts/account-lookup.ts'
import type { AuditEntry, AuditService } from '../audit/service.ts'
import type { Acting } from '../members/acting.ts'
import type { PortalsService } from '../portals/service.ts'
import type { SettingsService } from '../settings/service.ts'
import { createDeadlineLists } from './lists.ts'
import {
  countDeadlines,
  countGroups,
  type DeadlineFilter,
  findDeadline,
  insertDeadline,
  listDays,
  listDeadlines,
  listGroup,
  type StoredDeadline,
  updateDeadline
} from './repository.ts'
import { reminderDaysOf, remindFrom } from './state.ts'
import { suggestDueOn } from './suggestion.ts'

export interface DeadlinesDeps {
  readonly db: FirmDb
  readonly clock: Clock
  readonly newId: NewId
  readonly emit: Emit
  readonly audit: AuditService
  readonly settings: SettingsService
  readonly portals: PortalsService
  readonly clients: {
    requireActive(reader: ReadableDb, id: string): Promise<Client>
    adopt(tx: WritableDb, client: Client): Promise<void>
  }
  readonly matters: { requireOf(reader: ReadableDb, id: string, clientId: string): Promise<void> }
  readonly cases: { listOf(reader: ReadableDb, clientId: string): Promise<Case[]> }
  readonly accounts: Pick<AccountLookup, 'require'>
  readonly members: { require(reader: ReadableDb, id: string): Promise<{ readonly leftOn: string | null }> }
  readonly acting: Acting
}

export type DeadlinesService = ReturnType<typeof createDeadlinesService>

type Fields = Omit<Parsed<'deadlines.update'>, 'id'>
type NewFields = Omit<Parsed<'deadlines.add'>, 'clientId'>

export function createDeadlinesService(deps: DeadlinesDeps) {
  const { db, clock, newId, emit, audit, settings, portals, clients, matters, cases, accounts, members, acting } = deps

  const lists = createDeadlineLists({
    portals,
    settings,
    readRows: (filter, order) => listDeadlines(db.read, filter, order),
    count: (filter) => countDeadlines(db.read, filter),
    readDays: (filter, perDay) => listDays(db.read, filter, perDay),
    readGroup: (group, days, limit) => listGroup(db.read, group, days, limit),
    countGroups: (days) => countGroups(db.read, days)
  })
  const { shown } = lists

  async function require(reader: ReadableDb, id: string): Promise<StoredDeadline> {
    const found = await findDeadline(reader, id)
    if (found === null) throw new AppError('record.not-found', { kind: 'deadline' })
    return found
  }

  /**
   * Matter, case and account are the client's own, and whoever is newly charged with it works here. Answers the fields with the matter that
   * the case says, if it says one.
   */
  async function checkLinks(tx: WritableDb, clientId: string, fields: Fields, before: StoredDeadline | null): Promise<Fields> {
    let { matterId } = fields
    if (fields.matterId !== null) await matters.requireOf(tx, fields.matterId, clientId)
    if (fields.caseId !== null) {
      const named = (await cases.listOf(tx, clientId)).find((one) => one.id === fields.caseId)
      if (named === undefined) throw new AppError('record.not-found', { kind: 'case' })
      if (fields.matterId !== null && named.matterId !== null && named.matterId !== fields.matterId) {
        refuse('matterId', 'is not the matter of the case')
      }
      matterId = named.matterId ?? matterId
    }
    if (fields.accountId !== null && (await accounts.require(tx, fields.accountId)).clientId !== clientId) {
      throw new AppError('record.not-found', { kind: 'account' })
    }
    if (fields.ownerId !== before?.ownerId && (await members.require(tx, fields.ownerId)).leftOn !== null) {
      refuse('ownerId', 'has left the firm')
    }
    return { ...fields, matterId }
  }

  /** Without an owner it is whoever acts now. */
  async function addTo(tx: WritableDb, clientId: string, { ownerId, ...input }: NewFields): Promise<string> {
    const fields = { ...input, ownerId: ownerId ?? acting.id() }
    checkFields(fields)
    const linked = await checkLinks(tx, clientId, fields, null)
    const now = clock.now()
    const id = newId()
    await insertDeadline(tx, {
      id,
      client_id: clientId,
      ...columnsOf(linked),
      snoozed_until: null,
      reminded_layer: null,
      done_at: null,
      done_by: null,
      outcome: '',
      cancelled_at: null,
      cancelled_by: null,
      cancel_reason: '',
      created_at: now,
      created_by: acting.name(),
      updated_at: now,
      revision: 1
    })
    return id
  }

  /** Changes one deadline of a client in use, with its audit row; `work` answers the row to write, or null when nothing changes. */
  async function change(id: string, work: (tx: WritableDb, before: StoredDeadline) => Promise<AuditEntry | null>): Promise<Deadline> {
    const after = await db.write(async (tx) => {
      const before = await require(tx, id)
      const client = await clients.requireActive(tx, before.clientId)
      const entry = await work(tx, before)
      if (entry === null) return before
      await clients.adopt(tx, client)
      await audit.record(tx, { ...entry, clientId: before.clientId, accountId: before.accountId, recordId: id })
      return require(tx, id)
    })
    emit('deadlines.changed', { deadlineId: id, clientId: after.clientId })
    return shown(after)
  }

  return {
    list: lists.list,
    month: lists.month,
    forCalendar: lists.forCalendar,
    needingAttention: lists.needingAttention,
    addTo,
    openOfMatter: (reader: ReadableDb, matterId: string): Promise<StoredDeadline[]> =>
      listDeadlines(reader, { ...everyOpen, matterId }, { sort: 'due', descending: false, offset: 0, limit: mostOfMatter }),
    suggest: suggestDueOn,
    /** The reminders that count for a deadline: its own, else the firm's. */
    reminderDaysOf: (facts: Parameters<typeof reminderDaysOf>[0]): readonly number[] => reminderDaysOf(facts, settings.get()),

    get: async ({ id }: Parsed<'deadlines.get'>): Promise<Deadline> => shown(await require(db.read, id)),

    async add({ clientId, ...fields }: Parsed<'deadlines.add'>): Promise<Deadline> {
      const added = await db.write(async (tx) => {
        await clients.adopt(tx, await clients.requireActive(tx, clientId))
        const id = await addTo(tx, clientId, fields)
        await audit.record(tx, {
          event: 'deadline.added',
          clientId,
          accountId: fields.accountId,
          recordId: id,
          details: { title: fields.title, kind: fields.kind, subject: fields.subject, dueOn: fields.dueOn }
        })
        return require(tx, id)
      })
      emit('deadlines.changed', { deadlineId: added.id, clientId })
      return shown(added)
    },

    update: ({ id, ...input }: Parsed<'deadlines.update'>): Promise<Deadline> =>
      change(id, async (tx, before) => {
        refuseClosed(before)
        checkFields(input)
        const fields = await checkLinks(tx, before.clientId, input, before)
        const changed = (Object.keys(fields) as (keyof Fields)[]).filter(
          (name) => JSON.stringify(fields[name]) !== JSON.stringify(before[name])
        )
        if (changed.length === 0) return null
        const isMoved = changed.includes('dueOn') || changed.includes('reminderDays') || changed.includes('subject')
        await updateDeadline(tx, id, { ...columnsOf(fields), ...(isMoved ? { reminded_layer: null } : {}) }, clock.now())
        const moved = changed.includes('dueOn') ? { dueOn: fields.dueOn, dueBefore: before.dueOn } : {}
        return { event: 'deadline.changed', details: { title: fields.title, fields: changed, ...moved } }
      }),

    finish: ({ id, outcome }: Parsed<'deadlines.finish'>): Promise<Deadline> =>
      change(id, async (tx, before) => {
        refuseClosed(before)
        if (before.kind === 'appointment' && outcome === '') refuse('outcome', 'is empty: what happened?')
        await updateDeadline(tx, id, { done_at: clock.now(), done_by: acting.name(), outcome }, clock.now())
        return { event: 'deadline.done', details: { title: before.title, dueOn: before.dueOn } }
      }),

    cancel: ({ id, reason }: Parsed<'deadlines.cancel'>): Promise<Deadline> =>
      change(id, async (tx, before) => {
        refuseClosed(before)
        await updateDeadline(tx, id, { cancelled_at: clock.now(), cancelled_by: acting.name(), cancel_reason: reason }, clock.now())
        return { event: 'deadline.cancelled', details: { title: before.title, dueOn: before.dueOn, reason } }
      }),

    reopen: ({ id }: Parsed<'deadlines.reopen'>): Promise<Deadline> =>
      change(id, async (tx, before) => {
        if (before.doneAt === null && before.cancelledAt === null) throw new AppError('deadlines.not-closed', {})
        const open = { done_at: null, done_by: null, outcome: '', cancelled_at: null, cancelled_by: null, cancel_reason: '' }
        await updateDeadline(tx, id, open, clock.now())
        const as = before.doneAt === null ? 'cancelled' : 'done'
        return { event: 'deadline.reopened', details: { title: before.title, dueOn: before.dueOn, as } }
      }),

    snooze: ({ id, until }: Parsed<'deadlines.snooze'>): Promise<Deadline> =>
      change(id, async (tx, before) => {
        refuseClosed(before)
        if (until !== null && until <= settings.today()) refuse('until', 'must lie after today')
        if (until === before.snoozedUntil) return null
        // Its reminder comes anew when it wakes up.
        await updateDeadline(tx, id, { snoozed_until: until, reminded_layer: null }, clock.now())
        return { event: until === null ? 'deadline.woken' : 'deadline.snoozed', details: { title: before.title, until } }
      })
  }
}

const everyOpen: DeadlineFilter = {
  ...{ query: '', ownerId: null, clientId: null, matterId: null, caseId: null, accountId: null },
  ...{ kinds: [], documentsOnly: false, view: 'open', dueFrom: null, dueTo: null }
}
/** Far more than anybody keeps open in one matter. */
const mostOfMatter = 500

function refuse(path: string, reason: string): never {
  throw new AppError('request.invalid', { issues: [{ path, reason }] })
}

function refuseClosed(deadline: StoredDeadline): void {
  if (deadline.cancelledAt !== null) throw new AppError('deadlines.closed', { as: 'cancelled' })
  if (deadline.doneAt !== null) throw new AppError('deadlines.closed', { as: 'done' })
}

const notices: ReadonlySet<string> = new Set(noticeSubjects)
const documents: ReadonlySet<string> = new Set(documentSubjects)

/** What cannot be true together. */
function checkFields({ kind, subject, dueOn, atTime, place, issuedOn }: Fields): void {
  if (subject !== null && kind !== 'deadline') refuse('subject', 'belongs to deadlines only')
  if (kind !== 'appointment' && atTime !== '') refuse('atTime', 'belongs to appointments only')
  if (kind !== 'appointment' && place !== '') refuse('place', 'belongs to appointments only')
  if (issuedOn === null) return
  if (subject === null || (!notices.has(subject) && !documents.has(subject))) refuse('issuedOn', 'belongs to notices and documents only')
  if (issuedOn > dueOn) refuse('dueOn', 'lies before the date of issue')
}

function columnsOf(fields: Fields) {
  return {
    matter_id: fields.matterId,
    case_id: fields.caseId,
    account_id: fields.accountId,
    kind: fields.kind,
    subject: fields.subject,
    title: fields.title,
    title_key: fold(fields.title),
    due_on: fields.dueOn,
    at_time: fields.atTime,
    place: fields.place,
    owner_id: fields.ownerId,
    reminder_days: fields.reminderDays === null ? null : JSON.stringify(fields.reminderDays),
    remind_from: fields.reminderDays === null ? null : remindFrom(fields.dueOn, fields.reminderDays),
    issued_on: fields.issuedOn
  }
}
