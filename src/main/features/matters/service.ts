import type { Case, Client, DeadlineKind, Matter, OpenThing, Output, Parsed, Party, Representative } from '#contract'
import { fold } from '../../db/dialects/search-words.ts'
import type { FirmDb, ReadableDb, WritableDb } from '../../db/handles.ts'
import { AppError } from '../../errors.ts'
import type { Emit } from '../../events.ts'
import type { NewId } from '../../ids.ts'
import type { Clock } from '../../ports.ts'
import type { AuditEntry, AuditService } from '../audit/service.ts'
import type { Acting } from '../members/acting.ts'
import type { SearchService } from '../search/service.ts'
import type { SettingsService } from '../settings/service.ts'
import { createMatterImport, type MatterImportDeps } from './importing.ts'
import * as repository from './repository.ts'
import {
  countMatters,
  findMatter,
  insertMatter,
  listMatters,
  listMattersOf,
  matterIdsOf,
  type StoredMatter,
  updateMatter
} from './repository.ts'
import { matterStatus } from './status.ts'

export interface MattersDeps {
  readonly db: FirmDb
  readonly clock: Clock
  readonly newId: NewId
  readonly emit: Emit
  readonly audit: AuditService
  readonly search: SearchService
  readonly settings: SettingsService
  readonly clients: {
    require(reader: ReadableDb, id: string): Promise<Client>
    requireActive(reader: ReadableDb, id: string): Promise<Client>
    adopt(tx: WritableDb, client: Client): Promise<void>
  }
  readonly acting: Acting
  readonly cases: { ofMatter(reader: ReadableDb, matterId: string): Promise<Case[]> }
  readonly members: { require(reader: ReadableDb, id: string): Promise<{ readonly leftOn: string | null }> }
  readonly deadlines: () => {
    openOfMatter(
      reader: ReadableDb,
      matterId: string
    ): Promise<{ readonly kind: DeadlineKind; readonly title: string; readonly dueOn: string }[]>
  }
  readonly parties: { ofMatter(reader: ReadableDb, matterId: string): Promise<Party[]> }
  readonly representatives: { ofMatter(reader: ReadableDb, matterId: string): Promise<Representative[]> }
}

export type MattersService = ReturnType<typeof createMattersService>

type MatterFields = Omit<Parsed<'matters.update'>, 'id'>

/** Open things an error names. */
const mostNamed = 20

const invalid = (path: string, reason: string) => new AppError('request.invalid', { issues: [{ path, reason }] })
const withStatus = (stored: StoredMatter): Matter => ({ ...stored, status: matterStatus(stored) })

