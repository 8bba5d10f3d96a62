import type { Case, Client, Output, Parsed } from '#contract'
import { fold } from '../../db/dialects/search-words.ts'
import type { FirmDb, ReadableDb, WritableDb } from '../../db/handles.ts'
import { AppError } from '../../errors.ts'
import type { Emit } from '../../events.ts'
import type { NewId } from '../../ids.ts'
import type { Clock } from '../../ports.ts'
import type { AuditService } from '../audit/service.ts'
import type { SearchService } from '../search/service.ts'
import { type ClientImportDeps, createClientImport } from './importing.ts'
import { aNumberKey, emailKey, nameWords } from './likeness.ts'
import * as repository from './repository.ts'
import {
  countClients,
  deleteClients,
  findClient,
  findSimilar,
  insertClient,
  listClients,
  sampleClientIds,
  updateClient
} from './repository.ts'

export interface ClientsDeps {
  readonly db: FirmDb
  readonly clock: Clock
  readonly newId: NewId
  readonly emit: Emit
  readonly audit: AuditService
  readonly search: SearchService
  readonly cases: {
    listOf(reader: ReadableDb, clientId: string): Promise<Case[]>
    receiptNumbersOf(reader: ReadableDb, clientId: string): Promise<string[]>
  }
  /** Looked up when needed: accounts depend on clients as well. */
  readonly accounts: () => {
    clientRenamed(tx: WritableDb, client: Client): Promise<void>
    archiveOf(tx: WritableDb, clientId: string): Promise<void>
    restoreOf(tx: WritableDb, clientId: string): Promise<void>
  }
  /** Matters are archived, and found, as their client is. */
  readonly matters: () => { clientChanged(tx: WritableDb, client: Client): Promise<void> }
}

const similarShown = 5

export type ClientsService = ReturnType<typeof createClientsService>

type ClientFields = Omit<Parsed<'clients.update'>, 'id'>

/** Fields by which a client's accounts are ordered and found. */
const foundBy: ReadonlySet<keyof ClientFields> = new Set(['name', 'otherNames', 'email', 'aNumber', 'fileNumber'])

