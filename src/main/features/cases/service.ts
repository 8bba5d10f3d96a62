import type { Case, Client, Output, Parsed } from '#contract'
import type { FirmDb, ReadableDb, WritableDb } from '../../db/handles.ts'
import { AppError } from '../../errors.ts'
import type { Emit } from '../../events.ts'
import type { NewId } from '../../ids.ts'
import type { Clock } from '../../ports.ts'
import type { AuditService } from '../audit/service.ts'
import { deleteCase, findCase, insertCase, listCasesOf, listCasesOfMatter, updateCase } from './repository.ts'

export interface CasesDeps {
  readonly db: FirmDb
  readonly clock: Clock
  readonly newId: NewId
  readonly emit: Emit
  readonly audit: AuditService
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

export function createCasesService({ db, clock, newId, emit, audit, clients, matters, representatives }: CasesDeps) {
  async function require(reader: ReadableDb, id: string): Promise<Case> {
    const found = await findCase(reader, id)
    if (found === null) throw new AppError('record.not-found', { kind: 'case' })
    return found
  }

  async function addTo(tx: WritableDb, input: Parsed<'cases.add'>): Promise<Case> {
    const client = await clients().require(tx, input.clientId)
    if (input.matterId !== null) await matters().requireOf(tx, input.matterId, client.id)
    const now = clock.now()
    const id = newId()
    await insertCase(tx, {
      id,
      client_id: client.id,
      receipt_number: input.receiptNumber,
      form: input.form,
      received_on: input.receivedOn,
      note: input.note,
      created_at: now,
      updated_at: now,
      matter_id: input.matterId
    })
    await reindexAround(tx, client, [input.matterId])
    return require(tx, id)
  }

  async function reindexAround(tx: WritableDb, client: Client, matterIds: readonly (string | null)[]): Promise<void> {
    await clients().reindex(tx, client)
    for (const id of new Set(matterIds)) if (id !== null) await matters().reindexById(tx, id)
  }

  /** Lists show the cases of clients and matters. */
  function announce({ clientId }: Case, ...matterIds: (string | null)[]): void {
    emit('clients.changed', { clientId })
    for (const matterId of new Set(matterIds)) if (matterId !== null) emit('matters.changed', { matterId, clientId })
  }

  return {
    require,
    addTo,
    ofMatter: (reader: ReadableDb, matterId: string): Promise<Case[]> => listCasesOfMatter(reader, matterId),
    listOf: (reader: ReadableDb, clientId: string): Promise<Case[]> => listCasesOf(reader, clientId),
    receiptNumbersOf: async (reader: ReadableDb, clientId: string): Promise<string[]> =>
      (await listCasesOf(reader, clientId)).map((one) => one.receiptNumber),

    async get({ id }: Parsed<'cases.get'>): Promise<Output<'cases.get'>> {
      const found = await require(db.read, id)
      const { name, isSample, archivedAt } = await clients().require(db.read, found.clientId)
      const matter = found.matterId === null ? null : await matters().require(db.read, found.matterId)
      return {
        case: found,
        client: { id: found.clientId, name, isSample, archivedAt },
        matter: matter && { id: matter.id, title: matter.title, closedOn: matter.closedOn }
      }
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
        return one
      })
      announce(added, added.matterId)
      return added
    },

    async update({ id, ...fields }: Parsed<'cases.update'>): Promise<Case> {
      const { before, changed } = await db.write(async (tx) => {
        const before = await require(tx, id)
        const client = await clients().requireActive(tx, before.clientId)
        if (fields.matterId !== null) await matters().requireOf(tx, fields.matterId, before.clientId)
        await updateCase(tx, id, {
          receipt_number: fields.receiptNumber,
          form: fields.form,
          received_on: fields.receivedOn,
          note: fields.note,
          matter_id: fields.matterId,
          updated_at: clock.now()
        })
        await reindexAround(tx, client, [before.matterId, fields.matterId])
        const after = await require(tx, id)
        await audit.record(tx, {
          event: 'case.changed',
          clientId: after.clientId,
          recordId: id,
          details: { receiptNumber: after.receiptNumber }
        })
        return { before, changed: after }
      })
      announce(changed, before.matterId, changed.matterId)
      return changed
    },

    async remove({ id }: Parsed<'cases.remove'>): Promise<Record<string, never>> {
      const removed = await db.write(async (tx) => {
        const before = await require(tx, id)
        const client = await clients().requireActive(tx, before.clientId)
        await representatives().checkCaseRemoval(tx, id)
        await deleteCase(tx, id)
        await reindexAround(tx, client, [before.matterId])
        await audit.record(tx, {
          event: 'case.removed',
          clientId: before.clientId,
          recordId: id,
          details: { receiptNumber: before.receiptNumber, form: before.form }
        })
        return before
      })
      announce(removed, removed.matterId)
      return {}
    }
  }
}
