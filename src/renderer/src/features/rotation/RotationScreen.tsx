import { CircleCheck, UserX } from 'lucide-react'
import { useEffect, useMemo, useState } from 'react'
import { useForm } from 'react-hook-form'
import { useLocation } from 'wouter'
import { useStore } from 'zustand'
import type { Output, RotationItem } from '#contract'
import { useStores } from '../../api/context.tsx'
import { useView } from '../../app/answer-store.ts'
import { showFailure } from '../../app/change.ts'
import { FormDialog } from '../../app/FormDialog.tsx'
import { Problem } from '../../app/Problem.tsx'
import { accountsText } from '../../text/accounts.ts'
import { formatExactInstant, formatInstantDate } from '../../text/dates.ts'
import { membersText } from '../../text/members.ts'
import { recordText } from '../../text/record.ts'
import { rotationText } from '../../text/rotation.ts'
import { Badge } from '../../ui/Badge.tsx'
import { Button } from '../../ui/Button.tsx'
import { type DataColumn, DataTable } from '../../ui/DataTable.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { FormTextField } from '../../ui/FormFields.tsx'
import { Link } from '../../ui/Link.tsx'
import { PageHeader } from '../../ui/PageHeader.tsx'
import { SelectField } from '../../ui/SelectField.tsx'
import { Spinner } from '../../ui/Spinner.tsx'
import { showToast } from '../../ui/Toast.tsx'
import { HandOver } from './HandOver.tsx'
import css from './Rotation.module.css'

const text = rotationText

const columns: readonly DataColumn[] = [
  { id: 'status', name: text.columns.status, width: 168, minWidth: 164, isRaw: true },
  { id: 'since', name: text.columns.since, width: 112, minWidth: 96 },
  { id: 'kind', name: text.columns.kind, width: 116, minWidth: 104 },
  { id: 'client', name: text.columns.client, width: '3fr', minWidth: 96, isRowHeader: true },
  { id: 'account', name: text.columns.account, width: '3fr', minWidth: 116 },
  { id: 'how', name: text.columns.how, width: '3fr', minWidth: 80 },
  { id: 'action', name: text.columns.action, width: 100, minWidth: 100, isRaw: true, isNameHidden: true }
]

/** What a person who leaves has seen or holds, worked through line by line. Without a member it asks for one. */
export function RotationScreen({ memberId }: { readonly memberId: string | null }) {
  const { members, rotation } = useStores()
  const [, navigate] = useLocation()
  useView(members)
  const people = useStore(members, (state) => state.value)
  useEffect(() => (memberId === null ? undefined : rotation.open(memberId)), [rotation, memberId])
  const { list, error } = useStore(rotation)
  return (
    <div className={css.screen}>
      <PageHeader
        back={{ href: '#/recovery', label: text.back }}
        title={list === null ? text.title : text.titleOf(list.member.name)}
        subtitle={list === null ? text.subtitle : `${text.subtitle} ${text.counts(list.open, list.settled)}.`}
        actions={
          <div className={css.choice}>
            <SelectField
              label={text.member}
              isLabelHidden
              placeholder={text.choose}
              items={(people ?? []).map(({ id, name, leftOn }) => ({
                id,
                name,
                description: leftOn === null ? undefined : membersText.left(leftOn)
              }))}
              selectedKey={memberId}
              onSelectionChange={(id) => navigate(`/recovery/rotation/${id}`)}
            />
          </div>
        }
      />
      <div className={css.problem}>
        <Problem error={error} />
      </div>
      {memberId === null ? (
        <EmptyState icon={UserX} title={text.choose} body={text.chooseBody} />
      ) : list === null ? (
        error === null && <Spinner label={text.loading} />
      ) : (
        <>
          <HandOver list={list} />
          <Lines list={list} />
        </>
      )}
    </div>
  )
}

function Lines({ list }: { readonly list: Output<'rotation.list'> }) {
  const { rotation } = useStores()
  const isLoadingMore = useStore(rotation, (state) => state.isLoadingMore)
  const [settling, setSettling] = useState<RotationItem | null>(null)
  const tableRows = useMemo(() => list.rows.map((row) => ({ id: `${row.kind} ${row.recordId}`, row })), [list])
  return (
    <div className={css.table}>
      <DataTable
        label={text.table(list.member.name)}
        columns={columns}
        rows={tableRows}
        renderCell={({ row }, columnId) => <LineCell row={row} columnId={columnId} onSettle={setSettling} />}
        rowText={({ row }) => `${text.kinds[row.kind]} ${row.clientName ?? ''} ${row.username}`}
        onLoadMore={list.rows.length < list.total ? () => void rotation.loadMore() : undefined}
        isLoadingMore={isLoadingMore}
        empty={<EmptyState icon={CircleCheck} title={text.empty.title} body={text.empty.body} />}
      />
      {settling !== null && <SettleForm row={settling} onClose={() => setSettling(null)} />}
    </div>
  )
}

interface LineCellProps {
  readonly row: RotationItem
  readonly columnId: string
  readonly onSettle: (row: RotationItem) => void
}

const accountOf = ({ portalName, username }: RotationItem): string => `${portalName} · ${username}`

function LineCell({ row, columnId, onSettle }: LineCellProps) {
  switch (columnId) {
    case 'status':
      return <Badge tone={row.status === 'open' ? 'warn' : 'good'}>{text.statuses[row.status]}</Badge>
    case 'since':
      return (
        <time dateTime={new Date(row.since).toISOString()} title={formatExactInstant(row.since)}>
          {formatInstantDate(row.since)}
        </time>
      )
    case 'kind':
      return text.kinds[row.kind]
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
          {accountOf(row)}
        </Link>
      )
    case 'how': {
      const how =
        row.closedAt === null
          ? row.kind === 'second-factor'
            ? text.holds
            : recordText.how(row)
          : text.settledBy(row.closedBy, formatInstantDate(row.closedAt), row.note)
      return <span title={how}>{how}</span>
    }
    default:
      return <LineAction row={row} onSettle={onSettle} />
  }
}

function LineAction({ row, onSettle }: Omit<LineCellProps, 'columnId'>) {
  const { rotation } = useStores()
  if (row.status === 'replaced') return null
  if (row.status === 'open') {
    return (
      <Button size="small" aria-label={text.settleLabel(text.kinds[row.kind], accountOf(row))} onPress={() => onSettle(row)}>
        {text.settle}
      </Button>
    )
  }
  const reopen = async (): Promise<void> => {
    await rotation.reopen(row)
    showToast({ text: text.reopened })
  }
  return (
    <Button size="small" variant="quiet" onPress={() => void reopen().catch(showFailure)}>
      {text.reopen}
    </Button>
  )
}

function SettleForm({ row, onClose }: { readonly row: RotationItem; readonly onClose: () => void }) {
  const { rotation } = useStores()
  const form = useForm<{ note: string }>({ defaultValues: { note: '' } })
  return (
    <FormDialog
      form={form}
      size="small"
      title={text.form.title}
      subtitle={`${text.kinds[row.kind]} · ${row.clientName ?? accountsText.firmsOwnClient} · ${accountOf(row)}`}
      submitLabel={text.form.submit}
      cancelLabel={text.form.cancel}
      onSubmit={async ({ note }) => {
        await rotation.close(row, note)
        showToast({ tone: 'good', text: text.settled })
        onClose()
      }}
      onClose={onClose}
    >
      <p>{text.form.body}</p>
      <FormTextField control={form.control} name="note" label={text.form.note} maxLength={200} autoFocus />
    </FormDialog>
  )
}
