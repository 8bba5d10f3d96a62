import { describe, expect, test } from 'vitest'
import { createClient } from '../../api/client.ts'
import { createFakeApi } from '../../testing/fake-api.ts'
import { createCasesStore } from './store.ts'

function setUp() {
  const api = createFakeApi({ isFilled: true })
  const asked: string[] = []
  const client = createClient(api)
  const cases = {
    ...client.cases,
    get: (input: { readonly id: string }) => {
      asked.push('get')
      return client.cases.get(input)
    }
  }
  const store = createCasesStore({ cases, on: client.on })
  return { api, asked, store, first: api.firm.cases[0]?.id ?? '', second: api.firm.cases[1]?.id ?? '' }
}

describe('an opened case', () => {
  test('shows its status, and a check that was noted as unchanged', async () => {
    const { store, first } = setUp()
    store.openCase(first)
    await expect.poll(() => store.getState().opened?.found?.case.freshness).toBe('never-checked')
    await expect(store.noteUnchanged(first)).rejects.toMatchObject({ code: 'cases.no-status' })
    await store.recordStatus({ caseId: first, text: 'Received', source: 'phone' })
    expect(store.getState().opened?.found).toMatchObject({ case: { freshness: 'fresh' }, statuses: { total: 1 } })
  })

  test('follows changes to its client, not to others, and asks no more once it is closed', async () => {
    const { api, asked, store, first, second } = setUp()
    const close = store.openCase(first)
    await expect.poll(() => store.getState().opened?.found?.case.id).toBe(first)
    const refreshes = () => asked.filter((verb) => verb === 'get').length
    await api.cases.recordStatus({ caseId: second, text: 'x', source: 'phone' })
    expect(refreshes()).toBe(1)
    await api.cases.recordStatus({ caseId: first, text: 'x', source: 'phone' })
    expect(refreshes()).toBe(2)
    await api.settings.update({ caseStatusStaleDays: 3 })
    expect(refreshes()).toBe(3)
    close()
    await api.cases.recordStatus({ caseId: first, text: 'y', source: 'phone' })
    expect(refreshes()).toBe(3)
    expect(store.getState().opened).toBeNull()
  })

  test('is not asked for while it is being removed', async () => {
    const { asked, store, first } = setUp()
    store.openCase(first)
    await expect.poll(() => store.getState().opened?.found?.case.id).toBe(first)
    await store.remove(first)
    expect(asked.filter((verb) => verb === 'get').length).toBe(1)
    expect(store.getState().opened?.error).toBeNull()
  })

  test('says what went wrong when there is none', async () => {
    const { store } = setUp()
    store.openCase('01930000-0000-7000-8000-00000000ffff')
    await expect.poll(() => store.getState().opened?.error).toMatchObject({ code: 'record.not-found' })
  })
})

test('the list is filtered, knows the forms, and empties on lock', async () => {
  const { store } = setUp()
  store.openList()
  await expect
    .poll(() =>
      store
        .getState()
        .forms.map(({ form }) => form)
        .sort()
    )
    .toEqual(['I-485', 'I-765'])
  await store.setFilter({ form: 'I-765' })
  expect(new Set(store.getState().rows.map(({ form }) => form))).toEqual(new Set(['I-765']))
  store.reset()
  expect(store.getState()).toMatchObject({ rows: [], forms: [], opened: null })
})
