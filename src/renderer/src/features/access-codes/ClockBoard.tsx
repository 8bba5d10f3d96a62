import type { LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'
import { useLocation } from 'wouter'
import { useStore } from 'zustand'
import type { SavedList } from '#contract'
import { expirySorts } from '#contract/vocabulary'
import { useView } from '../../app/answer-store.ts'
import { ListScreen, type ListScreenProps } from '../../app/ListScreen.tsx'
import { type ListColumn, ListTable } from '../../app/ListTable.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { SearchField } from '../../ui/SearchField.tsx'
import { SelectField } from '../../ui/SelectField.tsx'
import { Spinner } from '../../ui/Spinner.tsx'
import type { ClockBoardStore, ClockFilter, ClockQuestion } from './clock-boards.ts'

export type ClockColumn = ListColumn

/** What the lists of one area have in common. */
export type BoardHeading = Pick<ListScreenProps, 'title' | 'actions' | 'tabs'>

export interface ClockBoardProps<Row extends { readonly id: string; readonly accountId: string }, S extends string> {
  readonly heading: BoardHeading
  readonly store: ClockBoardStore<Row, S>
  readonly columns: readonly ClockColumn[]
  readonly statuses: Record<S, string>
  readonly icon: LucideIcon
  /** What "Save as CSV" saves. */
  readonly savesOf: (filter: ClockQuestion<S>) => SavedList
  readonly text: {
    readonly title: string
    readonly count: (total: number) => string
    readonly loading: string
    readonly search: string
    readonly searchPlaceholder: string
    readonly filter: string
    readonly filters: { readonly running: string; readonly every: string }
    readonly emptyTitle: string
    readonly emptyRunning: string
    readonly emptyFiltered: string
    readonly emptySearch: string
  }
  readonly renderCell: (row: Row, columnId: string) => ReactNode
  readonly rowText: (row: Row) => string
}

/** A list over all accounts of what runs out. A row opens its account. */
export function ClockBoard<Row extends { readonly id: string; readonly accountId: string }, S extends string>(
  props: ClockBoardProps<Row, S>
) {
  const { heading, store, columns, statuses, icon, savesOf, text, renderCell, rowText } = props
  useView(store)
  const { chosen, filter, rows, total, status, isLoadingMore, error } = useStore(store)
  const [, navigate] = useLocation()
  const saves = savesOf(filter)
  const isReady = status === 'ready' || rows.length > 0
  const items: { id: ClockFilter<S>; name: string }[] = [
    { id: 'running', name: text.filters.running },
    ...(Object.keys(statuses) as S[]).map((id) => ({ id, name: statuses[id] })),
    { id: 'every', name: text.filters.every }
  ]
  return (
    <ListScreen
      {...heading}
      subtitle={isReady ? text.count(total) : null}
      saves={saves}
      filters={
        <>
          <SearchField
            label={text.search}
            placeholder={text.searchPlaceholder}
            value={filter.query}
            onChange={(query) => void store.search(query)}
          />
          <SelectField
            label={text.filter}
            isLabelHidden
            items={items}
            selectedKey={chosen}
            onSelectionChange={(key) => void store.choose(key)}
          />
        </>
      }
      error={error}
    >
      {(width) => (
        <ListTable
          label={text.title}
          columns={columns}
          width={width}
          place={saves.name}
          rows={rows}
          sort={{ columnId: filter.sort, descending: filter.descending }}
          onSort={({ columnId, descending }) => {
            const sort = expirySorts.find((one) => one === columnId)
            if (sort !== undefined) void store.sortBy(sort, descending)
          }}
          renderCell={renderCell}
          rowText={rowText}
          onRowAction={(id) => {
            const row = rows.find((one) => one.id === id)
            if (row) navigate(`/accounts/${row.accountId}`)
          }}
          onLoadMore={rows.length < total ? () => void store.loadMore() : undefined}
          isLoadingMore={isLoadingMore}
          empty={
            isReady ? (
              <EmptyState
                icon={icon}
                title={text.emptyTitle}
                body={filter.query !== '' ? text.emptySearch : chosen === 'running' ? text.emptyRunning : text.emptyFiltered}
              />
            ) : (
              error === null && <Spinner label={text.loading} />
            )
          }
        />
      )}
    </ListScreen>
  )
}
