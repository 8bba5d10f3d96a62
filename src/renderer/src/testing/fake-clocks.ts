import type { AccessCode, Draft, Passcode, SignIn } from '#contract'
import { type Emit, type Handlers, refuse } from './fake-answer.ts'
import { type FakeFirm, fakeId, isoDate } from './fake-firm.ts'

const dayMs = 86_400_000

/** Passcodes, drafts and sign-ins. Each kind has a few in the first accounts of the firm; the statuses follow their dates. */
export function clockHandlers(firm: FakeFirm, now: () => number, emit: Emit) {
  const changed = (accountId: string) => emit('accounts.changed', { accountId, clientId: null })
  const daysLeft = (expiresOn: string) => Math.round((Date.parse(expiresOn) - Date.parse(isoDate(now(), 0))) / dayMs)
  const placeOf = (accountId: string) => {
    const account = firm.accounts.find(({ id }) => id === accountId) ?? refuse('record.not-found', { kind: 'account' })
    return { portalName: account.portalName, username: account.username }
  }
  const clientName = (id: string | null): string => firm.clients.find((client) => client.id === id)?.name ?? ''
  return {
    ...passcodeHandlers({ firm, now, changed, daysLeft, placeOf, clientName }),
    ...draftHandlers({ firm, now, changed, daysLeft, placeOf, clientName }),
    ...signInHandlers(firm, now, daysLeft),
    'accessCodes.updateLink': ({ id, ...link }) => {
      const code = firm.accessCodes.find((one) => one.id === id) ?? refuse('record.not-found', { kind: 'access-code' })
      const next: AccessCode = { ...code, link: { ...link, intoUsername: placeOf(link.intoAccountId).username } }
      firm.accessCodes = firm.accessCodes.map((one) => (one.id === id ? next : one))
      changed(code.accountId)
      return next
    }
  } satisfies Partial<Handlers>
}

interface Fakes {
  readonly firm: FakeFirm
  readonly now: () => number
  readonly changed: (accountId: string) => void
  readonly daysLeft: (expiresOn: string) => number
  readonly placeOf: (accountId: string) => { portalName: string; username: string }
  readonly clientName: (id: string | null) => string
}

function passcodeHandlers({ firm, now, changed, daysLeft, placeOf, clientName }: Fakes) {
  let passcodes: Passcode[] = []
  const statusOf = (left: number) => (left < 0 ? 'expired' : left <= 7 ? 'expiring' : 'waiting')
  const keep = (next: Passcode): Passcode => {
    passcodes = [...passcodes.filter(({ id }) => id !== next.id), next]
    changed(next.accountId)
    return next
  }
  const found = (id: string) => passcodes.find((one) => one.id === id) ?? refuse('record.not-found', { kind: 'passcode' })
  const dated = (issuedOn: string, expiresOn: string | null | undefined) => {
    const until = expiresOn ?? isoDate(Date.parse(issuedOn), 30)
    return { expiresOn: until, expiryEdited: Boolean(expiresOn), daysLeft: daysLeft(until), status: statusOf(daysLeft(until)) } as const
  }
  return {
    'passcodes.list': ({ accountId }) => passcodes.filter((one) => one.accountId === accountId),
    'passcodes.record': ({ accountId, clientId, form, about = '', issuedOn, expiresOn, handedOverOn = null, handedOverHow = '', code }) =>
      keep({
        ...{ id: fakeId(8000 + passcodes.length), accountId, clientId, clientName: clientName(clientId), form, about, issuedOn },
        ...dated(issuedOn, expiresOn),
        ...{ hasValue: Boolean(code), handedOverOn, handedOverHow, answeredOn: null, replacedAt: null },
        ...{ recordedAt: now(), recordedBy: 'Dana Whitfield' }
      }),
    'passcodes.update': ({ id, code, ...fields }) =>
      keep({
        ...found(id),
        ...fields,
        clientName: clientName(fields.clientId),
        ...dated(fields.issuedOn, fields.expiresOn),
        hasValue: found(id).hasValue || Boolean(code)
      }),
    'passcodes.setOutcome': ({ id, outcome, on }) =>
      keep({
        ...found(id),
        status: outcome ?? statusOf(found(id).daysLeft),
        answeredOn: outcome === null ? null : (on ?? isoDate(now(), 0))
      }),
    'passcodes.reveal': () => ({ value: 'PC-7781-KD', hideAt: now() + 30_000 }),
    'passcodes.copy': () => ({ clearsAt: now() + 30_000 }),
    'passcodes.board': ({ statuses = ['waiting', 'expiring', 'expired'], offset = 0, limit = 100 }) => {
      const rows = passcodes.filter(({ status }) => statuses.includes(status)).map((one) => ({ ...one, ...placeOf(one.accountId) }))
      return { rows: rows.slice(offset, offset + limit), total: rows.length }
    },
    'accounts.notePasswordChange': ({ id, on }) => {
      const account = firm.accounts.find((one) => one.id === id) ?? refuse('record.not-found', { kind: 'account' })
      const next = { ...account, passwordChangedOn: on }
      firm.accounts = firm.accounts.map((one) => (one.id === id ? next : one))
      changed(id)
      return next
    }
  } satisfies Partial<Handlers>
}

