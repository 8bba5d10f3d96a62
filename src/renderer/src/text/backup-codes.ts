import type { BackupCodeState, BackupCodeStatus, BackupCodeStock, StaleReason } from '#contract'

/** Words of the backup-code panel and its form. */
export const backupCodesText = {
  title: 'Backup codes',
  titleOne: 'Backup code',
  noneWithClient: 'The client signs in and keeps the backup codes. None is kept here.',
  statusSentence: (status: BackupCodeStatus, unused: number, total: number): string => {
    switch (status) {
      case 'none':
        return 'No backup code is recorded. If the authenticator is lost, nobody could recover this account with one.'
      case 'unused':
        return total === 1 ? 'One backup code is recorded and unused.' : `${unused} of ${total} backup codes are unused.`
      case 'used':
        return total === 1 ? 'The recorded backup code was used.' : 'All recorded backup codes were used or struck out.'
      case 'presumed-stale':
        return 'The recorded backup code may no longer be valid.'
    }
  },
  stale: (portal: string, reason: StaleReason, when: string): string => `${staleReasonSentence(reason, when)} ${issuesNew(portal, reason)}`,
  staleWaysOut: 'Look in the portal’s settings, then record the new code or say that this one is still current.',
  recordNew: 'Record the new code',
  stillCurrent: 'It is still current',
  stillCurrentDone: 'Marked as still current.',
  record: 'Record backup codes',
  recordOne: 'Record backup code',
  noneAtPortal: (portal: string) => `${portal} is not known to issue backup codes. They can still be recorded.`,
  code: (position: number, total: number) => (total === 1 ? 'Backup code' : `Code ${position}`),
  states: { unused: 'Unused', reserved: 'Reserved', used: 'Used', void: 'Struck out' } satisfies Record<BackupCodeState, string>,
  usedBy: (who: string | null, when: string, purpose: string) =>
    `${who === null ? `Used on ${when}` : `Used by ${who} on ${when}`}${purpose === '' ? '' : `, for ${purpose}`}`,
  struckOutBy: (who: string | null, when: string, reason: string) => `Struck out by ${who ?? 'somebody'} on ${when}: ${reason}`,
  reservedBy: (who: string, isMine: boolean, when: string, purpose: string) =>
    `Reserved by ${isMine ? 'you' : who} since ${when}${purpose === '' ? '' : `, for ${purpose}`}`,
  menu: (name: string) => `More actions: ${name}`,
  markUsed: 'Mark used',
  markUsedFor: 'Mark used for…',
  reserve: 'Reserve for me…',
  endReservation: 'End my reservation',
  strikeOut: 'Strike out…',
  undoStrikeOut: 'Not struck out after all',
  reservedToast: (name: string) => `${name} is reserved for you.`,
  freeToast: (name: string) => `${name} is free again.`,
  struckOutToast: (name: string) => `${name} is struck out.`,
  takeOver: {
    button: 'Take it all the same…',
    title: 'Take a reserved code?',
    body: (name: string, who: string, when: string, purpose: string) =>
      `${who} reserved ${name.toLowerCase()} on ${when}${purpose === '' ? '' : `, for “${purpose}”`}, and may count on it. Ask them first. That you took it is written down.`,
    confirm: 'Take it'
  },
  useForm: {
    title: (name: string) => `Mark used: ${name}`,
    for: 'Used for',
    forHint: 'For example “new phone” or “biometrics rescheduling”. May be empty.',
    case: 'Case',
    noCase: 'No particular case',
    save: 'Mark used',
    cancel: 'Cancel'
  },
  reserveForm: {
    title: (name: string) => `Reserve: ${name}`,
    explain: 'Others are asked before they take it. It still counts as a way in for everybody.',
    for: 'Reserved for',
    forHint: 'May be empty.',
    save: 'Reserve',
    cancel: 'Cancel'
  },
  strikeOutForm: {
    title: (name: string) => `Strike out: ${name}`,
    explain: 'It no longer counts as a way in. It can be taken back.',
    reason: 'Reason',
    reasonHint: 'For example “the portal refused it” or “cannot be read”.',
    reasonMissing: 'Enter the reason.',
    save: 'Strike out',
    cancel: 'Cancel'
  },
  paper: {
    menu: 'More actions for the backup codes',
    edit: 'Edit where and when…',
    title: 'About these backup codes',
    checkedOn: 'Paper checked',
    checkedOnField: 'Paper last held in hand on',
    checkedHint: 'The day somebody last saw that the paper is where it should be.',
    future: 'This day is still to come.',
    checkedBy: (date: string, who: string | null) => (who === null ? date : `${date}, by ${who}`),
    notChecked: 'Not noted',
    checkedToday: 'Paper checked today',
    checkedToast: 'Noted that the paper was checked today.',
    saved: 'Saved.',
    save: 'Save',
    cancel: 'Cancel'
  },
  print: {
    action: 'Print for the safe…',
    title: 'Print the backup codes?',
    body: (account: string, count: number) =>
      `${count === 1 ? 'The unused code' : `The ${count} unused codes`} of ${account} will stand on the paper, readable for everybody who holds it. That they were printed is written down. Keydocket keeps no file of it.`,
    confirm: 'Print',
    heading: 'Backup codes',
    client: 'Client',
    portal: 'Portal',
    account: 'Account',
    issuedOn: 'Issued on',
    keptAt: 'Kept at',
    printed: (date: string, who: string) => `Printed from Keydocket on ${date} by ${who}.`,
    gone: { used: 'used', void: 'struck out' },
    usedBy: 'Used by',
    on: 'on',
    for: 'for',
    rule: 'Tick a code off and sign when it is used, mark it used in Keydocket, and count on none twice. A newer sheet makes this one void: destroy it then.'
  },
  markedUsed: (name: string) => `${name} marked as used.`,
  undo: 'Undo',
  undoUse: 'Not used after all',
  undone: (name: string) => `${name} is unused again.`,
  keptAt: 'Paper kept at',
  issuedOn: 'Issued on',
  recorded: (who: string, when: string) => `Recorded by ${who} on ${when}`,
  recordedTerm: 'Recorded',
  recordedValue: (who: string, when: string) => `by ${who} on ${when}`,
  notSaid: 'Not recorded',
  replacedSets: (count: number) => (count === 1 ? '1 replaced set' : `${count} replaced sets`),
  replacedOn: (date: string, count: number) => `Replaced on ${date} (${count} ${count === 1 ? 'code' : 'codes'}, void)`,
  form: {
    title: 'Record backup codes',
    titleOne: 'Record backup code',
    codes: 'Backup codes, pasted or typed',
    codesOne: 'Backup code',
    codesHint: 'Paste the whole page or sheet, or type the codes as printed. Capital and small letters are kept apart.',
    missing: 'Type or paste at least one code.',
    previewTitle: (count: number) => (count === 1 ? 'Understood as 1 code' : `Understood as ${count} codes`),
    previewCode: (place: number) => `Code ${place}`,
    removeCode: (place: number) => `Remove code ${place}`,
    addCode: 'Add a code',
    leftOutTitle: (count: number) => (count === 1 ? '1 piece left out' : `${count} pieces left out`),
    leftOutWhy: { 'not-a-code': 'not taken for a code', twice: 'stands there twice', 'too-many': 'more than fit into one set' },
    takeIn: 'Take it as a code',
    takeInOf: (piece: string) => `Take “${piece}” as a code`,
    expected: (count: number, portal: string) =>
      count === 1 ? `${portal} issues one code at a time.` : `${portal} issues ${count} codes at a time.`,
    otherCount: (found: number, expected: number, portal: string) =>
      `${portal} is known to issue ${expected} at a time; this is ${found}. It can be saved all the same.`,
    marksRemoved: 'Numbers or bullets in front of the codes were left out.',
    replacesOld: 'The codes recorded before become void.',
    issuedOn: 'Issued on',
    keptAt: 'Paper kept at',
    keptAtHint: 'For example “file cabinet 2, client folder”. Leave empty if there is no paper.',
    save: 'Save backup codes',
    saveOne: 'Save backup code',
    cancel: 'Cancel'
  },
  recordedToast: (count: number) => (count === 1 ? 'Backup code recorded.' : `${count} backup codes recorded.`)
} as const

