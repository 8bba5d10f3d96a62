import type { BackupCodeStatus, GuideStep, PathRecord, Portal } from '#contract'
import { accountsText } from './accounts.ts'

type Certainty = Portal['facts'][number]['certainty']

const minutesText = (minutes: number): string =>
  minutes % 60 === 0 ? `${minutes / 60} ${minutes === 60 ? 'hour' : 'hours'}` : `${minutes} ${minutes === 1 ? 'minute' : 'minutes'}`

/** Words of the guided paths. */
export const pathsText = {
  menu: 'What if…',
  menuLabel: 'What if something goes wrong with this account',
  noGuides: 'No guided path exists for this portal.',
  noneFits: 'None of these, or everything is lost',
  noneFitsHint: 'Whom to ask at the portal.',
  preview: {
    steps: (count: number): string => `${count} ${count === 1 ? 'step' : 'steps'}`,
    nothingYet: 'Nothing is written down before you start. A path under way can be left and continued at any time.',
    start: 'Start',
    cancel: 'Cancel'
  },
  underWay: (title: string): string => `Path under way: ${title}`,
  goOn: 'Continue',
  resume: (date: string): string => `Under way since ${date}. Continue`,
  loading: 'Loading guided path',
  back: 'Account',
  openTitle: 'Guided paths under way',
  openEmpty: 'No guided path is under way. One is started from an account with “What if…”.',
  progress: (done: number, total: number): string => `${done} of ${total} steps done`,
  startedBy: (who: string, when: string): string => `Started by ${who} on ${when}`,
  steps: 'Steps',
  optional: 'If it applies',
  /** Marks a step that nobody found stated by the agency. */
  practice: 'Firm’s own practice',
  practiceMeaning: 'Not verified at the agency: the firm does it this way.',
  lookFor: 'Look for',
  openPage: (host: string): string => `Open ${host}`,
  opened: (host: string): string => `${host} opened in the browser.`,
  takes: ({ minutes, businessDays }: NonNullable<GuideStep['wait']>): string =>
    businessDays !== null
      ? `Usually takes about ${businessDays} federal business ${businessDays === 1 ? 'day' : 'days'}.`
      : minutes !== null
        ? `Wait ${minutesText(minutes)}.`
        : '',
  waitUntil: (time: string, left: string): string => `Wait until ${time}: ${left} left.`,
  waitOver: (time: string): string => `The wait ended at ${time}.`,
  waitUntilDay: (day: string, days: number): string =>
    days > 0
      ? `Usually done by ${day}, in ${days} ${days === 1 ? 'day' : 'days'}.`
      : days === 0
        ? `Usually done by today, ${day}.`
        : `Usually done by ${day}, ${-days} ${days === -1 ? 'day' : 'days'} ago. Ask again.`,
  record: {
    'backup-code': 'Record the new backup code',
    'backup-code-used': 'Another code, or none recorded: open the backup codes',
    'backup-code-current': 'Open the backup codes',
    authenticator: 'Add the authenticator',
    'authenticator-confirmed': 'Confirm the authenticator',
    'access-code': 'Log the notice with the new code',
    'access-code-request': 'Note the request at the notice',
    'access-code-used': 'Mark the access code as used',
    'second-factor': 'Open the second factors',
    'firms-ways': 'Open authenticator and second factors',
    'sign-in': 'Note the sign-in at the account',
    username: 'Change the username',
    case: 'Open the client’s cases',
    custody: 'Record the client’s consent',
    'client-custody': 'Change the custody',
    note: 'Write it down in the note below'
  } satisfies Record<PathRecord, string>,
  /** What was not written down, after the number of its step. */
  missing: {
    'backup-code': 'the new backup code',
    'backup-code-used': 'that the backup code was used',
    'backup-code-current': 'that the backup code was compared and is current',
    authenticator: 'the authenticator',
    'authenticator-confirmed': 'a code of the authenticator that the portal accepted',
    'access-code': 'the new access code',
    'access-code-request': 'the day the access code was asked for',
    'access-code-used': 'that the access code was used',
    'second-factor': 'the second factor taken out of use or added',
    'firms-ways': 'the firm’s authenticator and second factors taken out of use',
    'sign-in': 'the sign-in',
    username: 'the new username',
    case: 'the case',
    custody: 'the date of the client’s consent',
    'client-custody': 'that the client holds the account',
    note: 'the note'
  } satisfies Record<PathRecord, string>,
  isRecorded: 'Recorded',
  isNotRecorded: 'Done, but not recorded',
  code: {
    noBackupCode: 'No backup code is recorded here.',
    noBackupCodeLeft: 'No unused backup code is left here.',
    reserved: 'The unused backup codes are reserved.',
    noAccessCode: 'No access code is recorded here that could still be used.',
    noAuthenticator: 'No authenticator is kept here.',
    openBackupCodes: 'Open the backup codes',
    openAccessCodes: 'Open the access codes',
    state: (status: BackupCodeStatus): string => accountsText.backupCode[status],
    heldBy: {
      'client-holds': (client: string | null): string => `${client ?? 'The client'} holds this account and keeps its codes.`,
      'tracked-only': (): string => 'Whoever holds this account keeps its codes; here it is only tracked.',
      'consent-missing': (): string => 'Without the date of the client’s written consent no codes are kept here.'
    },
    markUsed: 'Mark used',
    markedUsed: (code: string, account: string): string => `${code} marked as used: ${account}.`,
    isCurrent: 'Compared: it is current',
    signedIn: 'Signed in today'
  },
  note: 'Note',
  noteOf: (step: string): string => `Note on: ${step}`,
  saveNote: 'Save note',
  noteSaved: 'Note saved.',
  done: 'Done',
  undo: 'Not done after all',
  doneBy: (who: string | null, when: string): string => (who === null ? `Done ${when}` : `Done by ${who}, ${when}`),
  /** The numbers of the steps that come first. */
  after: (numbers: readonly number[]): string =>
    `After step${numbers.length === 1 ? '' : 's'} ${new Intl.ListFormat('en-US').format(numbers.map(String))}`,
  source: 'Where this comes from',
  certainty: {
    A: 'The agency’s own text.',
    B: 'The agency’s text, read second-hand.',
    C: 'From a guide.',
    D: 'Seen in other software.',
    U: 'Not verified: the firm’s own practice, not a rule of the agency.'
  } satisfies Record<Certainty, string>,
  finish: 'Finish',
  finishedOf: (title: string, account: string): string => `${title} finished: ${account}.`,
  finishUnrecorded: {
    title: 'Finish without recording everything?',
    body: 'Done, but not recorded since this path was begun:',
    missing: (number: number, what: string): string => `Step ${number}: ${what}`,
    hint: 'Keydocket goes on telling what is recorded, so the account may look as it did before. That the path was finished this way is written down.',
    confirm: 'Finish all the same',
    cancel: 'Record it first'
  },
  finishRefused: 'These steps come first',
  finishRefusedBody: 'They protect access to the account. The path can be finished once they are done:',
  abandon: 'Abandon',
  abandoned: 'Path abandoned.',
  abandonForm: {
    title: 'Abandon this path?',
    body: 'What was done and noted stays in the history. The path cannot be taken up again, but a new one can be started.',
    reason: 'Reason',
    submit: 'Abandon path',
    cancel: 'Keep going'
  },
  finishedOn: (date: string): string => `This path was finished on ${date}.`,
  abandonedOn: (date: string): string => `This path was abandoned on ${date}.`
} as const

/** Words about whom to ask at a portal. */
export const supportText = {
  title: (portal: string): string => `Ask ${portal}`,
  contact: 'Contact',
  topics: 'Topics on its form',
  answers: 'Answers',
  usually: (days: number): string => `usually within about ${days} federal business ${days === 1 ? 'day' : 'days'}`,
  facts: 'What is known of it',
  hasGuides: 'For what went wrong step by step, see “What if…” above.',
  noContact: (portal: string): string => `No contact of ${portal} is known to Keydocket.`,
  cannotRecover: (portal: string): string =>
    `${portal} cannot restore an account whose every method is lost: it has to be made anew there.`,
  noData: 'The data of this portal are gone, so nobody to ask is known.'
} as const
