import type { TodayItem } from '#contract'
import { formatDay } from './dates.ts'

type TodayKind = TodayItem['kind']

const days = (count: number): string => `${count} ${count === 1 ? 'day' : 'days'}`

/** Words of the start page: what needs a person. */
export const todayText = {
  title: 'Today',
  loading: 'Looking at what needs you',
  summary: (count: number): string => (count === 0 ? 'Nothing waits' : count === 1 ? '1 thing waits' : `${count} things wait`),
  kinds: {
    'access-code-expired': 'Access codes expired unused',
    'access-code-expiring': 'Access codes expiring',
    'passcode-expired': 'Passcodes expired unanswered',
    'passcode-expiring': 'Passcodes expiring',
    'draft-expiring': 'Drafts about to lapse',
    'replacement-overdue': 'Replacement codes overdue',
    'replacement-waiting': 'Replacement codes requested',
    'link-unverified': 'Linked cases nobody has seen yet',
    'deadline-overdue': 'Overdue',
    'appointment-unanswered': 'Appointments: what happened?',
    'appointment-near': 'Appointments today and tomorrow',
    'deadline-near': 'Deadlines and follow-ups due soon',
    'document-expiring': 'Documents expired or expiring',
    'path-open': 'Guided paths under way',
    'factor-of-leaver': 'Second factor of somebody who left',
    'backup-code-stale': 'Backup codes presumed stale',
    'authenticator-unconfirmed': 'Authenticators never confirmed',
    'sign-in-due': 'Sign-in due',
    'password-due': 'Password to be changed',
    'not-recoverable': 'Nobody can get in'
  } satisfies Record<TodayKind, string>,
  nothingRecorded: (count: number): string =>
    `${count.toLocaleString('en-US')} ${count === 1 ? 'account has' : 'accounts have'} nothing recorded: whether anybody can get in is not known`,
  showAll: (count: number): string => `Show all ${count}`,
  showFewer: 'Show fewer',
  allOf: (count: number): string => `See all ${count}`,
  when: ({ on, daysLeft }: Pick<TodayItem, 'on' | 'daysLeft'>): string => {
    if (on === null) return ''
    if (daysLeft === null) return formatDay(on)
    if (daysLeft === 0) return `${formatDay(on)}, today`
    return `${formatDay(on)}, ${daysLeft < 0 ? `${days(-daysLeft)} ago` : `in ${days(daysLeft)}`}`
  },
  empty: {
    title: 'Nothing needs you today',
    body: 'Nothing is due, no access code is about to expire, nobody is locked out of an account, and no path is under way.'
  },
  start: {
    title: 'Nothing is recorded yet',
    body: 'Once there are clients and accounts, what needs somebody shows up here, most urgent first.'
  }
} as const
