import { useEffect } from 'react'
import { createStore, type StoreApi } from 'zustand/vanilla'

/** The latest answer to one question. A failed refresh keeps the answer before it. */
export interface Answer<T> {
  /** Null until the first answer. */
  readonly value: T | null
  readonly error: unknown
  /** Something changed while nobody looked, and the answer to that has not come yet. */
  readonly isStale: boolean
}

export interface AnswerStore<T> extends StoreApi<Answer<T>> {
  /** Keeps the answer fresh until the returned function is called. */
  openView(): () => void
  /** Asks again. Only the answer to the latest question is kept, in whatever order answers arrive. */
  refresh(): Promise<void>
  reset(): void
}

/**
 * One question to main whose answer a screen shows.
 * @param follow calls its argument whenever the answer may have changed
 */
export function createAnswerStore<T>(ask: () => Promise<T>, follow: (onChange: () => void) => void): AnswerStore<T> {
  const initial: Answer<T> = { value: null, error: null, isStale: false }
  const store = createStore<Answer<T>>(() => initial)
  let question = 0
  let viewers = 0

  async function refresh() {
    const asked = ++question
    try {
      const value = await ask()
      if (asked === question) store.setState({ value, error: null, isStale: false })
    } catch (error) {
      if (asked === question) store.setState({ error })
    }
  }

  follow(() => {
    if (viewers > 0) void refresh()
    else store.setState({ isStale: true })
  })

  return {
    ...store,
    openView() {
      viewers++
      void refresh()
      return () => void viewers--
    },
    refresh,
    reset() {
      question++
      store.setState(initial, true)
    }
  }
}

/** Keeps a store's answer fresh while the screen is shown, and renews it when the window is looked at again: days pass meanwhile. */
export function useView(store: Pick<AnswerStore<unknown>, 'openView' | 'refresh'>): void {
  useEffect(() => {
    const close = store.openView()
    const renew = (): void => void store.refresh()
    window.addEventListener('focus', renew)
    return () => {
      window.removeEventListener('focus', renew)
      close()
    }
  }, [store])
}
