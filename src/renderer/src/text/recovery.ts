import type { AccessReport, FactorKind, Recoverability, RecoverabilityOf, Way } from '#contract'
import { formatDate } from './dates.ts'

const names = new Intl.ListFormat('en', { type: 'conjunction' })
const businessDays = (days: number): string => `${days} federal business ${days === 1 ? 'day' : 'days'}`

/** Kinds of second factor, as lists and forms name them. */
export const factorKindNames: Record<FactorKind, string> = {
  email: 'E-mail code',
  text: 'Text message',
  'email-and-text': 'E-mail and text message',
  authenticator: 'Authenticator elsewhere',
  passkey: 'Passkey',
  'security-key': 'Security key',
  other: 'Another factor'
}

const factorName = (kind: string | null): string => factorKindNames[kind as FactorKind] ?? factorKindNames.other

const reasons: Readonly<Record<NonNullable<Way['because']>, string>> = {
  unconfirmed: 'never confirmed',
  'presumed-stale': 'presumed stale',
  used: 'used',
  none: 'not kept here',
  'holder-left': '(left the firm)',
  'not-offered': 'not offered'
}

/** Words around "who could get in today": one account's answer, the overview, the reports. */
export const recoveryText = {
  title: 'Recovery',
  subtitle: 'Which accounts somebody could open today, and which nobody could.',
  loading: 'Loading recovery',
  question: 'Can we get in today?',
  column: 'Get in',
  short: {
    yes: 'Yes',
    'with-person': 'With a person',
    'help-desk': 'Help desk only',
    no: 'Nobody',
    unknown: '?'
  } satisfies Record<Recoverability, string>,
  /** What a badge in a table means, for its tooltip and for assistive technology. */
  meaning: {
    yes: 'Anybody at the firm can get in today',
    'with-person': 'Only with a certain person’s phone, mailbox or device',
    'help-desk': 'Only through the portal’s help desk',
    no: 'Nobody can get in, and the portal’s help desk cannot recover the account',
    unknown: 'Nothing is recorded'
  } satisfies Record<Recoverability, string>,
  /** Entries of the legend, so short that five stand side by side. */
  legend: {
    yes: 'Anybody at the firm',
    'with-person': 'Only with a certain person',
    'help-desk': 'Help desk only',
    no: 'Nobody',
    unknown: 'Nothing recorded'
  } satisfies Record<Recoverability, string>,
  answer: ({ value, people, ways }: RecoverabilityOf): string => {
    const wait = ways.find(({ kind }) => kind === 'help-desk')?.waitBusinessDays ?? null
    switch (value) {
      case 'yes':
        return 'Yes, anybody at the firm'
      case 'with-person':
        return people.length === 0 ? 'Only with a certain person' : `Only with ${names.format(people)}`
      case 'help-desk':
        return wait === null
          ? 'Only through the portal’s help desk'
          : `Only through the portal’s help desk, usually about ${businessDays(wait)}`
      case 'no':
        return 'Nobody'
      case 'unknown':
        return 'Nothing recorded'
    }
  },
  explanation: {
    yes: null,
    'with-person': null,
    'help-desk': 'No way in is recorded that works today. Record one, or ask the portal.',
    no: 'No way in is recorded that works today, and the portal cannot recover the account.',
    unknown: 'Record a second factor, an authenticator or a backup code, and the answer appears here.'
  } satisfies Record<Recoverability, string | null>,
  singlePerson: 'One person alone can open it.',
  waysLabel: 'Ways in',
  counts: 'Works:',
  countsNot: 'Does not count:',
  way: ({ kind, because, person, factorKind, waitBusinessDays }: Way): string => {
    switch (kind) {
      case 'authenticator-here':
        return because === 'not-offered'
          ? 'The portal is not known to offer an authenticator'
          : because === 'none'
            ? 'No authenticator is kept here'
            : because === 'unconfirmed'
              ? 'Authenticator kept here: the portal has not been seen to accept a code from it'
              : 'Authenticator kept here'
      case 'backup-code-here':
        return because === 'not-offered'
          ? 'The portal is not known to have backup codes'
          : because === 'none'
            ? 'No backup code is kept here'
            : because === 'used'
              ? 'Backup code kept here: used'
              : because === 'presumed-stale'
                ? 'Backup code kept here: presumed stale'
                : 'Backup code kept here'
      case 'factor':
        return because === 'holder-left'
          ? `${factorName(factorKind)} of ${person ?? 'somebody'}, who has left the firm`
          : person === null
            ? factorName(factorKind)
            : `${factorName(factorKind)}: ${person}`
      case 'client-holds':
        return person === null ? 'The client signs in' : `The client signs in: ${person}`
      case 'help-desk':
        return because === 'not-offered'
          ? 'The portal’s help desk cannot recover this account'
          : waitBusinessDays === null
            ? 'The portal’s help desk'
            : `The portal’s help desk, usually about ${businessDays(waitBusinessDays)}`
    }
  },
  /** A way behind an answer, in a few words for a table. */
  reason: ({ kind, because, person, factorKind }: Way): string => {
    const what =
      kind === 'authenticator-here'
        ? 'Authenticator'
        : kind === 'backup-code-here'
          ? 'Backup code'
          : kind === 'client-holds'
            ? 'The client signs in'
            : factorName(factorKind)
    const of = kind === 'factor' && person !== null ? ` of ${person}` : ''
    return `${what}${of}${because === null ? '' : ` ${reasons[because]}`}`
  },
  lastSignIn: 'Last sign-in',
  notNoted: 'None noted',
  daysAgo: (days: number): string => (days === 0 ? 'today' : days === 1 ? 'yesterday' : `${days} days ago`),
  nextSignIn: 'Next sign-in by',
  overdue: (date: string, days: number): string => `${date}, ${days} ${days === 1 ? 'day' : 'days'} overdue`,
  signedInToday: 'Signed in today',
  signInNoted: (date: string): string => `Sign-in on ${formatDate(date)} noted.`,
  stepPassed: (what: string, date: string): string => `Passed after ${date}: ${what}`,
  stepAhead: (what: string, date: string): string => `After ${date}: ${what}`,
  passwordChanged: 'Password changed',
  passwordDue: 'Change it by',
  everyDays: (days: number): string => `every ${days} days`,
  passwordChangedToday: 'Password changed today',
  passwordNoted: (date: string): string => `Change of the password on ${formatDate(date)} noted.`,
  undo: 'Undo',
  overview: {
    title: 'Accounts in use',
    bar: (parts: string): string => `Accounts in use by who could get in today: ${parts}.`,
    none: 'No accounts yet.'
  },
  reports: {
    title: 'Reports',
    back: 'Recovery',
    table: (name: string): string => `Report: ${name}`,
    none: 'None',
    count: (total: number): string => `${total.toLocaleString('en-US')} ${total === 1 ? 'account' : 'accounts'}`,
    emptyTitle: 'No account is on this list',
    columns: { client: 'Client', portal: 'Portal', account: 'Account', value: 'Get in', why: 'Why', people: 'People' },
    nothing: 'Nothing recorded',
    loading: 'Loading report',
    search: 'Search the report',
    searchPlaceholder: 'Client, account or person',
    noMatchTitle: 'No account matches',
    noMatchBody: 'No account on this list fits the search.'
  },
  report: {
    'not-recoverable': {
      name: 'Nobody can get in',
      meaning: 'Nobody could open these accounts today; at best the portal’s help desk lets somebody in.',
      date: null
    },
    'single-person': {
      name: 'Only one person can open it',
      meaning: 'If this person is away or loses the phone, nobody gets in.',
      date: null
    },
    'leavers-factor': {
      name: 'Second factor of somebody who left',
      meaning: 'Change these second factors at the portal, oldest departure first.',
      date: 'Left on'
    },
    'not-signed-in': {
      name: 'Sign-in due',
      meaning: 'The last noted sign-in is 60 days old or more, or older than the portal’s interval.',
      date: 'Last sign-in'
    },
    'access-codes-dying': {
      name: 'Access codes expiring unused',
      meaning: 'Unused access codes that expire within 14 days.',
      date: 'Expires'
    },
    'stale-backup-codes': {
      name: 'Backup codes presumed stale',
      meaning: 'Something happened after which the portal usually issues a new code.',
      date: 'Stale since'
    },
    'low-backup-codes': { name: 'Few backup codes left', meaning: 'Get a new set before the last one is used.', date: null },
    'unconfirmed-authenticators': {
      name: 'Authenticators never confirmed',
      meaning: 'The portal has not been seen to accept a code from these.',
      date: 'Added'
    },
    'nothing-recorded': {
      name: 'Nothing recorded',
      meaning: 'No authenticator, backup code or second factor is recorded for these accounts.',
      date: null
    }
  } satisfies Record<AccessReport, { name: string; meaning: string; date: string | null }>
} as const
