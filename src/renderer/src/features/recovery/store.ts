import { createStore, type StoreApi } from 'zustand/vanilla'
import type { AccessReport, Output, ReportRow, ReportSort } from '#contract'
import type { KeydocketClient } from '../../api/client.ts'
import { type AnswerStore, createAnswerStore } from '../../app/answer-store.ts'
import { createPagedList, type PagedList, type PagedListCalls } from '../../app/paged-list.ts'

export interface ReportFilter {
  readonly query: string
  readonly sort: ReportSort
  readonly descending: boolean
}

export interface ReportState extends PagedList<ReportRow, ReportFilter> {
  readonly report: AccessReport | null
}

export interface ReportStore extends StoreApi<ReportState>, Pick<PagedListCalls<ReportFilter>, 'setFilter' | 'loadMore'> {
  /** Lists one report until the returned function is called; meanwhile it follows every change. */
  open(report: AccessReport): () => void
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

const initial: ReportState = {
  report: null,
  filter: { query: '', sort: 'report', descending: false },
  rows: [],
  total: 0,
  status: 'idle',
  error: null,
  isLoadingMore: false
}

function createReportStore(client: Pick<KeydocketClient, 'recovery' | 'on'>): ReportStore {
  const store = createStore<ReportState>(() => initial)
  const { getState: get, setState: set } = store
  const list = createPagedList<ReportRow, ReportFilter>({ get, set }, async (input) => {
    const { report } = get()
    return report === null ? { rows: [], total: 0 } : client.recovery.report({ ...input, report })
  })
  for (const event of events) client.on(event, list.changed)
  return {
    ...store,
    open(report) {
      // The rows of the same report stay, so that a way back finds its place among them.
      if (get().report !== report) {
        list.forget()
        set({ ...initial, report })
      }
      return list.openList()
    },
    setFilter: list.setFilter,
    loadMore: list.loadMore,
    reset() {
      list.forget()
      set(initial, true)
    }
  }
}
