import type { MatterStatus, OpenThing } from '#contract'
import { formatDate } from './dates.ts'

/** Names what a closing would leave open. */
export function openThingText({ kind, name, dueOn }: OpenThing): string {
  const due = dueOn === null ? '' : `, due ${formatDate(dueOn)}`
  if (kind === 'representative') return `G-28 of ${name}, in effect`
  return kind === 'case' ? `Case ${name}` : `${dueKinds[kind]} “${name}”${due}`
}

const dueKinds = { deadline: 'Deadline', 'follow-up': 'Follow-up', appointment: 'Appointment' } as const

/** Words of the matters: list, page, forms, and the places beside the clients. */
export const clientsAreaText = { label: 'Clients area', clients: 'Clients', matters: 'Matters', contacts: 'Contacts' } as const

export const matterStatusNames: Record<MatterStatus, string> = { open: 'Open', pending: 'Pending', closed: 'Closed' }

export const mattersText = {
  title: 'Matters',
  count: (total: number): string => `${total.toLocaleString('en-US')} ${total === 1 ? 'matter' : 'matters'}`,
  search: 'Search matters',
  searchPlaceholder: 'Title, client, file or receipt number',
  choice: {
    label: 'Show',
    items: { unfinished: 'Open and pending', open: 'Open', pending: 'Pending', closed: 'Closed', all: 'All matters' }
  },
  columns: {
    title: 'Matter',
    client: 'Client',
    status: 'Status',
    fileNumber: 'File number',
    openedOn: 'Opened on',
    attorney: 'Attorney',
    cases: 'Cases'
  },
  sample: 'Sample',
  loadingList: 'Loading matters',
  loading: 'Loading matter',
  empty: {
    title: 'No matters yet',
    body: 'A matter is the firm’s engagement for a client; its cases are single filings. Add one on the client’s page.',
    toClients: 'Go to Clients',
    noneTitle: 'No matter is in this state',
    noneBody: 'Choose another state, or all matters.',
    noMatchTitle: 'No matter matches',
    noMatchBody:
      'Search looks at the beginnings of words in titles and client names, and at file and receipt numbers. It looks only at the matters shown.',
    showAll: 'Show all matters',
    clearSearch: 'Clear search'
  },
  ofClient: {
    empty: 'No matter yet. A matter is what the firm was engaged for; cases can be put into it.',
    cases: (count: number): string => `${count} ${count === 1 ? 'case' : 'cases'}`,
    closed: (date: string): string => `closed on ${formatDate(date)}`
  },
  newMatter: 'New matter',
  chooseClient: {
    title: 'Whose matter is it?',
    find: 'Client',
    hint: 'Part of the name, file or receipt number. Arrow keys choose, Enter takes.',
    list: 'Clients that fit',
    nothingTyped: 'Clients appear here as you type.',
    looking: 'Looking…',
    none: 'No client fits.'
  },
  add: 'Add matter',
  edit: 'Edit',
  close: 'Close matter',
  reopen: 'Reopen',
  menu: (title: string): string => `Actions for ${title}`,
  added: (title: string): string => `${title} added.`,
  changed: 'Changes saved.',
  closedToast: (title: string): string => `${title} closed.`,
  reopenedToast: (title: string): string => `${title} reopened.`,
  undo: 'Undo',
  form: {
    addTitle: 'Add matter',
    editTitle: 'Edit matter',
    title: 'Title',
    titleHint: 'What the firm was engaged for, for example “Adjustment of status”.',
    titleMissing: 'Enter a title.',
    fileNumber: 'File number',
    fileNumberHint: 'The firm’s own number of this matter.',
    openedOn: 'Opened on',
    openedOnHint: 'Leave it empty while the engagement has not begun: the matter is then pending.',
    inFuture: 'This day lies in the future.',
    attorney: 'Responsible attorney',
    paralegal: 'Responsible paralegal',
    nobody: 'Nobody',
    hasLeft: 'has left the firm',
    notes: 'Notes',
    save: 'Add matter',
    saveChanges: 'Save changes',
    cancel: 'Cancel'
  },
  closing: {
    title: (title: string): string => `Close “${title}”?`,
    on: 'Closed on',
    onMissing: 'Enter the day on which the matter was closed.',
    nothingOpen: 'Nothing in this matter is recorded as open.',
    openTitle: 'Still open in this matter',
    consequence:
      'A G-28 then no longer counts as in effect here. The agency only knows about a withdrawal it was told of: note that one in its case.',
    loading: 'Looking for what is open',
    submit: 'Close matter',
    submitOpen: 'Close all the same'
  },
  detail: {
    facts: 'Details',
    client: 'Client',
    openedOn: 'Opened on',
    closedOn: 'Closed on',
    notes: 'Notes',
    noNotes: 'No notes.',
    archivedNotice: 'The client is archived, and this matter with it. Restore the client to change anything.',
    people: 'People',
    noPeople: 'Nobody is named yet. Parties and representatives are recorded in each case.',
    asParty: (roles: string, receipts: string): string => `${roles} in ${receipts}`,
    appearances: (kind: string, receipts: string): string => `${kind}, G-28 in effect in ${receipts}`,
    noAppearance: (kind: string): string => `${kind}, no G-28 in effect`,
    contact: 'Contact',
    withoutAccess: (receipts: string): string => `No representative access: no G-28 is in effect in ${receipts}.`
  },
  picker: { label: 'Matter', none: 'No matter', hint: 'The engagement this filing belongs to.' }
} as const
