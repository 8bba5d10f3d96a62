import { expect, test, vi } from 'vitest'
import { createClient } from '../api/client.ts'
import { createFakeApi } from '../testing/fake-api.ts'
import type { FakeFirm } from '../testing/fake-firm.ts'
import { createStores, resetStores, type Stores } from './stores.ts'

test('a reset empties every store, and answers that come later stay out', async () => {
  const stores = createStores(createClient(createFakeApi({ isFilled: true })))
  const before = Object.fromEntries(Object.entries(stores).map(([name, store]) => [name, store.getState()]))

  await Promise.all([stores.activity.load(), stores.portals.load(), stores.settings.load(), stores.settings.loadSample()])
  await Promise.all([
    stores.today.refresh(),
    stores.members.refresh(),
    stores.recovery.refresh(),
    stores.accessCodes.setFilter({ status: 'open' }),
    stores.cases.setFilter({ query: 'IOE' }),
    stores.duplicates.refresh(),
    stores.paths.open.refresh(),
    stores.paths.loadGuides('uscis')
  ])
  expect(stores.today.getState().value?.items.length).toBeGreaterThan(0)
  expect(stores.activity.getState().rows.length).toBeGreaterThan(0)
  expect(stores.settings.getState().settings).not.toBeNull()

  const late = [
    stores.activity.load(),
    stores.settings.load(),
    stores.settings.loadSample(),
    stores.today.refresh(),
    stores.paths.loadGuides('uscis')
  ]
  resetStores(stores)
  await Promise.all(late)
  for (const [name, store] of Object.entries(stores)) expect(store.getState(), name).toEqual(before[name])
})

const first = <T extends { readonly id: string }>(rows: readonly T[]): string => rows[0]?.id ?? ''

/** What a screen does to have something in each store. A store that is added to `createStores` does not compile until it is filled here. */
const fillings: { readonly [Name in keyof Stores]: (store: Stores[Name], firm: FakeFirm) => unknown } = {
  accounts: (store, firm) => [store.openList(), store.openClientAccounts(first(firm.clients)), store.room.open(first(firm.accounts))],
  clients: (store, firm) => [store.openList(), store.openClient(first(firm.clients))],
  cases: (store, firm) => [store.openList(), store.openCase(first(firm.cases))],
  duplicates: (store) => store.openView(),
  waitingEntries: (store) => store.refresh(),
  matters: (store) => store.setFilter({ query: 'Garcia' }),
  openedMatter: (store, firm) => store.open(first(firm.matters)),
  clientMatters: (store, firm) => store.open(first(firm.clients)),
  contacts: (store) => store.setFilter({ query: 'Garcia' }),
  parties: (store, firm) => store.open(first(firm.cases)),
  representatives: (store, firm) => store.open(first(firm.cases)),
  portals: (store) => [store.load(), store.loadFiles()],
  settings: (store) => [store.load(), store.loadSample()],
  activity: (store) => store.load(),
  backup: (store) => store.refresh(),
  imports: (store) => store.refresh(),
  record: (store) => [store.load(), store.verify()],
  exposure: (store) => store.setFilter({ device: 'FRONT-DESK' }),
  rotation: (store, firm) => store.open(first(firm.members)),
  deadlines: (store) => [store.setFilter({ query: 'Garcia' }), store.openMonth('2026-11')],
  nextSteps: (store) => store.openList(),
  today: (store) => store.refresh(),
  accessCodes: (store) => store.setFilter({ status: 'every' }),
  passcodes: (store) => store.choose('every'),
  drafts: (store) => store.choose('every'),
  signIns: (store) => [store.openView(), store.showDay('2026-11-22')],
  backupCodes: (store) => store.setFilter({ query: 'Garcia' }),
  recovery: (store) => [store.refresh(), store.report.open('not-recoverable')],
  paths: (store) => [store.open.refresh(), store.loadGuides('uscis'), store.openPath('path')],
  members: (store) => store.refresh(),
  clock: (store) => store.refresh(),
  places: (store) => store.of('accounts').keep({} as never)
}

/** Every store, and the stores within one, by name. */
function allStates(stores: Stores): Record<string, unknown> {
  const states: Record<string, unknown> = {}
  const hasState = (part: unknown): part is { getState(): unknown } => typeof part === 'object' && part !== null && 'getState' in part
  for (const [name, store] of Object.entries(stores)) {
    states[name] = store.getState()
    for (const [inner, part] of Object.entries(store)) if (hasState(part)) states[`${name}.${inner}`] = part.getState()
  }
  return states
}

test.each(['answered', 'still under way'] as const)('a lock leaves nothing in any store, calls %s', async (when) => {
  const api = createFakeApi({ isFilled: true })
  const client = createClient(api)
  const stores = createStores(client)
  client.on('vault.changed', ({ state }) => {
    if (state === 'locked') resetStores(stores)
  })
  const before = allStates(stores)
  const asked = Object.entries(stores).map(([name, store]) =>
    (fillings as Record<string, (store: unknown, firm: FakeFirm) => unknown>)[name]?.(store, api.firm)
  )
  const settled = Promise.allSettled(asked.flat())
  if (when === 'answered') {
    await settled
    await vi.waitFor(() => {
      for (const [name, state] of Object.entries(allStates(stores))) expect(state, name).not.toEqual(before[name])
    })
  }
  await client.vault.lock({})
  await settled
  expect(allStates(stores)).toEqual(before)
})
