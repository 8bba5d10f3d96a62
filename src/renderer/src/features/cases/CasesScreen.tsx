import { FileText, SearchX } from 'lucide-react'
import { useEffect } from 'react'
import { useLocation } from 'wouter'
import { useStore } from 'zustand'
import type { CaseFreshness, CaseRow } from '#contract'
import { caseSorts } from '#contract/vocabulary'
import { useStores } from '../../api/context.tsx'
import { ListScreen } from '../../app/ListScreen.tsx'
import { type ListColumn, ListTable } from '../../app/ListTable.tsx'
import { casesText } from '../../text/cases.ts'
import { formatDate } from '../../text/dates.ts'
import { Button } from '../../ui/Button.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { Link } from '../../ui/Link.tsx'
import { SearchField } from '../../ui/SearchField.tsx'
import { SelectField } from '../../ui/SelectField.tsx'
import { Spinner } from '../../ui/Spinner.tsx'
import css from './Cases.module.css'
import { FreshnessBadge } from './FreshnessBadge.tsx'

const text = casesText.list

const columns: readonly ListColumn[] = [
  { id: 'number', name: text.columns.number, width: 146, isRowHeader: true, allowsSorting: true, fromWidth: 0 },
  { id: 'form', name: text.columns.form, width: 76, minWidth: 60, allowsSorting: true, fromWidth: 0 },
  { id: 'client', name: text.columns.client, width: '2fr', minWidth: 120, allowsSorting: true, fromWidth: 0 },
  { id: 'status', name: text.columns.status, width: '3fr', minWidth: 120, fromWidth: 620 },
  { id: 'checked', name: text.columns.checked, width: 118, allowsSorting: true, fromWidth: 0 },
  { id: 'days', name: text.columns.days, width: 104, fromWidth: 900 },
  { id: 'freshness', name: text.columns.freshness, width: 154, isRaw: true, fromWidth: 0 }
]

const every = 'every'
const freshnesses: readonly { readonly id: CaseFreshness | typeof every; readonly name: string }[] = [
  { id: every, name: text.everyFreshness },
  ...(['stale', 'never-checked', 'fresh', 'decided'] as const).map((id) => ({ id, name: text.filters[id] }))
]

/** Every case of the firm with its last check, the ones that wait longest first. */
export function CasesScreen() {
  const { cases } = useStores()
  const { filter, rows, total, status, error, isLoadingMore, forms } = useStore(cases)
  const [, navigate] = useLocation()
  useEffect(() => cases.openList(), [cases])
  const isFiltered = filter.query !== '' || filter.form !== null || filter.freshness !== null
  return (
    <ListScreen
      title={casesText.title}
      subtitle={casesText.count(total)}
      saves={{ name: 'cases', filter }}
      filters={
        <>
          <SearchField
            label={text.search}
            placeholder={text.searchPlaceholder}
            value={filter.query}
            onChange={(query) => void cases.setFilter({ query })}
          />
          <SelectField
            label={text.freshness}
            isLabelHidden
            items={freshnesses}
            selectedKey={filter.freshness ?? every}
            onSelectionChange={(key) => void cases.setFilter({ freshness: key === every ? null : key })}
          />
          <SelectField
            label={text.form}
            isLabelHidden
            items={[{ id: '', name: text.everyForm }, ...forms.map(({ form, count }) => ({ id: form, name: text.formCount(form, count) }))]}
            selectedKey={filter.form ?? ''}
            onSelectionChange={(form) => void cases.setFilter({ form: form === '' ? null : form })}
          />
        </>
      }
      error={error}
    >
      {(width) => (
        <ListTable
          label={casesText.title}
          columns={columns}
          width={width}
          place="cases"
          rows={rows}
          rowText={(row) => `${row.receiptNumber}, ${row.clientName}`}
          renderCell={(row, columnId) => <CaseCell row={row} columnId={columnId} />}
          sort={{ columnId: filter.sort, descending: filter.descending }}
          onSort={({ columnId, descending }) =>
            void cases.setFilter({ sort: caseSorts.find((sort) => sort === columnId) ?? filter.sort, descending })
          }
          onRowAction={(id) => navigate(`/cases/${id}`)}
          onLoadMore={rows.length < total ? () => void cases.loadMore() : undefined}
          isLoadingMore={isLoadingMore}
          empty={
            status === 'idle' || (status === 'loading' && rows.length === 0) ? (
              <Spinner label={text.loading} />
            ) : isFiltered ? (
              <EmptyState
                icon={SearchX}
                title={text.noMatchTitle}
                body={text.noMatch}
                actions={<Button onPress={() => void cases.setFilter({ query: '', form: null, freshness: null })}>{text.showAll}</Button>}
              />
            ) : (
              <EmptyState
                icon={FileText}
                title={text.emptyTitle}
                body={text.empty}
                actions={<Link href="#/clients">{text.toClients}</Link>}
              />
            )
          }
        />
      )}
    </ListScreen>
  )
}

function CaseCell({ row, columnId }: { readonly row: CaseRow; readonly columnId: string }) {
  switch (columnId) {
    case 'number':
      return (
        <span className={css.mono} title={casesText.kinds[row.numberKind]}>
          {row.receiptNumber}
        </span>
      )
    case 'form':
      return row.form
    case 'client':
      return (
        <Link quiet href={`#/clients/${row.clientId}`}>
          {row.clientName}
        </Link>
      )
    case 'status':
      return row.status === null ? null : <span title={row.status.text}>{row.status.text}</span>
    case 'checked':
      return row.status === null ? null : (
        <span title={casesText.status.checkedBy(casesText.daysAgo(row.daysSinceChecked ?? 0), row.status.checkedBy)}>
          {formatDate(row.status.checkedOn)}
        </span>
      )
    case 'days':
      return row.daysSinceChecked === null ? null : casesText.daysAgo(row.daysSinceChecked)
    default:
      return <FreshnessBadge freshness={row.freshness} />
  }
}
