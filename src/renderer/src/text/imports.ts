import type { DateOrder, ErrorParams, ImportCounts, ImportField, ImportKind, ImportSource, RowOutcome, RowPlan, RowReason } from '#contract'
import { formatDate } from './dates.ts'

const number = (count: number): string => count.toLocaleString('en-US')
const counted = (count: number, one: string, many: string): string => `${number(count)} ${count === 1 ? one : many}`

const fields: Record<ImportField, string> = {
  'client-external-id': 'Client: ID in the other program',
  'client-kind': 'Client: person or company',
  'client-name': 'Client: name',
  'client-first-name': 'Client: first name',
  'client-middle-name': 'Client: middle name',
  'client-last-name': 'Client: last name',
  'client-other-names': 'Client: other names',
  'client-born-on': 'Client: date of birth',
  'client-email': 'Client: e-mail',
  'client-phone': 'Client: phone',
  'client-a-number': 'Client: A-Number',
  'client-file-number': 'Client: file number',
  'client-notes': 'Client: notes',
  'matter-external-id': 'Matter: ID in the other program',
  'matter-title': 'Matter: title',
  'matter-file-number': 'Matter: number',
  'matter-opened-on': 'Matter: opened',
  'matter-closed-on': 'Matter: closed',
  'matter-notes': 'Matter: notes',
  'case-receipt-number': 'Case: receipt number',
  'case-form': 'Case: form',
  'case-office': 'Case: office',
  'case-filed-on': 'Case: filed',
  'case-received-on': 'Case: received',
  'case-notice-on': 'Case: notice date',
  'case-priority-on': 'Case: priority date',
  'case-decided-on': 'Case: decided',
  'case-status': 'Case: status',
  'case-status-on': 'Case: status date',
  'case-note': 'Case: note'
}

const reasons: Record<RowReason, string> = {
  'no-name': 'There is no name of a client.',
  'bad-date': 'This is no date that can be read.',
  'future-date': 'The date lies in the future.',
  'dates-reversed': 'It would be closed before it was opened.',
  'bad-number': 'This is no number.',
  'too-long': 'The text is too long.',
  'control-characters': 'It has characters that cannot be shown.',
  'broken-line': 'The line is broken: a quotation mark or a separator too many.',
  'several-records': 'Several records fit.',
  'identifiers-disagree': 'Its identifiers point to different clients.',
  'belongs-to-other': 'This identifier belongs to somebody else.',
  'name-only': 'Only the name agrees. Add a date of birth, A-Number or e-mail address that shows whether it is this client.',
  'rows-disagree': 'An earlier line of the file says otherwise.',
  archived: 'The client is archived. Restore it first to import this line.'
}