/** What happened after which codes are presumed stale, as a sentence. */
export function staleReasonSentence(reason: StaleReason, when: string): string {
  switch (reason) {
    case 'used':
      return `A backup code was used on ${when}.`
    case 're-enrolled':
      return `An authenticator was enrolled on ${when}.`
    case 'method-changed':
      return `The sign-in method was changed on ${when}.`
    case 'contact-changed':
      return `The e-mail address or phone was changed on ${when}.`
  }
}

/** That enrolling anew makes a portal issue another code was not read anywhere: the firm presumes it. */
function issuesNew(portal: string, reason: StaleReason): string {
  switch (reason) {
    case 'used':
      return `${portal} issues a new one after that.`
    case 're-enrolled':
      return `That ${portal} then issues a new code is not verified; presuming so is the firm’s own setting.`
    default:
      return `${portal} issues a new code with such a change.`
  }
}

/** Words of the board of backup codes. */
export const backupBoardText = {
  title: 'Backup codes',
  count: (total: number): string => `${total.toLocaleString('en-US')} ${total === 1 ? 'account' : 'accounts'}`,
  loading: 'Loading backup codes',
  search: 'Search backup codes',
  searchPlaceholder: 'Client or username',
  filter: 'Status',
  allPortals: 'All portals',
  portalFilter: 'Portal',
  stocks: {
    none: 'None recorded',
    unused: 'Unused',
    low: 'Low stock',
    used: 'All used',
    'presumed-stale': 'Presumed stale'
  } satisfies Record<BackupCodeStock, string>,
  filters: { attention: 'Needs attention', reserved: 'Reserved', every: 'All' },
  counted: (name: string, count: number): string => `${name} (${count.toLocaleString('en-US')})`,
  columns: {
    client: 'Client',
    portal: 'Portal',
    account: 'Account',
    stock: 'Status',
    unused: 'Left',
    reason: 'Why',
    issued: 'Issued',
    keptAt: 'Paper kept at'
  },
  left: (unused: number, total: number): string => (total === 0 ? '–' : `${unused} of ${total}`),
  reserved: (count: number): string => (count === 1 ? '1 reserved' : `${count} reserved`),
  reasons: {
    used: 'code used',
    're-enrolled': 'enrolled anew',
    'method-changed': 'method changed',
    'contact-changed': 'contact changed'
  } satisfies Record<StaleReason, string>,
  reasonOn: (reason: string, date: string): string => `${reason}, ${date}`,
  emptyTitle: 'No backup codes here',
  emptyAttention: 'Every account in use has unused backup codes that count as current.',
  emptyFiltered: 'No account fits this search and status.',
  showAll: 'Show all'
} as const
