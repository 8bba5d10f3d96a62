import type { DuplicateGroup, DuplicateKind, Output, Way } from '#contract'
import { accessReports, duplicateKinds, recoverabilities } from '#contract/vocabulary'
import { type Command, command, onlyOperand } from '../command.ts'
import { wordOf } from '../command-line.ts'
import { usageError } from '../exit-codes.ts'
import { csvOptions, isSaved, saveList } from '../list-saving.ts'
import { pageSize, pages } from '../lookup.ts'
import { facts, table } from '../terminal.ts'

const today = command('report today', 'list what needs a person, most urgent first', {}, async ({ call, terminal }) => {
  const list = await call('today.list', {})
  await terminal.answer(list, () => [
    ...table(
      ['WHAT', 'DATE', 'DAYS', 'CLIENT', 'TITLE', 'PORTAL', 'USERNAME', 'PEOPLE'],
      list.items.map((item) => [
        item.kind,
        item.on ?? '',
        item.daysLeft === null ? '' : String(item.daysLeft),
        item.clientName ?? '(firm)',
        item.title,
        item.portalName,
        item.username,
        item.people.join(', ')
      ])
    ),
    ...moreLines(list)
  ])
})

/** Says which kinds have more than the list shows, and of how many accounts nothing is recorded. */
const moreLines = ({ items, counts, nothingRecorded }: Output<'today.list'>): string[] => [
  ...Object.entries(counts).flatMap(([kind, count]) => {
    const hidden = count - items.filter((item) => item.kind === kind).length
    return hidden > 0 ? [`${kind}: ${hidden} more`] : []
  }),
  ...(nothingRecorded > 0 ? [`accounts with nothing recorded: ${nothingRecorded} (report nothing-recorded)`] : [])
]

const nextSteps = command(
  'report next-steps',
  'list matters, and clients without one, that have no open deadline, follow-up or appointment',
  csvOptions,
  async (context) => {
    const { call, terminal } = context
    if (isSaved(context)) return saveList(context, { name: 'next-steps', filter: {} })
    const rows = await pages((offset) => call('nextSteps.list', { offset, limit: pageSize }))
    await terminal.answer(rows, () =>
      table(
        ['CLIENT', 'CLIENT ID', 'MATTER', 'FILE', 'CASES', 'ACCOUNTS', 'LAST DONE'],
        rows.map((row) => [
          row.clientName,
          row.clientId,
          row.matterTitle ?? '',
          row.fileNumber,
          String(row.caseCount),
          String(row.accountCount),
          row.lastDoneAt === null ? '' : new Date(row.lastDoneAt).toISOString().slice(0, 10)
        ])
      )
    )
  }
)

const overview = command(
  'report overview',
  'count accounts in use by recoverability, and the rows of each report',
  {},
  async ({ call, terminal }) => {
    const counts = await call('recovery.overview', {})
    await terminal.answer(counts, () => [
      ...facts(recoverabilities.map((value) => [`recoverable: ${value}`, String(counts.accounts[value])])),
      '',
      ...facts(accessReports.map((name) => [name, String(counts.reports[name])]))
    ])
  }
)

const duplicates = command(
  'report duplicates',
  'list records that may be one and the same; nothing is merged',
  { kind: { value: 'KIND', help: `only one of: ${duplicateKinds.join(', ')}`, oneOf: duplicateKinds }, ...csvOptions },
  async (context) => {
    const { call, options, terminal } = context
    const only = wordOf(duplicateKinds, options.text('kind'))
    if (isSaved(context)) {
      if (only === undefined) throw usageError('--csv saves one kind: give --kind')
      return saveList(context, { name: 'duplicates', filter: { kind: only } })
    }
    const groups: (DuplicateGroup & { readonly kind: DuplicateKind })[] = []
    for (const kind of only === undefined ? duplicateKinds : [only]) {
      const rows = await pages((offset) => call('duplicates.list', { kind, offset, limit: 100 }))
      groups.push(...rows.map((group) => ({ kind, ...group })))
    }
    await terminal.answer(groups, () =>
      table(
        ['SAME', 'VALUE', 'RECORDS', 'ID', 'CLIENT', 'DETAIL'],
        groups.flatMap(({ kind, value, count, records }) =>
          records.map((one) => [kind, value, String(count), one.id, one.clientName ?? '(firm)', one.detail])
        )
      )
    )
  }
)

const report = command('report NAME', `one of: ${accessReports.join(', ')}`, csvOptions, async (context) => {
  const { call, terminal } = context
  const name = wordOf(accessReports, onlyOperand(context))
  if (name === undefined) throw usageError(`NAME must be one of: today, next-steps, overview, duplicates, ${accessReports.join(', ')}`)
  if (isSaved(context)) return saveList(context, { name: 'report', filter: { report: name } })
  const rows = await pages((offset) => call('recovery.report', { report: name, offset, limit: pageSize }))
  await terminal.answer(rows, () =>
    table(
      ['ACCOUNT', 'CLIENT', 'PORTAL', 'USERNAME', 'RECOVERABLE', 'WHY', 'DATE', 'PEOPLE'],
      rows.map((row) => [
        row.accountId,
        row.clientName ?? '(firm)',
        row.portalName,
        row.username,
        row.recoverability,
        row.reasons.map(reasonOf).join(', '),
        row.on ?? '',
        row.people.join(', ')
      ])
    )
  )
})

/** The words of the data, e.g. `backup-code-here used`. */
const reasonOf = ({ kind, because, factorKind }: Way): string => [factorKind ?? kind, because].filter(Boolean).join(' ')

// `report NAME` fits every first word "report", so it comes last.
export const reportCommands: readonly Command[] = [today, nextSteps, overview, duplicates, report]
