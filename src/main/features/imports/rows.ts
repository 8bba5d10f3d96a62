import type { ClientKind, ImportField, ImportMapping, RowReason } from '#contract'
import { bareNumber } from '#contract/identifiers'
import type { TableSheet } from '../../ports.ts'
import { readDate } from './dates.ts'
import { isNotesColumn } from './mapping.ts'

export interface Fault {
  readonly reason: RowReason
  readonly field: ImportField | null
  readonly names: readonly string[]
}

/** What one row says, checked as far as it can be without the firm's records. Texts are '' and dates null where it says nothing. */
export interface ImportRow {
  readonly line: number
  readonly name: string
  readonly client: {
    readonly externalKey: string
    readonly kind: ClientKind | null
    readonly name: string
    readonly otherNames: string
    readonly bornOn: string | null
    readonly email: string
    readonly phone: string
    readonly aNumber: string
    readonly fileNumber: string
    readonly notes: string
  }
  /** Null when the row names no matter. */
  readonly matter: {
    readonly externalKey: string
    readonly title: string
    readonly fileNumber: string
    readonly openedOn: string | null
    readonly closedOn: string | null
    readonly notes: string
  } | null
  /** Null when the row has no receipt number; what it says of a filing then stands in the notes. */
  readonly case: {
    readonly receiptNumber: string
    readonly form: string
    readonly office: string
    readonly filedOn: string | null
    readonly receivedOn: string | null
    readonly noticeOn: string | null
    readonly priorityOn: string | null
    readonly decidedOn: string | null
    readonly note: string
    /** What the agency said, on a day; without one it stands in the note, because a check has a day. */
    readonly status: { readonly text: string; readonly on: string } | null
  } | null
  readonly faults: readonly Fault[]
}

/** Lengths as the contract has them for what is typed. */
const maxLengths: Partial<Record<ImportField, number>> = {
  'client-external-id': 200,
  'client-name': 200,
  'client-other-names': 400,
  'client-email': 254,
  'client-phone': 60,
  'client-a-number': 40,
  'client-file-number': 60,
  'client-notes': 10_000,
  'matter-external-id': 200,
  'matter-title': 200,
  'matter-file-number': 60,
  'matter-notes': 10_000,
  'case-receipt-number': 40,
  'case-form': 40,
  'case-office': 120,
  'case-status': 2_000,
  'case-note': 400
}
const severalLines: ReadonlySet<ImportField> = new Set(['client-notes', 'matter-notes', 'case-status'])

const directing = /[\u202a-\u202e\u2066-\u2069]/g
// biome-ignore lint/suspicious/noControlCharactersInRegex: refusing them is the point
const control = /[\u0000-\u001f\u007f]/
// biome-ignore lint/suspicious/noControlCharactersInRegex: as above, but for line ends and tabs
const controlInLines = /[\u0000-\u0008\u000b-\u001f\u007f]/

/** Reads every row of a sheet by the mapping. `today` bounds what cannot lie in the future. */
export function readRows(sheet: TableSheet, mapping: ImportMapping, today: string): ImportRow[] {
  const columns = new Map<ImportField, number>()
  const notes: number[] = []
  mapping.fields.forEach((field, at) => {
    if (field === 'client-notes') notes.push(at)
    else if (field !== null && !columns.has(field)) columns.set(field, at)
  })
  const broken = new Set(sheet.broken)
  return sheet.rows.map((cells, at) => {
    const line = sheet.lines[at] ?? at + 2
    return rowOf({ cells, columns, notes, names: sheet.columns, line, isBroken: broken.has(line), mapping, today })
  })
}

interface RawRow {
  readonly cells: readonly string[]
  readonly columns: ReadonlyMap<ImportField, number>
  readonly notes: readonly number[]
  readonly names: readonly string[]
  readonly line: number
  readonly isBroken: boolean
  readonly mapping: ImportMapping
  readonly today: string
}

