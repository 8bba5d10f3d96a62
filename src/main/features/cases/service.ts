import type { Case, CaseStatus, Client, Output, Parsed } from '#contract'
import { bareNumber } from '#contract/identifiers'
import type { FirmDb, ReadableDb, WritableDb } from '../../db/handles.ts'
import { AppError } from '../../errors.ts'
import type { Emit } from '../../events.ts'
import type { NewId } from '../../ids.ts'
import type { Clock } from '../../ports.ts'
import type { AuditService } from '../audit/service.ts'
import type { Acting } from '../members/acting.ts'
import type { SearchService } from '../search/service.ts'
import type { SettingsService } from '../settings/service.ts'
import { daysSince, freshnessOf, lastStaleDay } from './freshness.ts'
import { type CaseImportDeps, createCaseImport } from './importing.ts'
import * as repository from './repository.ts'
import {
  type CaseFilter,
  countCases,
  countForms,
  countOfCase,
  countStatuses,
  deleteCase,
  deleteStatus,
  findCase,
  findSameNumber,
  findStatus,
  followLatestCheck,
  insertCase,
  insertStatus,
  latestStatuses,
  listCases,
  listCasesOf,
  listCasesOfMatter,
  listStatuses,
  type StoredCase,
  updateCase
} from './repository.ts'

export interface CasesDeps {
  readonly db: FirmDb
  readonly clock: Clock
  readonly newId: NewId
  readonly emit: Emit
  readonly audit: AuditService
  readonly search: SearchService
  readonly settings: SettingsService
  readonly acting: Acting
  readonly clients: () => {
    require(reader: ReadableDb, id: string): Promise<Client>
    requireActive(reader: ReadableDb, id: string): Promise<Client>
    adopt(tx: WritableDb, client: Client): Promise<void>
    reindex(tx: WritableDb, client: Client): Promise<void>
  }
  readonly matters: () => {
    /** The matter, for a case of that client. */
    requireOf(reader: ReadableDb, id: string, clientId: string): Promise<void>
    require(reader: ReadableDb, id: string): Promise<{ readonly id: string; readonly title: string; readonly closedOn: string | null }>
    /** Its cases changed: they are found by their receipt numbers. */
    reindexById(tx: WritableDb, id: string): Promise<void>
  }
  /** Refuses what would take a withdrawn G-28 along. */
  readonly representatives: () => { checkCaseRemoval(reader: ReadableDb, caseId: string): Promise<void> }
}

export type CasesService = ReturnType<typeof createCasesService>

type CaseFields = Omit<Parsed<'cases.update'>, 'id'>
type NewCheck = Omit<CaseStatus, 'id' | 'recordedAt'>

const sameNumberLimit = 5

