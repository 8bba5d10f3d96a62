import type { Case, Client, Parsed } from '#contract'
import type { FirmDb, ReadableDb, WritableDb } from '../../db/handles.ts'
import { AppError } from '../../errors.ts'
import type { Emit } from '../../events.ts'
import type { NewId } from '../../ids.ts'
import type { Clock } from '../../ports.ts'
import type { AuditService } from '../audit/service.ts'
import { deleteCase, findCase, insertCase, listCasesOf, updateCase } from './repository.ts'

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
}

export type CasesService = ReturnType<typeof createCasesService>

export function createCasesService({ db, clock, newId, emit, audit, clients }: CasesDeps) {
  async function require(reader: ReadableDb, id: string): Promise<Case> {
    const found = await findCase(reader, id)
    if (found === null) throw new AppError('record.not-found', { kind: 'case' })
    return found
  }

  async function addTo(tx: WritableDb, input: Parsed<'cases.add'>): Promise<Case> {
    const client = await clients().require(tx, input.clientId)
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
      updated_at: now
    })
    await clients().reindex(tx, client)
    return require(tx, id)
  }

  return {
    require,
    addTo,
    listOf: (reader: ReadableDb, clientId: string): Promise<Case[]> => listCasesOf(reader, clientId),
    receiptNumbersOf: async (reader: ReadableDb, clientId: string): Promise<string[]> =>
      (await listCasesOf(reader, clientId)).map((one) => one.receiptNumber),

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
      emit('clients.changed', { clientId: added.clientId })
      return added
    },

    async update({ id, ...fields }: Parsed<'cases.update'>): Promise<Case> {
      const changed = await db.write(async (tx) => {
        const before = await require(tx, id)
        await clients().requireActive(tx, before.clientId)
        await updateCase(tx, id, {
          receipt_number: fields.receiptNumber,
          form: fields.form,
          received_on: fields.receivedOn,
          note: fields.note,
          updated_at: clock.now()
        })
        await clients().reindex(tx, await clients().require(tx, before.clientId))
        const after = await require(tx, id)
        await audit.record(tx, {
          event: 'case.changed',
          clientId: after.clientId,
          recordId: id,
          details: { receiptNumber: after.receiptNumber }
        })
        return after
      })
      emit('clients.changed', { clientId: changed.clientId })
      return changed
    },

    async remove({ id }: Parsed<'cases.remove'>): Promise<Record<string, never>> {
      const removed = await db.write(async (tx) => {
        const before = await require(tx, id)
        await clients().requireActive(tx, before.clientId)
        await deleteCase(tx, id)
        await clients().reindex(tx, await clients().require(tx, before.clientId))
        await audit.record(tx, {
          event: 'case.removed',
          clientId: before.clientId,
          recordId: id,
          details: { receiptNumber: before.receiptNumber, form: before.form }
        })
        return before
      })
      emit('clients.changed', { clientId: removed.clientId })
      return {}
    }
  }
}