export function createClientsService({ db, clock, newId, emit, audit, search, cases, accounts, matters }: ClientsDeps) {
  async function require(reader: ReadableDb, id: string): Promise<Client> {
    const client = await findClient(reader, id)
    if (client === null) throw new AppError('record.not-found', { kind: 'client' })
    return client
  }

  async function reindex(tx: WritableDb, client: Client): Promise<void> {
    await search.index(tx, {
      kind: 'client',
      recordId: client.id,
      clientId: client.id,
      archived: client.archivedAt !== null,
      texts: [client.name, client.otherNames, client.email],
      numbers: [client.aNumber, client.fileNumber, client.phone, ...(await cases.receiptNumbersOf(tx, client.id))]
    })
  }

  async function add(tx: WritableDb, fields: ClientFields, isSample: boolean): Promise<Client> {
    const now = clock.now()
    const id = newId()
    await insertClient(tx, {
      id,
      born_on: null,
      external_key: '',
      ...columnsOf(fields),
      is_sample: isSample ? 1 : 0,
      archived_at: null,
      created_at: now,
      updated_at: now,
      revision: 1
    })
    const client = await require(tx, id)
    await reindex(tx, client)
    return client
  }

  async function setArchived(id: string, archive: boolean): Promise<Client> {
    const client = await db.write(async (tx) => {
      const before = await require(tx, id)
      if ((before.archivedAt !== null) === archive) return before
      await updateClient(tx, id, { archived_at: archive ? clock.now() : null }, clock.now())
      if (archive) await accounts().archiveOf(tx, id)
      else await accounts().restoreOf(tx, id)
      const after = await require(tx, id)
      await reindex(tx, after)
      await matters().clientChanged(tx, after)
      await audit.record(tx, { event: archive ? 'client.archived' : 'client.restored', clientId: id, recordId: id })
      return after
    })
    emit('clients.changed', { clientId: id })
    emit('matters.changed', { matterId: null, clientId: id })
    emit('accounts.changed', { accountId: null, clientId: id })
    return client
  }

  return {
    require,
    /** The client, for a change to it or to what hangs on it. Throws `record.not-found`, `record.archived`. */
    async requireActive(reader: ReadableDb, id: string): Promise<Client> {
      const client = await require(reader, id)
      if (client.archivedAt !== null) throw new AppError('record.archived', { kind: 'client' })
      return client
    },
    /** A sample client that somebody works with becomes the firm's own and stays when the sample is removed. */
    async adopt(tx: WritableDb, client: Client): Promise<void> {
      if (client.isSample) await updateClient(tx, client.id, { is_sample: 0 }, clock.now())
    },
    reindex,
    add,

    async list({ query, archived, ...page }: Parsed<'clients.list'>): Promise<Output<'clients.list'>> {
      const ids = query.trim() === '' ? null : await search.find(db.read, 'client', query, { archived })
      if (ids !== null && ids.length === 0) return { rows: [], total: 0 }
      return { rows: await listClients(db.read, { archived, ids, ...page }), total: await countClients(db.read, archived, ids) }
    },

    async get({ id }: Parsed<'clients.get'>): Promise<Output<'clients.get'>> {
      return { client: await require(db.read, id), cases: await cases.listOf(db.read, id) }
    },

    async create(fields: Parsed<'clients.create'>): Promise<Client> {
      const client = await db.write(async (tx) => {
        const created = await add(tx, fields, false)
        await audit.record(tx, { event: 'client.created', clientId: created.id, recordId: created.id })
        return created
      })
      emit('clients.changed', { clientId: client.id })
      return client
    },

    async update({ id, ...fields }: Parsed<'clients.update'>): Promise<Client> {
      const client = await db.write(async (tx) => {
        const before = await require(tx, id)
        const changed = (Object.keys(fields) as (keyof ClientFields)[]).filter((name) => fields[name] !== before[name])
        if (changed.length === 0) return before
        if (before.archivedAt !== null) throw new AppError('record.archived', { kind: 'client' })
        await updateClient(tx, id, { ...columnsOf(fields), is_sample: 0 }, clock.now())
        const after = await require(tx, id)
        await reindex(tx, after)
        if (changed.some((name) => foundBy.has(name))) {
          await accounts().clientRenamed(tx, after)
          await matters().clientChanged(tx, after)
        }
        await audit.record(tx, { event: 'client.changed', clientId: id, recordId: id, details: { fields: changed } })
        return after
      })
      emit('clients.changed', { clientId: id })
      emit('accounts.changed', { accountId: null, clientId: id })
      return client
    },

    similar: ({ name, email, aNumber, exceptId }: Parsed<'clients.similar'>): Promise<Output<'clients.similar'>> =>
      findSimilar(db.read, { name: nameWords(name), email: emailKey(email), 'a-number': aNumberKey(aNumber) }, exceptId, similarShown),

    archive: ({ id }: Parsed<'clients.archive'>) => setArchived(id, true),
    restore: ({ id }: Parsed<'clients.restore'>) => setArchived(id, false),

    count: async (): Promise<number> => (await countClients(db.read, false, null)) + (await countClients(db.read, true, null)),
    sampleIds: (reader: ReadableDb): Promise<string[]> => sampleClientIds(reader),

    /** Only for sample clients: a real client is archived, never removed. */
    async removeSample(tx: WritableDb, ids: readonly string[]): Promise<void> {
      await search.remove(tx, ids)
      await deleteClients(tx, ids)
    }
  }
}

/** The columns of these fields, with those by which clients are found and ordered. */
export function columnsOf(fields: ClientFields) {
  return {
    kind: fields.kind,
    name: fields.name,
    name_key: fold(fields.name),
    name_words: nameWords(fields.name),
    other_names: fields.otherNames,
    email: fields.email,
    email_key: emailKey(fields.email),
    phone: fields.phone,
    a_number: fields.aNumber,
    a_number_key: aNumberKey(fields.aNumber),
    file_number: fields.fileNumber,
    notes: fields.notes,
    ...(fields.bornOn === undefined ? {} : { born_on: fields.bornOn })
  }
}

/** What imports do with clients. */
export const clientImport = (deps: Omit<ClientImportDeps, 'repository' | 'columnsOf'>) =>
  createClientImport({ ...deps, repository, columnsOf })
