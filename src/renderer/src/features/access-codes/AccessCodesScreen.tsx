import { MailOpen } from 'lucide-react'
import { useEffect, useMemo } from 'react'
import { useLocation } from 'wouter'
import { useStore } from 'zustand'
import { accessCodeStatuses, expirySorts } from '#contract/vocabulary'
import { useStores } from '../../api/context.tsx'
import { AreaTabs } from '../../app/AreaTabs.tsx'
import { AccessCodeBadge } from '../../app/access-badges.tsx'
import { ListScreen } from '../../app/ListScreen.tsx'
import { type ListColumn, ListTable } from '../../app/ListTable.tsx'
import { LogNoticeButton } from '../../app/log-notice.tsx'
import { useTodayDate } from '../../app/today.ts'
import { accessCodesText } from '../../text/access-codes.ts'
import { accountsText } from '../../text/accounts.ts'
import { formatDate } from '../../text/dates.ts'
import { draftsText } from '../../text/drafts.ts'
import { passcodesText } from '../../text/passcodes.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { Link } from '../../ui/Link.tsx'
import { SearchField } from '../../ui/SearchField.tsx'
import { SelectField } from '../../ui/SelectField.tsx'
import { Spinner } from '../../ui/Spinner.tsx'
import css from './AccessCodes.module.css'
import type { BoardHeading } from './ClockBoard.tsx'
import { DraftBoard } from './DraftBoard.tsx'
import { PasscodeBoard } from './PasscodeBoard.tsx'
import { type BoardRow, boardInputOf, type StatusFilter } from './store.ts'
import { TimelinePlot } from './TimelinePlot.tsx'
import { timelineFrom } from './timeline.ts'

const text = accessCodesText.board

const columns: readonly ListColumn[] = [
  { id: 'client', name: text.columns.client, width: '3fr', minWidth: 130, allowsSorting: true, isRowHeader: true, fromWidth: 0 },
  { id: 'portal', name: text.columns.portal, width: 84, minWidth: 64, fromWidth: 560 },
  { id: 'username', name: text.columns.account, width: '3fr', minWidth: 130, fromWidth: 760 },
  { id: 'status', name: text.columns.status, width: 186, isRaw: true, fromWidth: 0 },
  { id: 'expires', name: text.columns.expires, width: 116, allowsSorting: true, fromWidth: 0 },
  { id: 'days-left', name: text.columns.daysLeft, width: 104, fromWidth: 480 },
  { id: 'addressee', name: text.columns.addressee, width: 136, fromWidth: 960 },
  { id: 'receipts', name: text.columns.receipts, width: '2fr', minWidth: 120, fromWidth: 1100 }
]

const filters = [
  { id: 'open' as const, name: text.filters.open },
  ...accessCodeStatuses.map((id) => ({ id, name: accountsText.accessCode[id] })),
  { id: 'every' as const, name: text.filters.every }
] satisfies readonly { id: StatusFilter; name: string }[]

const places = [
  { path: '/access-codes', name: text.title },
  { path: '/access-codes/passcodes', name: passcodesText.title },
  { path: '/access-codes/drafts', name: draftsText.title }
] as const

export interface AccessCodesScreenProps {
  /** Which list the address names. */
  readonly tab: string
}

/** What expires, over all accounts: access codes, passcodes, drafts. */
export function AccessCodesScreen({ tab }: AccessCodesScreenProps) {
  const heading: BoardHeading = {
    title: text.title,
    actions: <LogNoticeButton />,
    tabs: <AreaTabs label={text.tabs} places={places} />
  }
  const Board = tab === 'passcodes' ? PasscodeBoard : tab === 'drafts' ? DraftBoard : Codes
  return <Board {...heading} />
}

/** Access codes of all accounts, soonest expiry first, under a plot of the next 90 days. */
function Codes(heading: BoardHeading) {
  const { accessCodes } = useStores()
  useEffect(() => accessCodes.openList(), [accessCodes])
  const [, navigate] = useLocation()
  const todayDate = useTodayDate()
  const today = todayDate()
  const { filter, rows, total, status, timeline, isLoadingMore, error } = useStore(accessCodes)
  const isKnown = status === 'ready' || rows.length > 0
  const plotted = useMemo(() => timelineFrom(today, timeline), [today, timeline])
  return (
    <ListScreen
      {...heading}
      subtitle={isKnown ? text.count(total) : null}
      saves={{ name: 'access-codes', filter: boardInputOf(filter) }}
      filters={
        <>
          <SearchField
            label={text.search}
            placeholder={text.searchPlaceholder}
            value={filter.query}
            onChange={(query) => void accessCodes.setFilter({ query })}
          />
          <SelectField
            label={text.filter}
            isLabelHidden
            items={filters}
            selectedKey={filter.status}
            onSelectionChange={(key) => void accessCodes.setFilter({ status: key })}
          />
        </>
      }
      error={error}
      above={isKnown && <TimelinePlot timeline={plotted} />}
    >
      {(width) => (
        <ListTable
          label={text.title}
          columns={columns}
          width={width}
          place="access-codes"
          rows={rows}
          sort={{ columnId: filter.sort, descending: filter.descending }}
          onSort={({ columnId, descending }) => {
            const sort = expirySorts.find((one) => one === columnId)
            if (sort !== undefined) void accessCodes.setFilter({ sort, descending })
          }}
          renderCell={(row, columnId) => <BoardCell row={row} columnId={columnId} />}
          rowText={(row) => `${row.clientName ?? accountsText.firmsOwnClient}, ${row.portalName}, ${row.username}`}
          onRowAction={(id) => {
            const row = rows.find((one) => one.id === id)
            if (row) navigate(`/accounts/${row.accountId}`)
          }}
          onLoadMore={rows.length < total ? () => void accessCodes.loadMore() : undefined}
          isLoadingMore={isLoadingMore}
          empty={
            isKnown ? (
              <EmptyState
                icon={MailOpen}
                title={text.emptyTitle}
                body={filter.query !== '' ? text.emptySearch : filter.status === 'open' ? text.emptyOpen : text.emptyFiltered}
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

/** Statuses whose days still matter to somebody. */
const running: ReadonlySet<string> = new Set(['new', 'expiring', 'expired', 'replacement-requested'])

function BoardCell({ row, columnId }: { readonly row: BoardRow; readonly columnId: string }) {
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
    case 'status':
      return (
        <span title={row.replacementRequestedOn === null ? undefined : text.requestedOn(formatDate(row.replacementRequestedOn))}>
          <AccessCodeBadge status={row.status} />
        </span>
      )
    case 'expires':
      return formatDate(row.expiresOn)
    case 'days-left':
      return running.has(row.status) ? accessCodesText.daysLeft(row.daysLeft) : null
    case 'addressee':
      return accessCodesText.addressees[row.addressee]
    default:
      return (
        <span className={css.mono} title={row.receiptNumbers.join(', ')}>
          {row.receiptNumbers.join(', ')}
        </span>
      )
  }
}
