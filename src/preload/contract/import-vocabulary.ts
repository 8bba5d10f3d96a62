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
