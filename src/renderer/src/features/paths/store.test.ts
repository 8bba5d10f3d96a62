import { expect, test } from 'vitest'
import { createClient, isApiError } from '../../api/client.ts'
import { createFakeApi } from '../../testing/fake-api.ts'
import { createPathsStore } from './store.ts'

async function started() {
  const api = createFakeApi({ isFilled: true })
  const store = createPathsStore(createClient(api))
  const accountId = api.firm.accounts[0]?.id ?? ''
  const pathId = await store.start(accountId, 'lost-phone')
  return { store, accountId, pathId }
}

test('starting a path that is under way answers the one under way', async () => {
  const { store, accountId, pathId } = await started()
  expect(await store.start(accountId, 'lost-phone')).toBe(pathId)
  expect(await store.start(accountId, 'locked-out')).not.toBe(pathId)
})

test('an opened path shows what a change answered, and nothing once it was left', async () => {
  const { store, pathId } = await started()
  const leave = store.openPath(pathId)
  await store.setStep({ id: pathId, stepId: 'sign-in', done: true, note: 'with code 3' })
  expect(store.getState().path?.steps[0]).toMatchObject({ stepId: 'sign-in', note: 'with code 3', doneBy: 'Dana Whitfield' })
  leave()
  await store.setStep({ id: pathId, stepId: 'change', done: true, note: '' })
  expect(store.getState().path).toBeNull()
})

test('finishing is refused with the steps that are missing', async () => {
  const { store, pathId } = await started()
  store.openPath(pathId)
  const refused = await store.finish(pathId).catch((error: unknown) => error)
  expect(isApiError(refused, 'paths.step-order') && refused.params.steps).toEqual(['sign-in', 'change', 'new-code'])
  for (const stepId of ['sign-in', 'change', 'new-code']) await store.setStep({ id: pathId, stepId, done: true, note: '' })
  await store.finish(pathId)
  expect(store.getState().path?.finishedAt).not.toBeNull()
})
