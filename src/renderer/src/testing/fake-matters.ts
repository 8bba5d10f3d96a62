import type { Contact, Matter, Party, Representative } from '#contract'
import { type Emit, type Handlers, refuse } from './fake-answer.ts'
import { type FakeFirm, fakeId } from './fake-firm.ts'

const matches = (query: string, ...texts: string[]): boolean => texts.some((text) => text.toLowerCase().includes(query.toLowerCase()))

/** Matters, contacts, and who takes part in cases. Rules of the core are followed only where a screen depends on them. */
export function matterHandlers(firm: FakeFirm, now: () => number, emit: Emit) {
  const newId = (): string =>
    fakeId(20_000 + firm.matters.length + firm.contacts.length * 100 + firm.parties.length * 10_000 + firm.representatives.length * 100_000)
  return {
    ...engagementHandlers(firm, now, emit, newId),
    ...contactHandlers(firm, now, emit, newId),
    ...partyHandlers(firm, now, emit, newId),
    ...representativeHandlers(firm, now, emit, newId)
  }
}

function engagementHandlers(firm: FakeFirm, now: () => number, emit: Emit, newId: () => string) {
  const matter = (id: string): Matter => firm.matters.find((one) => one.id === id) ?? refuse('record.not-found', { kind: 'matter' })
  const keep = (next: Matter): Matter => {
    firm.matters = [...firm.matters.filter(({ id }) => id !== next.id), next]
    emit('matters.changed', { matterId: next.id, clientId: next.clientId })
    return next
  }
  const member = (id: string | null | undefined): Matter['attorney'] => {
    const found = firm.members.find((one) => one.id === id)
    return found === undefined ? null : { id: found.id, name: found.name, hasLeft: found.leftOn !== null }
  }
  const status = (openedOn: string | null, closedOn: string | null): Matter['status'] =>
    closedOn !== null ? 'closed' : openedOn === null ? 'pending' : 'open'
  return {
    'matters.list': ({ query = '', clientId = null, statuses = [], offset = 0, limit = 100 }) => {
      const rows = firm.matters
        .filter(
          (one) =>
            (clientId === null || one.clientId === clientId) &&
            (statuses.length === 0 || statuses.includes(one.status)) &&
            matches(query, one.title, one.clientName, one.fileNumber)
        )
        .map(({ notes: _n, retainUntil: _r, hold: _h, createdAt: _c, updatedAt: _u, revision: _v, ...summary }) => summary)
      return { rows: rows.slice(offset, offset + limit), total: rows.length }
    },
    'matters.get': ({ id }) => {
      const cases = firm.cases.filter(({ matterId }) => matterId === id)
      const isOf = ({ caseId }: { readonly caseId: string }): boolean => cases.some((one) => one.id === caseId)
      return {
        matter: matter(id),
        cases,
        parties: firm.parties.filter(isOf),
        representatives: firm.representatives.filter(isOf),
        openThings: cases.map(({ receiptNumber }) => ({ kind: 'case' as const, name: receiptNumber, dueOn: null }))
      }
    },
    'matters.create': ({ clientId, title, fileNumber = '', openedOn = null, attorneyId, paralegalId, notes = '' }) =>
      keep({
        id: newId(),
        clientId,
        clientName: firm.clients.find(({ id }) => id === clientId)?.name ?? '',
        title,
        fileNumber,
        status: status(openedOn, null),
        openedOn,
        closedOn: null,
        attorney: member(attorneyId),
        paralegal: member(paralegalId),
        caseCount: 0,
        isSample: false,
        archivedAt: null,
        notes,
        retainUntil: null,
        hold: null,
        createdAt: now(),
        updatedAt: now(),
        revision: 1
      }),
    'matters.update': ({ id, attorneyId, paralegalId, ...fields }) => {
      const before = matter(id)
      return keep({
        ...before,
        ...fields,
        status: status(fields.openedOn, before.closedOn),
        attorney: member(attorneyId),
        paralegal: member(paralegalId)
      })
    },
    'matters.close': ({ id, on }) => keep({ ...matter(id), closedOn: on, status: 'closed' }),
    'matters.setRetention': ({ id, retainUntil, holdReason }) =>
      keep({ ...matter(id), retainUntil, hold: holdReason === null ? null : { at: now(), by: 'Ana Paralegal', reason: holdReason } }),
    'matters.reopen': ({ id }) => {
      const before = matter(id)
      return keep({ ...before, closedOn: null, status: status(before.openedOn, null) })
    }
  } satisfies Partial<Handlers>
}

