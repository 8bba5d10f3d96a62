import { FilePen, PencilLine } from 'lucide-react'
import { useClient, useStores } from '../../api/context.tsx'
import { DraftBadge } from '../../app/access-badges.tsx'
import { showFailure, useChange } from '../../app/change.ts'
import { useTodayDate } from '../../app/today.ts'
import { accessCodesText } from '../../text/access-codes.ts'
import { formatDate } from '../../text/dates.ts'
import { draftsText } from '../../text/drafts.ts'
import { Button } from '../../ui/Button.tsx'
import { Link } from '../../ui/Link.tsx'
import { showToast } from '../../ui/Toast.tsx'
import css from './AccessCodes.module.css'
import { type BoardHeading, ClockBoard, type ClockColumn } from './ClockBoard.tsx'
import type { DraftRow } from './clock-boards.ts'

const text = draftsText.board

const columns: readonly ClockColumn[] = [
  { id: 'client', name: text.columns.client, width: '3fr', minWidth: 130, allowsSorting: true, isRowHeader: true, fromWidth: 0 },
  { id: 'form', name: text.columns.form, width: 100, minWidth: 72, fromWidth: 480 },
  { id: 'username', name: text.columns.account, width: '3fr', minWidth: 130, fromWidth: 860 },
  { id: 'status', name: text.columns.status, width: 132, isRaw: true, fromWidth: 0 },
  { id: 'expires', name: text.columns.expires, width: 116, allowsSorting: true, fromWidth: 0 },
  { id: 'days-left', name: text.columns.daysLeft, width: 104, fromWidth: 560 },
  { id: 'edited', name: text.columns.edited, width: 116, fromWidth: 1000 },
  { id: 'note', name: text.columns.note, width: '2fr', minWidth: 110, fromWidth: 1120 },
  { id: 'act', name: text.columns.act, width: 132, isNameHidden: true, isRaw: true, fromWidth: 640 }
]

/** Drafts in all accounts, soonest to lapse first. */
export function DraftBoard(heading: BoardHeading) {
  const { drafts } = useStores()
  return (
    <ClockBoard
      heading={heading}
      store={drafts}
      columns={columns}
      statuses={draftsText.statuses}
      icon={FilePen}
      savesOf={(filter) => ({ name: 'drafts', filter })}
      text={{ ...text, title: draftsText.title }}
      renderCell={(row, columnId) => <DraftCell row={row} columnId={columnId} />}
      rowText={(row) => `${row.clientName ?? text.noClient}, ${row.form}, ${row.username}`}
    />
  )
}

const isRunning = ({ status }: DraftRow): boolean => status === 'open' || status === 'expiring' || status === 'lapsed'

function DraftCell({ row, columnId }: { readonly row: DraftRow; readonly columnId: string }) {
  switch (columnId) {
    case 'client':
      return row.clientId === null ? (
        <span className={css.muted}>{text.noClient}</span>
      ) : (
        <Link quiet href={`#/clients/${row.clientId}`}>
          {row.clientName ?? ''}
        </Link>
      )
    case 'form':
      return row.form
    case 'username':
      return (
        <Link quiet href={`#/accounts/${row.accountId}`}>
          {row.username}
        </Link>
      )
    case 'status':
      return <DraftBadge status={row.status} />
    case 'expires':
      return formatDate(row.expiresOn)
    case 'days-left':
      return isRunning(row) ? accessCodesText.daysLeft(row.daysLeft) : null
    case 'edited':
      return formatDate(row.editedOn)
    case 'note':
      return row.note
    default:
      return isRunning(row) ? <EditedToday row={row} /> : null
  }
}

function EditedToday({ row }: { readonly row: DraftRow }) {
  const client = useClient()
  const todayDate = useTodayDate()
  const [isPending, run] = useChange()
  if (row.editedOn === todayDate()) return null
  const note = () =>
    run(async () => {
      await client.drafts.noteEdit({ id: row.id, on: todayDate() })
      showToast({
        text: draftsText.editNoted(row.form),
        action: {
          label: draftsText.undo,
          onAction: () => void client.drafts.noteEdit({ id: row.id, on: row.editedOn }).catch(showFailure)
        }
      })
    })
  return (
    <Button
      size="small"
      icon={PencilLine}
      isPending={isPending}
      onPress={note}
      aria-label={draftsText.editedTodayOf(row.form, row.clientName ?? text.noClient)}
    >
      {draftsText.editedToday}
    </Button>
  )
}
