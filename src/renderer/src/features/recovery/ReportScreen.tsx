import { CircleCheck, Compass, SearchX } from 'lucide-react'
import { useEffect, useMemo } from 'react'
import { useLocation } from 'wouter'
import { useStore } from 'zustand'
import type { AccessReport, ReportRow } from '#contract'
import { reportSorts } from '#contract/vocabulary'
import { useStores } from '../../api/context.tsx'
import { RecoverabilityBadge } from '../../app/access-badges.tsx'
import { ListScreen } from '../../app/ListScreen.tsx'
import { type ListColumn, ListTable } from '../../app/ListTable.tsx'
import { accountsText } from '../../text/accounts.ts'
import { formatDate } from '../../text/dates.ts'
import { frameText } from '../../text/frame.ts'
import { recoveryText } from '../../text/recovery.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { Link } from '../../ui/Link.tsx'
import { SearchField } from '../../ui/SearchField.tsx'
import { Spinner } from '../../ui/Spinner.tsx'
import css from './Recovery.module.css'
import { reportNamed } from './shares.ts'

const text = recoveryText

/** One report over all accounts, or a way back when the address names none. */
export function ReportScreen({ name }: { readonly name: string }) {
  const report = reportNamed(name)
  if (report !== null) return <OpenedReport report={report} />
  return (
    <EmptyState
      icon={Compass}
      title={frameText.notFound.title}
      body={frameText.notFound.body}
      actions={<Link href="#/recovery">{text.title}</Link>}
    />
  )
}

/** Reports that are about people. */
const reportsOfPeople: ReadonlySet<AccessReport> = new Set(['single-person', 'leavers-factor'])

/** Widths of the table, in pixels, from which the people and the reasons have columns; before that they are in tooltips. */
const peopleFromWidth = 900
const whyFromWidth = 700

function OpenedReport({ report }: { readonly report: AccessReport }) {
  const { recovery } = useStores()
  const [, navigate] = useLocation()
  const { filter, rows, total, status, isLoadingMore, error } = useStore(recovery.report)
  const isKnown = status === 'ready' || rows.length > 0
  useEffect(() => recovery.report.open(report), [recovery, report])
  const { name, meaning, date } = text.report[report]
  const hasPeople = reportsOfPeople.has(report)
  const columns = useMemo(() => columnsFor(date, hasPeople), [date, hasPeople])
  // An account may stand in a list once for each person.
  const tableRows = useMemo(() => rows.map((row, index) => ({ id: `${index} ${row.accountId}`, row })), [rows])
  return (
    <ListScreen
      back={{ href: '#/recovery', label: text.reports.back }}
      title={name}
      subtitle={isKnown ? `${meaning} ${text.reports.count(total)}.` : meaning}
      saves={{ name: 'report', filter: { report, ...filter } }}
      filters={
        <SearchField
          label={text.reports.search}
          placeholder={text.reports.searchPlaceholder}
          value={filter.query}
          onChange={(query) => void recovery.report.setFilter({ query })}
        />
      }
      error={error}
    >
      {(width) => (
        <ListTable
          label={text.reports.table(name)}
          columns={columns}
          width={width}
          place={`report ${report}`}
          rows={tableRows}
          sort={{ columnId: filter.sort, descending: filter.descending }}
          onSort={({ columnId, descending }) => {
            const sort = reportSorts.find((one) => one === columnId)
            if (sort !== undefined) void recovery.report.setFilter({ sort, descending })
          }}
          renderCell={({ row }, columnId) => <ReportCell row={row} columnId={columnId} />}
          rowText={({ row }) => `${row.clientName ?? accountsText.firmsOwnClient}, ${row.portalName}, ${row.username}`}
          onRowAction={(id) => navigate(`/accounts/${id.split(' ')[1] ?? ''}`)}
          onLoadMore={rows.length < total ? () => void recovery.report.loadMore() : undefined}
          isLoadingMore={isLoadingMore}
          empty={
            !isKnown ? (
              error === null && <Spinner label={text.reports.loading} />
            ) : filter.query === '' ? (
              <EmptyState icon={CircleCheck} title={text.reports.emptyTitle} body={meaning} />
            ) : (
              <EmptyState icon={SearchX} title={text.reports.noMatchTitle} body={text.reports.noMatchBody} />
            )
          }
        />
      )}
    </ListScreen>
  )
}

function columnsFor(date: string | null, hasPeople: boolean): readonly ListColumn[] {
  const names = text.reports.columns
  return [
    { id: 'client', name: names.client, width: '3fr', minWidth: 130, allowsSorting: true, isRowHeader: true, fromWidth: 0 },
    { id: 'portal', name: names.portal, width: 110, minWidth: 64, fromWidth: 0 },
    { id: 'username', name: names.account, width: '3fr', minWidth: 150, fromWidth: 0 },
    { id: 'value', name: names.value, width: 150, isRaw: true, fromWidth: 0 },
    { id: 'why', name: names.why, width: '3fr', minWidth: 130, fromWidth: whyFromWidth },
    ...(hasPeople ? [{ id: 'people', name: names.people, width: '2fr', minWidth: 110, fromWidth: peopleFromWidth } as const] : []),
    ...(date === null ? [] : [{ id: 'report', name: date, width: 130, allowsSorting: true, fromWidth: 0 } as const])
  ]
}

const whyOf = ({ reasons }: ReportRow): string => (reasons.length === 0 ? text.reports.nothing : reasons.map(text.reason).join(', '))

function ReportCell({ row, columnId }: { readonly row: ReportRow; readonly columnId: string }) {
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
    case 'value':
      return (
        <span title={whyOf(row)}>
          <RecoverabilityBadge value={row.recoverability} />
        </span>
      )
    case 'why':
      return whyOf(row)
    case 'people':
      return row.people.join(', ')
    default:
      return row.on === null ? null : <span title={row.people.join(', ')}>{formatDate(row.on)}</span>
  }
}
