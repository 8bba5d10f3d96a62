import type { ReadableDb, WritableDb } from '../../db/handles.ts'
import type { NewId } from '../../ids.ts'
import type { Clock } from '../../ports.ts'
import type { Undoer } from '../imports/journal.ts'
import type { CaseFields as ImportedFields } from '../imports/subjects.ts'
import type { Acting } from '../members/acting.ts'
import type * as repositoryModule from './repository.ts'

type Repository = typeof repositoryModule

export interface CaseImportDeps {
  readonly repository: Repository
  readonly clock: Clock
  readonly newId: NewId
  readonly acting: Acting
  /** Search entries of what the cases of an undone import belonged to, where it is still there. */
  readonly reindexClients: (tx: WritableDb, clientIds: readonly string[]) => Promise<void>
  readonly reindexMatters: (tx: WritableDb, matterIds: readonly string[]) => Promise<void>
}

type Row = NonNullable<Awaited<ReturnType<Repository['findCaseRow']>>>
interface NewStatus {
  readonly text: string
  readonly on: string
}

/** What imports do with cases: many at once, and back again. */
export function createCaseImport({ repository, clock, newId, acting, reindexClients, reindexMatters }: CaseImportDeps) {
  const {
    countOfCase,
    deleteCase,
    deleteStatus,
    findCaseRow,
    followLatestCheck,
    insertCases,
    insertStatus,
    isNamedElsewhere,
    listOwnCases,
    receiptNumbersBy,
    statusesOfCases,
    updateCase
  } = repository
  const columnsOf = (fields: ImportedFields) => ({
    receipt_number: fields.receiptNumber,
    form: fields.form,
    office: fields.office,
    filed_on: fields.filedOn,
    received_on: fields.receivedOn,
    notice_on: fields.noticeOn,
    priority_on: fields.priorityOn,
    decided_on: fields.decidedOn,
    note: fields.note
  })

  async function rowOf(reader: ReadableDb, id: string): Promise<Row | null> {
    const row = await findCaseRow(reader, id)
    return row === null ? null : { ...row, created_at: Number(row.created_at), updated_at: Number(row.updated_at) }
  }

  /** A status of a file was looked up on the day it gives; nobody knows a later one. */
  async function addStatuses(tx: WritableDb, caseId: string, statuses: readonly NewStatus[]): Promise<string[]> {
    const ids: string[] = []
    for (const { text, on } of statuses) {
      const id = newId()
      ids.push(id)
      const checked = { text, statusOn: on, checkedOn: on, checkedBy: acting.name(), source: 'other' as const, recordedAt: clock.now() }
      await insertStatus(tx, { id, caseId, ...checked })
    }
    if (ids.length > 0) await followLatestCheck(tx, caseId)
    return ids
  }

  return {
    known: (reader: ReadableDb) => listOwnCases(reader),
    statusesOf: async (reader: ReadableDb, caseIds: readonly string[]) =>
      (await statusesOfCases(reader, caseIds)).map(({ caseId, text, statusOn }) => ({ caseId, text, on: statusOn })),
    receiptNumbersOfClients: (reader: ReadableDb, ids: readonly string[]) => receiptNumbersBy(reader, 'client_id', ids),
    receiptNumbersOfMatters: (reader: ReadableDb, ids: readonly string[]) => receiptNumbersBy(reader, 'matter_id', ids),

    /** Answers for each what its journal keeps. */
    async addAll(
      tx: WritableDb,
      added: readonly {
        readonly id: string
        readonly clientId: string
        readonly matterId: string | null
        readonly fields: ImportedFields
        readonly statuses: readonly NewStatus[]
      }[]
    ): Promise<Record<string, unknown>[]> {
      const now = clock.now()
      await insertCases(
        tx,
        added.map(({ id, clientId, matterId, fields }) => ({
          ...{ id, client_id: clientId, matter_id: matterId, ...columnsOf(fields), number_kind: 'receipt', tracking_number: '' },
          ...{ last_checked_on: null, created_at: now, updated_at: now }
        }))
      )
      for (const { id, statuses } of added) await addStatuses(tx, id, statuses)
      return added.map(({ matterId, fields, statuses }) => ({
        ...{ ...columnsOf(fields), matter_id: matterId, updated_at: now },
        statuses: statuses.length
      }))
    },
    async change(tx: WritableDb, id: string, fields: ImportedFields, matterId: string | null, statuses: readonly NewStatus[]) {
      const before = await rowOf(tx, id)
      if (before === null) throw new Error('a case that was planned is gone')
      const wanted: Readonly<Record<string, unknown>> = { ...columnsOf(fields), ...(matterId === null ? {} : { matter_id: matterId }) }
      const changed = Object.keys(wanted).filter((name) => wanted[name] !== before[name as keyof Row])
      await updateCase(tx, id, { ...Object.fromEntries(changed.map((name) => [name, wanted[name]])), updated_at: clock.now() })
      const added = await addStatuses(tx, id, statuses)
      const after = (await rowOf(tx, id)) as Row
      const of = (row: Row) =>
        Object.fromEntries([...changed, 'updated_at', 'last_checked_on'].map((name) => [name, row[name as keyof Row]]))
      return { before: { ...of(before), added: [] }, after: { ...of(after), added } }
    },
    /** `kept`: changed since, or a check, party, G-28, deadline or used code hangs on it. */
    undoer(): Undoer {
      const clients = new Set<string>()
      const matters = new Set<string>()
      const isAsLeft = (row: Row, after: Readonly<Record<string, unknown>>): boolean =>
        Object.entries(after).every(([name, value]) => name === 'statuses' || name === 'added' || row[name as keyof Row] === value)
      const touch = ({ client_id, matter_id }: Row): void => {
        clients.add(client_id)
        if (matter_id !== null) matters.add(matter_id)
      }
      return {
        async remove(tx, id, after) {
          const row = await rowOf(tx, id)
          if (row === null) return 'undone'
          const { representatives, parties, checks } = await countOfCase(tx, id)
          const isUsed = representatives > 0 || parties > 0 || checks !== (after['statuses'] ?? 0) || (await isNamedElsewhere(tx, id))
          if (isUsed || !isAsLeft(row, after)) return 'kept'
          await deleteCase(tx, id)
          touch(row)
          return 'undone'
        },
        async restore(tx, id, before, after) {
          const row = await rowOf(tx, id)
          if (row === null || !isAsLeft(row, after)) return 'kept'
          for (const status of after['added'] as readonly string[]) await deleteStatus(tx, status)
          const { added: _, ...columns } = before
          await updateCase(tx, id, columns)
          touch(row)
          return 'undone'
        },
        async settle(tx) {
          await reindexClients(tx, [...clients])
          await reindexMatters(tx, [...matters])
        }
      }
    }
  }
}
