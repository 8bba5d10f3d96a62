import type { Import, ImportCounts, ImportField, ImportMapping, OpenedSheet } from '#contract'
import { importFields, importSources } from '#contract/vocabulary'
import { tableMaxBytes } from '../bounds.ts'
import { type Command, type Context, command, onlyOperand } from '../command.ts'
import { wordOf } from '../command-line.ts'
import { CommandError, usageError } from '../exit-codes.ts'
import { noteSyncedFolder } from '../files.ts'
import { facts, localTime, table } from '../terminal.ts'
import { visible } from '../visible.ts'

const importClients = command(
  'import clients FILE',
  'import clients, matters and cases from a CSV file, an Excel workbook or vCards: all of it or nothing',
  {
    source: {
      value: 'NAME',
      help: `what the file comes from: ${importSources.join(', ')} (default: told by its columns)`,
      oneOf: importSources
    },
    map: {
      value: 'COLUMN=FIELD',
      help: `what a column holds, nothing to leave it out; may be given again. Fields: ${importFields.join(', ')}`,
      repeatable: true
    },
    sheet: { value: 'NAME', help: 'which sheet of a workbook (default: the only one)' },
    'day-first': { value: null, help: 'dates such as 03/04/2026 begin with the day' },
    'dry-run': { value: null, help: 'say what would be done, and do nothing' },
    rejected: { value: 'FILE', help: 'save the rows that are left out, with their reasons, in a new FILE', form: 'file' }
  },
  async (context) => {
    const { call, options, terminal, files } = context
    const file = onlyOperand(context)
    const opened = await call('imports.open', { name: file, bytes: await files.bytes(file, tableMaxBytes) })
    const sheet = chosenSheet(opened.sheets, options.text('sheet'))
    const mapping = chosenMapping(context, sheet)
    const { counts } = await call('imports.preview', mapping)
    const problems = await leftOut(context)
    const isDry = options.has('dry-run')
    const id = isDry ? null : (await call('imports.commit', {})).id
    const rejected = options.text('rejected')
    if (rejected !== undefined && problems.length > 0) {
      await call('imports.saveRejected', {})
      noteSyncedFolder(terminal, rejected)
    }
    const columns = sheet.columns.map(({ name }, at) => ({ column: name, field: mapping.fields[at] ?? null }))
    await terminal.answer(
      { import: id, dryRun: isDry, format: opened.format, source: mapping.source, columns, counts, leftOut: problems },
      () => [
        ...facts([
          ['Import', id],
          ['Dry run', isDry ? 'yes, nothing was changed' : null],
          ['File', `${opened.format}, ${sheet.rows} rows`],
          ...countFacts(counts)
        ]),
        '',
        ...table(
          ['COLUMN', 'HOLDS'],
          columns.map(({ column, field }) => [column, field ?? '(left out)'])
        ),
        ...(problems.length === 0 ? [] : ['', ...table(['LINE', 'NAME', 'WHY IT IS LEFT OUT'], problems.map(problemCells))])
      ]
    )
  }
)

interface Problem {
  readonly line: number
  readonly outcome: string
  readonly name: string
  readonly reasons: readonly { readonly reason: string; readonly field: string | null; readonly names: readonly string[] }[]
}

const problemCells = ({ line, name, reasons }: Problem): string[] => [
  String(line),
  name,
  reasons
    .map(({ reason, field, names }) => [
      field,
      reason.replaceAll('-', ' '),
      ...(names.length === 0 ? [] : [`(${names.map(visible).join('; ')})`])
    ])
    .map((words) => words.filter((word) => word !== null).join(' '))
    .join(', ')
]

/** Rows of the preview that are not imported. */
async function leftOut({ call }: Context): Promise<Problem[]> {
  const found: Problem[] = []
  for (const outcome of ['conflict', 'rejected'] as const) {
    for (let offset = 0; ; ) {
      const { rows, total } = await call('imports.rows', { outcome, offset, limit: 500 })
      found.push(...rows.map(({ line, name, reasons }) => ({ line, outcome, name, reasons })))
      offset += rows.length
      if (rows.length === 0 || offset >= total) break
    }
  }
  return found.sort((a, b) => a.line - b.line)
}