export function createCasesService(deps: CasesDeps) {
  const { db, clock, newId, emit, audit, search, settings, acting, clients, matters, representatives } = deps

  async function require(reader: ReadableDb, id: string): Promise<StoredCase> {
    const found = await findCase(reader, id)
    if (found === null) throw new AppError('record.not-found', { kind: 'case' })
    return found
  }

  /** Stored cases with what follows from their latest checks today. */
  async function shown<T extends StoredCase>(reader: ReadableDb, stored: readonly T[]): Promise<(Omit<T, 'lastCheckedOn'> & Case)[]> {
    const today = settings.today()
    const { caseStatusStaleDays } = settings.get()
    const latest = await latestStatuses(
      reader,
      stored.map((one) => one.id)
    )
    return stored.map(({ lastCheckedOn, ...rest }) => ({
      ...rest,
      status: latest.get(rest.id) ?? null,
      daysSinceChecked: daysSince(lastCheckedOn, today),
      freshness: freshnessOf({ decidedOn: rest.decidedOn, lastCheckedOn }, today, caseStatusStaleDays)
    }))
  }

  async function detail(reader: ReadableDb, id: string): Promise<Case> {
    const [one] = await shown(reader, [await require(reader, id)])
    return one as Case
  }

  async function addTo(tx: WritableDb, input: Parsed<'cases.add'>): Promise<StoredCase> {
    const { clientId, ...fields } = input
    const client = await clients().require(tx, clientId)
    if (fields.matterId !== null) await matters().requireOf(tx, fields.matterId, client.id)
    const now = clock.now()
    const id = newId()
    await insertCase(tx, { id, client_id: client.id, ...columnsOf(fields), last_checked_on: null, created_at: now, updated_at: now })
    await reindexAround(tx, client, [fields.matterId])
    return require(tx, id)
  }

  async function addStatusTo(tx: WritableDb, check: NewCheck): Promise<CaseStatus> {
    const status = { id: newId(), ...check, recordedAt: clock.now() }
    await insertStatus(tx, status)
    await followLatestCheck(tx, check.caseId)
    return status
  }

  /** Writes down a check of a case whose client is in use. `checkOf` makes it from the latest one. */
  async function record(caseId: string, checkOf: (latest: CaseStatus | null) => Omit<NewCheck, 'caseId' | 'checkedBy'>): Promise<Case> {
    const found = await db.write(async (tx) => {
      const before = await require(tx, caseId)
      await clients().adopt(tx, await clients().requireActive(tx, before.clientId))
      const latest = (await latestStatuses(tx, [caseId])).get(caseId) ?? null
      const { text, statusOn, checkedOn, source } = checkOf(latest)
      if (checkedOn > settings.today()) {
        throw new AppError('request.invalid', { issues: [{ path: 'checkedOn', reason: 'lies in the future' }] })
      }
      await addStatusTo(tx, { caseId, text, statusOn, checkedOn, source, checkedBy: acting.name() })
      await audit.record(tx, {
        event: 'case.status-recorded',
        clientId: before.clientId,
        recordId: caseId,
        details: { receiptNumber: before.receiptNumber, status: shortened(text), statusOn, checkedOn, source }
      })
      return detail(tx, caseId)
    })
    emit('clients.changed', { clientId: found.clientId })
    return found
  }

  /** What a query means: the beginning of a case number when there is such a case, else what finds the client. */
  async function filterOf({ query, form, freshness }: Parsed<'cases.list'>): Promise<CaseFilter | null> {
    const all: CaseFilter = {
      numberBegins: null,
      clientIds: null,
      numberHolds: null,
      form,
      freshness,
      lastStaleDay: lastStaleDay(settings.today(), settings.get().caseStatusStaleDays)
    }
    if (query.trim() === '') return all
    const number = bareNumber(query)
    const isNumber = /^[A-Z]{0,3}\d+$/.test(number)
    if (isNumber && (await countCases(db.read, { ...all, numberBegins: number })) > 0) return { ...all, numberBegins: number }
    const clientIds = await search.find(db.read, 'client', query, { archived: false })
    if (clientIds.length === 0) return null
    // A client is found by its numbers too: when the digits stand in a case's number, that case is meant and not its neighbours.
    const theirs = { ...all, clientIds, numberHolds: number }
    return isNumber && (await countCases(db.read, theirs)) > 0 ? theirs : { ...all, clientIds }
  }

  async function reindexAround(tx: WritableDb, client: Client, matterIds: readonly (string | null)[]): Promise<void> {
    await clients().reindex(tx, client)
    for (const id of new Set(matterIds)) if (id !== null) await matters().reindexById(tx, id)
  }

  /** Lists show the cases of clients and matters. */
  function announce({ clientId }: { readonly clientId: string }, ...matterIds: (string | null)[]): void {
    emit('clients.changed', { clientId })
    for (const matterId of new Set(matterIds)) if (matterId !== null) emit('matters.changed', { matterId, clientId })
  }

  return {
    require,
    addTo,
    addStatusTo,
    ofMatter: async (reader: ReadableDb, matterId: string): Promise<Case[]> => shown(reader, await listCasesOfMatter(reader, matterId)),
    listOf: async (reader: ReadableDb, clientId: string): Promise<Case[]> => shown(reader, await listCasesOf(reader, clientId)),
    receiptNumbersOf: async (reader: ReadableDb, clientId: string): Promise<string[]> =>
      (await listCasesOf(reader, clientId)).map((one) => one.receiptNumber),

    async get({ id }: Parsed<'cases.get'>): Promise<Output<'cases.get'>> {
      const found = await detail(db.read, id)
      const { name, isSample, archivedAt } = await clients().require(db.read, found.clientId)
      const matter = found.matterId === null ? null : await matters().require(db.read, found.matterId)
      return {
        case: found,
        client: { id: found.clientId, name, isSample, archivedAt },
        matter: matter && { id: matter.id, title: matter.title, closedOn: matter.closedOn }
      }
    },

    async list(input: Parsed<'cases.list'>): Promise<Output<'cases.list'>> {
      const filter = await filterOf(input)
      if (filter === null) return { rows: [], total: 0 }
      const { sort, descending, offset, limit } = input
      const rows = await listCases(db.read, { ...filter, sort, descending, offset, limit })
      return { rows: await shown(db.read, rows), total: await countCases(db.read, filter) }
    },

    forms: (): Promise<Output<'cases.forms'>> => countForms(db.read),

    sameNumber: async ({ receiptNumber, exceptId }: Parsed<'cases.sameNumber'>): Promise<Output<'cases.sameNumber'>> => {
      const number = bareNumber(receiptNumber)
      return number === '' ? [] : findSameNumber(db.read, number, exceptId, sameNumberLimit)
    },
    /** Puts a case into a matter of its client, without an audit row. */
    assignTo: (tx: WritableDb, id: string, matterId: string): Promise<void> => updateCase(tx, id, { matter_id: matterId }),

    async add(input: Parsed<'cases.add'>): Promise<Case> {
      const added = await db.write(async (tx) => {
        await clients().adopt(tx, await clients().requireActive(tx, input.clientId))
        const one = await addTo(tx, input)
        await audit.record(tx, {
          event: 'case.added',
          clientId: one.clientId,
          recordId: one.id,
          details: { receiptNumber: one.receiptNumber }
        })
        return detail(tx, one.id)
      })
      announce(added, added.matterId)
      return added
    },

    async update({ id, ...fields }: Parsed<'cases.update'>): Promise<Case> {
      const { before, changed } = await db.write(async (tx) => {
        const before = await require(tx, id)
        const names = (Object.keys(fields) as (keyof CaseFields)[]).filter((name) => fields[name] !== before[name])
        if (names.length === 0) return { before, changed: await detail(tx, id) }
        const client = await clients().requireActive(tx, before.clientId)
        await clients().adopt(tx, client)
        if (fields.matterId !== null) await matters().requireOf(tx, fields.matterId, before.clientId)
        await updateCase(tx, id, { ...columnsOf(fields), updated_at: clock.now() })
        if (names.includes('receiptNumber') || names.includes('matterId')) {
          await reindexAround(tx, client, [before.matterId, fields.matterId])
        }
        await audit.record(tx, {
          event: 'case.changed',
          clientId: before.clientId,
          recordId: id,
          details: { receiptNumber: fields.receiptNumber, fields: names }
        })
        return { before, changed: await detail(tx, id) }
      })
      announce(changed, before.matterId, changed.matterId)
      return changed
    },

    async remove({ id }: Parsed<'cases.remove'>): Promise<Record<string, never>> {
      const removed = await db.write(async (tx) => {
        const before = await require(tx, id)
        const client = await clients().requireActive(tx, before.clientId)
        await clients().adopt(tx, client)
        await representatives().checkCaseRemoval(tx, id)
        const gone = await countOfCase(tx, id)
        await deleteCase(tx, id)
        await reindexAround(tx, client, [before.matterId])
        await audit.record(tx, {
          event: 'case.removed',
          clientId: before.clientId,
          recordId: id,
          details: { receiptNumber: before.receiptNumber, form: before.form, ...gone }
        })
        return before
      })
      announce(removed, removed.matterId)
      return {}
    },

    async statuses({ caseId, offset, limit }: Parsed<'cases.statuses'>): Promise<Output<'cases.statuses'>> {
      await require(db.read, caseId)
      return { rows: await listStatuses(db.read, caseId, offset, limit), total: await countStatuses(db.read, caseId) }
    },

    recordStatus: ({ caseId, checkedOn, ...said }: Parsed<'cases.recordStatus'>): Promise<Case> =>
      record(caseId, () => ({ ...said, checkedOn: checkedOn ?? settings.today() })),

    noteUnchanged: ({ caseId, source }: Parsed<'cases.noteUnchanged'>): Promise<Case> =>
      record(caseId, (latest) => {
        if (latest === null) throw new AppError('cases.no-status', {})
        return { text: latest.text, statusOn: latest.statusOn, source: source ?? latest.source, checkedOn: settings.today() }
      }),

    async removeStatus({ id }: Parsed<'cases.removeStatus'>): Promise<Case> {
      const found = await db.write(async (tx) => {
        const status = await findStatus(tx, id)
        if (status === null) throw new AppError('record.not-found', { kind: 'case-status' })
        const { clientId, receiptNumber } = await require(tx, status.caseId)
        await clients().adopt(tx, await clients().requireActive(tx, clientId))
        await deleteStatus(tx, id)
        await followLatestCheck(tx, status.caseId)
        await audit.record(tx, {
          event: 'case.status-removed',
          clientId,
          recordId: status.caseId,
          details: {
            receiptNumber,
            status: shortened(status.text),
            statusOn: status.statusOn,
            checkedOn: status.checkedOn,
            source: status.source
          }
        })
        return detail(tx, status.caseId)
      })
      emit('clients.changed', { clientId: found.clientId })
      return found
    }
  }
}

/** The beginning of a status for the audit row; the whole text stands with the case. */
const shortened = (text: string): string => (text.length > 200 ? `${text.slice(0, 199)}…` : text)

function columnsOf(fields: CaseFields) {
  return {
    receipt_number: fields.receiptNumber,
    number_kind: fields.numberKind,
    form: fields.form,
    office: fields.office,
    filed_on: fields.filedOn,
    tracking_number: fields.trackingNumber,
    received_on: fields.receivedOn,
    notice_on: fields.noticeOn,
    priority_on: fields.priorityOn,
    decided_on: fields.decidedOn,
    note: fields.note,
    matter_id: fields.matterId
  }
}

/** What imports do with cases. */
export const caseImport = (deps: Omit<CaseImportDeps, 'repository'>) => createCaseImport({ ...deps, repository })
