import type { DeadlineKind } from '#contract'
import { daysBetween } from '../../calendar.ts'

/** What the reminder engine looks at: an open deadline and what was last shown of it. */
export interface ReminderFacts {
  readonly id: string
  readonly kind: DeadlineKind
  readonly title: string
  readonly clientName: string
  readonly dueOn: string
  /** Days before the due date on which a reminder begins. */
  readonly days: readonly number[]
  readonly snoozedUntil: string | null
  /** The layer last shown; null when none was. */
  readonly shownLayer: number | null
}

/** Layer of what is past its date; 0 is the day itself; others are days before it. Later layers are smaller. */
export const pastLayer = -1

/** The reminder in which a date lies today; null while it is before the first one. */
export function layerOf(dueOn: string, days: readonly number[], today: string): number | null {
  const daysLeft = daysBetween(today, dueOn)
  if (daysLeft < 0) return pastLayer
  const begun = [0, ...days].filter((layer) => daysLeft <= layer)
  return begun.length === 0 ? null : Math.min(...begun)
}

export interface ReminderRun {
  /** What to say; null when there is nothing new. */
  readonly note: {
    readonly overdue: readonly ReminderFacts[]
    readonly today: readonly ReminderFacts[]
    readonly soon: readonly ReminderFacts[]
  } | null
  /** To be remembered once it was shown. */
  readonly shown: readonly { readonly id: string; readonly layer: number }[]
}

/** What is to be said today that has not been said: each deadline once per layer, nothing while it is snoozed. */
export function remind(open: readonly ReminderFacts[], today: string): ReminderRun {
  const due: { facts: ReminderFacts; layer: number }[] = []
  for (const facts of open) {
    if (facts.snoozedUntil !== null && facts.snoozedUntil > today) continue
    const layer = layerOf(facts.dueOn, facts.days, today)
    if (layer === null || (facts.shownLayer !== null && facts.shownLayer <= layer)) continue
    due.push({ facts, layer })
  }
  if (due.length === 0) return { note: null, shown: [] }
  const inLayer = (fits: (layer: number) => boolean) => due.filter(({ layer }) => fits(layer)).map(({ facts }) => facts)
  return {
    note: { overdue: inLayer((layer) => layer === pastLayer), today: inLayer((layer) => layer === 0), soon: inLayer((layer) => layer > 0) },
    shown: due.map(({ facts, layer }) => ({ id: facts.id, layer }))
  }
}

const namesShown = 3

/** One notification for everything. Names only when the firm allows them: a notification is read by whoever walks past. */
export function notificationText(
  note: NonNullable<ReminderRun['note']>,
  withNames: boolean
): { readonly title: string; readonly body: string } {
  const parts = [
    note.overdue.length === 0 ? '' : `${note.overdue.length} past ${note.overdue.length === 1 ? 'its' : 'their'} date`,
    note.today.length === 0 ? '' : `${counted(note.today)} today`,
    note.soon.length === 0 ? '' : `${counted(note.soon)} coming up`
  ].filter((part) => part !== '')
  const all = [...note.overdue, ...note.today, ...note.soon]
  const named = all.slice(0, namesShown).map(({ clientName, title }) => `${clientName}: ${title}`)
  const more = all.length - named.length
  return {
    title: parts.join(', '),
    body: withNames ? [...named, ...(more > 0 ? [`and ${more} more`] : [])].join('\n') : 'Open Keydocket to see them.'
  }
}

function counted(all: readonly ReminderFacts[]): string {
  const appointments = all.filter(({ kind }) => kind === 'appointment').length
  const others = all.length - appointments
  const words = [
    others === 0 ? '' : `${others} ${others === 1 ? 'deadline' : 'deadlines'}`,
    appointments === 0 ? '' : `${appointments} ${appointments === 1 ? 'appointment' : 'appointments'}`
  ]
  return words.filter((word) => word !== '').join(' and ')
}
