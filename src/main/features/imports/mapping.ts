import type { DateOrder, ImportField, ImportMapping, ImportSource } from '#contract'
import type { TableSheet } from '../../ports.ts'
import { dateOrderIn } from './dates.ts'

/** A column's name as it is compared: lower case letters and digits only. */
const plain = (name: string): string =>
  name
    .normalize('NFD')
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '')

/**
 * What columns of any source are called, the firm's own lists among them. Clio: first_name, last_name, company, email_address, primary_phone
 * (its migration templates, help.clio.com article 9228623050139). Docketwise: Matter ID, Matter Title, Matter Priority Date, Client First Name,
 * Client Last Name, Client Email Address, Client Phone Number (its published field mapping). INSZoom and eIMMIGRATION publish none: the general
 * names serve.
 */
const general: Readonly<Record<ImportField, readonly string[]>> = {
  'client-external-id': ['External ID', 'Client ID', 'Contact ID', 'Person ID'],
  'client-kind': ['Kind', 'Client type', 'Contact type'],
  'client-name': [
    'Client',
    'Name',
    'Client name',
    'Full name',
    'Contact name',
    'Display name',
    'Company',
    'Company name',
    'Beneficiary',
    'Cliente'
  ],
  'client-first-name': ['First name', 'Given name', 'Client first name', 'Beneficiary first name', 'Nombre'],
  'client-middle-name': ['Middle name', 'Client middle name', 'Beneficiary middle name'],
  'client-last-name': ['Last name', 'Family name', 'Surname', 'Client last name', 'Beneficiary last name', 'Apellido'],
  'client-other-names': ['Other names', 'Alias', 'Aliases', 'Former names', 'Maiden name', 'Also known as', 'Nickname'],
  'client-born-on': ['Date of birth', 'Birth date', 'Birthdate', 'Birthday', 'DOB', 'Born on', 'Client date of birth'],
  'client-email': ['E-mail', 'E-mail address', 'Primary email', 'Primary email address', 'Client email', 'Client email address'],
  'client-phone': [
    'Phone',
    'Phone number',
    'Telephone',
    'Mobile',
    'Mobile phone',
    'Cell phone',
    'Primary phone',
    'Primary phone number',
    'Client phone number'
  ],
  'client-a-number': ['A-Number', 'A#', 'A No', 'Alien number', 'Alien registration number', 'USCIS A number', 'ANumber'],
  'client-file-number': ['File', 'File number', 'File no', 'Client number', 'Client file number'],
  'client-notes': ['Notes', 'Note', 'Remarks', 'Comments'],
  'matter-external-id': ['Matter ID'],
  'matter-title': ['Matter', 'Matter title', 'Matter name', 'Matter description', 'Engagement', 'Case name', 'Case title'],
  'matter-file-number': ['Matter number', 'Matter file number', 'Matter no'],
  'matter-opened-on': ['Opened', 'Open date', 'Opened on', 'Date opened', 'Matter open date'],
  'matter-closed-on': ['Closed', 'Close date', 'Closed on', 'Date closed', 'Matter close date'],
  'matter-notes': ['Matter notes'],
  'case-receipt-number': ['Receipt number', 'Receipt', 'Receipt no', 'Receipt #', 'Case number', 'USCIS receipt number', 'Number'],
  'case-form': ['Form', 'Form type', 'Form number', 'Petition', 'Petition type'],
  'case-office': ['Office', 'Service center', 'Field office'],
  'case-filed-on': ['Filed', 'Filed on', 'Filing date', 'Date filed'],
  'case-received-on': ['Received', 'Received on', 'Received date', 'Receipt date', 'Date received'],
  'case-notice-on': ['Notice date', 'Notice', 'Receipt notice date'],
  'case-priority-on': ['Priority date', 'Matter priority date'],
  'case-decided-on': ['Decided', 'Decided on', 'Decision date', 'Approval date', 'Approved on'],
  'case-status': ['Status', 'Case status'],
  'case-status-on': ['Status date', 'Case status date'],
  'case-note': ['Case note', 'Case notes']
}

/** Where a source calls something otherwise than the general names would have it. */
const special: Partial<Record<ImportSource, Readonly<Record<string, ImportField | null>>>> = {
  // Of Clio's contacts: `title` is Mr or Ms, not a matter's.
  clio: { title: 'client-notes', emailaddress: 'client-email', id: 'client-external-id' }
}

const byName = new Map(
  (Object.entries(general) as [ImportField, readonly string[]][]).flatMap(([field, names]) => names.map((name) => [plain(name), field]))
)

/** What each column holds, by its name. Columns nobody knows go into the notes, so that nothing of a row is lost unasked. */
export function guessMapping(sheet: TableSheet, at: number, source: ImportSource): ImportMapping {
  const taken = new Set<ImportField>()
  const fields = sheet.columns.map((column, index) => {
    const name = plain(column)
    const said = special[source]?.[name]
    const isEmpty = sheet.rows.every((row) => row[index] === '')
    const field = said === undefined ? (byName.get(name) ?? (isEmpty ? null : 'client-notes')) : said
    if (field === null || field === 'client-notes') return field
    if (taken.has(field)) return 'client-notes'
    taken.add(field)
    return field
  })
  return { source, sheet: at, fields, dateOrder: guessDateOrder(sheet, fields) }
}

function guessDateOrder(sheet: TableSheet, fields: readonly (ImportField | null)[]): DateOrder {
  const columns = fields.flatMap((field, at) => (field?.endsWith('-on') ? [at] : []))
  return dateOrderIn(sheet.rows.slice(0, 5_000).flatMap((row) => columns.map((at) => row[at] ?? '')))
}

/** Which program the columns are from, by names that only it uses; null when nothing shows it. */
export function guessSource(columns: readonly string[]): ImportSource {
  const names = new Set(columns.map(plain))
  const has = (...wanted: readonly string[]) => wanted.every((name) => names.has(plain(name)))
  if (has('first_name', 'last_name', 'email_address', 'primary_phone')) return 'clio'
  if (has('Matter Title', 'Matter ID') && (has('Client First Name') || has('Matter Priority Date'))) return 'docketwise'
  return 'own'
}

/** Names of columns, as kept with a source: the same columns in another order are read the same way. */
export type KeptMapping = { readonly fields: Readonly<Record<string, ImportField | null>>; readonly dateOrder: DateOrder }

export const keptOf = (columns: readonly string[], { fields, dateOrder }: ImportMapping): KeptMapping => ({
  fields: Object.fromEntries(columns.map((column, at) => [plain(column), fields[at] ?? null])),
  dateOrder
})

/** The guess, with what was chosen for these columns the last time. */
export function withKept(guess: ImportMapping, columns: readonly string[], kept: KeptMapping | null): ImportMapping {
  if (kept === null || !columns.some((column) => Object.hasOwn(kept.fields, plain(column)))) return guess
  const taken = new Set<ImportField>()
  const fields = columns.map((column, at) => {
    const name = plain(column)
    const field = Object.hasOwn(kept.fields, name) ? (kept.fields[name] ?? null) : (guess.fields[at] ?? null)
    if (field === null || field === 'client-notes') return field
    if (taken.has(field)) return 'client-notes'
    taken.add(field)
    return field
  })
  return { ...guess, fields, dateOrder: kept.dateOrder }
}

/** Whether a column's own name says no more than "notes". */
export const isNotesColumn = (column: string): boolean => byName.get(plain(column)) === 'client-notes'
