import { describe, expect, it } from 'vitest'
import type { AccountSummary, Copied, EventName, Events, Input, Output } from '#contract'
import { rowsPerPage } from '../../app/paged-list.ts'
import type { AccountsClient } from './account-room.ts'
import { createAccountsStore, sortFromColumn } from './store.ts'

type ListInput = Input<'accounts.list'>
type Listed = Output<'accounts.list'>

interface Question {
  readonly input: ListInput
  answer(listed: Listed): void
  fail(error: Error): void
}

const row = (username: string): AccountSummary => ({
  id: username,
  clientId: 'client',
  clientName: 'Garcia Lopez, Maria',
  portalId: 'uscis',
  portalName: 'USCIS',
  username,
  nickname: '',
  accountNumber: '',
  custody: 'tracked-only',
  consentOn: null,
  authenticator: { state: 'none', id: null },
  moreAuthenticators: [],
  backupCode: { status: 'none', unused: 0, total: 0 },
  accessCode: null,
  signInProvider: 'own',
  recoverability: 'unknown',
  lastSignedInOn: null,
  passwordChangedOn: null,
  archivedAt: null
})

const page = (...usernames: string[]): Listed => ({ rows: usernames.map(row), total: usernames.length })

const notAsked = () => Promise.reject(new Error('this call is not part of the test'))

/** A client whose list answers when and how the test says; every other call fails. */
function heldClient() {
  const questions: Question[] = []
  const listeners: { event: EventName; run: (payload: never) => void }[] = []
  const client: AccountsClient = {
    accounts: {
      list: (input) => new Promise((resolve, reject) => questions.push({ input, answer: resolve, fail: reject })),
      get: notAsked,
      create: notAsked,
      update: notAsked,
      archive: notAsked,
      restore: notAsked,
      noteSignIn: notAsked,
      notePasswordChange: notAsked,
      forgetSecrets: notAsked
    },
    authenticators: {
      readAddress: notAsked,
      readKey: notAsked,
      readPicture: notAsked,
      save: notAsked,
      confirm: notAsked,
      rename: notAsked,
      remove: notAsked,
      showCode: notAsked,
      copyCode: notAsked,
      checkCode: notAsked
    },
    backupCodes: {
      list: notAsked,
      read: notAsked,
      record: notAsked,
      updateSet: notAsked,
      reserve: notAsked,
      endReservation: notAsked,
      reveal: notAsked,
      copy: notAsked,
      markUsed: notAsked,
      undoUse: notAsked,
      strikeOut: notAsked,
      undoStrikeOut: notAsked,
      confirmCurrent: notAsked,
      print: notAsked,
      board: notAsked
    },
    accessCodes: {
      list: notAsked,
      record: notAsked,
      update: notAsked,
      reveal: notAsked,
      copy: notAsked,
      markUsed: notAsked,
      undoUse: notAsked,
      requestReplacement: notAsked,
      board: notAsked,
      updateLink: notAsked,
      wouldReplace: notAsked,
      undoReplacement: notAsked
    },
    passcodes: {
      list: notAsked,
      record: notAsked,
      update: notAsked,
      setOutcome: notAsked,
      reveal: notAsked,
      copy: notAsked,
      board: notAsked
    },
    drafts: { list: notAsked, record: notAsked, update: notAsked, noteEdit: notAsked, setOutcome: notAsked, board: notAsked },
    secondFactors: { list: notAsked, add: notAsked, update: notAsked, retire: notAsked },
    recovery: { of: notAsked, overview: notAsked, report: notAsked },
    paths: { list: notAsked, get: notAsked, start: notAsked, setStep: notAsked, finish: notAsked, abandon: notAsked },
    on: (event, run) => {
      listeners.push({ event, run: run as (payload: never) => void })
      return () => undefined
    }
  }
  const emit = <E extends EventName>(event: E, payload: Events[E]) => {
    for (const listener of listeners) if (listener.event === event) listener.run(payload as never)
  }
  const question = (index: number): Question => {
    const found = questions[index]
    if (!found) throw new Error(`question ${index} was never asked`)
    return found
  }
  return { client, emit, questions, question }
}

const settled = () => new Promise((resolve) => setTimeout(resolve, 0))

