import type { AuthenticatorFileFormat, AuthenticatorImportCounts, EntryKind, EntryRemark } from '#contract'

const many = (count: number, one: string, more: string): string => `${count} ${count === 1 ? one : more}`
const entries = (count: number): string => many(count, 'entry', 'entries')

export const formatNames: Record<AuthenticatorFileFormat, string> = {
  'otpauth-list': 'List of otpauth:// addresses',
  'google-migration': 'Google Authenticator',
  aegis: 'Aegis',
  '2fas': '2FAS',
  'ente-auth': 'Ente Auth',
  bitwarden: 'Bitwarden',
  'bitwarden-csv': 'Bitwarden (CSV)',
  'proton-authenticator': 'Proton Authenticator',
  'proton-pass': 'Proton Pass',
  'proton-pass-csv': 'Proton Pass (CSV)',
  stratum: 'Stratum',
  andotp: 'andOTP',
  'freeotp-plus': 'FreeOTP+',
  lastpass: 'LastPass Authenticator',
  raivo: 'Raivo',
  keepass: 'KeePass',
  'keepass-xml': 'KeePass (XML)',
  '1password': '1Password',
  'credential-exchange': 'Credential Exchange',
  zip: 'ZIP archive',
  unknown: 'Unknown file'
}

export const entryKindNames: Record<EntryKind, string> = {
  totp: 'Time-based',
  hotp: 'Counter-based',
  steam: 'Steam',
  other: 'Unknown'
}

