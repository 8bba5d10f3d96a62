import { createHash } from 'node:crypto'
import { setImmediate as nextTurn } from 'node:timers/promises'
import type { ImportCounts, ImportField, RowPlan } from '#contract'
import { createRecords, type Records } from './match.ts'
import type { Fault, ImportRow } from './rows.ts'
import type {
  CaseFields,
  CaseSubject,
  ClientFields,
  ClientSubject,
  KnownRecords,
  Likeness,
  MatterFields,
  MatterSubject,
  Subject
} from './subjects.ts'

/** What an import does, to each row and to each record. */
export interface Plan {
  readonly rows: readonly RowPlan[]
  readonly clients: readonly ClientSubject[]
  readonly matters: readonly MatterSubject[]
  readonly cases: readonly CaseSubject[]
  readonly counts: ImportCounts
  /** Of everything above: two plans with the same digest do the same. */
  readonly digest: string
}

type Part = RowPlan['parts'][number]
type Change = Part['changes'][number]

/** One field: what the row says, what stands there, what it comes to be. Equal values may be written differently. */
interface Wish {
  readonly field: ImportField
  readonly name: string
  readonly said: string | null
  readonly before: string | null
  readonly isSame?: (said: string, before: string) => boolean
  /** How it goes together with what stands there; left out: it takes its place. */
  readonly joined?: (said: string, before: string) => string
}

const rowsPerTurn = 1_000

/** Rows are taken in order, and a later one meets what an earlier one brings. `turn` is called between portions; it may throw to end it. */
export async function planImport(
  rows: readonly ImportRow[],
  known: KnownRecords,
  like: Likeness,
  turn: () => void = () => undefined
): Promise<Plan> {
  const records = createRecords(known, like)
  const planned: RowPlan[] = []
  const hash = createHash('sha256')
  for (const [at, row] of rows.entries()) {
    const plan = planRow(row, records, like)
    planned.push(plan)
    hash.update(JSON.stringify(plan))
    if (at % rowsPerTurn === rowsPerTurn - 1) {
      await nextTurn()
      turn()
    }
  }
  const [clients, matters, cases] = [[...records.subjects.clients], [...records.subjects.matters], [...records.subjects.cases]]
  const count = (kind: Part['kind'], does: Part['does']) =>
    (kind === 'client' ? clients : kind === 'matter' ? matters : cases).filter((one) => (one.stored === null ? 'add' : 'change') === does)
      .length
  const outcome = (name: RowPlan['outcome']) => planned.filter((row) => row.outcome === name).length
  return {
    ...{ rows: planned, clients, matters, cases, digest: hash.digest('hex') },
    counts: {
      rows: rows.length,
      ...{ new: outcome('new'), update: outcome('update'), same: outcome('same') },
      ...{ conflict: outcome('conflict'), rejected: outcome('rejected') },
      ...{ clientsAdded: count('client', 'add'), clientsChanged: count('client', 'change') },
      ...{ mattersAdded: count('matter', 'add'), mattersChanged: count('matter', 'change') },
      ...{ casesAdded: count('case', 'add'), casesChanged: count('case', 'change') }
    }
  }
}

const left = (row: ImportRow, outcome: 'conflict' | 'rejected', faults: readonly Fault[]): RowPlan => ({
  line: row.line,
  outcome,
  name: row.name,
  parts: [],
  reasons: faults.map(({ reason, field, names }) => ({ reason, field, names: [...names] }))
})

function planRow(row: ImportRow, records: Records, like: Likeness): RowPlan {
  if (row.faults.length > 0) return left(row, 'rejected', row.faults)
  const found = records.findClient(row)
  if (found !== null && 'fault' in found) return left(row, 'conflict', [found.fault])
  if (found?.subject.isArchived) return left(row, 'conflict', [{ reason: 'archived', field: null, names: [found.subject.fields.name] }])
  const matter = records.findMatter(row, found?.subject ?? null)
  if (matter !== null && 'fault' in matter) return left(row, 'conflict', [matter.fault])
  const [filing, ...sameNumber] = row.case === null ? [] : records.findCases(row.case.receiptNumber)
  if (sameNumber.length > 0) {
    return left(row, 'conflict', [{ reason: 'several-records', field: 'case-receipt-number', names: [row.case?.receiptNumber ?? ''] }])
  }

  const client = found?.subject ?? newClient(row)
  const steps = [clientStep(row, client, like), matterStep(row, client, matter, like), caseStep(row, client, filing ?? null)]
  const done = steps.filter((step) => step !== null)
  const faults = done.flatMap((step) => step.faults)
  if (faults.length > 0) {
    return left(row, faults.some(({ reason }) => reason === 'rows-disagree') ? 'conflict' : 'rejected', faults)
  }
  let placed: MatterSubject | null = null
  const parts = done.map((step) => {
    const part = step.apply(records, placed)
    if (step.matter) placed = step.matter
    return part
  })
  const does = (what: Part['does']) => parts.some((part) => part.does === what)
  return { line: row.line, outcome: does('add') ? 'new' : does('change') ? 'update' : 'same', name: row.name, parts, reasons: [] }
}