/** The firm's engagements: a client has matters, a matter has cases. A matter is archived exactly as long as its client is. */
export function createMattersService(deps: MattersDeps) {
  const { db, clock, newId, emit, audit, search, settings, clients, cases, deadlines, members, parties, representatives, acting } = deps

  async function require(reader: ReadableDb, id: string): Promise<StoredMatter> {
    const matter = await findMatter(reader, id)
    if (matter === null) throw new AppError('record.not-found', { kind: 'matter' })
    return matter
  }

  async function reindex(tx: WritableDb, matter: StoredMatter, client: Client): Promise<void> {
    await search.index(tx, {
      kind: 'matter',
      recordId: matter.id,
      clientId: matter.clientId,
      archived: client.archivedAt !== null,
      texts: [matter.title, client.name, client.otherNames],
      numbers: [matter.fileNumber, client.fileNumber, ...(await cases.ofMatter(tx, matter.id)).map((one) => one.receiptNumber)]
    })
  }

  /** No day in the future, none before the opening; those responsible work here, unless they were responsible before. */
  async function checkFields(tx: WritableDb, fields: MatterFields, before: StoredMatter | null): Promise<void> {
    if (fields.openedOn !== null && fields.openedOn > settings.today()) throw invalid('openedOn', 'lies in the future')
    if (fields.openedOn !== null && before?.closedOn != null && fields.openedOn > before.closedOn) {
      throw invalid('openedOn', 'lies after the day on which the matter was closed')
    }
    for (const [path, id, known] of [
      ['attorneyId', fields.attorneyId, before?.attorney?.id],
      ['paralegalId', fields.paralegalId, before?.paralegal?.id]
    ] as const) {
      if (id === null || id === known) continue
      if ((await members.require(tx, id)).leftOn !== null) throw invalid(path, 'has left the firm')
    }
  }

  /** Adds a matter to a client, without its audit row. */
  async function addTo(tx: WritableDb, client: Client, fields: MatterFields): Promise<StoredMatter> {
    await checkFields(tx, fields, null)
    const now = clock.now()
    const id = newId()
    await insertMatter(tx, {
      id,
      client_id: client.id,
      ...columnsOf(fields),
      external_key: '',
      closed_on: null,
      retain_until: null,
      held_at: null,
      held_by: null,
      hold_reason: null,
      created_at: now,
      updated_at: now,
      revision: 1
    })
    const matter = await require(tx, id)
    await reindex(tx, matter, client)
    return matter
  }

  async function openThingsOf(reader: ReadableDb, matterId: string): Promise<OpenThing[]> {
    const filings = await cases.ofMatter(reader, matterId)
    const receiptOf = new Map(filings.map((one) => [one.id, one.receiptNumber]))
    return [
      ...filings
        .filter((one) => one.decidedOn === null)
        .map((one): OpenThing => ({ kind: 'case', name: [one.receiptNumber, one.form].filter(Boolean).join(' '), dueOn: null })),
      ...(await representatives.ofMatter(reader, matterId))
        .filter((one) => one.status === 'in-effect')
        .map((one): OpenThing => ({ kind: 'representative', name: `${one.name}, ${receiptOf.get(one.caseId) ?? ''}`, dueOn: null })),
      ...(await deadlines().openOfMatter(reader, matterId)).map(({ kind, title, dueOn }): OpenThing => ({ kind, name: title, dueOn }))
    ]
  }

  /** Changes a matter of a client in use; `work` answers its audit row, or null when nothing changes. */
  async function change(
    id: string,
    work: (tx: WritableDb, matter: StoredMatter, client: Client) => Promise<Pick<AuditEntry, 'event' | 'details'> | null>
  ): Promise<Matter> {
    const matter = await db.write(async (tx) => {
      const before = await require(tx, id)
      const client = await clients.requireActive(tx, before.clientId)
      const entry = await work(tx, before, client)
      if (entry === null) return before
      await clients.adopt(tx, client)
      const after = await require(tx, id)
      await audit.record(tx, {
        event: entry.event,
        clientId: client.id,
        recordId: id,
        details: { title: after.title, ...entry.details }
      })
      return after
    })
    emit('matters.changed', { matterId: id, clientId: matter.clientId })
    return withStatus(matter)
  }

  return {
    require,
    addTo,
    openThingsOf,
    closeIn: (tx: WritableDb, id: string, on: string): Promise<void> => updateMatter(tx, id, { closed_on: on }, clock.now()),
    /** Throws when the matter is not that client's. */
    async requireOf(reader: ReadableDb, id: string, clientId: string): Promise<void> {
      if ((await require(reader, id)).clientId !== clientId) throw new AppError('matters.other-client', {})
    },
    closedOn: async (reader: ReadableDb, id: string): Promise<string | null> => (await require(reader, id)).closedOn,
    async reindexById(tx: WritableDb, id: string): Promise<void> {
      const matter = await require(tx, id)
      await reindex(tx, matter, await clients.require(tx, matter.clientId))
    },
    /** Keeps the search entries of a client's matters in step with its names, and with whether it is archived. */
    async clientChanged(tx: WritableDb, client: Client): Promise<void> {
      for (const matter of await listMattersOf(tx, client.id)) await reindex(tx, matter, client)
    },

    async list({ query, clientId, statuses, ...page }: Parsed<'matters.list'>): Promise<Output<'matters.list'>> {
      const archived = clientId !== null && (await clients.require(db.read, clientId)).archivedAt !== null
      const ids = query.trim() === '' ? null : await search.find(db.read, 'matter', query, { archived, clientId })
      if (ids !== null && ids.length === 0) return { rows: [], total: 0 }
      const rows = await listMatters(db.read, { clientId, statuses, ids, ...page })
      return {
        rows: rows.map((row) => {
          const { notes: _n, retainUntil: _r, hold: _h, createdAt: _c, updatedAt: _u, revision: _v, ...summary } = withStatus(row)
          return summary
        }),
        total: await countMatters(db.read, { clientId, statuses, ids })
      }
    },

    async get({ id }: Parsed<'matters.get'>): Promise<Output<'matters.get'>> {
      const matter = withStatus(await require(db.read, id))
      return {
        matter,
        cases: await cases.ofMatter(db.read, id),
        parties: await parties.ofMatter(db.read, id),
        representatives: await representatives.ofMatter(db.read, id),
        openThings: matter.status === 'closed' ? [] : await openThingsOf(db.read, id)
      }
    },

    async create({ clientId, ...fields }: Parsed<'matters.create'>): Promise<Matter> {
      const matter = await db.write(async (tx) => {
        const client = await clients.requireActive(tx, clientId)
        const created = await addTo(tx, client, fields)
        await clients.adopt(tx, client)
        await audit.record(tx, { event: 'matter.created', clientId, recordId: created.id, details: { title: created.title } })
        return require(tx, created.id)
      })
      emit('matters.changed', { matterId: matter.id, clientId })
      return withStatus(matter)
    },

    update: ({ id, ...fields }: Parsed<'matters.update'>): Promise<Matter> =>
      change(id, async (tx, before, client) => {
        const known: MatterFields = {
          title: before.title,
          fileNumber: before.fileNumber,
          openedOn: before.openedOn,
          attorneyId: before.attorney?.id ?? null,
          paralegalId: before.paralegal?.id ?? null,
          notes: before.notes
        }
        const changed = (Object.keys(known) as (keyof MatterFields)[]).filter((name) => fields[name] !== known[name])
        if (changed.length === 0) return null
        await checkFields(tx, fields, before)
        await updateMatter(tx, id, columnsOf(fields), clock.now())
        await reindex(tx, await require(tx, id), client)
        return { event: 'matter.changed', details: { fields: changed } }
      }),

    close: ({ id, on, leaveOpen }: Parsed<'matters.close'>): Promise<Matter> =>
      change(id, async (tx, before) => {
        if (before.closedOn !== null) throw new AppError('matters.already-closed', { closedOn: before.closedOn })
        if (on > settings.today()) throw invalid('on', 'lies in the future')
        if (before.openedOn !== null && on < before.openedOn) throw invalid('on', 'lies before the day on which the matter was opened')
        const things = await openThingsOf(tx, id)
        if (things.length > 0 && !leaveOpen) {
          throw new AppError('matters.open-things', { things: things.slice(0, mostNamed), more: Math.max(0, things.length - mostNamed) })
        }
        await updateMatter(tx, id, { closed_on: on }, clock.now())
        return { event: 'matter.closed', details: { on, leftOpen: things.length } }
      }),

    reopen: ({ id }: Parsed<'matters.reopen'>): Promise<Matter> =>
      change(id, async (tx, before) => {
        if (before.closedOn === null) throw new AppError('matters.not-closed', {})
        await updateMatter(tx, id, { closed_on: null }, clock.now())
        return { event: 'matter.reopened', details: { before: before.closedOn } }
      }),

    async setRetention({ id, retainUntil, holdReason }: Parsed<'matters.setRetention'>): Promise<Matter> {
      const matter = await db.write(async (tx) => {
        const before = await require(tx, id)
        const about = { clientId: before.clientId, recordId: id }
        const now = clock.now()
        if (retainUntil !== before.retainUntil) {
          const details = { title: before.title, before: before.retainUntil, after: retainUntil }
          await audit.record(tx, { event: 'matter.retention-changed', ...about, details })
          await updateMatter(tx, id, { retain_until: retainUntil }, now)
        }
        if (holdReason === null && before.hold !== null) {
          await audit.record(tx, { event: 'matter.hold-lifted', ...about, details: { title: before.title, reason: before.hold.reason } })
          await updateMatter(tx, id, { held_at: null, held_by: null, hold_reason: null }, now)
        }
        if (holdReason !== null && holdReason !== before.hold?.reason) {
          await audit.record(tx, { event: 'matter.held', ...about, details: { title: before.title, reason: holdReason } })
          const since = before.hold?.at ?? now
          await updateMatter(tx, id, { held_at: since, held_by: acting.name(), hold_reason: holdReason }, now)
        }
        return require(tx, id)
      })
      emit('matters.changed', { matterId: id, clientId: matter.clientId })
      return withStatus(matter)
    },

    /** Takes the search entries of these clients' matters away; the rows go with their clients. */
    async forgetOf(tx: WritableDb, clientIds: readonly string[]): Promise<void> {
      if (clientIds.length > 0) await search.remove(tx, await matterIdsOf(tx, clientIds))
    }
  }
}

function columnsOf(fields: MatterFields) {
  return {
    title: fields.title,
    title_key: fold(fields.title),
    file_number: fields.fileNumber,
    opened_on: fields.openedOn,
    attorney_id: fields.attorneyId,
    paralegal_id: fields.paralegalId,
    notes: fields.notes
  }
}

/** What imports do with matters. */
export const matterImport = (deps: Omit<MatterImportDeps, 'repository'>) => createMatterImport({ ...deps, repository })
