import type { GuideStep, Portal } from '#contract'

type Certainty = Portal['facts'][number]['certainty']

const minutesText = (minutes: number): string =>
  minutes % 60 === 0 ? `${minutes / 60} ${minutes === 60 ? 'hour' : 'hours'}` : `${minutes} ${minutes === 1 ? 'minute' : 'minutes'}`

/** Words of the guided paths. */
export const pathsText = {
  menu: 'What if…',
  menuLabel: 'What if something goes wrong with this account',
  noGuides: 'No guided paths for this portal',
  resume: (date: string): string => `Under way since ${date}. Continue`,
  loading: 'Loading guided path',
  back: 'Account',
  openTitle: 'Guided paths under way',
  openEmpty: 'No guided path is under way. One is started from an account with “What if…”.',
  progress: (done: number, total: number): string => `${done} of ${total} steps done`,
  startedBy: (who: string, when: string): string => `Started by ${who} on ${when}`,
  steps: 'Steps',
  optional: 'If it applies',
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
    'backup-code': 'Record the backup code in the account',
    authenticator: 'Add the authenticator in the account',
    'access-code': 'Log the notice in the account',
    'second-factor': 'Record the second factor in the account',
    'sign-in': 'Note the sign-in in the account',
    username: 'Change the username in the account',
    case: 'Record the case with the client',
    custody: 'Change the custody in the account',
    note: 'Write it down in the note below'
  } satisfies Record<NonNullable<GuideStep['record']>, string>,
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
  finished: 'Path finished.',
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
