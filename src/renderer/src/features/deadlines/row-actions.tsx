import { AlarmClockOff, Check, Filter, MessageSquareText, MoonStar, Pencil, Undo2, X } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import type { Deadline } from '#contract'
import { addDays } from '../../app/calendar.ts'
import { useChange } from '../../app/change.ts'
import { useTodayDate } from '../../app/today.ts'
import { deadlinesText } from '../../text/deadlines.ts'
import { Button } from '../../ui/Button.tsx'
import { type MenuAction, MenuButton } from '../../ui/MenuButton.tsx'
import { CancelForm, OutcomeForm, SnoozeForm } from './ClosingForms.tsx'
import { useDeadlineChanges } from './changes.ts'
import { DeadlineForm } from './DeadlineForm.tsx'
import css from './Deadlines.module.css'

const text = deadlinesText

type Opened = { readonly kind: 'edit' | 'outcome' | 'snooze' | 'cancel'; readonly deadline: Deadline } | null

export interface DeadlineDialogs {
  readonly open: (kind: NonNullable<Opened>['kind'], deadline: Deadline) => void
  /** Rendered once beside the rows. */
  readonly dialog: ReactNode
}

/** The dialogs that rows open, kept outside of the rows: a row that goes away while its dialog is open would take it along. */
export function useDeadlineDialogs(): DeadlineDialogs {
  const [opened, setOpened] = useState<Opened>(null)
  const close = () => setOpened(null)
  return {
    open: (kind, deadline) => setOpened({ kind, deadline }),
    dialog: (
      <>
        {opened?.kind === 'edit' && <DeadlineForm editing={opened.deadline} onClose={close} />}
        {opened?.kind === 'outcome' && <OutcomeForm deadline={opened.deadline} onClose={close} />}
        {opened?.kind === 'snooze' && <SnoozeForm deadline={opened.deadline} onClose={close} />}
        {opened?.kind === 'cancel' && <CancelForm deadline={opened.deadline} onClose={close} />}
      </>
    )
  }
}

export interface RowActionsProps {
  readonly deadline: Deadline
  readonly dialogs: DeadlineDialogs
  /** Offered where a list can be narrowed to the client. */
  readonly onOnlyClient?: (() => void) | undefined
}

/** Done at one press, the rest in a menu. */
export function RowActions({ deadline, dialogs, onOnlyClient }: RowActionsProps) {
  const changes = useDeadlineChanges()
  const todayDate = useTodayDate()
  const [isPending, run] = useChange()
  const isOpen = deadline.doneAt === null && deadline.cancelledAt === null
  const isAppointment = deadline.kind === 'appointment'
  const snooze = (days: number) => run(() => changes.snooze(deadline, addDays(todayDate(), days)))
  const narrow: MenuAction[] =
    onOnlyClient === undefined ? [] : [{ id: 'client', name: text.actions.onlyClient, icon: Filter, onAction: onOnlyClient }]
  const items: MenuAction[] = isOpen
    ? [
        {
          id: 'outcome',
          name: isAppointment ? text.actions.what : text.actions.outcome,
          icon: MessageSquareText,
          onAction: () => dialogs.open('outcome', deadline)
        },
        { id: 'tomorrow', name: text.actions.tomorrow, icon: MoonStar, onAction: () => snooze(1) },
        { id: 'week', name: text.actions.week, icon: MoonStar, onAction: () => snooze(7) },
        { id: 'until', name: text.actions.until, icon: MoonStar, onAction: () => dialogs.open('snooze', deadline) },
        ...(deadline.snoozedUntil === null
          ? []
          : [{ id: 'wake', name: text.actions.wake, icon: AlarmClockOff, onAction: () => run(() => changes.snooze(deadline, null)) }]),
        { id: 'edit', name: text.actions.edit, icon: Pencil, onAction: () => dialogs.open('edit', deadline) },
        ...narrow,
        { id: 'cancel', name: text.actions.cancel, icon: X, danger: true, onAction: () => dialogs.open('cancel', deadline) }
      ]
    : [{ id: 'reopen', name: text.actions.reopen, icon: Undo2, onAction: () => run(() => changes.reopen(deadline)) }, ...narrow]
  return (
    <span className={css.actions}>
      {isOpen && (
        <Button
          size="small"
          icon={Check}
          isPending={isPending}
          aria-label={text.actions.doneNamed(deadline.title)}
          onPress={() => (isAppointment ? dialogs.open('outcome', deadline) : run(() => changes.finish(deadline, '')))}
        >
          {text.actions.done}
        </Button>
      )}
      <MenuButton label={text.menu(deadline.title)} size="small" items={items} />
    </span>
  )
}
