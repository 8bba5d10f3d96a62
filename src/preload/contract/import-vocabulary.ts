/** What an import brought in. */
export const importKinds = ['clients', 'authenticators'] as const
export type ImportKind = (typeof importKinds)[number]

/** Programs and lists whose columns are known or remembered. */
export const importSources = ['own', 'clio', 'docketwise', 'inszoom', 'eimmigration'] as const
export type ImportSource = (typeof importSources)[number]

export const tableFormats = ['csv', 'xlsx', 'vcard'] as const
export type TableFormat = (typeof tableFormats)[number]

/** Which comes first in 03/04/2026. */
export const dateOrders = ['month-first', 'day-first'] as const
export type DateOrder = (typeof dateOrders)[number]

/** What a column of a table may hold. Several columns may go into the notes; every other field comes from one. */
export const importFields = [
  'client-external-id',
  'client-kind',
  'client-name',
  'client-first-name',
  'client-middle-name',
  'client-last-name',
  'client-other-names',
  'client-born-on',
  'client-email',
  'client-phone',
  'client-a-number',
  'client-file-number',
  'client-notes',
  'matter-external-id',
  'matter-title',
  'matter-file-number',
  'matter-opened-on',
  'matter-closed-on',
  'matter-notes',
  'case-receipt-number',
  'case-form',
  'case-office',
  'case-filed-on',
  'case-received-on',
  'case-notice-on',
  'case-priority-on',
  'case-decided-on',
  'case-status',
  'case-status-on',
  'case-note'
] as const
export type ImportField = (typeof importFields)[number]

/** What an import does with a row. `conflict` and `rejected` rows are left out and can be saved with their reasons. */
export const rowOutcomes = ['new', 'update', 'same', 'conflict', 'rejected'] as const
export type RowOutcome = (typeof rowOutcomes)[number]

/** Why a row is left out. */
export const rowReasons = [
  'no-name',
  'bad-date',
  'future-date',
  'dates-reversed',
  'bad-number',
  'too-long',
  'control-characters',
  'broken-line',
  'several-records',
  'identifiers-disagree',
  'belongs-to-other',
  'name-only',
  'rows-disagree',
  'archived'
] as const
export type RowReason = (typeof rowReasons)[number]

/** Files of authenticator apps and password programs that are read. `zip` and `unknown` only ever stand in errors. */
export const authenticatorFileFormats = [
  'otpauth-list',
  'google-migration',
  'aegis',
  '2fas',
  'ente-auth',
  'bitwarden',
  'bitwarden-csv',
  'proton-authenticator',
  'proton-pass',
  'proton-pass-csv',
  'stratum',
  'andotp',
  'freeotp-plus',
  'lastpass',
  'raivo',
  'keepass',
  'keepass-xml',
  '1password',
  'credential-exchange',
  'zip',
  'unknown'
] as const
export type AuthenticatorFileFormat = (typeof authenticatorFileFormats)[number]

/**
 * What of a file could not be read. `key-derivation`: opening it would take more memory or time than is given to a file of unknown origin.
 * `foreign-key`: encrypted with a key that is not in the file, such as that of an online account. `version`: a later one than is known.
 */
export const unreadableParts = ['text', 'header', 'content', 'archive', 'key-derivation', 'foreign-key', 'version'] as const
export type UnreadablePart = (typeof unreadableParts)[number]

/** What an entry of an imported file generates: time-based codes, counter-based ones, Steam's letters, or nothing known here. */
export const entryKinds = ['totp', 'hotp', 'steam', 'other'] as const
export type EntryKind = (typeof entryKinds)[number]

/** What became of an imported entry. `known`: its key was an account's, or another entry's, already. */
export const entryOutcomes = ['given', 'known', 'discarded'] as const
export type EntryOutcome = (typeof entryOutcomes)[number]

/** Why no codes can be made of an imported entry: another kind, settings that are not made here, a key that is none, or none there. */
export const entryRemarks = ['kind', 'algorithm', 'digits', 'period', 'counter', 'key', 'no-key', 'address'] as const
export type EntryRemark = (typeof entryRemarks)[number]

/** What of an imported file stays out on purpose. */
export const leftOutReasons = ['no-authenticator', 'in-bin'] as const
