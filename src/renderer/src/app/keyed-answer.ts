import { useEffect } from 'react'
import { createStore, type StoreApi } from 'zustand/vanilla'

/** The latest answer about one record. A failed refresh keeps the answer before it. */
export interface KeyedAnswer<T> {
  /** Id of the record asked about; null while none is shown. */
  readonly key: string | null
  /** Null until the first answer. */
  readonly value: T | null
  readonly error: unknown
}

export interface KeyedAnswerStore<T> extends StoreApi<KeyedAnswer<T>> {
  /** Asks about a record and keeps the answer fresh until the returned function is called. */
  open(key: string): () => void
  /** Asks again. Only the answer to the latest question is kept, in whatever order answers arrive. */
  refresh(): Promise<void>
  reset(): void
}

/**
 * One question to main about one record at a time.
 * @param follow calls its argument whenever the answer about the shown record may have changed
 */
export function createKeyedAnswerStore<T>(
  ask: (key: string) => Promise<T>,
  follow: (onChange: () => void, shown: { key(): string | null; value(): T | null }) => void
): KeyedAnswerStore<T> {
  const initial: KeyedAnswer<T> = { key: null, value: null, error: null }
  const store = createStore<KeyedAnswer<T>>(() => initial)
  let question = 0

  async function refresh() {
    const { key } = store.getState()
    if (key === null) return
    const asked = ++question
    try {
      const value = await ask(key)
      if (asked === question) store.setState({ value, error: null })
    } catch (error) {
      if (asked === question) store.setState({ error })
    }
  }

  follow(() => void refresh(), { key: () => store.getState().key, value: () => store.getState().value })

  return {
    ...store,
    open(key) {
      store.setState({ key, value: null, error: null })
      void refresh()
      return () => {
        if (store.getState().key !== key) return
        question++
        store.setState(initial, true)
      }
    },
    refresh,
    reset() {
      question++
      store.setState(initial, true)
    }
  }
}

/** Shows the answer about a record while the screen is there, and asks anew when the window is looked at again: days pass meanwhile. */
export function useKeyed(store: Pick<KeyedAnswerStore<unknown>, 'open' | 'refresh'>, key: string): void {
  useEffect(() => {
    const close = store.open(key)
    const renew = (): void => void store.refresh()
    window.addEventListener('focus', renew)
    return () => {
      window.removeEventListener('focus', renew)
      close()
    }
  }, [store, key])
}
