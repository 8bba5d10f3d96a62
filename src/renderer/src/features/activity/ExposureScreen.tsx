import { EyeOff } from 'lucide-react'
import { useEffect, useMemo, useState } from 'react'
import { useStore } from 'zustand'
import type { ExposedSecret } from '#contract'
import { useStores } from '../../api/context.tsx'
import { useView } from '../../app/answer-store.ts'
import { Problem } from '../../app/Problem.tsx'
import { accountsText } from '../../text/accounts.ts'
import { formatExactInstant, formatInstantDate } from '../../text/dates.ts'
import { recordText } from '../../text/record.ts'
import { type DataColumn, DataTable } from '../../ui/DataTable.tsx'
import { DateField } from '../../ui/DateField.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { Link } from '../../ui/Link.tsx'
import { PageHeader } from '../../ui/PageHeader.tsx'
import { SelectField } from '../../ui/SelectField.tsx'
import { Spinner } from '../../ui/Spinner.tsx'
import css from './Exposure.module.css'

const text = recordText.exposure
const any = ''
/** Clients counted above the table; the table has them all. */
const clientsShown = 6

const columns: readonly DataColumn[] = [
  { id: 'first', name: text.columns.first, width: 128, minWidth: 124 },
  { id: 'kind', name: text.columns.kind, width: 120, minWidth: 100 },
  { id: 'client', name: text.columns.client, width: '3fr', minWidth: 120, isRowHeader: true },
  { id: 'account', name: text.columns.account, width: '3fr', minWidth: 140 },
  { id: 'how', name: text.columns.how, width: '2fr', minWidth: 130 },
  { id: 'who', name: text.columns.who, width: '2fr', minWidth: 110 }
]

/** Which clients' secrets did a person see, or a computer show, between two days. */
export function ExposureScreen() {
  const { exposure } = useStores()
  const { rows, total, clients, status, error, isLoadingMore } = useStore(exposure)
  useEffect(() => exposure.openList(), [exposure])
  const tableRows = useMemo(() => rows.map((row) => ({ id: `${row.kind} ${row.recordId}`, row })), [rows])
  const isReady = status === 'ready'
  return (
    <div className={css.screen}>
      <PageHeader
        back={{ href: '#/activity', label: recordText.backToActivity }}
        title={text.title}
        subtitle={
          isReady && total > 0
            ? `${text.subtitle} ${text.count(total, clients.filter(({ clientId }) => clientId !== null).length)}.`
            : text.subtitle
        }
      />
      <Filters />
      <div className={css.problem}>
        <Problem error={error} />
      </div>
      {clients.length > 0 && (
        <ul className={css.counts} aria-label={text.clients}>
          {clients.slice(0, clientsShown).map(({ clientId, clientName, secrets }) => (
            <li key={clientId ?? 'firm'}>
              {clientName ?? accountsText.firmsOwnClient} <strong>{secrets}</strong>
            </li>
          ))}
          {clients.length > clientsShown && <li className={css.muted}>{text.more(clients.length - clientsShown)}</li>}
        </ul>
      )}
      <div className={css.table}>
        <DataTable
          label={text.table}
          columns={columns}
          rows={tableRows}
          rowHeight={34}
          renderCell={({ row }, columnId) => <ExposureCell row={row} columnId={columnId} />}
          rowText={({ row }) => `${recordText.kinds[row.kind]} ${row.clientName ?? ''} ${row.username}`}
          onLoadMore={rows.length < total ? () => void exposure.loadMore() : undefined}
          isLoadingMore={isLoadingMore}
          empty={
            isReady ? (
              <EmptyState icon={EyeOff} title={text.empty.title} body={text.empty.body} />
            ) : (
              error === null && <Spinner label={text.loading} />
            )
          }
        />
      </div>
    </div>
  )
}

function Filters() {
  const { exposure, members, record } = useStores()
  useView(members)
  useEffect(() => record.openView(), [record])
  const filter = useStore(exposure, (state) => state.filter)
  const people = useStore(members, (state) => state.value) ?? []
  const devices = useStore(record, (state) => state.state?.devices) ?? []
  const [days, setDays] = useState({ from: '', to: '' })
  const setDay = (change: Partial<typeof days>) => {
    const next = { ...days, ...change }
    setDays(next)
    const from = next.from === '' ? 0 : new Date(`${next.from}T00:00:00`).getTime()
    const to = next.to === '' ? Number.MAX_SAFE_INTEGER : new Date(`${next.to}T23:59:59.999`).getTime()
    void exposure.setFilter({ from: Math.max(0, from), to })
  }
  return (
    <div className={css.filters}>
      <SelectField
        label={text.member}
        items={[{ id: any, name: text.anyone }, ...people.map(({ id, name }) => ({ id, name }))]}
        selectedKey={filter.memberId ?? any}
        onSelectionChange={(id) => void exposure.setFilter({ memberId: id === any ? null : id })}
      />
      <SelectField
        label={text.device}
        items={[{ id: any, name: text.anywhere }, ...devices.map((name) => ({ id: name, name }))]}
        selectedKey={filter.device ?? any}
        onSelectionChange={(name) => void exposure.setFilter({ device: name === any ? null : name })}
      />
      <DateField label={text.from} value={days.from} onChange={(from) => setDay({ from })} />
      <DateField label={text.to} value={days.to} onChange={(to) => setDay({ to })} />
    </div>
  )
}

function ExposureCell({ row, columnId }: { readonly row: ExposedSecret; readonly columnId: string }) {
  switch (columnId) {
    case 'first':
      return (
        <time
          dateTime={new Date(row.firstAt).toISOString()}
          title={`${formatExactInstant(row.firstAt)} – ${formatExactInstant(row.lastAt)}`}
        >
          {formatInstantDate(row.firstAt)}
        </time>
      )
    case 'kind':
      return recordText.kinds[row.kind]
    case 'client':
      return row.clientId === null ? (
        <span className={css.muted}>{accountsText.firmsOwnClient}</span>
      ) : (
        <Link quiet href={`#/clients/${row.clientId}`}>
          {row.clientName ?? ''}
        </Link>
      )
    case 'account':
      return (
        <Link quiet href={`#/accounts/${row.accountId}`}>
          {row.portalName} · {row.username}
        </Link>
      )
    case 'how':
      return recordText.how(row)
    default:
      return (
        <span title={row.devices.join(', ')}>
          {row.actors.join(', ')}
          <span className={css.muted}> · {row.devices.join(', ')}</span>
        </span>
      )
  }
}