function rowOf({ cells, columns, notes, names, line, isBroken, mapping, today }: RawRow): ImportRow {
  const faults: Fault[] = isBroken ? [{ reason: 'broken-line', field: null, names: [] }] : []
  const fault = (reason: RowReason, field: ImportField): void => void faults.push({ reason, field, names: [] })
  const checked = (field: ImportField, raw: string): string => {
    const isLines = severalLines.has(field)
    const value = (isLines ? raw.replaceAll('\r\n', '\n') : raw.replace(/[\r\n\t]+/g, ' ')).replace(directing, '').trim()
    if ((isLines ? controlInLines : control).test(value)) fault('control-characters', field)
    if (value.length > (maxLengths[field] ?? Number.POSITIVE_INFINITY)) fault('too-long', field)
    return value
  }
  const raw = (field: ImportField): string => {
    const at = columns.get(field)
    return at === undefined ? '' : (cells[at] ?? '')
  }
  const text = (field: ImportField): string => checked(field, raw(field))
  const date = (field: ImportField, mayBeLater = true): string | null => {
    const value = raw(field)
    if (value === '') return null
    const read = readDate(value, mapping.dateOrder)
    if (read === null) fault('bad-date', field)
    else if (!mayBeLater && read > today) fault('future-date', field)
    return read
  }
  const externalKey = (field: ImportField): string => {
    const value = text(field)
    return value === '' ? '' : `${mapping.source}:${value}`
  }
  const filing = filingOf({ text, date, raw, fault })
  const kept = notes
    .filter((at) => cells[at] !== '')
    .map((at) => (isNotesColumn(names[at] ?? '') ? cells[at] : `${names[at]}: ${cells[at]}`))
  const name = nameOf(text)
  if (name === '') fault('no-name', 'client-name')
  const born = date('client-born-on', false)
  const openedOn = date('matter-opened-on', false)
  const closedOn = date('matter-closed-on', false)
  if (openedOn !== null && closedOn !== null && closedOn < openedOn) fault('dates-reversed', 'matter-closed-on')
  const matter = { externalKey: externalKey('matter-external-id'), title: text('matter-title'), fileNumber: text('matter-file-number') }
  const isMatter = matter.title !== '' || matter.fileNumber !== ''
  return {
    line,
    name,
    client: {
      externalKey: externalKey('client-external-id'),
      kind: kindOf(raw('client-kind')),
      name,
      otherNames: text('client-other-names'),
      bornOn: born,
      email: text('client-email'),
      phone: text('client-phone'),
      aNumber: text('client-a-number'),
      fileNumber: text('client-file-number'),
      notes: checked('client-notes', [...kept, ...filing.lines].join('\n'))
    },
    matter: isMatter ? { ...matter, title: matter.title || matter.fileNumber, openedOn, closedOn, notes: text('matter-notes') } : null,
    case: filing.case,
    faults
  }
}

interface Reading {
  text(field: ImportField): string
  date(field: ImportField, mayBeLater?: boolean): string | null
  raw(field: ImportField): string
  fault(reason: RowReason, field: ImportField): void
}

/** The row's filing; without a number there is none to keep it under, and what the row says of it goes into the notes. */
function filingOf({ text, date, raw, fault }: Reading): { readonly case: ImportRow['case']; readonly lines: readonly string[] } {
  const receiptNumber = bareNumber(text('case-receipt-number'))
  if (receiptNumber === '') {
    const said = ['case-form', 'case-filed-on', 'case-received-on', 'case-status', 'case-note'] as const
    const lines = said.filter((field) => raw(field) !== '').map((field) => `${filingWords[field]}: ${raw(field)}`)
    return { case: null, lines }
  }
  if (/\p{Cc}/u.test(receiptNumber)) fault('bad-number', 'case-receipt-number')
  const status = text('case-status')
  const statusOn = date('case-status-on', false)
  const note = [text('case-note'), status !== '' && statusOn === null ? `Status: ${status.replaceAll('\n', ' ')}` : '']
    .filter((part) => part !== '')
    .join(' · ')
  if (note.length > 400) fault('too-long', 'case-note')
  return {
    case: {
      receiptNumber,
      form: text('case-form'),
      office: text('case-office'),
      filedOn: date('case-filed-on'),
      receivedOn: date('case-received-on'),
      noticeOn: date('case-notice-on'),
      priorityOn: date('case-priority-on'),
      decidedOn: date('case-decided-on'),
      note,
      status: status !== '' && statusOn !== null ? { text: status, on: statusOn } : null
    },
    lines: []
  }
}

const filingWords = {
  'case-form': 'Form',
  'case-filed-on': 'Filed',
  'case-received-on': 'Received',
  'case-status': 'Status',
  'case-note': 'Case note'
} as const

/** "Last, First Middle", as lists sort by it. A whole name is taken as it stands. */
function nameOf(text: (field: ImportField) => string): string {
  const last = text('client-last-name')
  const given = [text('client-first-name'), text('client-middle-name')].filter((part) => part !== '').join(' ')
  const whole = text('client-name')
  if (last !== '' && given !== '') return `${last}, ${given}`
  return whole || last || given
}

const kindOf = (text: string): ClientKind | null => {
  if (/^(company|organi[sz]ation|business|employer|corporat|firm)/i.test(text)) return 'company'
  return /^(person|individual|people)/i.test(text) ? 'person' : null
}