interface Step {
  readonly faults: readonly Fault[]
  readonly matter?: MatterSubject
  /** Takes the step; `matter` is the row's, so that its case is put there. */
  apply(records: Records, matter: MatterSubject | null): Part
}

const append = (said: string, before: string): string => (before.includes(said) ? before : `${before}\n${said}`)
const contained = (said: string, before: string): boolean => before.includes(said)
const digits = (text: string): string => text.replace(/\D/g, '')

const newClient = ({ client }: ImportRow): ClientSubject => ({
  ...{ stored: null, isArchived: false, matters: [], said: new Map(), changed: new Set() },
  fields: { ...client, kind: client.kind ?? 'person' }
})

function clientStep({ client, line }: ImportRow, subject: ClientSubject, like: Likeness): Step {
  const { fields } = subject
  const same = (key: (text: string) => string) => (said: string, before: string) =>
    key(said) === key(before) && (key(said) !== '' || said === before)
  const wishes: Wish[] = [
    { field: 'client-external-id', name: 'externalKey', said: client.externalKey, before: fields.externalKey },
    { field: 'client-kind', name: 'kind', said: client.kind, before: fields.kind },
    { field: 'client-name', name: 'name', said: client.name, before: fields.name, isSame: same(like.nameWords) },
    {
      ...{ field: 'client-other-names' as const, name: 'otherNames', said: client.otherNames, before: fields.otherNames },
      isSame: contained,
      joined: (said, before) => `${before}; ${said}`
    },
    { field: 'client-born-on', name: 'bornOn', said: client.bornOn, before: fields.bornOn },
    { field: 'client-email', name: 'email', said: client.email, before: fields.email, isSame: same(like.emailKey) },
    { field: 'client-phone', name: 'phone', said: client.phone, before: fields.phone, isSame: same(digits) },
    { field: 'client-a-number', name: 'aNumber', said: client.aNumber, before: fields.aNumber, isSame: same(like.aNumberKey) },
    { field: 'client-file-number', name: 'fileNumber', said: client.fileNumber, before: fields.fileNumber },
    { field: 'client-notes', name: 'notes', said: client.notes, before: fields.notes, isSame: contained, joined: append }
  ]
  return stepOf<ClientFields>('client', subject, wishes, line, (records) => {
    if (subject.stored === null && subject.said.size === 0) records.addClient(subject)
    else if (subject.changed.size > 0) {
      records.subjects.clients.add(subject)
      records.replaceClient(subject)
    }
  })
}

function matterStep({ matter, line }: ImportRow, client: ClientSubject, found: MatterSubject | null, like: Likeness): Step | null {
  if (matter === null) return null
  const subject: MatterSubject = found ?? { stored: null, client, fields: matter, said: new Map(), changed: new Set() }
  const { fields } = subject
  const isSameTitle = (said: string, before: string): boolean => like.titleKey(said) === like.titleKey(before)
  const wishes: Wish[] = [
    { field: 'matter-external-id', name: 'externalKey', said: matter.externalKey, before: fields.externalKey },
    { field: 'matter-title', name: 'title', said: matter.title, before: fields.title, isSame: isSameTitle },
    { field: 'matter-file-number', name: 'fileNumber', said: matter.fileNumber, before: fields.fileNumber },
    { field: 'matter-opened-on', name: 'openedOn', said: matter.openedOn, before: fields.openedOn },
    { field: 'matter-closed-on', name: 'closedOn', said: matter.closedOn, before: fields.closedOn },
    { field: 'matter-notes', name: 'notes', said: matter.notes, before: fields.notes, isSame: contained, joined: append }
  ]
  const [openedOn, closedOn] = [matter.openedOn ?? fields.openedOn, matter.closedOn ?? fields.closedOn]
  const step = stepOf<MatterFields>('matter', subject, wishes, line, (records) => {
    if (subject.stored === null && subject.said.size === 0) records.addMatter(subject)
    else if (subject.changed.size > 0) records.subjects.matters.add(subject)
  })
  const reversed: Fault[] =
    openedOn !== null && closedOn !== null && closedOn < openedOn
      ? [{ reason: 'dates-reversed', field: 'matter-closed-on', names: [] }]
      : []
  return { ...step, matter: subject, faults: [...step.faults, ...reversed] }
}

