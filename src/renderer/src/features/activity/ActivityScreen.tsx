import { History, RotateCw } from 'lucide-react'
import { useEffect, useMemo } from 'react'
import { useStore } from 'zustand'
import type { AuditRow } from '#contract'
import { useStores } from '../../api/context.tsx'
import { errorText } from '../../api/error-text.ts'
import { activityText, auditEventTexts } from '../../text/activity.ts'
import { formatExactInstant, formatInstant } from '../../text/dates.ts'
import { recordText } from '../../text/record.ts'
import { Button, IconButton } from '../../ui/Button.tsx'
import { type DataColumn, DataTable } from '../../ui/DataTable.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { Link } from '../../ui/Link.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { PageHeader } from '../../ui/PageHeader.tsx'
import { Spinner } from '../../ui/Spinner.tsx'
import css from './Activity.module.css'
import { factsOf } from './facts.ts'
import { RecordActions } from './RecordActions.tsx'
import { RecordPanel } from './RecordPanel.tsx'

const columns: readonly DataColumn[] = [
  { id: 'at', name: activityText.columns.at, width: 200, minWidth: 140 },
  { id: 'actor', name: activityText.columns.actor, width: '2fr', minWidth: 130 },
  { id: 'event', name: activityText.columns.event, width: '4fr', minWidth: 180, isRowHeader: true },
  { id: 'client', name: activityText.columns.client, width: '3fr', minWidth: 120 },
  { id: 'account', name: activityText.columns.account, width: '3fr', minWidth: 140 }
]

/** Everything that happened, newest first; of one client when `clientId` is given. */
export function ActivityScreen({ clientId = null }: { readonly clientId?: string | null }) {
  const { activity, record } = useStores()
  const { rows, more, status, error } = useStore(activity)
  const client = useListedClient(clientId)
  useEffect(() => void activity.load(clientId), [activity, clientId])
  useEffect(() => record.openView(), [record])
  const tableRows = useMemo(() => rows.map((row) => ({ id: String(row.seq), row })), [rows])

  return (
    <div className={css.screen}>
      <PageHeader
        title={client === null ? activityText.title : client.name === '' ? recordText.clientLink : recordText.clientTitle(client.name)}
        subtitle={client === null ? activityText.subtitle : recordText.clientSubtitle}
        back={clientId === null ? undefined : { href: `#/clients/${clientId}`, label: recordText.backToClient }}
        actions={
          <>
            {clientId === null && <Link href="#/activity/exposure">{recordText.exposure.link}</Link>}
            <RecordActions client={client} />
            <IconButton
              label={activityText.refresh}
              icon={RotateCw}
              isPending={status === 'loading' && rows.length > 0}
              onPress={() => void activity.load(clientId)}
            />
          </>
        }
      />
      <RecordPanel />
      {status === 'failed' && (
        <div className={css.problem}>
          <Problem error={error} onRetry={() => void activity.load(clientId)} />
        </div>
      )}
      <div className={css.table}>
        <DataTable
          label={activityText.table}
          columns={columns}
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
              status === 'ready' && <EmptyState icon={History} title={activityText.empty.title} body={activityText.empty.body} />
            )
          }
        />
      </div>
    </div>
  )
}

/** The client whose record is shown, as the clients list names it. */
function useListedClient(clientId: string | null): { readonly id: string; readonly name: string } | null {
  const { activity } = useStores()
  const name = useStore(activity, ({ rows }) => rows.find((row) => row.clientId === clientId)?.clientName ?? '')
  return clientId === null ? null : { id: clientId, name }
}

function Problem({ error, onRetry }: { readonly error: unknown; readonly onRetry: () => void }) {
  const { title, body } = errorText(error)
  return (
    <Notice tone="bad" title={title} action={<Button onPress={onRetry}>{activityText.tryAgain}</Button>}>
      {body}
    </Notice>
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