/** Words of the import screens. */
export const importsText = {
  subtitle: 'What comes in is shown first, and is done as a whole or not at all.',
  areas: 'Import and export',
  export: 'Export',
  import: 'Import',
  kinds: { clients: 'Clients, matters and cases', authenticators: 'Authenticators' } satisfies Record<ImportKind, string>,
  card: {
    title: 'Clients, matters and cases',
    body: 'From a spreadsheet (CSV or Excel) or address cards (vCard): an export of another program, or a list of your own.',
    action: 'Import clients'
  },
  past: 'What was imported',
  loading: 'Looking for earlier imports',
  none: 'Nothing was imported yet.',
  more: 'Show more',
  when: 'When',
  file: 'File',
  what: 'What it did',
  undo: 'Undo',
  undoOf: (file: string) => `Undo the import of ${file}`,
  undone: (by: string | null) => (by === null ? 'Undone' : `Undone by ${by}`),
  undoing: 'Undoing the import',
  undoTitle: (file: string) => `Undo the import of ${file}?`,
  undoBody: (did: string) => `What it did is taken back: ${did}. Records that somebody worked on since are not touched without asking you.`,
  undoConfirm: 'Undo import',
  keepTitle: (count: number) => `${counted(count, 'record was', 'records were')} worked on since`,
  keepBody: (count: number, names: readonly string[]) =>
    `${names.join('; ')}${count > names.length ? ` and ${number(count - names.length)} more` : ''}. ${count === 1 ? 'It stays' : 'They stay'} as ${count === 1 ? 'it is' : 'they are'}; everything else of the import is taken back.`,
  keepConfirm: 'Undo the rest',
  undoDone: (undone: number, kept: number) =>
    `Import undone: ${counted(undone, 'record', 'records')} taken back${kept === 0 ? '' : `, ${number(kept)} kept`}.`,
  cancel: 'Cancel',
  cancelled: 'Cancelled. Nothing was changed.',
  choose: {
    title: 'Import clients, matters and cases',
    prompt: 'Drop a file here, or',
    action: 'Choose a file',
    hint: 'CSV, Excel workbook (.xlsx) or vCard (.vcf), up to 64 MB and 200,000 rows. Nothing is imported before you have seen what would happen.',
    reading: 'Reading the file',
    noFile: 'What you dropped is no file. Choose one instead.'
  },
  columns: {
    title: 'What the columns hold',
    rows: (name: string, rows: number) => `${name}: ${counted(rows, 'row', 'rows')}`,
    sheet: 'Sheet',
    sheetName: (name: string, rows: number) => `${name || 'Sheet'} (${counted(rows, 'row', 'rows')})`,
    source: 'Where the file comes from',
    sourceNote: 'The choices below are kept for the next file.',
    dates: '03/04/2026 means',
    column: 'Column',
    examples: 'Examples',
    holds: 'Holds',
    leaveOut: 'Leave out',
    holdsOf: (column: string) => `What “${column}” holds`,
    noName: 'Choose for one column “Client: name”, or one each for first and last name.',
    notesNote: 'Columns Keydocket does not know go into the notes, so that nothing is lost.',
    next: 'Preview',
    other: 'Choose another file'
  },
  preview: {
    title: 'What would happen',
    body: 'Nothing was changed yet.',
    counts: (counts: ImportCounts) =>
      did(counts) || (counts['same'] ? 'Nothing would be added: it is here already' : 'Nothing would be imported'),
    left: (count: number) =>
      `${counted(count, 'row', 'rows')} would be left out. Save ${count === 1 ? 'it' : 'them'} with the reasons as a CSV file, correct ${count === 1 ? 'it' : 'them'} and import that file.`,
    tabs: 'Rows by what happens to them',
    line: 'Line',
    name: 'Name',
    what: 'What happens',
    none: 'No such rows.',
    more: 'Show more',
    import: (rows: number) => `Import ${counted(rows, 'row', 'rows')}`,
    nothing: 'There is nothing to import',
    back: 'Back to the columns',
    working: 'Looking at every row'
  },
  importing: 'Importing',
  result: {
    title: 'Imported',
    nothing: 'Nothing had to be imported',
    sum: (counts: ImportCounts) =>
      `${counted(counts['rows'] ?? 0, 'row', 'rows')} read: ${number(counts['new'] ?? 0)} new, ${number(counts['update'] ?? 0)} changed something, ${number(counts['same'] ?? 0)} were here already, ${number((counts['conflict'] ?? 0) + (counts['rejected'] ?? 0))} left out.`,
    saveLeft: 'Save rows left out',
    saved: (rows: number) => `${counted(rows, 'row', 'rows')} saved.`,
    another: 'Import another file',
    clients: 'Go to the clients'
  },
  outcomes: {
    new: 'New',
    update: 'Changes',
    same: 'Already here',
    conflict: 'Conflicts',
    rejected: 'Rejected'
  } satisfies Record<RowOutcome, string>,
  outcomeTab: (name: string, count: number) => `${name} (${number(count)})`,
  fields,
  sources: {
    own: 'Own list or another program',
    clio: 'Clio',
    docketwise: 'Docketwise',
    inszoom: 'INSZoom',
    eimmigration: 'eIMMIGRATION'
  } satisfies Record<ImportSource, string>,
  dateOrders: { 'month-first': 'March 4 (month first)', 'day-first': '3 April (day first)' } satisfies Record<DateOrder, string>,
  part: ({ kind, does, label }: RowPlan['parts'][number]): string =>
    does === 'add'
      ? `Adds ${kind} ${label}`
      : does === 'change'
        ? `Changes ${kind} ${label}`
        : `${kind[0]?.toUpperCase()}${kind.slice(1)} ${label} stays`,
  change: (field: ImportField, before: string, after: string): string =>
    `${fields[field]}: ${before === '' ? 'empty' : `“${shown(field, before)}”`} becomes “${shown(field, after)}”`,
  reason: ({ reason, field, names }: RowPlan['reasons'][number]): string =>
    `${field === null ? '' : `${fields[field]}. `}${reasons[reason]}${names.length === 0 ? '' : ` (${reason === 'rows-disagree' ? 'line ' : ''}${names.join('; ')})`}`,
  did
} as const

/** Days as everywhere else in the window. */
const shown = (field: ImportField, value: string): string => (field.endsWith('-on') ? formatDate(value) : value)

/** What an import did, or would do, to records. */
function did(counts: ImportCounts): string {
  const parts = [
    [counts['clientsAdded'], 'client added', 'clients added'],
    [counts['clientsChanged'], 'client changed', 'clients changed'],
    [counts['mattersAdded'], 'matter added', 'matters added'],
    [counts['mattersChanged'], 'matter changed', 'matters changed'],
    [counts['casesAdded'], 'case added', 'cases added'],
    [counts['casesChanged'], 'case changed', 'cases changed'],
    [counts['given'], 'authenticator added', 'authenticators added'],
    [counts['waiting'], 'entry kept until assigned', 'entries kept until assigned']
  ] as const
  return parts.flatMap(([count, one, many]) => (count ? [counted(count, one, many)] : [])).join(', ')
}

/** Why a file cannot be read, and what to do. */
export const unreadableTexts: Record<ErrorParams['imports.table-unreadable']['reason'], readonly [title: string, body: string]> = {
  kind: ['This file cannot be read', 'Choose a CSV file, an Excel workbook (.xlsx) or a vCard (.vcf). Save an older .xls anew as .xlsx.'],
  nothing: ['There are no rows in this file', 'Its first line holds the names of the columns; choose a file with rows below it.'],
  'too-large': ['The file is too large', 'Split it: at most 64 MB, 200,000 rows and 200 columns are read at a time.'],
  damaged: ['The file is damaged', 'Save it anew from the program that made it. Nothing was imported.'],
  encrypted: ['The workbook has a password', 'Save a copy without a password and choose that.'],
  failed: ['The file could not be read in time', 'Split it into smaller files and try again. Nothing was imported.']
}
