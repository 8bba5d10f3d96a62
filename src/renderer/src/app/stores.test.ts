import { expect, test } from 'vitest'
import { createClient } from '../api/client.ts'
import { createFakeApi } from '../testing/fake-api.ts'
import { createStores, resetStores } from './stores.ts'

test('a reset empties every store, and answers that come later stay out', async () => {
  const stores = createStores(createClient(createFakeApi({ isFilled: true })))
  const before = Object.fromEntries(Object.entries(stores).map(([name, store]) => [name, store.getState()]))

  await Promise.all([stores.activity.load(), stores.portals.load(), stores.settings.load(), stores.settings.loadSample()])
  await Promise.all([
    stores.today.refresh(),
    stores.members.refresh(),
    stores.recovery.refresh(),
    stores.accessCodes.refresh(),
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