function caseStep({ case: filing, line }: ImportRow, client: ClientSubject, found: CaseSubject | null): Step | null {
  if (filing === null) return null
  const { status, ...wanted } = filing
  const subject: CaseSubject = found ?? {
    ...{ stored: null, client, matter: null, movesIntoMatter: false, fields: wanted, said: new Map(), changed: new Set() },
    ...{ statuses: [], newStatuses: [] }
  }
  const { fields } = subject
  const wishes: Wish[] = [
    { field: 'case-receipt-number', name: 'receiptNumber', said: filing.receiptNumber, before: fields.receiptNumber },
    { field: 'case-form', name: 'form', said: filing.form, before: fields.form },
    { field: 'case-office', name: 'office', said: filing.office, before: fields.office },
    { field: 'case-filed-on', name: 'filedOn', said: filing.filedOn, before: fields.filedOn },
    { field: 'case-received-on', name: 'receivedOn', said: filing.receivedOn, before: fields.receivedOn },
    { field: 'case-notice-on', name: 'noticeOn', said: filing.noticeOn, before: fields.noticeOn },
    { field: 'case-priority-on', name: 'priorityOn', said: filing.priorityOn, before: fields.priorityOn },
    { field: 'case-decided-on', name: 'decidedOn', said: filing.decidedOn, before: fields.decidedOn },
    {
      ...{ field: 'case-note' as const, name: 'note', said: filing.note, before: fields.note },
      isSame: contained,
      joined: (said, before) => `${before} · ${said}`
    }
  ]
  const step = stepOf<CaseFields>('case', subject, wishes, line, (records) => {
    if (subject.stored === null && subject.said.size === 0) records.addCase(subject)
    else if (isTouched(subject)) records.subjects.cases.add(subject)
  })
  return {
    faults: step.faults,
    apply(records, matter) {
      const isNewStatus = status !== null && !subject.statuses.some(({ text, on }) => text === status.text && on === status.on)
      if (isNewStatus) {
        subject.statuses.push(status)
        subject.newStatuses.push(status)
      }
      const moves = matter !== null && subject.matter === null && (subject.stored === null || matter.client === subject.client)
      if (moves) {
        subject.matter = matter
        subject.movesIntoMatter = true
      }
      const part = step.apply(records, matter)
      if (part.does === 'add') return part
      const more: Change[] = [
        ...(isNewStatus ? [{ field: 'case-status' as const, before: '', after: `${status.text} (${status.on})` }] : []),
        ...(moves ? [{ field: 'matter-title' as const, before: '', after: matter.fields.title }] : [])
      ]
      return more.length === 0 ? part : { ...part, does: 'change', changes: [...part.changes, ...more] }
    }
  }
}

const isTouched = ({ changed, newStatuses, movesIntoMatter }: CaseSubject): boolean =>
  changed.size > 0 || newStatuses.length > 0 || movesIntoMatter

/** Texts as long as the contract allows also where they were joined. */
const longest: Partial<Record<ImportField, number>> = {
  'client-notes': 10_000,
  'client-other-names': 400,
  'matter-notes': 10_000,
  'case-note': 400
}

function stepOf<Fields>(
  kind: Part['kind'],
  subject: Subject<Fields>,
  wishes: readonly Wish[],
  line: number,
  place: (records: Records) => void
): Step {
  const isNew = subject.stored === null && subject.said.size === 0
  const faults: Fault[] = []
  const changes: (Change & { readonly name: string })[] = []
  const said: [ImportField, string][] = []
  for (const { field, name, said: value, before, isSame, joined } of wishes) {
    if (value === null || value === '') continue
    const earlier = subject.said.get(field)
    const agrees = isSame ?? ((a: string, b: string) => a === b)
    if (earlier !== undefined && joined === undefined && !agrees(value, earlier.value)) {
      faults.push({ reason: 'rows-disagree', field, names: [String(earlier.line)] })
      continue
    }
    said.push([field, value])
    if (isNew || (before !== null && before !== '' && agrees(value, before))) continue
    const after = joined !== undefined && before !== null && before !== '' ? joined(value, before) : value
    if (after === before) continue
    if (after.length > (longest[field] ?? Number.POSITIVE_INFINITY)) faults.push({ reason: 'too-long', field, names: [] })
    changes.push({ field, name, before: before ?? '', after })
  }
  return {
    faults,
    apply(records) {
      if (changes.length > 0) {
        subject.fields = { ...subject.fields, ...Object.fromEntries(changes.map(({ name, after }) => [name, after])) }
        for (const { field } of changes) subject.changed.add(field)
      }
      place(records)
      for (const [field, value] of said) if (!subject.said.has(field)) subject.said.set(field, { value, line })
      const label = labelOf(kind, subject)
      const does = isNew ? 'add' : changes.length > 0 ? 'change' : 'same'
      return { kind, does, label, changes: changes.map(({ name: _, ...change }) => change) }
    }
  }
}

function labelOf(kind: Part['kind'], { fields }: Subject<unknown>): string {
  const { name, title, receiptNumber, form } = fields as Partial<Record<string, string>>
  return kind === 'client' ? (name ?? '') : kind === 'matter' ? (title ?? '') : [receiptNumber, form].filter(Boolean).join(' ')
}
