import type { ReadableDb, WritableDb } from '../../db/handles.ts'
import type { Clock } from '../../ports.ts'
import type { Undoer } from '../imports/journal.ts'
import type { MatterFields as ImportedFields } from '../imports/subjects.ts'
import type { SearchService } from '../search/service.ts'
import type * as repositoryModule from './repository.ts'

type Repository = typeof repositoryModule

export interface MatterImportDeps {
  readonly repository: Repository
  readonly clock: Clock
  readonly search: SearchService
  readonly titleKey: (title: string) => string
  readonly receiptNumbersBy: (reader: ReadableDb, matterIds: readonly string[]) => Promise<Map<string, string[]>>
}

/** What imports do with matters: many at once, and back again. */
export function createMatterImport({ repository, clock, search, titleKey, receiptNumbersBy }: MatterImportDeps) {
  const { deleteMatter, findMatterRow, findMattersWithClients, insertMatters, isInUse, listOwnMatters, setMatterColumns, updateMatter } =
    repository
  type Row = Awaited<ReturnType<Repository['listOwnMatters']>>[number]
  const columnsOf = ({ externalKey, title, fileNumber, openedOn, closedOn, notes }: ImportedFields) => ({
    ...{
      external_key: externalKey,
      title,
      title_key: titleKey(title),
      file_number: fileNumber,
      opened_on: openedOn,
      closed_on: closedOn,
      notes
    }
  })
  async function rowOf(reader: ReadableDb, id: string): Promise<Row> {
    const row = await findMatterRow(reader, id)
    if (row === null) throw new Error('a matter that was planned is gone')
    return { ...row, created_at: Number(row.created_at), updated_at: Number(row.updated_at), revision: Number(row.revision) }
  }

  /** Search entries of these matters, in one go; of those that are gone there are none. */
  async function reindexAll(tx: WritableDb, ids: readonly string[]): Promise<void> {
    for (let start = 0; start < ids.length; start += 500) {
      const page = ids.slice(start, start + 500)
      const numbers = await receiptNumbersBy(tx, page)
      const rows = await findMattersWithClients(tx, page)
      await search.indexAll(
        tx,
        rows.map((row) => ({
          ...{ kind: 'matter' as const, recordId: row.id, clientId: row.client_id, archived: row.archived_at !== null },
          texts: [row.title, row.client_name, row.client_other_names],
          numbers: [row.file_number, row.client_file_number, ...(numbers.get(row.id) ?? [])]
        }))
      )
    }
  }

  return {
    reindexAll,
    async known(reader: ReadableDb) {
      return (await listOwnMatters(reader)).map((row) => ({
        id: row.id,
        clientId: row.client_id,
        externalKey: row.external_key,
        title: row.title,
        fileNumber: row.file_number,
        openedOn: row.opened_on,
        closedOn: row.closed_on,
        notes: row.notes
      }))
    },
    async addAll(
      tx: WritableDb,
      added: readonly { readonly id: string; readonly clientId: string; readonly fields: ImportedFields }[]
    ): Promise<void> {
      const now = clock.now()
      await insertMatters(
        tx,
        added.map(({ id, clientId, fields }) => ({
          ...{ id, client_id: clientId, ...columnsOf(fields), attorney_id: null, paralegal_id: null },
          ...{ retain_until: null, held_at: null, held_by: null, hold_reason: null },
          ...{ created_at: now, updated_at: now, revision: 1 }
        }))
      )
    },
    async change(tx: WritableDb, id: string, fields: ImportedFields) {
      const before = await rowOf(tx, id)
      const wanted: Readonly<Record<string, unknown>> = columnsOf(fields)
      const changed = Object.keys(wanted).filter((name) => wanted[name] !== before[name as keyof Row])
      await updateMatter(tx, id, Object.fromEntries(changed.map((name) => [name, wanted[name]])), clock.now())
      const after = await rowOf(tx, id)
      const of = (row: Row) => Object.fromEntries([...changed, 'updated_at', 'revision'].map((name) => [name, row[name as keyof Row]]))
      return { before: of(before), after: of(after) }
    },
    /** `kept`: changed since, or a case or deadline stands in it. */
    undoer(): Undoer {
      const touched = new Set<string>()
      return {
        async remove(tx, id, after) {
          const row = await findMatterRow(tx, id)
          if (row === null) return 'undone'
          if (Number(row.revision) !== after['revision'] || (await isInUse(tx, id))) {
            touched.add(id)
            return 'kept'
          }
          await search.remove(tx, [id])
          await deleteMatter(tx, id)
          return 'undone'
        },
        async restore(tx, id, before, after) {
          const row = await findMatterRow(tx, id)
          if (row === null || Number(row.revision) !== after['revision']) return 'kept'
          await setMatterColumns(tx, id, before)
          touched.add(id)
          return 'undone'
        },
        settle: (tx) => reindexAll(tx, [...touched])
      }
    }
  }
}
