import type { Case, Input } from '#contract'
import { bareNumber, caseNumberRemark } from '#contract/identifiers'
import { caseNumberKinds, statusSources } from '#contract/vocabulary'
import { type Command, type Context, command, onlyOperand } from '../command.ts'
import { type OptionRules, wordOf } from '../command-line.ts'
import { usageError } from '../exit-codes.ts'
import { csvOptions, isSaved, saveList } from '../list-saving.ts'
import { findCaseId, findClientId, findMatterId, pageSize, pages } from '../lookup.ts'
import { facts, table } from '../terminal.ts'
import { visible } from '../visible.ts'

const date = (help: string) => ({ value: 'YYYY-MM-DD', help, form: 'date' }) as const

/** Dates by their option and their field. */
const dateOptions = {
  filed: 'filedOn',
  received: 'receivedOn',
  notice: 'noticeOn',
  priority: 'priorityOn',
  decided: 'decidedOn'
} as const
const dateNames = Object.keys(dateOptions) as (keyof typeof dateOptions)[]

const fieldOptions = {
  kind: { value: 'KIND', help: `${caseNumberKinds.join(', ')} (default receipt)`, oneOf: caseNumberKinds },
  form: { value: 'FORM', help: 'form number, e.g. I-485' },
  office: { value: 'TEXT', help: 'office, as the notice names it' },
  filed: date('day it was mailed or filed online'),
  tracking: { value: 'NUMBER', help: "the carrier's tracking number" },
  received: date('day it was received'),
  notice: date('date of the receipt notice'),
  priority: date('priority date'),
  decided: date('day it was decided'),
  matter: { value: 'MATTER', help: 'matter of the client it belongs to: id, whole title or file number' },
  note: { value: 'TEXT', help: 'a note' }
} as const satisfies OptionRules

const addCase = command(
  'case add',
  'add a case to a client',
  {
    client: { value: 'CLIENT', help: 'id or whole name', required: true },
    number: { value: 'NUMBER', help: 'case number as printed', required: true },
    ...fieldOptions
  },
  async (context) => {
    const { call, options, terminal } = context
    const clientId = await findClientId(call, options.text('client') ?? '')
    const input = { clientId, ...fieldsFrom(context, { receiptNumber: options.text('number') ?? '' }) }
    input.matterId = await matterFrom(context, null)
    await remark(context, input, null)
    const added = await call('cases.add', input)
    await terminal.answer(added, () => caseFacts(added))
  }
)

const updateCase = command(
  'case update CASE',
  'change a case; what is not given stays',
  {
    number: { value: 'NUMBER', help: 'case number as printed' },
    ...fieldOptions,
    'no-matter': { value: null, help: 'take it out of its matter' },
    clear: { value: 'DATE', help: `forget a date: ${dateNames.join(', ')}; may be given again`, repeatable: true, oneOf: dateNames }
  },
  async (context) => {
    const { call, options, terminal } = context
    const { case: before } = await call('cases.get', { id: await findCaseId(call, onlyOperand(context)) })
    const twice = options.all('clear').find((name) => options.has(name))
    if (twice !== undefined) throw usageError(`give --${twice} or --clear ${twice}, not both`)
    const { receiptNumber, numberKind, form, office, filedOn, trackingNumber, receivedOn, noticeOn, priorityOn, decidedOn, note } = before
    const dates = { filedOn, receivedOn, noticeOn, priorityOn, decidedOn }
    const kept = { receiptNumber, numberKind, form, office, trackingNumber, ...dates, note, matterId: before.matterId }
    if (options.has('matter') && options.has('no-matter')) throw usageError('give --matter or --no-matter, not both')
    const number = options.text('number')
    const fields = fieldsFrom(context, { ...kept, ...(number === undefined ? {} : { receiptNumber: number }) })
    if (options.has('no-matter')) fields.matterId = null
    fields.matterId = await matterFrom(context, fields.matterId ?? null)
    for (const name of dateNames) if (options.all('clear').includes(name)) fields[dateOptions[name]] = null
    if (bareNumber(fields.receiptNumber) !== receiptNumber || fields.numberKind !== numberKind) await remark(context, fields, before.id)
    const changed = await call('cases.update', { id: before.id, ...fields })
    await terminal.answer(changed, () => caseFacts(changed))
  }
)

type CaseFields = Omit<Input<'cases.update'>, 'id'>

/** The fields with what was given on the command line put over them. */
function fieldsFrom({ options }: Context, before: CaseFields): CaseFields {
  const fields: CaseFields = { ...before }
  const kind = wordOf(caseNumberKinds, options.text('kind'))
  if (kind !== undefined) fields.numberKind = kind
  for (const name of ['form', 'office', 'note'] as const) fields[name] = options.text(name) ?? fields[name]
  fields.trackingNumber = options.text('tracking') ?? fields.trackingNumber
  for (const name of dateNames) fields[dateOptions[name]] = options.text(name) ?? fields[dateOptions[name]]
  return fields
}

/** Id of the matter given, else the one it had. */
async function matterFrom({ call, options }: Context, before: string | null): Promise<string | null> {
  const matter = options.text('matter')
  return matter === undefined ? before : findMatterId(call, matter)
}

