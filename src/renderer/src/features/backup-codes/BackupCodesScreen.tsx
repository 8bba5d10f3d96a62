import { SearchX, Ticket } from 'lucide-react'
import { useEffect } from 'react'
import { useLocation } from 'wouter'
import { useStore } from 'zustand'
import type { BackupBoardRow } from '#contract'
import { backupBoardSorts, backupCodeStocks } from '#contract/vocabulary'
import { useStores } from '../../api/context.tsx'
import { StockBadge } from '../../app/access-badges.tsx'
import { ListScreen } from '../../app/ListScreen.tsx'
import { type ListColumn, ListTable } from '../../app/ListTable.tsx'
import { accountsText } from '../../text/accounts.ts'
import { backupBoardText as text } from '../../text/backup-codes.ts'
import { formatDate } from '../../text/dates.ts'
import { Button } from '../../ui/Button.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { Link } from '../../ui/Link.tsx'
import { SearchField } from '../../ui/SearchField.tsx'
import { SelectField } from '../../ui/SelectField.tsx'
import { Spinner } from '../../ui/Spinner.tsx'
import css from './BackupCodes.module.css'
import { boardInputOf, countOf, type StockFilter } from './store.ts'

/** Ids of columns that main can sort by are main's own words. */
const columns: readonly ListColumn[] = [
  { id: 'client', name: text.columns.client, width: '3fr', minWidth: 130, allowsSorting: true, isRowHeader: true, fromWidth: 0 },
  { id: 'portal', name: text.columns.portal, width: 96, minWidth: 64, allowsSorting: true, fromWidth: 560 },
  { id: 'username', name: text.columns.account, width: '3fr', minWidth: 130, fromWidth: 700 },
  { id: 'stock', name: text.columns.stock, width: 168, allowsSorting: true, isRaw: true, fromWidth: 0 },
  { id: 'unused', name: text.columns.unused, width: 136, minWidth: 90, allowsSorting: true, fromWidth: 0 },
  { id: 'reason', name: text.columns.reason, width: 224, fromWidth: 900 },
  { id: 'issued', name: text.columns.issued, width: 116, allowsSorting: true, fromWidth: 1080 },
  { id: 'kept-at', name: text.columns.keptAt, width: '2fr', minWidth: 110, fromWidth: 1320 }
]

const everyFilter: readonly { readonly id: StockFilter; readonly name: string }[] = [
  { id: 'every', name: text.filters.every },
  { id: 'attention', name: text.filters.attention },
  ...backupCodeStocks.map((id) => ({ id, name: text.stocks[id] })),
  { id: 'reserved', name: text.filters.reserved }
]

const allPortals = 'all'

/** Backup codes of all accounts in use: what needs a person first. */
export function BackupCodesScreen() {
  const { backupCodes, portals } = useStores()
  const { filter, total, status, numbers, error } = useStore(backupCodes)
  const known = useStore(portals, (state) => state.portals)
  useEffect(() => backupCodes.openList(), [backupCodes])
  useEffect(() => void portals.load(), [portals])
  const filters = everyFilter.map(({ id, name }) => ({ id, name: numbers === null ? name : text.counted(name, countOf(id, numbers)) }))
  return (
    <ListScreen
      title={text.title}
      subtitle={status === 'idle' ? null : text.count(total)}
      saves={{ name: 'backup-codes', filter: boardInputOf(filter) }}
      filters={
        <>
          <SearchField
            label={text.search}
            placeholder={text.searchPlaceholder}
            value={filter.query}
            onChange={(query) => void backupCodes.setFilter({ query })}
          />
          <SelectField
            label={text.filter}
            isLabelHidden
            items={filters}
            selectedKey={filter.stock}
            onSelectionChange={(stock) => void backupCodes.setFilter({ stock })}
          />
          <SelectField
            label={text.portalFilter}
            isLabelHidden
            items={[{ id: allPortals, name: text.allPortals }, ...known.map(({ id, name }) => ({ id, name }))]}
            selectedKey={filter.portalId ?? allPortals}
            onSelectionChange={(key) => void backupCodes.setFilter({ portalId: key === allPortals ? null : key })}
          />
        </>
      }
      error={error}
    >
      {(width) => <Board width={width} />}
    </ListScreen>
  )
}

function Board({ width }: { readonly width: number }) {
  const { backupCodes } = useStores()
  const [, navigate] = useLocation()
  const { filter, rows, total, status, isLoadingMore } = useStore(backupCodes)
  const isWaiting = status === 'idle' || (status === 'loading' && rows.length === 0)
  return (
    <ListTable
      label={text.title}
      columns={columns}
      width={width}
      place="backup-codes"
      rows={rows}
      sort={{ columnId: filter.sort, descending: filter.descending }}
      onSort={({ columnId, descending }) => {
        const sort = backupBoardSorts.find((one) => one === columnId)
        if (sort !== undefined) void backupCodes.setFilter({ sort, descending })
      }}
      renderCell={(row, columnId) => <BoardCell row={row} columnId={columnId} />}
      rowText={(row) => `${row.clientName ?? accountsText.firmsOwnClient}, ${row.portalName}, ${row.username}`}
      onRowAction={(id) => navigate(`/accounts/${id}`)}
      onLoadMore={rows.length < total ? () => void backupCodes.loadMore() : undefined}
      isLoadingMore={isLoadingMore}
      empty={isWaiting ? <Spinner label={text.loading} /> : <NoCodes />}
    />
  )
}

function NoCodes() {
  const { backupCodes, settings } = useStores()
  const { filter } = useStore(backupCodes)
  const isUnused = useStore(settings, (state) => state.sample?.offered ?? false)
  if (isUnused)
    return (
      <EmptyState
        icon={Ticket}
        title={accountsText.empty.title}
        body={accountsText.empty.body}
        actions={<Link href="#/clients">{accountsText.empty.toClients}</Link>}
      />
    )
  const isAllWell = filter.stock === 'attention' && filter.query === '' && filter.portalId === null
  return (
    <EmptyState
      icon={isAllWell ? Ticket : SearchX}
      title={text.emptyTitle}
      body={isAllWell ? text.emptyAttention : text.emptyFiltered}
      actions={<Button onPress={() => void backupCodes.setFilter({ stock: 'every', query: '', portalId: null })}>{text.showAll}</Button>}
    />
  )
}

const reasonOf = ({ stale }: BackupBoardRow): string | null =>
  stale === null ? null : text.reasonOn(text.reasons[stale.reason], formatDate(stale.on))

function BoardCell({ row, columnId }: { readonly row: BackupBoardRow; readonly columnId: string }) {
  switch (columnId) {
    case 'client':
      return row.clientId === null ? (
        <span className={css.muted}>{accountsText.firmsOwnClient}</span>
      ) : (
        <Link quiet href={`#/clients/${row.clientId}`}>
          {row.clientName ?? ''}
        </Link>
      )
    case 'portal':
      return row.portalName
    case 'username':
      return (
        <Link quiet href={`#/accounts/${row.accountId}`}>
          {row.username}
        </Link>
      )
    case 'stock':
      return (
        <span title={reasonOf(row) ?? undefined}>
          <StockBadge stock={row.stock} />
        </span>
      )
    case 'unused':
      return (
        <span>
          {text.left(row.unused, row.total)}
          {row.reserved > 0 && <span className={css.muted}> · {text.reserved(row.reserved)}</span>}
        </span>
      )
    case 'reason':
      return reasonOf(row)
    case 'issued':
      return row.issuedOn === null ? null : formatDate(row.issuedOn)
    default:
      return <span title={row.keptAt}>{row.keptAt}</span>
  }
}
