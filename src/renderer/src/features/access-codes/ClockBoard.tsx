import type { LucideIcon } from 'lucide-react'
import { type ReactNode, useMemo } from 'react'
import { useLocation } from 'wouter'
import { useStore } from 'zustand'
import { useView } from '../../app/answer-store.ts'
import { useElementWidth } from '../../app/element-width.ts'
import { Problem } from '../../app/Problem.tsx'
import { type DataColumn, DataTable } from '../../ui/DataTable.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { SelectField } from '../../ui/SelectField.tsx'
import { Spinner } from '../../ui/Spinner.tsx'
import css from './AccessCodes.module.css'
import type { ClockBoardStore, ClockFilter } from './clock-boards.ts'

export interface ClockColumn extends DataColumn {
  /** Content width of the table, in pixels, from which the column is shown. */
  readonly fromWidth: number
}

export interface ClockBoardProps<Row extends { readonly id: string; readonly accountId: string }, S extends string> {
  readonly store: ClockBoardStore<Row, S>
  readonly columns: readonly ClockColumn[]
  readonly statuses: Record<S, string>
  readonly icon: LucideIcon
  readonly text: {
    readonly title: string
    readonly count: (total: number) => string
    readonly loading: string
    readonly filter: string
    readonly filters: { readonly running: string; readonly every: string }
    readonly emptyTitle: string
    readonly emptyRunning: string
    readonly emptyFiltered: string
  }
  readonly renderCell: (row: Row, columnId: string) => ReactNode
  readonly rowText: (row: Row) => string
}

/** A list over all accounts of what runs out, soonest first. A row opens its account. */
export function ClockBoard<Row extends { readonly id: string; readonly accountId: string }, S extends string>(
  props: ClockBoardProps<Row, S>
) {
  const { store, columns, statuses, icon, text, renderCell, rowText } = props
  useView(store)
  const { chosen, rows, total, status, isLoadingMore, error } = useStore(store)
  const [, navigate] = useLocation()
  const [box, width] = useElementWidth<HTMLDivElement>()
  const shown = useMemo(() => columns.filter(({ fromWidth }) => width >= fromWidth), [columns, width])
  const isReady = status === 'ready' || rows.length > 0
  const items: { id: ClockFilter<S>; name: string }[] = [
    { id: 'running', name: text.filters.running },
    ...(Object.keys(statuses) as S[]).map((id) => ({ id, name: statuses[id] })),
    { id: 'every', name: text.filters.every }
  ]
  return (
    <>
      <div className={css.bar}>
        <span className={css.muted}>{isReady ? text.count(total) : null}</span>
        <SelectField
          label={text.filter}
          isLabelHidden
          items={items}
          selectedKey={chosen}
          onSelectionChange={(key) => void store.choose(key)}
        />
      </div>
      <div className={css.problem}>
        <Problem error={error} />
      </div>
      <div ref={box} className={css.table}>
        {width > 0 && (
          <DataTable
            key={shown.map(({ id }) => id).join(' ')}
            label={text.title}
            columns={shown}
            rows={rows}
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
                <EmptyState icon={icon} title={text.emptyTitle} body={chosen === 'running' ? text.emptyRunning : text.emptyFiltered} />
              ) : (
                error === null && <Spinner label={text.loading} />
              )
            }
          />
        )}
      </div>
    </>
  )
}
