import type { Addressee, LinkFunction, LinkMethod } from '#contract'

/** Words of the access-code panel and its forms. `name` is the portal's own word, e.g. "Online Access Code". */
export const accessCodesText = {
  titleFallback: 'Access codes',
  codeFallback: 'Access code',
  title: (name: string) => `${name}s`,
  empty: (name: string) => `No notice logged. When a notice with an ${name} arrives, log it here; the expiry is computed from its date.`,
  log: 'Log a notice',
  addressees: { client: 'Client', representative: 'Representative' } satisfies Record<Addressee, string>,
  expiresOn: (date: string) => `Expires ${date}`,
  noticeOf: (date: string) => `Notice of ${date}`,
  addressedTo: (party: string) => `addressed to: ${party.toLowerCase()}`,
  codeOf: (date: string) => `access code of the notice of ${date}`,
  usedByOther: (when: string) => `used by someone else, noted on ${when}`,
  noCode: 'Only the notice was logged',
  edited: 'Set by hand',
  usedBy: (who: string | null, when: string) => (who === null ? `used on ${when}` : `used by ${who} on ${when}`),
  daysLeft: (days: number) =>
    days < 0 ? `${-days} ${days === -1 ? 'day' : 'days'} ago` : days === 0 ? 'today' : `${days} ${days === 1 ? 'day' : 'days'} left`,
  menu: (date: string) => `Actions for the notice of ${date}`,
  requested: (asked: string, due: string | null, daysLeft: number | null): string =>
    due === null
      ? `Replacement requested on ${asked}`
      : daysLeft !== null && daysLeft < 0
        ? `Replacement requested on ${asked}, was due by ${due}`
        : `Replacement requested on ${asked}, usually there by ${due}`,
  request: 'Replacement requested',
  requestUndo: 'Replacement not requested after all',
  requestSaved: (due: string | null): string => (due === null ? 'Request noted.' : `Request noted. The answer usually comes by ${due}.`),
  requestUndone: 'Request taken back.',
  requestForm: {
    title: 'Replacement requested',
    on: 'Requested on',
    onHint: 'The day the portal’s help desk was asked for a new code.',
    onMissing: 'Enter the day of the request.',
    future: 'This day is still to come.',
    save: 'Note the request',
    cancel: 'Cancel'
  },
  markUsed: 'Mark used by us…',
  editLink: 'What became of it…',
  verify: 'Case seen in the account today',
  verified: 'Noted: the case is in the account.',
  redeemed: (date: string, into: string | null, how: string | null, works: string | null) =>
    [`Redeemed on ${date}${into === null ? '' : ` into ${into}`}`, how === null ? null : `linked by ${how}`, works]
      .filter((part) => part !== null)
      .join(', '),
  seenOn: (date: string) => `case seen there on ${date}`,
  notSeen: 'Nobody has noted yet that the case shows in the account.',
  linkForm: {
    useTitle: 'Mark as used by us',
    editTitle: 'What became of the code',
    into: 'Redeemed into',
    linkedBy: 'Case linked by',
    methods: {
      unsaid: 'Not noted',
      'account-number-on-form': 'Account number on the form',
      'access-code': 'Access code',
      'receipt-and-birth-date': 'Receipt and date of birth',
      'receipt-and-a-number': 'Receipt and A-Number',
      'receipt-only': 'Receipt only'
    } satisfies Record<LinkMethod | 'unsaid', string>,
    function: 'The case works there with',
    functions: { full: 'Full function', minimal: 'Minimal function', unsaid: 'Not noted' } satisfies Record<
      LinkFunction | 'unsaid',
      string
    >,
    functionHint: 'Paper cases are linked in two kinds; minimal ones mostly show their status.',
    redeemedOn: 'Redeemed on',
    redeemedMissing: 'Enter the day on which it was redeemed.',
    redeemedWrong: 'From the notice date until today.',
    verifiedOn: 'Case seen in the account on',
    verifiedHint: 'Usually after 24 to 48 hours. Leave empty while nobody has looked.',
    verifiedWrong: 'From the day it was redeemed until today.',
    save: 'Mark as used',
    saveChanges: 'Save changes',
    cancel: 'Cancel'
  },
  anywhere: {
    hint: 'Log a notice that arrived, for any client',
    subtitle: 'First whose it is: the name, receipt number or e-mail address on the notice.',
    find: 'Client, receipt or e-mail',
    findHint: 'Arrow keys choose, Enter takes.',
    list: 'Accounts and clients that fit',
    nothingTyped: 'Accounts at portals with access codes appear here. A client without one can be given one on the way.',
    looking: 'Looking…',
    noMatch: 'Nothing fits.',
    newClient: 'New client',
    newAccount: (portal: string) => `No ${portal} account yet: add it`
  },
  markUsedByOther: 'Mark used by someone else',
  undoUse: 'Not used after all',
  edit: 'Edit notice',
  replace: 'Log the replacement',
  markedUsed: 'Marked as used.',
  markedUsedByOther: 'Marked as used by someone else.',
  undone: 'Unused again.',
  undo: 'Undo',
  saved: 'Notice saved.',
  logged: (expires: string, replaced: readonly string[] = []) =>
    `Notice logged. The code expires on ${expires}.${
      replaced.length === 0
        ? ''
        : replaced.length === 1
          ? ` It replaces the one that expires on ${replaced[0]}.`
          : ` It replaces ${replaced.length} earlier codes, which expire on ${replaced.join(' and ')}.`
    }`,
  keepEarlier: (count: number) => (count === 1 ? 'Keep the earlier code' : 'Keep the earlier codes'),
  keptEarlier: (count: number) => (count === 1 ? 'The earlier code is valid again.' : 'The earlier codes are valid again.'),
  undoReplacement: 'Not replaced after all',
  form: {
    logTitle: 'Log a notice',
    editTitle: 'Edit notice',
    noticeOn: 'Notice date',
    noticeHint: 'The date printed on the notice.',
    noticeInFuture: 'A notice bears no date to come. Check the date.',
    noticeMissing: 'Enter the date printed on the notice.',
    code: (name: string) => `${name} (if known)`,
    codeHint: 'As printed; capital and small letters are kept apart. Leave empty to log the notice only.',
    noticeOnly: 'The notice can be logged without its code.',
    codeLength: 'An access code has 4 to 40 characters.',
    addressee: 'Addressed to',
    addresseeHint: {
      client: 'The notice names the client.',
      representative: 'The notice names the attorney or representative; it has a code of its own.'
    } satisfies Record<Addressee, string>,
    receipts: 'Receipt numbers',
    receiptsHint: 'Separate several with a comma.',
    receiptsOdd: (numbers: readonly string[]) =>
      `${numbers.join(', ')}: receipt numbers usually have three letters, such as IOE, and ten digits. Check the notice; it can be saved as it is.`,
    receiptsTooMany: 'At most 20 receipt numbers fit on one notice.',
    fromCases: 'From the client’s cases',
    expires: 'Expires on',
    expiresHint: (days: number) => `${days} days after the notice date. Change it if the notice says otherwise.`,
    expiresEdited: (computed: string) => `Set by hand; ${computed} would follow from the notice date.`,
    useComputed: 'Use the computed date',
    expiresMissing: 'Enter the day on which the code expires.',
    expiresBeforeNotice: 'The expiry is before the notice date.',
    outcome: (days: number) =>
      days < 0
        ? `Already expired, ${-days} ${days === -1 ? 'day' : 'days'} ago.`
        : days === 0
          ? 'Expires today.'
          : `${days} ${days === 1 ? 'day' : 'days'} left from today.`,
    replaces: (codes: readonly { readonly noticeOn: string; readonly expiresOn: string }[]) =>
      codes.length === 1
        ? `It replaces the code that expires on ${codes[0]?.expiresOn} (notice of ${codes[0]?.noticeOn})`
        : `It replaces ${codes.length} earlier codes: those that expire on ${codes.map(({ expiresOn }) => expiresOn).join(' and ')}`,
    replacesUnasked: 'Not ticked because a code is known there and this notice comes without one. Tick it if that code no longer works.',
    back: 'Choose another account',
    save: 'Log notice',
    saveChanges: 'Save changes',
    cancel: 'Cancel'
  },
  board: {
    title: 'Access codes',
    tabs: 'What expires',
    count: (total: number): string => `${total.toLocaleString('en-US')} ${total === 1 ? 'code' : 'codes'}`,
    loading: 'Loading access codes',
    search: 'Search access codes',
    searchPlaceholder: 'Client or account',
    filter: 'Status',
    filters: { open: 'Open', every: 'All statuses' },
    columns: {
      client: 'Client',
      portal: 'Portal',
      account: 'Account',
      status: 'Status',
      expires: 'Expires',
      daysLeft: 'Left',
      addressee: 'Addressed to',
      receipts: 'Receipts'
    },
    requestedOn: (date: string): string => `Requested ${date}`,
    emptyTitle: 'No access codes here',
    emptyOpen:
      'When a notice with an access code arrives, log it here or in the client’s account. Codes still open are listed here, soonest expiry first.',
    emptyFiltered: 'No access code has this status.',
    emptySearch: 'No access code of this status fits the search.',
    timeline: 'Codes expiring in the next 90 days',
    timelineNone: 'No live code expires in the next 90 days.',
    timelineSummary: (total: number, first: string, most: string, mostCount: number): string =>
      `${total} ${total === 1 ? 'code expires' : 'codes expire'} in the next 90 days, the first on ${first}${
        mostCount > 1 ? `; the most on one day are ${mostCount}, on ${most}` : ''
      }.`
  }
} as const