export const authenticatorImportsText = {
  title: 'Import authenticators',
  subtitle: 'From another app’s export or from QR pictures. Nothing is stored before you have seen it.',
  back: 'Import and export',
  card: {
    title: 'Authenticators',
    body: 'From another app’s export, an encrypted one too, or from QR pictures. Each entry is given to an account, or waits until it is.',
    action: 'Import authenticators',
    waiting: (total: number) => `${total} waiting`
  },
  source: {
    title: 'Where they come from',
    prompt: 'Drop an export file or QR pictures here, or',
    choose: 'Choose files…',
    reading: 'Reading…',
    hint: 'Google Authenticator: all QR pictures of one export, in any order. Files: Aegis, 2FAS, Ente Auth, Bitwarden, Proton, Stratum, andOTP, FreeOTP+, LastPass, KeePass, 1Password, Credential Exchange, and lists of otpauth:// addresses.',
    paste: 'Addresses copied elsewhere can be pasted here, too.',
    pasteKeys: 'Ctrl+V',
    mixed: 'Choose either one export file or QR pictures, not both.',
    tooMany: 'At most 50 pictures at one go.'
  },
  password: {
    title: 'The file is encrypted',
    body: (fileName: string) => `Type the password that ${fileName} was exported with. It is used for this reading only and not kept.`,
    label: 'Password of the export',
    submit: 'Read',
    cancel: 'Cancel'
  },
  preview: {
    title: (format: string, count: number) => `${format}: ${entries(count)}`,
    from: (name: string) => `From ${name}`,
    pasted: 'From pasted text',
    unread: (names: readonly string[]) => `No code could be read in ${names.join(', ')}.`,
    unreadTitle: 'Some pictures hold nothing that can be read',
    leftOut: {
      'no-authenticator': (count: number) =>
        `${many(count, 'item', 'items')} of the file ${count === 1 ? 'has' : 'have'} no authenticator and stay${count === 1 ? 's' : ''} out.`,
      'in-bin': (count: number) => `${many(count, 'item', 'items')} in the bin of the other app stay${count === 1 ? 's' : ''} out.`
    },
    remarks: {
      kind: 'No codes: a kind that is not made here',
      algorithm: 'No codes: a hash that is not made here',
      digits: 'No codes: too few or too many digits',
      period: 'No codes: a period that is not made here',
      counter: 'No codes: its counter cannot be read',
      key: 'No codes: its key cannot be read',
      'no-key': 'No codes: the file has no key of it',
      address: 'No codes: its address cannot be read'
    } satisfies Record<EntryRemark, string>,
    empty: 'The file holds no authenticator.',
    emptyTitle: 'Nothing to import',
    table: 'Entries of the import',
    columns: { entry: 'Entry', settings: 'Codes', standing: 'Known here', decision: 'What to do', actions: 'Change' },
    nameless: 'No name',
    /** Counting by time is what nearly all do, and goes without saying; so do 30 seconds. */
    settings: (kind: EntryKind, digits: number, seconds: number) =>
      [...(kind === 'totp' ? [] : [entryKindNames[kind]]), `${digits} digits`, ...(seconds === 30 ? [] : [`${seconds} s`])].join(', '),
    noSettings: 'None',
    noCodes: 'No codes can be made of it',
    standings: {
      new: 'New',
      known: (account: string) => `Saved at ${account}`,
      waiting: 'Waits from an earlier import',
      twice: 'Twice in this import'
    },
    decisions: {
      give: (account: string) => `Give to ${account}`,
      wait: 'Keep until assigned',
      known: 'Nothing: it is here already',
      leaveOut: 'Leave out'
    },
    firm: 'the firm’s own account',
    because: { 'same-login': 'same portal and sign-in name', 'same-username': 'same sign-in name' },
    refused: {
      'tracked-only': 'The account is tracked only: no secret may be saved with it.',
      'client-holds': 'The client holds this account: no secret may be saved with it.',
      'consent-missing': 'The client’s consent is not recorded yet.'
    },
    choose: 'Give to an account…',
    wait: 'Keep until assigned',
    leaveOut: 'Leave out, store nothing',
    change: (entry: string) => `What to do with ${entry}`,
    summary: (counts: Omit<AuthenticatorImportCounts, 'read'>) =>
      [
        counts.given > 0 && `${counts.given} to accounts`,
        counts.waiting > 0 && `${counts.waiting} kept until assigned`,
        counts.known > 0 && `${counts.known} here already`,
        counts.leftOut > 0 && `${counts.leftOut} left out`
      ]
        .filter(Boolean)
        .join(', '),
    commit: (count: number) => `Import ${entries(count)}`,
    cancel: 'Cancel',
    personal: 'Entries of people’s private accounts can be left out: nothing of them is stored.'
  },
  done: {
    title: 'Imported',
    body: (counts: AuthenticatorImportCounts) => `${entries(counts.read)} read: ${authenticatorImportsText.preview.summary(counts)}.`,
    again: 'Import more',
    confirm: 'New authenticators count as confirmed once a code of theirs was accepted by the portal.',
    toImports: 'See what was imported, or undo it'
  },
  waiting: {
    title: 'Waiting for an account',
    count: entries,
    empty: 'No imported entry waits for an account.',
    loading: 'Looking for entries…',
    from: (source: string, date: string) => `${source}, ${date}`,
    give: 'Give to an account…',
    giveTo: (account: string) => `Give to ${account}`,
    actions: (entry: string) => `Actions for ${entry}`,
    given: (entry: string, account: string) => `${entry} is now an authenticator of ${account}.`,
    discard: 'Discard…',
    discardTitle: 'Discard this entry?',
    discardBody: (entry: string) =>
      `${entry} is destroyed with its key. This cannot be undone; keep the file it came from if anybody may still need it.`,
    discardConfirm: 'Discard',
    discarded: (entry: string) => `${entry} was discarded.`,
    more: 'Show more'
  },
  pick: {
    title: 'Whose code is it?',
    search: 'Find an account',
    hint: 'Part of the client’s name, the sign-in name, a file or receipt number.',
    list: 'Accounts that fit',
    firm: 'The firm’s own account',
    none: 'No account fits.',
    missing: 'Not there? Add the account first (Accounts, Add account); the entry waits.',
    cancel: 'Cancel'
  }
}
