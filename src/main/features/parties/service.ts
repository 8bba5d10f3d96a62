import type { Case, Client, Contact, Parsed, Party } from '#contract'
import type { FirmDb, ReadableDb, WritableDb } from '../../db/handles.ts'
import { AppError } from '../../errors.ts'
import type { Emit } from '../../events.ts'
import type { NewId } from '../../ids.ts'
import type { Clock } from '../../ports.ts'
import type { AuditService } from '../audit/service.ts'
import { deleteParty, findParty, insertParty, listPartiesOf, listPartiesOfMatter } from './repository.ts'

export interface PartiesDeps {
  readonly db: FirmDb
  readonly clock: Clock
  readonly newId: NewId
  readonly emit: Emit
  readonly audit: AuditService
  readonly cases: { require(reader: ReadableDb, id: string): Promise<Pick<Case, 'clientId' | 'receiptNumber'>> }
  readonly clients: {
    requireActive(reader: ReadableDb, id: string): Promise<Client>
    adopt(tx: WritableDb, client: Client): Promise<void>
  }
  readonly contacts: {
    requireActive(reader: ReadableDb, id: string): Promise<Contact>
    adopt(tx: WritableDb, contact: Contact): Promise<void>
  }
}

export type PartiesService = ReturnType<typeof createPartiesService>

/** Who takes part in a case, and as what: each a client or a contact, several per role. */
export function createPartiesService({ db, clock, newId, emit, audit, cases, clients, contacts }: PartiesDeps) {
  /** Adds the party to a case in use, without its audit row. */
  async function addTo(tx: WritableDb, { caseId, role, clientId, contactId }: Parsed<'parties.add'>): Promise<Party> {
    const same = (await listPartiesOf(tx, caseId)).find(
      (one) => one.role === role && one.clientId === clientId && one.contactId === contactId
    )
    if (same !== undefined) throw new AppError('parties.duplicate', { name: same.name, role })
    const id = newId()
    await insertParty(tx, { id, case_id: caseId, role, client_id: clientId, contact_id: contactId, created_at: clock.now() })
    return requireParty(tx, id)
  }

  async function requireParty(reader: ReadableDb, id: string): Promise<Party> {
    const party = await findParty(reader, id)
    if (party === null) throw new AppError('record.not-found', { kind: 'party' })
    return party
  }

  return {
    addTo,
    ofMatter: (reader: ReadableDb, matterId: string): Promise<Party[]> => listPartiesOfMatter(reader, matterId),

    async list({ caseId }: Parsed<'parties.list'>): Promise<Party[]> {
      await cases.require(db.read, caseId)
      return listPartiesOf(db.read, caseId)
    },

    async add(input: Parsed<'parties.add'>): Promise<Party> {
      const { party, clientId } = await db.write(async (tx) => {
        const { clientId, receiptNumber } = await cases.require(tx, input.caseId)
        await clients.adopt(tx, await clients.requireActive(tx, clientId))
        if (input.clientId !== null) await clients.adopt(tx, await clients.requireActive(tx, input.clientId))
        if (input.contactId !== null) await contacts.adopt(tx, await contacts.requireActive(tx, input.contactId))
        const party = await addTo(tx, input)
        await audit.record(tx, {
          event: 'party.added',
          clientId,
          recordId: party.id,
          details: { role: party.role, name: party.name, receiptNumber }
        })
        return { party, clientId }
      })
      announce(party, clientId)
      return party
    },

    async remove({ id }: Parsed<'parties.remove'>): Promise<Record<string, never>> {
      const { party, clientId } = await db.write(async (tx) => {
        const party = await requireParty(tx, id)
        const { clientId, receiptNumber } = await cases.require(tx, party.caseId)
        await clients.adopt(tx, await clients.requireActive(tx, clientId))
        await deleteParty(tx, id)
        await audit.record(tx, {
          event: 'party.removed',
          clientId,
          recordId: id,
          details: { role: party.role, name: party.name, receiptNumber }
        })
        return { party, clientId }
      })
      announce(party, clientId)
      return {}
    }
  }

  function announce({ caseId, contactId }: Party, clientId: string): void {
    emit('parties.changed', { caseId, clientId })
    // Lists count the cases of a contact.
    if (contactId !== null) emit('contacts.changed', { contactId })
  }
}
