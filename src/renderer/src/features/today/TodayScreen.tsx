import {
  CalendarClock,
  CalendarX,
  CircleCheck,
  CircleQuestionMark,
  CircleX,
  Clock,
  Handshake,
  Hourglass,
  IdCard,
  Link2Off,
  ListChecks,
  ListTodo,
  LogIn,
  type LucideIcon,
  RectangleEllipsis,
  TriangleAlert,
  UserX
} from 'lucide-react'
import { type ReactNode, useId, useState } from 'react'
import { useStore } from 'zustand'
import type { TodayItem } from '#contract'
import { useStores } from '../../api/context.tsx'
import { useView } from '../../app/answer-store.ts'
import { LogNoticeButton } from '../../app/log-notice.tsx'
import { Problem } from '../../app/Problem.tsx'
import { accountsText } from '../../text/accounts.ts'
import { formatDate } from '../../text/dates.ts'
import { todayText } from '../../text/today.ts'
import { Button } from '../../ui/Button.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { Link } from '../../ui/Link.tsx'
import { PageHeader } from '../../ui/PageHeader.tsx'
import { Spinner } from '../../ui/Spinner.tsx'
import type { Tone } from '../../ui/tone.ts'
import { groupsOf, hrefOf, listOf, rowsAtFirst, type TodayGroup, type TodayKind } from './groups.ts'
import css from './Today.module.css'

const looks: Record<TodayKind, { readonly icon: LucideIcon; readonly tone: Tone }> = {
  'access-code-expired': { icon: CircleX, tone: 'bad' },
  'access-code-expiring': { icon: Clock, tone: 'warn' },
  'passcode-expired': { icon: CircleX, tone: 'bad' },
  'passcode-expiring': { icon: Clock, tone: 'warn' },
  'draft-expiring': { icon: Clock, tone: 'warn' },
  'replacement-overdue': { icon: TriangleAlert, tone: 'bad' },
  'replacement-waiting': { icon: Hourglass, tone: 'info' },
  'link-unverified': { icon: Link2Off, tone: 'warn' },
  'deadline-overdue': { icon: CalendarX, tone: 'bad' },
  'appointment-unanswered': { icon: CircleQuestionMark, tone: 'warn' },
  'appointment-near': { icon: Handshake, tone: 'info' },
  'deadline-near': { icon: CalendarClock, tone: 'warn' },
  'document-expiring': { icon: IdCard, tone: 'warn' },
  'path-open': { icon: ListChecks, tone: 'info' },
  'factor-of-leaver': { icon: UserX, tone: 'bad' },
  'backup-code-stale': { icon: TriangleAlert, tone: 'warn' },
  'authenticator-unconfirmed': { icon: TriangleAlert, tone: 'warn' },
  'sign-in-due': { icon: LogIn, tone: 'warn' },
  'password-due': { icon: RectangleEllipsis, tone: 'warn' },
  'not-recoverable': { icon: CircleX, tone: 'bad' }
}

/** What needs a person today, most urgent first. */
export function TodayScreen({
  emptyExtra,
  notice
}: {
  /** Stands below the text while there is nothing at all. */
  readonly emptyExtra?: ReactNode
  /** What needs somebody beside clients and accounts. */
  readonly notice?: ReactNode
}) {
  const { today } = useStores()
  useView(today)
  const { value: known, error, isStale } = useStore(today)
  // "Nothing needs you" is said only of the present.
  const value = isStale && known !== null && known.items.length === 0 ? null : known
  const groups = value === null ? [] : groupsOf(value.items, value.counts)
  const waiting = groups.reduce((sum, { count }) => sum + count, 0)
  return (
    <>
      <PageHeader
        title={todayText.title}
        subtitle={value && `${formatDate(value.today)} · ${todayText.summary(waiting)}`}
        actions={<LogNoticeButton />}
      />
      <div className={css.problem}>
        <Problem error={error} />
      </div>
      {notice}
      {value === null && error === null && <Spinner label={todayText.loading} />}
      {value !== null && groups.length === 0 && <NothingWaits extra={emptyExtra} />}
      {groups.length > 0 && (
        <div className={css.groups}>
          {groups.map((group) => (
            <Group key={group.kind} group={group} atFirst={rowsAtFirst(groups)} />
          ))}
        </div>
      )}
      {value !== null && value.nothingRecorded > 0 && (
        <p className={css.unrecorded}>
          <Link href="#/recovery/nothing-recorded">{todayText.nothingRecorded(value.nothingRecorded)}</Link>
        </p>
      )}
    </>
  )
}

/** Reassures where there are accounts; where there is nothing yet, says what will stand here. */
function NothingWaits({ extra }: { readonly extra: ReactNode }) {
  const { settings } = useStores()
  const isUnused = useStore(settings, (state) => state.sample?.offered ?? false)
  return (
    <>
      {isUnused ? (
        <EmptyState
          icon={ListTodo}
          title={todayText.start.title}
          body={todayText.start.body}
          actions={
            <>
              <Link href="#/clients">{accountsText.empty.toClients}</Link>
              {extra}
            </>
          }
        />
      ) : (
        <EmptyState icon={CircleCheck} title={todayText.empty.title} body={todayText.empty.body} actions={extra} />
      )}
    </>
  )
}

function Group({ group, atFirst }: { readonly group: TodayGroup; readonly atFirst: number }) {
  const { kind, count, items } = group
  const [isOpen, setOpen] = useState(false)
  const id = useId()
  const { icon: Icon, tone } = looks[kind]
  // One row more is no longer than the button that would hide it.
  const isFolding = items.length > atFirst + 1
  const shown = isFolding && !isOpen ? items.slice(0, atFirst) : items
  return (
    <section className={css.group} aria-labelledby={id}>
      <h2 className={css.title}>
        <Icon size={15} className={css[tone]} aria-hidden />
        <span id={id}>{todayText.kinds[kind]}</span>
        <span className={css.count}>{count}</span>
        {(isFolding || count > items.length) && (
          <span className={css.more}>
            {isFolding && (
              <Button size="small" variant="quiet" onPress={() => setOpen(!isOpen)} aria-expanded={isOpen}>
                {isOpen ? todayText.showFewer : todayText.showAll(items.length)}
              </Button>
            )}
            {count > items.length && <Link href={listOf(kind)}>{todayText.allOf(count)}</Link>}
          </span>
        )}
      </h2>
      <ul className={css.rows}>
        {shown.map((item) => (
          <Row key={`${item.accountId} ${item.deadlineId} ${item.pathId} ${item.on} ${item.people.join()}`} item={item} />
        ))}
      </ul>
    </section>
  )
}

function Row({ item }: { readonly item: TodayItem }) {
  const name = item.clientName ?? accountsText.firmsOwnClient
  // Whose phone it is matters more than which login: what is cut off stands at the end.
  const account = [item.title, ...item.people, item.portalName, item.username].filter(Boolean).join(' · ')
  return (
    <li>
      <a className={css.row} href={hrefOf(item)}>
        <span className={css.client} title={name}>
          {name}
        </span>
        <span className={css.account} title={account}>
          {account}
        </span>
        <span className={css.when} title={item.on === null ? undefined : formatDate(item.on)}>
          {todayText.when(item)}
        </span>
      </a>
    </li>
  )
}