describe('searching', () => {
  it('shows the answer to the last question, whichever answer comes last', async () => {
    const { client, question } = heldClient()
    const store = createAccountsStore(client)
    const first = store.setFilter({ query: 'g' })
    const second = store.setFilter({ query: 'ga' })
    question(1).answer(page('garcia'))
    await second
    question(0).answer(page('garcia', 'gupta'))
    await first
    expect(store.getState().rows.map(({ username }) => username)).toEqual(['garcia'])
    expect(store.getState()).toMatchObject({ total: 1, status: 'ready', filter: { query: 'ga' } })
  })

  it('ignores the failure of an outdated question, and shows that of the latest', async () => {
    const { client, question } = heldClient()
    const store = createAccountsStore(client)
    const first = store.setFilter({ query: 'g' })
    const second = store.setFilter({ query: 'ga' })
    question(0).fail(new Error('late'))
    await first
    expect(store.getState()).toMatchObject({ status: 'loading', error: null })
    question(1).fail(new Error('latest'))
    await second
    expect(store.getState()).toMatchObject({ status: 'failed', error: new Error('latest') })
  })

  it('drops a further page that arrives after the search has changed', async () => {
    const { client, question } = heldClient()
    const store = createAccountsStore(client)
    const all = store.setFilter({ query: '' })
    question(0).answer({ rows: [row('a')], total: 2 })
    await all
    const more = store.loadMore()
    expect(question(1).input).toMatchObject({ offset: 1, limit: rowsPerPage })
    const search = store.setFilter({ query: 'x' })
    question(2).answer(page('x'))
    await search
    question(1).answer({ rows: [row('b')], total: 2 })
    await more
    expect(store.getState().rows.map(({ username }) => username)).toEqual(['x'])
    expect(store.getState().isLoadingMore).toBe(false)
  })

  it('adds further pages, once each', async () => {
    const { client, question, questions } = heldClient()
    const store = createAccountsStore(client)
    const all = store.setFilter({})
    question(0).answer({ rows: [row('a')], total: 2 })
    await all
    const more = store.loadMore()
    await store.loadMore()
    expect(questions).toHaveLength(2)
    question(1).answer({ rows: [row('b')], total: 2 })
    await more
    await store.loadMore()
    expect(questions).toHaveLength(2)
    expect(store.getState().rows.map(({ username }) => username)).toEqual(['a', 'b'])
  })
})

describe('following changes', () => {
  it('asks again while the list is on screen, with as many rows as it shows, and not afterwards', async () => {
    const { client, question, questions, emit } = heldClient()
    const store = createAccountsStore(client)
    const close = store.openList()
    question(0).answer({ rows: Array.from({ length: 130 }, (_unused, index) => row(`a${index}`)), total: 130 })
    await settled()
    emit('accounts.changed', { accountId: 'a1', clientId: null })
    expect(question(1).input).toMatchObject({ offset: 0, limit: 130 })
    close()
    emit('accounts.changed', { accountId: 'a1', clientId: null })
    emit('clients.changed', { clientId: null })
    expect(questions).toHaveLength(2)
  })
})

describe('after a lock', () => {
  it('holds nothing, and takes in no answer that was on its way', async () => {
    const { client, question } = heldClient()
    const store = createAccountsStore(client)
    const before = store.setFilter({ query: 'garcia' })
    question(0).answer(page('garcia'))
    await before
    const late = store.setFilter({ query: 'lopez' })
    let release: (copied: Copied) => void = () => undefined
    const copying = store.copy('authenticator:1', () => new Promise((resolve) => (release = resolve)))
    store.reset()
    question(1).answer(page('lopez'))
    release({ clearsAt: 1 })
    await Promise.all([late, copying])
    expect(store.getState()).toEqual(store.getInitialState())
    expect(JSON.stringify(store.getState())).not.toMatch(/garcia|lopez/)
  })
})

describe('what the clipboard holds', () => {
  it('is known until main releases it', async () => {
    const { client, emit } = heldClient()
    const store = createAccountsStore(client)
    await store.copy('backup-code:1', async () => ({ clearsAt: 30_000 }))
    expect(store.getState().copied).toEqual({ key: 'backup-code:1', clearsAt: 30_000 })
    emit('clipboard.released', { outcome: 'cleared' })
    expect(store.getState().copied).toBeNull()
  })
})

it('sorts by what main can sort by', () => {
  expect(sortFromColumn('access-code-expiry')).toBe('access-code-expiry')
  expect(sortFromColumn('custody')).toBe('client')
})
