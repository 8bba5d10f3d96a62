import type { DeadlineKind, DeadlineSpan, DeadlineState, DeadlineSubject, DeadlineView } from '#contract'

/** How sure a fact is, by the portals' scale. */
const certaintyNames = {
  A: 'the agency',
  B: 'the agency at second hand',
  C: 'practice guides, not the agency',
  D: 'other programs, not the agency',
  U: 'nowhere verified'
} as const

const days = (count: number): string => `${count} ${count === 1 ? 'day' : 'days'}`

export const deadlineKindNames: Record<DeadlineKind, string> = {
  deadline: 'Deadline',
  'follow-up': 'Follow-up',
  appointment: 'Appointment'
}

export const deadlineSubjectNames: Record<DeadlineSubject, string> = {
  rfe: 'RFE',
  noid: 'NOID',
  'i-94': 'I-94',
  ead: 'EAD',
  passport: 'Passport',
  visa: 'Visa',
  'advance-parole': 'Advance parole',
  'other-document': 'Other document'
}

/** Words of deadlines, follow-ups and appointments. */
export const deadlinesText = {
  title: 'Deadlines',
  count: (total: number): string => `${total.toLocaleString('en-US')} listed`,
  loading: 'Loading deadlines',
  add: 'Add',
  addTo: 'Add deadline',
  saveCalendar: 'Save as calendar file',
  nextStepsLink: 'Without a next step',
  showMonth: 'Month',
  showList: 'List',
  more: 'More',
  search: 'Search deadlines',
  searchPlaceholder: 'Title or client',
  whose: { label: 'Owner', everybody: 'Everybody’s', mine: 'Mine' },
  kinds: { label: 'Kind', every: 'Every kind', documents: 'Expiring documents' },
  span: {
    label: 'Due',
    items: {
      all: 'Any date',
      overdue: 'Overdue',
      'days-7': 'Within 7 days',
      'days-30': 'Within 30 days',
      'days-90': 'Within 90 days'
    } satisfies Record<DeadlineSpan, string>
  },
  view: {
    label: 'State',
    items: { open: 'Open', done: 'Done', cancelled: 'Cancelled', every: 'Open and closed' } satisfies Record<DeadlineView, string>
  },
  states: {
    overdue: 'Overdue',
    unanswered: 'What happened?',
    today: 'Today',
    'due-soon': 'Due soon',
    later: 'Later',
    snoozed: 'Snoozed',
    done: 'Done',
    cancelled: 'Cancelled'
  } satisfies Record<DeadlineState, string>,
  columns: { due: 'Due', state: 'State', kind: 'Kind', title: 'Title', client: 'Client', owner: 'Owner', actions: 'Actions' },
  due: (daysLeft: number): string => (daysLeft === 0 ? 'today' : daysLeft < 0 ? `${days(-daysLeft)} ago` : `in ${days(daysLeft)}`),
  dueIn: (daysLeft: number): string => (daysLeft === 1 ? 'Due tomorrow' : `Due in ${days(daysLeft)}`),
  ownerLeft: (name: string): string => `${name} (left the firm)`,
  snoozedUntil: (date: string): string => `No reminder until ${date}`,
  closed: (how: string, who: string | null, when: string): string => `${how}${who === null ? '' : ` by ${who}`} on ${when}`,
  menu: (title: string): string => `Actions for ${title}`,
  actions: {
    done: 'Done',
    doneNamed: (title: string): string => `Done: ${title}`,
    outcome: 'Done, with outcome…',
    what: 'What happened?…',
    tomorrow: 'Snooze until tomorrow',
    week: 'Snooze for a week',
    until: 'Snooze until…',
    wake: 'Remind again',
    edit: 'Edit…',
    onlyClient: 'Only this client',
    cancel: 'Cancel this deadline…',
    reopen: 'Open again',
    undo: 'Undo'
  },
  toasts: {
    added: (title: string): string => `Added: ${title}`,
    saved: (title: string): string => `Saved: ${title}`,
    done: (title: string): string => `Done: ${title}`,
    cancelled: (title: string): string => `Cancelled: ${title}`,
    snoozed: (title: string, date: string): string => `No reminder of “${title}” until ${date}. The due date stays.`,
    awake: (title: string): string => `Reminders again: ${title}`,
    reopened: (title: string): string => `Open again: ${title}`,
    calendarSaved: (count: number): string => (count === 1 ? '1 entry saved.' : `${count} entries saved.`)
  },
  outcomeForm: {
    title: 'Done',
    titleAppointment: 'What happened?',
    outcome: 'Outcome',
    hint: 'For example: sent by courier, rescheduled, approved.',
    missing: 'Say what came of the appointment.',
    save: 'Mark as done',
    cancel: 'Keep open'
  },
  snoozeForm: {
    title: 'Snooze reminders',
    until: 'No reminder until',
    hint: (due: string): string => `The due date stays ${due}.`,
    missing: 'Enter a day after today.',
    save: 'Snooze',
    cancel: 'Cancel'
  },
  cancelForm: {
    title: 'Cancel this deadline?',
    reason: 'Why',
    hint: 'It stays on record as cancelled, and nobody is reminded of it.',
    missing: 'Say why nobody has to keep it.',
    save: 'Cancel the deadline',
    cancel: 'Keep it'
  },
  calendarForm: {
    title: 'Save as calendar file',
    body: 'Saves what the list shows, up to 5,000 entries, for Outlook, Apple or Google calendars.',
    withNames: 'With clients’ names and titles',
    withNamesHint: 'Without them each entry says the kind of date and the firm’s file number. Whoever gets the file can read it.',
    save: 'Save',
    cancel: 'Cancel'
  },
  form: {
    addTitle: 'Add a deadline',
    editTitle: 'Edit',
    client: 'Client',
    clientSearch: 'Find the client',
    clientHint: 'Part of the name, file or receipt number.',
    clientMissing: 'Choose the client.',
    clientChange: 'Change',
    clientNone: 'No client matches.',
    clientMore: (shown: number, total: number): string => `${shown} of ${total} shown. Type more of the name.`,
    kind: 'Kind',
    kindHints: {
      deadline: 'Met or missed.',
      'follow-up': 'A reminder of one’s own.',
      appointment: 'Biometrics, interview, oath; afterwards you are asked what happened.'
    } satisfies Record<DeadlineKind, string>,
    subject: 'About',
    noSubject: 'Something else',
    what: 'Title',
    whatMissing: 'Say what is due.',
    due: 'Due on',
    dueNotice: 'Due on (from the letter)',
    dueNoticeHint: 'The date printed in the letter counts.',
    dueDocument: 'Last day of the document',
    dueAppointment: 'Day',
    dueMissing: 'Enter the day.',
    dueBeforeIssue: 'This is before the date of issue.',
    issued: 'Date of issue',
    time: 'Time, as printed',
    place: 'Place',
    owner: 'Owner',
    ownerHint: 'Who answers for it.',
    matterId: 'Matter',
    noMatter: 'No matter',
    matterHint: 'The case says it.',
    caseId: 'Case',
    noCase: 'No case',
    account: 'Account',
    noAccount: 'No account',
    reminders: 'Reminders, days before',
    remindersHint: 'Empty follows the firm’s setting. Separate with commas, e.g. 14, 7, 1.',
    remindersWrong: 'Whole numbers of days from 1 to 730, separated by commas, at most 12.',
    save: 'Add',
    saveChanges: 'Save changes',
    cancel: 'Cancel',
    suggestion: {
      mailed: 'The notice came by mail',
      offer: (date: string, count: number): string => `Usually no later than ${date} (${days(count)} after issue).`,
      take: 'Use this date',
      source: (certainty: keyof typeof certaintyNames, source: string): string =>
        `Only a suggestion, from ${certaintyNames[certainty]} (${source}). More days are said to apply abroad; how many is not known. The letter wins.`
    }
  },
  quick: {
    label: 'Quick follow-up',
    title: 'Follow-up: what is to be done',
    due: 'Due on',
    add: 'Add'
  },
  panel: {
    title: 'Deadlines',
    empty: 'No deadline, follow-up or appointment is open.',
    elsewhere: (count: number): string => `Also open for this client: ${count}`,
    all: (count: number): string => `See all ${count}`
  },
  empty: {
    title: 'Nothing is due here',
    body: 'Add a deadline, a follow-up or an appointment. Reminders begin by the days set in Settings.',
    filteredTitle: 'Nothing matches',
    filteredBody: 'No deadline fits these filters.',
    clear: 'Clear filters'
  },
  onDay: (date: string): string => `On ${date}`,
  ofClient: (name: string): string => name,
  removeFilter: (what: string): string => `Remove filter: ${what}`,
  month: {
    label: 'Month',
    previous: 'Previous month',
    next: 'Next month',
    today: 'Today',
    weekdays: ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'],
    day: (date: string, count: number, titles: string): string =>
      count === 0 ? `${date}: nothing` : `${date}: ${count} due: ${titles}${count > 3 ? ' and more' : ''}`
  },
  nextSteps: {
    title: 'Without a next step',
    meaning: 'Matters, and clients without one, that have no open deadline, follow-up or appointment.',
    count: (total: number): string => `${total.toLocaleString('en-US')} listed.`,
    loading: 'Looking through the matters',
    noMatter: 'No open matter',
    columns: {
      client: 'Client',
      matter: 'Matter',
      file: 'File',
      cases: 'Cases',
      accounts: 'Accounts',
      last: 'Last done',
      actions: 'Actions'
    },
    never: 'never',
    add: (name: string): string => `Add a next step for ${name}`,
    addShort: 'Add',
    emptyTitle: 'Everything has a next step',
    emptyBody: 'Every open matter and every client in use has something due.'
  },
  settings: {
    title: 'Reminders and calendar',
    documents: 'Documents that expire',
    notices: 'Answers to RFE and NOID',
    others: 'Everything else',
    daysHint: 'Days before, separated by commas.',
    save: 'Save reminders',
    saved: 'Reminders saved.',
    notificationNames: 'Name clients in notifications of this computer',
    notificationNamesHint:
      'Without it a notification only says how many are due. Anybody who sees the screen can read it. None appear while Keydocket is locked.',
    calendarNames: 'Name clients in the calendar file',
    calendarNamesHint: 'Without it entries say the kind of date and the firm’s file number.',
    fileTitle: 'Calendar file',
    fileNone:
      'Keydocket can keep a file keydocket.ics up to date in a folder of this computer, for a calendar program to subscribe to. The file is not encrypted.',
    fileKept: (path: string): string => `Kept up to date: ${path}`,
    fileWritten: (when: string): string => `Last written ${when}.`,
    fileProblem: 'The calendar file could not be written. It is tried again at the next change.',
    choose: 'Choose a folder',
    chooseOther: 'Choose another folder',
    stop: 'Stop',
    stopped: 'The calendar file is no longer kept up to date. What was written stays there.',
    namesQuestion: {
      title: 'Put clients’ names into the calendar file?',
      body: 'The file is not encrypted. Whoever can read its folder, and every calendar that subscribes to it, can read the names and titles.',
      confirm: 'Put names in'
    }
  }
} as const