function contactHandlers(firm: FakeFirm, now: () => number, emit: Emit, newId: () => string) {
  const contact = (id: string): Contact => firm.contacts.find((one) => one.id === id) ?? refuse('record.not-found', { kind: 'contact' })
  const keep = (next: Contact): Contact => {
    firm.contacts = [...firm.contacts.filter(({ id }) => id !== next.id), next].sort((a, b) => a.name.localeCompare(b.name))
    emit('contacts.changed', { contactId: next.id })
    return next
  }
  return {
    'contacts.list': ({ query = '', archived = false, offset = 0, limit = 100 }) => {
      const rows = firm.contacts
        .filter((one) => (one.archivedAt !== null) === archived && matches(query, one.name, one.email, one.phone))
        .map(({ note: _n, createdAt: _c, updatedAt: _u, revision: _r, ...summary }) => ({
          ...summary,
          caseCount: firm.parties.filter(({ contactId }) => contactId === summary.id).length
        }))
      return { rows: rows.slice(offset, offset + limit), total: rows.length }
    },
    'contacts.get': ({ id }) => contact(id),
    'contacts.create': ({ kind = 'person', name, email = '', phone = '', note = '' }) =>
      keep({
        ...{ id: newId(), kind, name, email, phone, note, isSample: false, archivedAt: null },
        ...{ createdAt: now(), updatedAt: now(), revision: 1 }
      }),
    'contacts.update': (input) => keep({ ...contact(input.id), ...input }),
    'contacts.archive': ({ id }) => keep({ ...contact(id), archivedAt: now() }),
    'contacts.restore': ({ id }) => keep({ ...contact(id), archivedAt: null })
  } satisfies Partial<Handlers>
}

function partyHandlers(firm: FakeFirm, now: () => number, emit: Emit, newId: () => string) {
  const clientOf = (caseId: string): string =>
    firm.cases.find(({ id }) => id === caseId)?.clientId ?? refuse('record.not-found', { kind: 'case' })
  return {
    'parties.list': ({ caseId }) => firm.parties.filter((one) => one.caseId === caseId),
    'parties.add': ({ caseId, role, clientId = null, contactId = null }) => {
      const person = firm.clients.find(({ id }) => id === clientId) ?? firm.contacts.find(({ id }) => id === contactId)
      if (person === undefined) return refuse('record.not-found', { kind: 'contact' })
      const { name, kind } = person
      const added: Party = { id: newId(), caseId, role, clientId, contactId, name, kind, isArchived: false, createdAt: now() }
      firm.parties = [...firm.parties, added]
      emit('parties.changed', { caseId, clientId: clientOf(caseId) })
      return added
    },
    'parties.remove': ({ id }) => {
      const party = firm.parties.find((one) => one.id === id) ?? refuse('record.not-found', { kind: 'party' })
      firm.parties = firm.parties.filter((one) => one !== party)
      emit('parties.changed', { caseId: party.caseId, clientId: clientOf(party.caseId) })
      return {}
    }
  } satisfies Partial<Handlers>
}

function representativeHandlers(firm: FakeFirm, now: () => number, emit: Emit, newId: () => string) {
  const found = (id: string): Representative =>
    firm.representatives.find((one) => one.id === id) ?? refuse('record.not-found', { kind: 'representative' })
  const keep = (next: Representative): Representative => {
    firm.representatives = [...firm.representatives.filter(({ id }) => id !== next.id), next]
    announce(next.caseId)
    return next
  }
  const announce = (caseId: string): void =>
    emit('representatives.changed', { caseId, clientId: firm.cases.find(({ id }) => id === caseId)?.clientId ?? '' })
  return {
    'representatives.list': ({ caseId }) => {
      const rows = firm.representatives.filter((one) => one.caseId === caseId)
      return { rows, hasAccess: rows.some(({ status }) => status === 'in-effect') }
    },
    'representatives.add': ({ caseId, kind, memberId = null, name = '', givenOn }) =>
      keep({
        ...{ id: newId(), caseId, kind, memberId, givenOn, withdrawnOn: null, status: 'in-effect', createdAt: now() },
        name: firm.members.find(({ id }) => id === memberId)?.name ?? name,
        hasLeft: false
      }),
    'representatives.withdraw': ({ id, on }) => keep({ ...found(id), withdrawnOn: on, status: 'withdrawn' }),
    'representatives.undoWithdrawal': ({ id }) => keep({ ...found(id), withdrawnOn: null, status: 'in-effect' }),
    'representatives.remove': ({ id }) => {
      const { caseId } = found(id)
      firm.representatives = firm.representatives.filter((one) => one.id !== id)
      announce(caseId)
      return {}
    }
  } satisfies Partial<Handlers>
}
