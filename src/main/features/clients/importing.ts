import type { Client, ClientKind } from '#contract'
import type { ReadableDb, WritableDb } from '../../db/handles.ts'
import type { Clock } from '../../ports.ts'
import type { Undoer } from '../imports/journal.ts'
import type { ClientFields as ImportedFields } from '../imports/subjects.ts'
import type { SearchService } from '../search/service.ts'
import type * as repositoryModule from './repository.ts'

type Repository = typeof repositoryModule

export interface ClientImportDeps {
  readonly repository: Repository
  readonly clock: Clock
  readonly search: SearchService
  readonly columnsOf: (
    fields: Omit<ImportedFields, 'externalKey'>
  ) => Parameters<Repository['setClientColumns']>[2] & { readonly name_key: string }
  readonly receiptNumbersBy: (reader: ReadableDb, clientIds: readonly string[]) => Promise<Map<string, string[]>>
  readonly clientRenamed: (tx: WritableDb, client: Client) => Promise<void>
  readonly mattersChanged: (tx: WritableDb, client: Client) => Promise<void>
}

/** Columns by which a client's accounts and matters are found and ordered. */
const foundBy = ['name', 'other_names', 'email', 'a_number', 'file_number'] as const

/** What imports do with clients: many at once, and back again. */
export function createClientImport({
  repository,
  clock,
  search,
  columnsOf,
  receiptNumbersBy,
  clientRenamed,
  mattersChanged
}: ClientImportDeps) {
  const { clientFromRow, deleteClients, findClientRows, hasBelongings, insertClients, listOwnClients, setClientColumns, updateClient } =
    repository
  type Row = Awaited<ReturnType<Repository['listOwnClients']>>[number]

  /** Search entries of these clients, receipt numbers included, in one go. */
  async function reindexAll(tx: WritableDb, ids: readonly string[]): Promise<void> {
    for (let start = 0; start < ids.length; start += 500) {
      const page = ids.slice(start, start + 500)
      const numbers = await receiptNumbersBy(tx, page)
      const rows = await findClientRows(tx, page)
      await search.indexAll(
        tx,
        rows.map((row) => ({
          ...{ kind: 'client' as const, recordId: row.id, clientId: row.id, archived: row.archived_at !== null },
          texts: [row.name, row.other_names, row.email],
          numbers: [row.a_number, row.file_number, row.phone, ...(numbers.get(row.id) ?? [])]
        }))
      )
    }
  }

  async function rowOf(reader: ReadableDb, id: string): Promise<Row | null> {
    return (await findClientRows(reader, [id]))[0] ?? null
  }

  async function tellOthers(tx: WritableDb, id: string, columns: Readonly<Record<string, unknown>>): Promise<void> {
    if (!foundBy.some((name) => name in columns)) return
    const row = await rowOf(tx, id)
    if (row === null) return
    await clientRenamed(tx, clientFromRow(row))
    await mattersChanged(tx, clientFromRow(row))
  }

  return {
    reindexAll,
    async known(reader: ReadableDb) {
      return (await listOwnClients(reader)).map((row) => ({
        id: row.id,
        isArchived: row.archived_at !== null,
        externalKey: row.external_key,
        kind: row.kind as ClientKind,
        name: row.name,
        otherNames: row.other_names,
        bornOn: row.born_on,
        email: row.email,
        phone: row.phone,
        aNumber: row.a_number,
        fileNumber: row.file_number,
        notes: row.notes
      }))
    },
    async addAll(tx: WritableDb, added: readonly (ImportedFields & { readonly id: string })[]): Promise<void> {
      const now = clock.now()
      await insertClients(
        tx,
        added.map(({ id, externalKey, ...fields }) => ({
          ...(columnsOf(fields) as Row),
          ...{ id, external_key: externalKey, born_on: fields.bornOn },
          ...{ is_sample: 0, archived_at: null, created_at: now, updated_at: now, revision: 1 }
        }))
      )
    },
    /** Answers the columns that changed, before and after, with what tells whether somebody works on it later. */
    async change(tx: WritableDb, id: string, { externalKey, ...fields }: ImportedFields) {
      const before = await rowOf(tx, id)
      if (before === null) throw new Error('a client that was planned is gone')
      const wanted: Readonly<Record<string, unknown>> = { ...columnsOf(fields), external_key: externalKey }
      const changed = Object.keys(wanted).filter((name) => wanted[name] !== before[name as keyof Row])
      await updateClient(tx, id, Object.fromEntries(changed.map((name) => [name, wanted[name]])), clock.now())
      const after = (await rowOf(tx, id)) as Row
      const names = [...changed, 'updated_at', 'revision'] as (keyof Row)[]
      await tellOthers(tx, id, Object.fromEntries(changed.map((name) => [name, true])))
      return { before: picked(before, names), after: picked(after, names) }
    },
    /** `kept`: changed since, or something belongs to it by now. */
    undoer(): Undoer {
      const touched = new Set<string>()
      return {
        async remove(tx, id, after) {
          const row = await rowOf(tx, id)
          if (row === null) return 'undone'
          if (Number(row.revision) !== after['revision'] || (await hasBelongings(tx, id))) {
            touched.add(id)
            return 'kept'
          }
          await search.remove(tx, [id])
          await deleteClients(tx, [id])
          return 'undone'
        },
        async restore(tx, id, before, after) {
          const row = await rowOf(tx, id)
          if (row === null || Number(row.revision) !== after['revision']) return 'kept'
          await setClientColumns(tx, id, before)
          await tellOthers(tx, id, before)
          touched.add(id)
          return 'undone'
        },
        settle: (tx) => reindexAll(tx, [...touched])
      }
    }
  }
}

/** PostgreSQL gives whole numbers as text. */
function picked<Row extends object>(row: Row, names: readonly (keyof Row)[]): Record<string, unknown> {
  return Object.fromEntries(
    names.map((name) => [name, typeof name === 'string' && /_at$|^revision$/.test(name) ? numberOf(row[name]) : row[name]])
  )
}

const numberOf = (value: unknown): unknown => (value === null || value === undefined ? null : Number(value))
