import { expect, test } from 'vitest'
import { createAnswerStore } from './answer-store.ts'

function held() {
  const questions: { answer(value: string): void; fail(error: Error): void }[] = []
  let change = (): void => undefined
  const store = createAnswerStore<string>(
    () => new Promise((resolve, reject) => questions.push({ answer: resolve, fail: reject })),
    (onChange) => {
      change = onChange
    }
  )
  const settled = () => new Promise<void>((resolve) => setTimeout(resolve))
  return { store, questions, changed: () => change(), settled }
}

test('only the answer to the latest question is kept', async () => {
  const { store, questions, settled } = held()
  store.openView()
  void store.refresh()
  questions[1]?.answer('later')
  questions[0]?.answer('earlier')
  await settled()
  expect(store.getState()).toEqual({ value: 'later', error: null, isStale: false })
})

test('changes are followed while somebody looks; an answer from before a change nobody saw is stale', async () => {
  const { store, questions, changed, settled } = held()
  changed()
  expect(questions).toHaveLength(0)
  const close = store.openView()
  changed()
  expect(questions).toHaveLength(2)
  questions[1]?.answer('present')
  await settled()
  close()
  expect(store.getState().isStale).toBe(false)
  changed()
  expect(questions).toHaveLength(2)
  expect(store.getState().isStale).toBe(true)
})

test('a failure keeps the answer before it, a reset drops everything, late answers included', async () => {
  const { store, questions, settled } = held()
  store.openView()
  questions[0]?.answer('first')
  await settled()
  void store.refresh()
  const failure = new Error('refused')
  questions[1]?.fail(failure)
  await settled()
  expect(store.getState()).toEqual({ value: 'first', error: failure, isStale: false })
  void store.refresh()
  store.reset()
  questions[2]?.answer('late')
  await settled()
  expect(store.getState()).toEqual({ value: null, error: null, isStale: false })
})
