import type { DraftOutcome, DraftStatus } from '#contract'

/** Words of the draft panel, its form and the list over all accounts. */
export const draftsText = {
  title: 'Drafts',
  empty: (days: number) =>
    `Unfinished online filings are kept for ${days} days from the last edit. Record one here and it is reminded of before the portal drops it.`,
  add: 'Record a draft',
  statuses: {
    open: 'Open',
    expiring: 'Lapsing',
    lapsed: 'Lapsed',
    filed: 'Filed',
    'given-up': 'Given up'
  } satisfies Record<DraftStatus, string>,
  keptUntil: (date: string) => `Kept until ${date}`,
  droppedAfter: (date: string) => `Dropped after ${date}`,
  closedOn: (outcome: DraftOutcome, date: string) => `${outcome === 'filed' ? 'Filed' : 'Given up'} on ${date}`,
  editedOn: (date: string, who: string) => `last edited on ${date}, noted by ${who}`,
  editedToday: 'Edited today',
  editedTodayOf: (form: string, client: string) => `Edited today: ${form}, ${client}`,
  editNoted: (form: string) => `Work on ${form} today noted.`,
  menu: (form: string) => `Actions for the draft of ${form}`,
  filed: 'Mark as filed',
  giveUp: 'Give up',
  reopen: 'Open after all',
  edit: 'Edit draft',
  saved: 'Draft saved.',
  recorded: (date: string) => `Draft recorded. The portal keeps it until ${date}.`,
  closed: (form: string, outcome: DraftOutcome) => `${form}: ${outcome === 'filed' ? 'filed' : 'given up'}.`,
  reopened: 'Open again.',
  undo: 'Undo',
  form: {
    addTitle: 'Record a draft',
    editTitle: 'Edit draft',
    client: 'Client whose filing it is',
    noClient: 'No client yet: leave it open.',
    form: 'Form',
    formMissing: 'Enter the form.',
    editedOn: 'Last edited on',
    editedHint: (days: number) => `The portal keeps it for ${days} days from that day.`,
    editedMissing: 'Enter the day somebody last worked on it.',
    future: 'This day is still to come.',
    note: 'Note',
    noteHint: 'What it waits for.',
    save: 'Record draft',
    saveChanges: 'Save changes',
    cancel: 'Cancel'
  },
  board: {
    count: (total: number): string => `${total.toLocaleString('en-US')} ${total === 1 ? 'draft' : 'drafts'}`,
    loading: 'Loading drafts',
    search: 'Search drafts',
    searchPlaceholder: 'Client or account',
    filter: 'Status',
    filters: { running: 'Unfinished', every: 'All statuses' },
    columns: {
      client: 'Client',
      form: 'Form',
      account: 'Account',
      status: 'Status',
      expires: 'Kept until',
      daysLeft: 'Left',
      edited: 'Last edited',
      note: 'Note',
      act: 'Edited today'
    },
    noClient: 'No client named',
    emptyTitle: 'No drafts here',
    emptyRunning: 'Drafts are recorded on the account they are kept in. Unfinished ones are listed here, soonest to lapse first.',
    emptyFiltered: 'No draft has this status.',
    emptySearch: 'No draft of this status fits the search.'
  }
} as const
