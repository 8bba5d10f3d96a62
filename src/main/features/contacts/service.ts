import type { Contact, Output, Parsed } from '#contract'
import { fold } from '../../db/dialects/search-words.ts'
import type { FirmDb, ReadableDb, WritableDb } from '../../db/handles.ts'
import { AppError } from '../../errors.ts'
import type { Emit } from '../../events.ts'
import type { NewId } from '../../ids.ts'
import type { Clock } from '../../ports.ts'
import type { AuditService } from '../audit/service.ts'
import type { SearchService } from '../search/service.ts'
import {
  countContacts,
  deleteContacts,
  findContact,
  insertContact,
  listContacts,
  unusedSampleContactIds,
  updateContact
} from './repository.ts'

export interface ContactsDeps {
  readonly db: FirmDb
  readonly clock: Clock
  readonly newId: NewId
  readonly emit: Emit
  readonly audit: AuditService
  readonly search: SearchService
}

export type ContactsService = ReturnType<typeof createContactsService>

type ContactFields = Omit<Parsed<'contacts.update'>, 'id'>

/** People and companies that take part in cases without being clients. Archived, never deleted: a case may name them. */
export function createContactsService({ db, clock, newId, emit, audit, search }: ContactsDeps) {
  async function require(reader: ReadableDb, id: string): Promise<Contact> {
    const contact = await findContact(reader, id)
    if (contact === null) throw new AppError('record.not-found', { kind: 'contact' })
    return contact
  }

  async function reindex(tx: WritableDb, contact: Contact): Promise<void> {
    await search.index(tx, {
      kind: 'contact',
      recordId: contact.id,
      clientId: null,
      archived: contact.archivedAt !== null,
      texts: [contact.name, contact.email],
      numbers: [contact.phone]
    })
  }

  async function add(tx: WritableDb, fields: ContactFields, isSample: boolean): Promise<Contact> {
    const now = clock.now()
    const id = newId()
    await insertContact(tx, {
      id,
      ...columnsOf(fields),
      is_sample: isSample ? 1 : 0,
      archived_at: null,
      created_at: now,
      updated_at: now,
      revision: 1
    })
    const contact = await require(tx, id)
    await reindex(tx, contact)
    return contact
  }

  async function setArchived(id: string, archive: boolean): Promise<Contact> {
    const contact = await db.write(async (tx) => {
      const before = await require(tx, id)
      if ((before.archivedAt !== null) === archive) return before
      await updateContact(tx, id, { archived_at: archive ? clock.now() : null }, clock.now())
      const after = await require(tx, id)
      await reindex(tx, after)
      await audit.record(tx, {
        event: archive ? 'contact.archived' : 'contact.restored',
        recordId: id,
        details: { name: after.name }
      })
      return after
    })
    emit('contacts.changed', { contactId: id })
    return contact
  }

  return {
    add,
    /** The contact, to be named in a case. Throws `record.not-found`, `record.archived`. */
    async requireActive(reader: ReadableDb, id: string): Promise<Contact> {
      const contact = await require(reader, id)
      if (contact.archivedAt !== null) throw new AppError('record.archived', { kind: 'contact' })
      return contact
    },
    /** A sample contact that somebody works with becomes the firm's own. */
    async adopt(tx: WritableDb, contact: Contact): Promise<void> {
      if (contact.isSample) await updateContact(tx, contact.id, { is_sample: 0 }, clock.now())
    },

    async list({ query, archived, ...page }: Parsed<'contacts.list'>): Promise<Output<'contacts.list'>> {
      const ids = query.trim() === '' ? null : await search.find(db.read, 'contact', query, { archived })
      if (ids !== null && ids.length === 0) return { rows: [], total: 0 }
      return { rows: await listContacts(db.read, { archived, ids, ...page }), total: await countContacts(db.read, { archived, ids }) }
    },

    get: ({ id }: Parsed<'contacts.get'>): Promise<Contact> => require(db.read, id),

    async create(fields: Parsed<'contacts.create'>): Promise<Contact> {
      const contact = await db.write(async (tx) => {
        const created = await add(tx, fields, false)
        await audit.record(tx, { event: 'contact.created', recordId: created.id, details: { name: created.name } })
        return created
      })
      emit('contacts.changed', { contactId: contact.id })
      return contact
    },

    async update({ id, ...fields }: Parsed<'contacts.update'>): Promise<Contact> {
      const contact = await db.write(async (tx) => {
        const before = await require(tx, id)
        const changed = (Object.keys(fields) as (keyof ContactFields)[]).filter((name) => fields[name] !== before[name])
        if (changed.length === 0) return before
        if (before.archivedAt !== null) throw new AppError('record.archived', { kind: 'contact' })
        await updateContact(tx, id, { ...columnsOf(fields), is_sample: 0 }, clock.now())
        const after = await require(tx, id)
        await reindex(tx, after)
        await audit.record(tx, { event: 'contact.changed', recordId: id, details: { name: after.name, fields: changed } })
        return after
      })
      emit('contacts.changed', { contactId: id })
      return contact
    },

    archive: ({ id }: Parsed<'contacts.archive'>): Promise<Contact> => setArchived(id, true),
    restore: ({ id }: Parsed<'contacts.restore'>): Promise<Contact> => setArchived(id, false),

    /** Removes sample contacts, except those that a case still names. */
    async removeSample(tx: WritableDb): Promise<void> {
      const ids = await unusedSampleContactIds(tx)
      await search.remove(tx, ids)
      await deleteContacts(tx, ids)
    }
  }
}

function columnsOf(fields: ContactFields) {
  return {
    kind: fields.kind,
    name: fields.name,
    name_key: fold(fields.name),
    email: fields.email,
    phone: fields.phone,
    note: fields.note
  }
}
