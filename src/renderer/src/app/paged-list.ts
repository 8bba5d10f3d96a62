/** Rows asked for at a time. */
export const rowsPerPage = 100
/** The most one call may return; a refresh of a longer list shows this many and offers the rest again. */
export const mostPerCall = 500

/** A list that is filtered and read page by page. Part of the state of the store that shows it. */
export interface PagedList<Row, Filter> {
  readonly filter: Filter
  readonly rows: readonly Row[]
  readonly total: number
  readonly status: 'idle' | 'loading' | 'ready' | 'failed'
  readonly error: unknown
  readonly isLoadingMore: boolean
}

export interface PagedListCalls<Filter> {
  /** Shows the list until the returned function is called; while shown it follows every change. */
  openList(): () => void
  /** Changes what is listed. Only the answer to the latest question is shown, in whatever order answers arrive. */
  setFilter(filter: Partial<Filter>): Promise<void>
  loadMore(): Promise<void>
}

interface PagedListControl<Filter> extends PagedListCalls<Filter> {
  /** What is listed may have changed: asks again while somebody looks. */
  changed(): void
  /** An answer still under way is not shown any more. */
  forget(): void
}

interface PartOfState<Row, Filter> {
  get(): PagedList<Row, Filter>
  set(change: Partial<PagedList<Row, Filter>>): void
}

type Ask<Row, Filter> = (
  input: Filter & { readonly offset: number; readonly limit: number }
) => Promise<{ readonly rows: readonly Row[]; readonly total: number }>

export function createPagedList<Row, Filter extends object>(
  { get, set }: PartOfState<Row, Filter>,
  ask: Ask<Row, Filter>
): PagedListControl<Filter> {
  let question = 0
  let viewers = 0

  async function fetchList(limit: number) {
    const asked = ++question
    set({ status: 'loading', error: null, isLoadingMore: false })
    try {
      const { rows, total } = await ask({ ...get().filter, offset: 0, limit })
      if (asked === question) set({ rows, total, status: 'ready' })
    } catch (error) {
      if (asked === question) set({ status: 'failed', error })
    }
  }

  const refresh = () => fetchList(Math.min(mostPerCall, Math.max(rowsPerPage, get().rows.length)))

  return {
    openList() {
      viewers++
      void refresh()
      return () => void viewers--
    },
    async setFilter(filter) {
      set({ filter: { ...get().filter, ...filter } })
      await fetchList(rowsPerPage)
    },
    async loadMore() {
      const { filter, rows, total, isLoadingMore } = get()
      if (isLoadingMore || rows.length >= total) return
      const asked = question
      set({ isLoadingMore: true })
      try {
        const page = await ask({ ...filter, offset: rows.length, limit: rowsPerPage })
        if (asked === question) set({ rows: [...rows, ...page.rows], total: page.total, isLoadingMore: false })
      } catch (error) {
        if (asked === question) set({ isLoadingMore: false, error })
      }
    },
    changed() {
      if (viewers > 0) void refresh()
    },
    forget() {
      question++
    }
  }
}
