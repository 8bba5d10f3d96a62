import type { CaseFreshness, CaseNumberKind, StatusSource } from '#contract'

/** Words of the case list, the case page, the cases of a client, and their forms. */
export const casesText = {
  title: 'Cases',
  count: (total: number) => `${total.toLocaleString('en-US')} ${total === 1 ? 'case' : 'cases'}`,
  kinds: {
    receipt: 'Receipt number',
    nvc: 'NVC case number',
    foia: 'FOIA control number',
    other: 'Other number'
  } satisfies Record<CaseNumberKind, string>,
  freshness: {
    fresh: 'Checked',
    stale: 'Stale',
    'never-checked': 'Never checked',
    decided: 'Decided'
  } satisfies Record<CaseFreshness, string>,
  sources: {
    'portal-account': 'Portal account',
    'case-status-page': 'Case status page',
    'mailed-notice': 'Notice by mail',
    phone: 'Phone',
    other: 'Other'
  } satisfies Record<StatusSource, string>,
  daysAgo: (days: number) => (days === 0 ? 'today' : days === 1 ? '1 day ago' : `${days} days ago`),
  list: {
    search: 'Search cases',
    searchPlaceholder: 'Case number, client name or e-mail',
    form: 'Form',
    everyForm: 'Every form',
    formCount: (form: string, count: number) => `${form} (${count.toLocaleString('en-US')})`,
    freshness: 'Checks',
    everyFreshness: 'Every case',
    filters: {
      stale: 'Stale',
      'never-checked': 'Never checked',
      fresh: 'Checked lately',
      decided: 'Decided'
    } satisfies Record<CaseFreshness, string>,
    columns: {
      number: 'Case number',
      form: 'Form',
      client: 'Client',
      status: 'Agency’s words',
      checked: 'Checked on',
      days: 'That is',
      freshness: 'Check'
    },
    loading: 'Loading cases',
    emptyTitle: 'No cases yet',
    empty: 'Cases are added on the page of their client. A case is one filing with one receipt number.',
    toClients: 'Go to Clients',
    noMatchTitle: 'No case matches',
    noMatch: 'Search looks at the beginnings of case numbers and of words in client names and e-mail addresses.',
    showAll: 'Show every case'
  },
  detail: {
    loading: 'Loading case',
    facts: 'Details',
    client: 'Client',
    matter: 'Matter',
    archivedNotice: 'The client is archived. Restore the client to change this case.'
  },
  status: {
    title: 'Status',
    record: 'Record status',
    unchanged: 'Checked now, unchanged',
    unchangedHint: (source: string) => `Notes that somebody looked today (${source}) and the text below still stands there.`,
    unchangedDone: 'Today’s check noted.',
    never: 'Nobody has recorded a status yet. Write it down as the agency words it; Keydocket concludes nothing from it.',
    statusOn: 'Date of the status',
    checked: 'Last checked',
    checkedBy: (days: string, name: string) => `${days} by ${name}`,
    source: 'Source',
    rule: (days: number) =>
      `A check counts as stale after ${days === 1 ? '1 day' : `${days} days`}: the firm’s own rule, set in Settings. Decided cases never do.`,
    historyTitle: 'Checks',
    history: (total: number) => (total === 1 ? '1 check' : `${total.toLocaleString('en-US')} checks`),
    columns: { checkedOn: 'Checked on', text: 'Status', by: 'By', source: 'Source', actions: 'Actions' },
    more: 'Show more checks',
    menu: (date: string) => `Actions for the check of ${date}`,
    takeBack: 'Take back',
    takeBackTitle: 'Take back this check?',
    takeBackBody: (date: string, receipt: string) =>
      `The check of ${date} is removed from case ${receipt}. That it was recorded and taken back stays in Activity.`,
    takeBackConfirm: 'Take back',
    takenBack: 'Check taken back.',
    form: {
      title: 'Record status',
      text: 'Status, word for word',
      textHint: 'Copy it as the agency writes it. It is kept to the letter, and nothing is concluded from it.',
      textMissing: 'Enter the status as the agency writes it.',
      source: 'Where you read or heard it',
      statusOn: 'Date of the status',
      statusOnHint: 'If the agency gives one.',
      checkedOn: 'Checked on',
      checkedOnMissing: 'Enter the day somebody looked.',
      checkedOnFuture: 'A check cannot lie in the future.',
      save: 'Record status',
      saved: 'Status recorded.'
    }
  },
  add: 'Add case',
  addTitle: 'Add case',
  editTitle: 'Edit case',
  emptyTitle: 'No cases yet',
  empty: 'A case is one filing with one receipt number.',
  columns: { receiptNumber: 'Case number', form: 'Form', status: 'Status', actions: 'Actions' },
  numberKind: 'Kind of number',
  receiptNumber: 'Case number',
  hints: {
    receipt: 'From the receipt notice (Form I-797), for example IOE0912345678.',
    nvc: 'Three letters for the post, then nine or ten digits.',
    foia: 'Three letters, the year and a serial number, for example NRC2026000123.',
    other: 'As printed.'
  } satisfies Record<CaseNumberKind, string>,
  receiptMissing: 'Enter the case number.',
  misshapen: {
    receipt: 'A receipt number usually has three letters and ten digits. Check it against the notice; it can be saved as it is.',
    nvc: 'An NVC case number usually has three letters and nine or ten digits. Check it; it can be saved as it is.',
    foia: 'A FOIA control number usually has three letters and ten digits. Check it; it can be saved as it is.',
    other: ''
  } satisfies Record<CaseNumberKind, string>,
  unknownPrefix: (prefix: string, known: readonly string[]) =>
    `${prefix} is none of the usual beginnings (${known.join(', ')}). Check the number and its kind; it can be saved as it is.`,
  form: 'Form',
  formHint: 'For example I-485.',
  office: 'Office',
  officeHint: 'As the notice names it.',
  filedOn: 'Mailed or filed on',
  trackingNumber: 'Tracking number',
  receivedOn: 'Received on',
  noticeOn: 'Notice date',
  priorityOn: 'Priority date',
  decidedOn: 'Decided on',
  note: 'Note',
  same: {
    title: (count: number) => (count === 1 ? 'Another case has this number' : 'Other cases have this number'),
    body: 'It can be saved all the same, for example when one filing stands with two clients.'
  },
  save: 'Add case',
  saveAnyway: 'Add anyway',
  saveChanges: 'Save changes',
  saveChangesAnyway: 'Save anyway',
  cancel: 'Cancel',
  menu: (receipt: string) => `Actions for case ${receipt}`,
  edit: 'Edit',
  remove: 'Remove',
  removeTitle: 'Remove case?',
  removeBody: (receipt: string, client: string) =>
    `Case ${receipt} of ${client} is removed from Keydocket with all its checks. Nothing changes at the agency.`,
  removeConfirm: 'Remove case',
  added: (receipt: string) => `Case ${receipt} added.`,
  changed: (receipt: string) => `Case ${receipt} saved.`,
  removed: (receipt: string) => `Case ${receipt} removed.`
} as const
