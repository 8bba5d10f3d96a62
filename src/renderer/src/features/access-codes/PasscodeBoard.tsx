import { SquareAsterisk } from 'lucide-react'
import { useStores } from '../../api/context.tsx'
import { PasscodeBadge } from '../../app/access-badges.tsx'
import { accessCodesText } from '../../text/access-codes.ts'
import { formatDate } from '../../text/dates.ts'
import { passcodesText } from '../../text/passcodes.ts'
import { Link } from '../../ui/Link.tsx'
import css from './AccessCodes.module.css'
import { type BoardHeading, ClockBoard, type ClockColumn } from './ClockBoard.tsx'
import type { PasscodeRow } from './clock-boards.ts'

const text = passcodesText.board

const columns: readonly ClockColumn[] = [
  { id: 'client', name: text.columns.client, width: '3fr', minWidth: 130, allowsSorting: true, isRowHeader: true, fromWidth: 0 },
  { id: 'form', name: text.columns.form, width: '2fr', minWidth: 96, fromWidth: 560 },
  { id: 'about', name: text.columns.about, width: '2fr', minWidth: 110, fromWidth: 900 },
  { id: 'username', name: text.columns.account, width: '3fr', minWidth: 130, fromWidth: 760 },
  { id: 'status', name: text.columns.status, width: 172, isRaw: true, fromWidth: 0 },
  { id: 'expires', name: text.columns.expires, width: 116, allowsSorting: true, fromWidth: 0 },
  { id: 'days-left', name: text.columns.daysLeft, width: 104, fromWidth: 480 },
  { id: 'handed-over', name: text.columns.handedOver, width: 122, fromWidth: 1050 }
]

/** Passcodes of all accounts, soonest expiry first. */
export function PasscodeBoard(heading: BoardHeading) {
  const { passcodes } = useStores()
  return (
    <ClockBoard
      heading={heading}
      store={passcodes}
      columns={columns}
      statuses={passcodesText.statuses}
      icon={SquareAsterisk}
      savesOf={(filter) => ({ name: 'passcodes', filter })}
      text={{ ...text, title: passcodesText.title }}
      renderCell={(row, columnId) => <PasscodeCell row={row} columnId={columnId} />}
      rowText={(row) => `${row.clientName}, ${row.form}, ${row.username}`}
    />
  )
}

const running: ReadonlySet<string> = new Set(['waiting', 'expiring', 'expired'])

function PasscodeCell({ row, columnId }: { readonly row: PasscodeRow; readonly columnId: string }) {
  switch (columnId) {
    case 'client':
      return (
        <Link quiet href={`#/clients/${row.clientId}`}>
          {row.clientName}
        </Link>
      )
    case 'form':
      return row.form
    case 'about':
      return row.about
    case 'username':
      return (
        <Link quiet href={`#/accounts/${row.accountId}`}>
          {row.username}
        </Link>
      )
    case 'status':
      return <PasscodeBadge status={row.status} />
    case 'expires':
      return formatDate(row.expiresOn)
    case 'days-left':
      return running.has(row.status) ? accessCodesText.daysLeft(row.daysLeft) : null
    default:
      return row.handedOverOn === null ? <span className={css.muted}>–</span> : formatDate(row.handedOverOn)
  }
}
