import type {
  AccessCodeStatus,
  Account,
  AccountSummary,
  AuthenticatorState,
  BackupCodeStatus,
  CustodyMode,
  SignInProvider
} from '#contract'

/** Words of the account list, one account's page and its form. */
export const accountsText = {
  title: 'Accounts',
  count: (total: number) => `${total.toLocaleString('en-US')} ${total === 1 ? 'account' : 'accounts'}`,
  newAccount: 'New account',
  addAccount: 'Add account',
  search: 'Search accounts',
  searchPlaceholder: 'Name, e-mail, receipt or account number',
  portalFilter: 'Portal',
  allPortals: 'All portals',
  archived: { label: 'Show', items: { current: 'Current accounts', archived: 'Archived accounts' } },
  columns: {
    client: 'Client',
    portal: 'Portal',
    account: 'Account',
    custody: 'Custody',
    authenticator: 'Authenticator',
    backupCode: 'Backup code',
    accessCode: 'Access code',
    code: 'Code',
    waysIn: 'Ways in',
    getIn: 'Get in',
    portalAndGetIn: 'Portal, get in'
  },
  firmsOwnClient: 'The firm',
  custody: {
    'tracked-only': {
      short: 'Tracked only',
      name: 'Tracked only',
      meaning: 'Keydocket keeps dates and facts about this account, no codes and no keys.'
    },
    'client-holds': {
      short: 'Client holds',
      name: 'The client holds it',
      meaning: 'Only the client signs in. No codes and no keys are saved here.'
    },
    'firm-holds': {
      short: 'Firm holds',
      name: 'The firm holds it, with written consent',
      meaning: 'Codes and keys may be saved once the date of the client’s written consent is recorded.'
    },
    'firms-own': {
      short: 'Firm’s own',
      name: 'The firm’s own account',
      meaning: 'A representative’s or paralegal’s own login, of no client. Codes and keys may be saved.'
    }
  } satisfies Record<CustodyMode, { short: string; name: string; meaning: string }>,
  signInProvider: {
    own: 'The portal itself',
    'login-gov': 'Login.gov',
    'id-me': 'ID.me',
    'doj-login': 'DOJ Login'
  } satisfies Record<SignInProvider, string>,
  authenticator: { none: 'None', unconfirmed: 'Unconfirmed', confirmed: 'Confirmed' } satisfies Record<AuthenticatorState, string>,
  backupCode: { none: 'None', unused: 'Unused', used: 'Used', 'presumed-stale': 'Presumed stale' } satisfies Record<
    BackupCodeStatus,
    string
  >,
  backupCodeCount: (code: AccountSummary['backupCode']) =>
    code.status === 'unused' && code.total > 1 ? `${code.unused} of ${code.total} left` : accountsText.backupCode[code.status],
  accessCode: {
    new: 'New',
    expiring: 'Expiring',
    expired: 'Expired',
    used: 'Used',
    'used-by-other': 'Used by someone else',
    'replacement-requested': 'Replacement requested',
    replaced: 'Replaced'
  } satisfies Record<AccessCodeStatus, string>,
  none: 'None',
  loadingList: 'Loading accounts',
  empty: {
    title: 'No accounts yet',
    body: 'An account is one login at one portal. Add a client first, then the accounts the firm deals with for them.',
    noMatchTitle: 'No account matches',
    noMatchBody: 'Search looks at the beginnings of words in names, e-mail addresses, usernames, receipt numbers and account numbers.',
    noArchivedTitle: 'No archived accounts',
    noArchivedBody: 'Accounts you archive are kept here and can be restored.',
    clearSearch: 'Clear search and filter',
    toClients: 'Go to clients',
    ofClientTitle: 'No accounts for this client',
    ofClientBody: 'Add the login this client has at USCIS or another portal.'
  },
  form: {
    newTitle: 'New account',
    editTitle: 'Edit account',
    client: 'Client',
    clientSearch: 'Find the client',
    clientSearchHint: 'Type part of the name, then choose.',
    clientNone: 'No client (the firm’s own account)',
    clientMissing: 'Choose the client this account belongs to. Only the firm’s own accounts may have none.',
    noClientMatches: 'No client matches.',
    clientsShown: (shown: number, total: number) => `${shown} of ${total} clients shown. Type more of the name to narrow the list.`,
    changeClient: 'Change',
    portal: 'Portal',
    portalChoose: 'Choose a portal',
    portalMissing: 'Choose a portal.',
    username: 'Username',
    usernameMissing: (label: string) => `Enter the ${label.charAt(0).toLowerCase()}${label.slice(1)}.`,
    nickname: 'Whose login',
    nicknameHint: 'When a client has several logins at one portal, for example “beneficiary”.',
    accountNumber: 'Account number',
    accountNumberMisshapen: 'This does not look like the portal’s usual number. Check it; it can be saved as it is.',
    signInProvider: 'Signs in through',
    signInProviderHint: 'Not known to be usual at this portal; it can be saved as it is.',
    custody: 'Custody',
    consentOn: 'Date of the client’s written consent',
    consentHint: 'Without this date no code and no key can be saved for this account.',
    notes: 'Notes',
    save: 'Save account',
    saveChanges: 'Save changes',
    cancel: 'Cancel'
  },
  created: (username: string) => `Account ${username} added.`,
  changed: 'Changes saved.',
  detail: {
    back: 'Accounts',
    edit: 'Edit',
    archive: 'Archive',
    restore: 'Restore',
    menu: 'More actions for the account',
    forget: 'Destroy saved secrets',
    forgetTitle: 'Destroy the saved secrets?',
    forgetBody: (account: string) =>
      `The authenticator key, backup codes and access codes saved for ${account} are destroyed in Keydocket and cannot be brought back. Use this when the client withdraws consent or takes the account back. Nothing changes at the portal; the activity record stays.`,
    forgetConfirm: 'Destroy secrets',
    forgotten: 'Saved secrets destroyed.',
    loading: 'Loading account',
    facts: 'Details',
    notes: 'Notes',
    portal: 'Portal',
    consentOn: 'Client’s consent',
    noConsent: 'No date recorded',
    notSaid: 'Not recorded',
    sharing: 'Rule of the portal',
    archivedNotice: (date: string) => `Archived on ${date}. Archived accounts stay out of lists and search until they are restored.`
  },
  archivedToast: (username: string) => `Account ${username} archived.`,
  restoredToast: (username: string) => `Account ${username} restored.`,
  undo: 'Undo',
  /** Why nothing secret can be saved here, and what to change. */
  secretsForbidden: {
    'tracked-only': 'Custody is “tracked only”: no codes and no keys are saved for this account.',
    'client-holds': 'Custody is “the client holds it”: no codes and no keys are saved for this account.',
    'consent-missing': 'The date of the client’s written consent is not recorded, so no codes and no keys can be saved.'
  } satisfies Record<NonNullable<Account['secretsForbidden']>, string>,
  changeCustody: 'Change custody',
  recordConsent: 'Record consent date',
  expires: (date: string) => `expires ${date}`,
  daysLeft: (days: number) =>
    days < 0 ? `${-days} ${days === -1 ? 'day' : 'days'} ago` : days === 0 ? 'today' : `${days} ${days === 1 ? 'day' : 'days'} left`,
  daysShort: (days: number) => (days < 0 ? `${-days} d ago` : days === 0 ? 'today' : `${days} d`),
  copyCode: 'Copy code',
  hide: 'Hide'
} as const

/** Heads a message about an account: whose it is comes first. */
export function accountHead({ clientName, portalName }: Pick<AccountSummary, 'clientName' | 'portalName'>): string {
  return `${clientName ?? accountsText.firmsOwnClient} · ${portalName}`
}

/** Names an account where it stands alone: whose, at which portal, which login. */
export function accountName({ clientName, portalName, username }: Pick<AccountSummary, 'clientName' | 'portalName' | 'username'>): string {
  return `${clientName ?? accountsText.firmsOwnClient}, ${portalName}, ${username}`
}
