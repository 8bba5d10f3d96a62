import type { ClientKind } from '#contract'

/** Words of the client list, one client's page and its forms. */
export const clientsText = {
  title: 'Clients',
  count: (total: number) => `${total.toLocaleString('en-US')} ${total === 1 ? 'client' : 'clients'}`,
  newClient: 'New client',
  search: 'Search clients',
  searchPlaceholder: 'Name, e-mail, receipt or account number',
  archived: { label: 'Show', items: { current: 'Current clients', archived: 'Archived clients' } },
  columns: {
    name: 'Name',
    kind: 'Kind',
    email: 'E-mail',
    fileNumber: 'File number',
    aNumber: 'A-Number',
    accounts: 'Accounts',
    cases: 'Cases'
  },
  kinds: { person: 'Person', company: 'Company' } satisfies Record<ClientKind, string>,
  sample: 'Sample',
  loadingList: 'Loading clients',
  empty: {
    title: 'No clients yet',
    body: 'A client is a person or company the firm represents. Their portal accounts and cases are kept under their name.',
    noMatchTitle: 'No client matches',
    noMatchBody: 'Search looks at the beginnings of words in names, e-mail addresses, receipt numbers, account numbers and A-Numbers.',
    noArchivedTitle: 'No archived clients',
    noArchivedBody: 'Clients you archive are kept here and can be restored.',
    clearSearch: 'Clear search'
  },
  form: {
    newTitle: 'New client',
    editTitle: 'Edit client',
    kind: 'Kind of client',
    name: 'Name',
    nameHint: 'As the firm writes it, for example “Garcia Lopez, Maria”. Lists sort by it.',
    nameMissing: 'Enter the client’s name.',
    otherNames: 'Other names',
    otherNamesHint: 'Former names and aliases; search finds them.',
    email: 'E-mail',
    phone: 'Phone',
    aNumber: 'A-Number',
    aNumberHint: 'As printed, for example A 123-456-789.',
    aNumberMisshapen: 'An A-Number usually has 7 to 9 digits. Check it against the notice; it can be saved as it is.',
    fileNumber: 'File number',
    fileNumberHint: 'The firm’s own number.',
    notes: 'Notes',
    save: 'Save client',
    saveChanges: 'Save changes',
    cancel: 'Cancel'
  },
  created: (name: string) => `${name} added.`,
  changed: 'Changes saved.',
  detail: {
    back: 'Clients',
    edit: 'Edit',
    archive: 'Archive',
    restore: 'Restore',
    facts: 'Details',
    notes: 'Notes',
    noNotes: 'No notes.',
    archivedNotice: (date: string) => `Archived on ${date}. Archived clients stay out of lists and search until they are restored.`,
    sampleNotice: 'This client belongs to the sample firm. The name, the numbers and every code are made up.',
    accounts: 'Accounts',
    loading: 'Loading client',
    notSaid: 'Not recorded'
  },
  archivedToast: (name: string) => `${name} archived.`,
  restoredToast: (name: string) => `${name} restored.`,
  undo: 'Undo'
} as const
