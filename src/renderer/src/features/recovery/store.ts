import { createStore, type StoreApi } from 'zustand/vanilla'
import type { AccessReport, Output, ReportRow } from '#contract'
import type { KeydocketClient } from '../../api/client.ts'
import { type AnswerStore, createAnswerStore } from '../../app/answer-store.ts'

export const rowsPerLoad = 100
/** The most one call may return; a refresh of a longer list shows this many and offers the rest again. */
const mostPerCall = 500

export interface ReportState {
  readonly report: AccessReport | null
  /** Null until the first answer. */
  readonly rows: readonly ReportRow[] | null
  readonly total: number
  readonly isLoadingMore: boolean
  readonly error: unknown
}

export interface ReportStore extends StoreApi<ReportState> {
  /** Lists one report until the returned function is called; meanwhile it follows every change. */
  open(report: AccessReport): () => void
  loadMore(): Promise<void>
  reset(): void
}

export interface RecoveryStore extends AnswerStore<Output<'recovery.overview'>> {
  readonly report: ReportStore
}

const events = ['accounts.changed', 'clients.changed', 'members.changed'] as const

/** Recoverability over all accounts, and the opened report. */
export function createRecoveryStore(client: Pick<KeydocketClient, 'recovery' | 'on'>): RecoveryStore {
  const overview = createAnswerStore(
    () => client.recovery.overview({}),
    (onChange) => {
      for (const event of events) client.on(event, onChange)
    }
  )
  const report = createReportStore(client)
  return {
    ...overview,
    report,
    reset() {
      overview.reset()
      report.reset()
    }
  }
}

const initial: ReportState = { report: null, rows: null, total: 0, isLoadingMore: false, error: null }

function createReportStore(client: Pick<KeydocketClient, 'recovery' | 'on'>): ReportStore {
  const store = createStore<ReportState>(() => initial)
  const { getState: get, setState: set } = store
  let question = 0
  let isShown = false

  async function refresh() {
    const { report, rows } = get()
    if (report === null || !isShown) return
    const asked = ++question
    try {
      const limit = Math.min(mostPerCall, Math.max(rowsPerLoad, rows?.length ?? 0))
      const answer = await client.recovery.report({ report, limit })
      if (asked === question) set({ ...answer, error: null, isLoadingMore: false })
    } catch (error) {
      if (asked === question) set({ error, isLoadingMore: false })
    }
  }
  for (const event of events) client.on(event, () => void refresh())

  return {
    ...store,
    open(report) {
      question++
      // The rows of the same report stay, so that a way back finds its place among them.
      if (get().report !== report) set({ ...initial, report })
      isShown = true
      void refresh()
      return () => {
        if (get().report === report) isShown = false
      }
    },
    async loadMore() {
      const { report, rows, total, isLoadingMore } = get()
      if (report === null || rows === null || isLoadingMore || rows.length >= total) return
      const asked = question
      set({ isLoadingMore: true })
      try {
        const page = await client.recovery.report({ report, offset: rows.length, limit: rowsPerLoad })
        if (asked === question) set({ rows: [...rows, ...page.rows], total: page.total, isLoadingMore: false })
      } catch (error) {
        if (asked === question) set({ error, isLoadingMore: false })
      }
    },
    reset() {
      question++
      set(initial, true)
    }
  }
}