/** Says what is unusual about a number, and which other cases have it. It is saved all the same. */
async function remark({ call, terminal }: Context, { receiptNumber, numberKind = 'receipt' }: CaseFields, exceptId: string | null) {
  const unusual = caseNumberRemark(numberKind, receiptNumber)
  if (unusual !== null) {
    const what = unusual === 'shape' ? 'does not look like such a number' : 'begins with letters that are not among the known ones'
    terminal.note('case.number-unusual', `the case number (kind ${numberKind}) ${what}; it is saved as it is`)
  }
  for (const { id, clientName } of await call('cases.sameNumber', { receiptNumber, exceptId })) {
    terminal.note('case.same-number', `another case has this number: ${id} (${visible(clientName)})`)
  }
}

const showCase = command('case show CASE', 'show a case and every check of its status', {}, async (context) => {
  const { call, terminal } = context
  const id = await findCaseId(call, onlyOperand(context))
  const { case: found, client } = await call('cases.get', { id })
  const statuses = await pages((offset) => call('cases.statuses', { caseId: id, offset, limit: pageSize }))
  await terminal.answer({ case: found, client, statuses }, () => [
    ...facts([['Client', client.name]]),
    ...caseFacts(found),
    ...(statuses.length === 0
      ? []
      : [
          '',
          ...table(
            ['CHECKED', 'BY', 'SOURCE', 'DATED', 'STATUS'],
            statuses.map((row) => [row.checkedOn, row.checkedBy, row.source, row.statusOn ?? '', row.text])
          )
        ])
  ])
})

const caseStatus = command(
  'case status CASE',
  'write down the status as the agency words it, or that it is unchanged today',
  {
    text: { value: 'TEXT', help: 'the status word for word' },
    source: { value: 'SOURCE', help: `${statusSources.join(', ')}; needed with --text`, oneOf: statusSources },
    on: date('date the agency gives for it'),
    checked: date('day somebody looked (default today)'),
    unchanged: { value: null, help: 'somebody looked today and the latest status still stands there' }
  },
  async (context) => {
    const { call, options, terminal } = context
    const caseId = await findCaseId(call, onlyOperand(context))
    const [text, source] = [options.text('text'), wordOf(statusSources, options.text('source'))]
    if ((text === undefined) !== options.has('unchanged')) throw usageError('give --text or --unchanged')
    if (text === undefined) {
      if (options.has('on') || options.has('checked')) throw usageError('--on and --checked go with --text')
      const checked = await call('cases.noteUnchanged', { caseId, source: source ?? null })
      return terminal.answer(checked, () => caseFacts(checked))
    }
    if (source === undefined) throw usageError('--text needs --source SOURCE')
    const input = { caseId, text, source, statusOn: options.text('on') ?? null, checkedOn: options.text('checked') ?? null }
    const checked = await call('cases.recordStatus', input)
    await terminal.answer(checked, () => caseFacts(checked))
  }
)

const listCases = command(
  'case list',
  'list the cases of all clients, never checked and longest unchecked first',
  {
    query: { value: 'TEXT', help: 'beginning of a case number, or what finds the client' },
    form: { value: 'FORM', help: 'only this form' },
    stale: { value: null, help: "only those whose last check is older than the firm's own setting allows" },
    'never-checked': { value: null, help: 'only those nobody has checked yet' },
    ...csvOptions
  },
  async (context) => {
    const { call, options, terminal } = context
    if (options.has('stale') && options.has('never-checked')) throw usageError('give --stale or --never-checked, not both')
    const freshness = options.has('stale') ? ('stale' as const) : options.has('never-checked') ? ('never-checked' as const) : null
    const filter = { query: options.text('query') ?? '', form: options.text('form') ?? null, freshness }
    if (isSaved(context)) return saveList(context, { name: 'cases', filter })
    const cases = await pages((offset) => call('cases.list', { ...filter, offset, limit: pageSize }))
    await terminal.answer(cases, () =>
      table(
        ['NUMBER', 'FORM', 'CLIENT', 'CHECK', 'CHECKED', 'DAYS', 'STATUS'],
        cases.map((row) => [
          row.receiptNumber,
          row.form,
          row.clientName,
          row.freshness,
          row.status?.checkedOn ?? '',
          row.daysSinceChecked === null ? '' : String(row.daysSinceChecked),
          row.status?.text ?? ''
        ])
      )
    )
  }
)

const caseFacts = (one: Case): string[] =>
  facts([
    ['Case', one.receiptNumber],
    ['ID', one.id],
    ['Kind of number', one.numberKind],
    ['Form', one.form],
    ['Office', one.office],
    ['Filed', one.filedOn],
    ['Tracking number', one.trackingNumber],
    ['Received', one.receivedOn],
    ['Notice', one.noticeOn],
    ['Priority date', one.priorityOn],
    ['Decided', one.decidedOn],
    ['Note', one.note],
    ['Status', one.status?.text ?? null],
    ['Dated', one.status?.statusOn ?? null],
    ['Checked', one.status === null ? null : `${one.status.checkedOn} by ${one.status.checkedBy} (${one.status.source})`],
    ['Check', one.freshness]
  ])

export const caseCommands: readonly Command[] = [addCase, updateCase, showCase, caseStatus, listCases]
