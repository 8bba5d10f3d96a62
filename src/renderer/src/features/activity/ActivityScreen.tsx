import { History, RotateCw, SearchX } from 'lucide-react'
import { useEffect, useMemo } from 'react'
import { useStore } from 'zustand'
import type { AuditRow } from '#contract'
import { useStores } from '../../api/context.tsx'
import { ListScreen } from '../../app/ListScreen.tsx'
import { type ListColumn, ListTable } from '../../app/ListTable.tsx'
import { activityText, auditEventTexts } from '../../text/activity.ts'
import { formatExactInstant, formatInstant } from '../../text/dates.ts'
import { recordText } from '../../text/record.ts'
import { Button, IconButton } from '../../ui/Button.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { Link } from '../../ui/Link.tsx'
import { Spinner } from '../../ui/Spinner.tsx'
import css from './Activity.module.css'
import { ActivityFilters } from './ActivityFilters.tsx'
import { factsOf } from './facts.ts'
import { RecordActions } from './RecordActions.tsx'
import { RecordPanel, useRecordNews } from './RecordPanel.tsx'
import { activityFilterOf, noFilter } from './store.ts'

const columns: readonly ListColumn[] = [
  { id: 'at', name: activityText.columns.at, width: 206, minWidth: 140, fromWidth: 0 },
  { id: 'actor', name: activityText.columns.actor, width: '2fr', minWidth: 130, fromWidth: 0 },
  { id: 'event', name: activityText.columns.event, width: '4fr', minWidth: 180, isRowHeader: true, fromWidth: 0 },
  { id: 'client', name: activityText.columns.client, width: '3fr', minWidth: 120, fromWidth: 0 },
  { id: 'account', name: activityText.columns.account, width: '3fr', minWidth: 140, fromWidth: 0 }
]

/** Everything that happened, newest first. */
export function ActivityScreen() {
  const { activity, record } = useStores()
  const hasNews = useRecordNews()
  const { filter, rows, more, status, error } = useStore(activity)
  useEffect(() => void activity.load(), [activity])
  useEffect(() => record.openView(), [record])
  const tableRows = useMemo(() => rows.map((row) => ({ id: String(row.seq), row })), [rows])
  const isFiltered = Object.values(filter).some((value) => value !== null)

  return (
    <ListScreen
      title={activityText.title}
      subtitle={
        <>
          {activityText.subtitle} <Link href="#/activity/exposure">{recordText.exposure.link}</Link>
        </>
      }
      saves={{ name: 'activity', filter: activityFilterOf(filter) }}
      actions={
        <>
          <RecordActions client={filter.client} />
          <IconButton
            label={activityText.refresh}
            icon={RotateCw}
            isPending={status === 'loading' && rows.length > 0}
            onPress={() => void activity.load()}
          />
        </>
      }
      filters={<ActivityFilters />}
      error={error}
      above={hasNews && <RecordPanel />}
    >
      {(width) => (
        <ListTable
          label={activityText.table}
          columns={columns}
          width={width}
          place="activity"
          rows={tableRows}
          rowHeight={34}
          renderCell={({ row }, columnId) => <ActivityCell row={row} columnId={columnId} />}
          rowText={({ row }) => `${auditEventTexts[row.event]} ${row.clientName ?? ''}`}
          onLoadMore={more ? () => void activity.loadMore() : undefined}
          isLoadingMore={status === 'loading' && rows.length > 0}
          empty={
            status === 'loading' || status === 'idle' ? (
              <Spinner label={activityText.loading} />
            ) : (
              status === 'ready' && <NoActivity isFiltered={isFiltered} onClear={() => void activity.setFilter(noFilter)} />
            )
          }
        />
      )}
    </ListScreen>
  )
}

function NoActivity({ isFiltered, onClear }: { readonly isFiltered: boolean; readonly onClear: () => void }) {
  const { empty, noMatch } = activityText
  if (!isFiltered) return <EmptyState icon={History} title={empty.title} body={empty.body} />
  return (
    <EmptyState icon={SearchX} title={noMatch.title} body={noMatch.body} actions={<Button onPress={onClear}>{noMatch.clear}</Button>} />
  )
}

function ActivityCell({ row, columnId }: { readonly row: AuditRow; readonly columnId: string }) {
  switch (columnId) {
    case 'at':
      return (
        <time dateTime={new Date(row.at).toISOString()} title={formatExactInstant(row.at)}>
          {formatInstant(row.at)}
        </time>
      )
    case 'actor':
      return (
        <span title={row.device}>
          {row.actor}
          <span className={css.muted}> · {row.device}</span>
        </span>
      )
    case 'event': {
      const facts = factsOf(row)
      return (
        <span title={facts || undefined}>
          {auditEventTexts[row.event]}
          {facts && <span className={css.muted}> · {facts}</span>}
        </span>
      )
    }
    case 'client':
      return row.clientId && row.clientName ? (
        <Link quiet href={`#/clients/${row.clientId}`}>
          {row.clientName}
        </Link>
      ) : null
    case 'account':
      return row.accountId && row.accountName ? (
        <Link quiet href={`#/accounts/${row.accountId}`}>
          {row.accountName}
        </Link>
      ) : null
    default:
      return null
  }
}