function chosenSheet(sheets: readonly OpenedSheet[], name: string | undefined): OpenedSheet {
  const [first, ...others] = sheets
  const found = name === undefined ? first : sheets.find((sheet) => sheet.name.toLowerCase() === name.toLowerCase())
  const names = sheets.map((sheet) => visible(sheet.name)).join(', ')
  if (found === undefined) throw new CommandError('command.bad-file', `no such sheet; there are: ${names}`)
  if (name === undefined && others.length > 0)
    throw new CommandError('command.ambiguous', `several sheets have rows: give --sheet, one of: ${names}`)
  return found
}

function chosenMapping({ options }: Context, { columns, guess }: OpenedSheet): ImportMapping {
  const fields: (ImportField | null)[] = [...guess.fields]
  for (const given of options.all('map')) {
    const cut = given.lastIndexOf('=')
    const column = given.slice(0, cut).trim().toLowerCase()
    const at = columns.findIndex(({ name }) => name.toLowerCase() === column)
    const field = given.slice(cut + 1).trim()
    const known = importFields.find((one) => one === field) ?? null
    if (cut === -1 || at === -1) throw usageError(`--map ${visible(given)}: there is no such column`)
    if (field !== '' && known === null) throw usageError(`--map ${visible(given)}: there is no such field`)
    // Only the notes take several columns.
    if (known !== null && known !== 'client-notes') {
      for (const [index, one] of fields.entries()) if (one === known) fields[index] = 'client-notes'
    }
    fields[at] = known
  }
  const source = wordOf(importSources, options.text('source')) ?? guess.source
  return { ...guess, source, fields, dateOrder: options.has('day-first') ? 'day-first' : guess.dateOrder }
}

const countWords: readonly (readonly [string, string])[] = [
  ['new', 'Rows new'],
  ['update', 'Rows that change something'],
  ['same', 'Rows already here'],
  ['conflict', 'Rows in conflict, left out'],
  ['rejected', 'Rows rejected, left out'],
  ['clientsAdded', 'Clients added'],
  ['clientsChanged', 'Clients changed'],
  ['mattersAdded', 'Matters added'],
  ['mattersChanged', 'Matters changed'],
  ['casesAdded', 'Cases added'],
  ['casesChanged', 'Cases changed']
]
const countFacts = (counts: ImportCounts): [string, string | null][] =>
  countWords.map(([key, words]) => [words, counts[key] ? String(counts[key]) : null])

const listImports = command('imports', 'list what was imported, newest first', {}, async ({ call, terminal }) => {
  const found: Import[] = []
  for (;;) {
    const { rows, total } = await call('imports.list', { offset: found.length, limit: 200 })
    found.push(...rows)
    if (rows.length === 0 || found.length >= total) break
  }
  await terminal.answer(found, () =>
    table(
      ['ID', 'WHEN', 'WHO', 'KIND', 'FILE', 'ROWS', 'UNDONE'],
      found.map((one) => [
        ...[one.id, localTime(one.importedAt), one.importedBy, one.kind, one.sourceName],
        ...[String(one.counts['rows'] ?? ''), one.undoneAt === null ? '' : localTime(one.undoneAt)]
      ])
    )
  )
})

const undo = command(
  'undo IMPORT',
  'take a whole import back, all of it or nothing',
  { 'keep-changed': { value: null, help: 'records that were worked on since stay; undo the rest' } },
  async (context) => {
    const { call, options, terminal } = context
    const result = await call('imports.undo', { id: onlyOperand(context), keepChanged: options.has('keep-changed') })
    await terminal.answer(result, () =>
      facts([
        ['Undone', String(result.undone)],
        ['Kept', result.kept === 0 ? null : `${result.kept}: ${result.names.map(visible).join('; ')}`]
      ])
    )
  }
)

export const importCommands: readonly Command[] = [importClients, listImports, undo]
