import type { Deadline } from '#contract'
import type { ListColumn } from '../../app/ListTable.tsx'
import { formatDate, formatInstantDate } from '../../text/dates.ts'
import { deadlineKindNames, deadlineSubjectNames, deadlinesText } from '../../text/deadlines.ts'
import { Link } from '../../ui/Link.tsx'
import css from './Deadlines.module.css'
import { type DeadlineDialogs, RowActions } from './row-actions.tsx'
import { StateBadge } from './StateBadge.tsx'

const text = deadlinesText

export const columns: readonly ListColumn[] = [
  { id: 'due', name: text.columns.due, width: 124, minWidth: 116, allowsSorting: true, fromWidth: 0 },
  { id: 'state', name: text.columns.state, width: 156, minWidth: 150, isRaw: true, fromWidth: 0 },
  { id: 'title', name: text.columns.title, width: '4fr', minWidth: 150, isRowHeader: true, allowsSorting: true, fromWidth: 0 },
  { id: 'client', name: text.columns.client, width: '3fr', minWidth: 120, allowsSorting: true, fromWidth: 0 },
  { id: 'kind', name: text.columns.kind, width: 116, fromWidth: 980 },
  { id: 'owner', name: text.columns.owner, width: '2fr', minWidth: 90, fromWidth: 840 },
  { id: 'actions', name: text.columns.actions, width: 120, minWidth: 116, isNameHidden: true, isRaw: true, fromWidth: 0 }
]

interface DeadlineCellProps {
  readonly row: Deadline
  readonly columnId: string
  readonly dialogs: DeadlineDialogs
  readonly onOnlyClient: (() => void) | undefined
}

export function DeadlineCell({ row, columnId, dialogs, onOnlyClient }: DeadlineCellProps) {
  switch (columnId) {
    case 'due':
      return (
        <span className={css.due} title={whenText(row)}>
          {formatDate(row.dueOn)}
        </span>
      )
    case 'state':
      return (
        <span title={whenText(row)}>
          <StateBadge state={row.state} daysLeft={row.daysLeft} />
        </span>
      )
    case 'title':
      return <span title={aboutText(row)}>{[row.atTime, row.title].filter(Boolean).join(' · ')}</span>
    case 'client':
      return (
        <Link quiet href={`#/clients/${row.clientId}`}>
          {row.clientName}
        </Link>
      )
    case 'kind':
      return kindText(row)
    case 'owner':
      return row.ownerLeft ? (
        <span className={css.warn} title={text.ownerLeft(row.ownerName)}>
          {text.ownerLeft(row.ownerName)}
        </span>
      ) : (
        row.ownerName
      )
    default:
      return <RowActions deadline={row} dialogs={dialogs} onOnlyClient={onOnlyClient} />
  }
}

export const kindText = ({ kind, subject }: Deadline): string =>
  subject === null ? deadlineKindNames[kind] : deadlineSubjectNames[subject]

/** How long, or how it ended. */
export function whenText(row: Deadline): string {
  if (row.cancelledAt !== null)
    return [text.closed(text.states.cancelled, row.cancelledBy, formatInstantDate(row.cancelledAt)), row.cancelReason].join(': ')
  if (row.doneAt !== null)
    return [text.closed(text.states.done, row.doneBy, formatInstantDate(row.doneAt)), row.outcome].filter(Boolean).join(': ')
  const due = text.due(row.daysLeft)
  return row.snoozedUntil === null || row.state !== 'snoozed' ? due : `${due} · ${text.snoozedUntil(formatDate(row.snoozedUntil))}`
}

/** What it hangs on. */
export const aboutText = (row: Deadline): string =>
  [row.title, row.place, row.matterTitle, row.caseName, row.accountName].filter((part) => part !== null && part !== '').join(' · ')
