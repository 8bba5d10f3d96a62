import type { Case, CaseStatus, DuplicateKind } from '#contract'
import { type Emit, type Handlers, refuse } from './fake-answer.ts'
import { type FakeFirm, fakeId, isoDate } from './fake-firm.ts'

const noDuplicates: Record<DuplicateKind, number> = { 'case-number': 0, 'a-number': 0, email: 0, name: 0, 'account-number': 0 }

/** Cases, their checks, and duplicates, of which there are none. */
export function caseHandlers(firm: FakeFirm, now: () => number, emit: Emit) {
  const found = (id: string): Case => firm.cases.find((one) => one.id === id) ?? refuse('record.not-found', { kind: 'case' })
  const client = (id: string) => firm.clients.find((one) => one.id === id) ?? refuse('record.not-found', { kind: 'client' })
  const keep = (next: Case): Case => {
    firm.cases = [...firm.cases.filter(({ id }) => id !== next.id), next]
    emit('clients.changed', { clientId: next.clientId })
    return next
  }
  const check = (one: Case, said: Pick<CaseStatus, 'text' | 'statusOn' | 'source'>, checkedOn = isoDate(now(), 0)): Case =>
    keep({
      ...one,
      status: { id: fakeId(90_000), caseId: one.id, ...said, checkedOn, checkedBy: 'Dana Whitfield', recordedAt: now() },
      daysSinceChecked: 0,
      freshness: 'fresh'
    })
  const unsaid = {
    ...{ numberKind: 'receipt' as const, form: '', office: '', filedOn: null, trackingNumber: '', receivedOn: null, noticeOn: null },
    ...{ priorityOn: null, decidedOn: null, note: '', matterId: null }
  }
  return {
    'cases.get': ({ id }) => {
      const one = found(id)
      const { name, isSample, archivedAt } = client(one.clientId)
      const matter = firm.matters.find(({ id }) => id === one.matterId)
      return {
        case: one,
        client: { id: one.clientId, name, isSample, archivedAt },
        matter: matter === undefined ? null : { id: matter.id, title: matter.title, closedOn: matter.closedOn }
      }
    },
    'cases.add': (input) =>
      keep({
        id: fakeId(30_000 + firm.cases.length),
        ...unsaid,
        status: null,
        daysSinceChecked: null,
        freshness: 'never-checked',
        createdAt: now(),
        ...input
      } as Case),
    'cases.update': (input) => keep({ ...found(input.id), ...input } as Case),
    'cases.remove': ({ id }) => {
      const { clientId } = found(id)
      firm.cases = firm.cases.filter((one) => one.id !== id)
      emit('clients.changed', { clientId })
      return {}
    },
    'cases.list': ({ query = '', form = null, freshness = null, offset = 0, limit = 100 }) => {
      const rows = firm.cases
        .map((one) => ({ ...one, clientName: client(one.clientId).name }))
        .filter((one) => `${one.receiptNumber} ${one.clientName}`.toLowerCase().includes(query.toLowerCase()))
        .filter((one) => (form === null || one.form === form) && (freshness === null || one.freshness === freshness))
      return { rows: rows.slice(offset, offset + limit), total: rows.length }
    },
    'cases.forms': () =>
      [...Map.groupBy(firm.cases, ({ form }) => form)]
        .map(([form, cases]) => ({ form, count: cases.length }))
        .filter(({ form }) => form !== ''),
    'cases.sameNumber': ({ receiptNumber, exceptId }) =>
      firm.cases
        .filter((one) => one.receiptNumber === receiptNumber && one.id !== exceptId)
        .map(({ id, form, clientId }) => ({ id, receiptNumber, form, clientId, clientName: client(clientId).name })),
    'cases.statuses': ({ caseId }) => {
      const { status } = found(caseId)
      return { rows: status === null ? [] : [status], total: status === null ? 0 : 1 }
    },
    'cases.recordStatus': ({ caseId, text, statusOn = null, checkedOn, source }) =>
      check(found(caseId), { text, statusOn, source }, checkedOn ?? undefined),
    'cases.noteUnchanged': ({ caseId }) => {
      const one = found(caseId)
      return one.status === null ? refuse('cases.no-status', {}) : check(one, one.status)
    },
    'cases.removeStatus': () => refuse('record.not-found', { kind: 'case-status' }),
    'duplicates.list': () => ({ rows: [], total: 0, counts: noDuplicates })
  } satisfies Partial<Handlers>
}
