import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Account, Output } from '#contract'
import type { KeydocketClient } from '../../api/client.ts'
import { monthGrid } from './month.ts'

type Calendar = Output<'signIns.calendar'>
type List = Output<'signIns.list'>
export type SignInRow = List['rows'][number]

/** Rows asked for at a time. */
const rowsPerLoad = 50

export interface SignInsState {
  /** A day of the month shown, ISO date. */
  readonly month: string
  /** The day listed; null lists what is overdue. */
  readonly day: string | null
  /** Null until the first answer. */
  readonly calendar: Calendar | null
  readonly list: List | null
  readonly error: unknown
}

export interface SignInsStore extends StoreApi<SignInsState> {
  /** Shows the calendar until the returned function is called; meanwhile it follows every change. */
  openView(): () => void
  refresh(): Promise<void>
  showMonth(month: string): Promise<void>
  showDay(day: string | null): Promise<void>
  loadMore(): Promise<void>
  noteSignIn(accountId: string, on: string): Promise<Account>
  reset(): void
}

/** Sign-ins by the day they are due. */
export function createSignInsStore(client: Pick<KeydocketClient, 'signIns' | 'accounts' | 'on'>): SignInsStore {
  const initial: SignInsState = { month: '', day: null, calendar: null, list: null, error: null }
  const store = createStore<SignInsState>(() => initial)
  const { getState: get, setState: set } = store
  let question = 0
  let viewers = 0

  async function ask(limit: number): Promise<void> {
    const asked = ++question
    const { month, day } = get()
    if (month === '') return
    const { weeks } = monthGrid(month)
    const [from, to] = [weeks[0]?.[0] ?? month, weeks.at(-1)?.[6] ?? month]
    try {
      const [calendar, list] = await Promise.all([client.signIns.calendar({ from, to }), client.signIns.list({ on: day, limit })])
      if (asked === question) set({ calendar, list, error: null })
    } catch (error) {
      if (asked === question) set({ error })
    }
  }
  const refresh = () => ask(Math.min(500, Math.max(rowsPerLoad, get().list?.rows.length ?? 0)))

  for (const event of ['accounts.changed', 'clients.changed', 'settings.changed'] as const)
    client.on(event, () => {
      if (viewers > 0) void refresh()
    })

  return {
    ...store,
    refresh,
    openView() {
      viewers++
      void refresh()
      return () => void viewers--
    },
    async showMonth(month) {
      set({ month })
      await refresh()
    },
    async showDay(day) {
      set({ day, list: null })
      await ask(rowsPerLoad)
    },
    async loadMore() {
      await ask(Math.min(500, (get().list?.rows.length ?? 0) + rowsPerLoad))
    },
    async noteSignIn(accountId, on) {
      const account = await client.accounts.noteSignIn({ id: accountId, on })
      await refresh()
      return account
    },
    reset() {
      question++
      set(initial, true)
    }
  }
}