function draftHandlers({ now, changed, daysLeft, placeOf, clientName }: Fakes) {
  let drafts: Draft[] = []
  const statusOf = (left: number) => (left < 0 ? 'lapsed' : left <= 7 ? 'expiring' : 'open')
  const keep = (next: Draft): Draft => {
    drafts = [...drafts.filter(({ id }) => id !== next.id), next]
    changed(next.accountId)
    return next
  }
  const found = (id: string) => drafts.find((one) => one.id === id) ?? refuse('record.not-found', { kind: 'draft' })
  const dated = (editedOn: string) => {
    const expiresOn = isoDate(Date.parse(editedOn), 30)
    return {
      editedOn,
      editedBy: 'Dana Whitfield',
      expiresOn,
      daysLeft: daysLeft(expiresOn),
      status: statusOf(daysLeft(expiresOn))
    } as const
  }
  return {
    'drafts.list': ({ accountId }) => drafts.filter((one) => one.accountId === accountId),
    'drafts.record': ({ accountId, clientId, form, note = '', editedOn }) =>
      keep({
        ...{ id: fakeId(8500 + drafts.length), accountId, clientId, clientName: clientId && clientName(clientId), form, note },
        ...dated(editedOn),
        ...{ closedOn: null, recordedAt: now(), recordedBy: 'Dana Whitfield' }
      }),
    'drafts.update': ({ id, editedOn, ...fields }) => keep({ ...found(id), ...fields, ...dated(editedOn) }),
    'drafts.noteEdit': ({ id, on }) => keep({ ...found(id), ...dated(on) }),
    'drafts.setOutcome': ({ id, outcome, on }) =>
      keep({
        ...found(id),
        status: outcome ?? statusOf(found(id).daysLeft),
        closedOn: outcome === null ? null : (on ?? isoDate(now(), 0))
      }),
    'drafts.board': ({ statuses = ['open', 'expiring', 'lapsed'], offset = 0, limit = 100 }) => {
      const rows = drafts.filter(({ status }) => statuses.includes(status)).map((one) => ({ ...one, ...placeOf(one.accountId) }))
      return { rows: rows.slice(offset, offset + limit), total: rows.length }
    }
  } satisfies Partial<Handlers>
}

function signInHandlers(firm: FakeFirm, now: () => number, daysLeft: (on: string) => number) {
  const rows = (): SignIn[] =>
    firm.accounts.flatMap(({ id, clientId, clientName, portalName, username, lastSignedInOn }) => {
      if (lastSignedInOn === null) return []
      const dueOn = isoDate(Date.parse(lastSignedInOn), 60)
      const hasPassed = daysLeft(dueOn) < 0
      const steps = [{ days: 60, on: dueOn, what: 'The firm’s own reminder to sign in.', certainty: 'U' as const, hasPassed }]
      return [{ accountId: id, clientId, clientName, portalName, username, lastSignedInOn, dueOn, daysLeft: daysLeft(dueOn), steps }]
    })
  return {
    'signIns.calendar': ({ from, to }) => ({
      today: isoDate(now(), 0),
      days: [...Map.groupBy(rows(), ({ dueOn }) => dueOn)]
        .filter(([on]) => on >= from && on <= to)
        .map(([on, due]) => ({ on, count: due.length })),
      overdue: rows().filter((row) => row.daysLeft < 0).length,
      neverNoted: firm.accounts.filter(({ lastSignedInOn }) => lastSignedInOn === null).length
    }),
    'signIns.list': ({ on, offset = 0, limit = 100 }) => {
      const due = rows().filter((row) => (on === null ? row.daysLeft < 0 : row.dueOn === on))
      return { rows: due.slice(offset, offset + limit), total: due.length }
    }
  } satisfies Partial<Handlers>
}
