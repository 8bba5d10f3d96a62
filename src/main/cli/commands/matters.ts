import type { Matter, MatterSummary } from '#contract'
import { matterStatuses } from '#contract/vocabulary'
import { type Command, command, onlyOperand } from '../command.ts'
import { wordOf } from '../command-line.ts'
import { usageError } from '../exit-codes.ts'
import { firmDay } from '../firm-day.ts'
import { csvOptions, isSaved, saveList } from '../list-saving.ts'
import { findClientId, findMatterId, findMemberId, pageSize, pages } from '../lookup.ts'
import { facts, table } from '../terminal.ts'

const list = command(
  'matter list',
  'list matters by client, those of archived clients left out',
  {
    client: { value: 'CLIENT', help: 'only this client (id or whole name), archived or not' },
    status: { value: 'STATUS', help: `${matterStatuses.join(', ')}; may be given several times`, oneOf: matterStatuses, repeatable: true },
    query: { value: 'TEXT', help: 'beginnings of words in titles and client names, file and receipt numbers' },
    ...csvOptions
  },
  async (context) => {
    const { call, options, terminal } = context
    const client = options.text('client')
    const clientId = client === undefined ? null : await findClientId(call, client)
    const statuses = options.all('status').flatMap((status) => wordOf(matterStatuses, status) ?? [])
    const filter = { clientId, statuses: [...new Set(statuses)], query: options.text('query') ?? '' }
    if (isSaved(context)) return saveList(context, { name: 'matters', filter })
    const matters = await pages((offset) => call('matters.list', { ...filter, offset, limit: pageSize }))
    await terminal.answer(matters, () => matterTable(matters))
  }
)

const add = command(
  'matter add',
  'add a matter, the engagement for a client',
  {
    client: { value: 'CLIENT', help: 'id or whole name', required: true },
    title: { value: 'TITLE', help: 'what the firm was engaged for', required: true },
    'file-number': { value: 'NUMBER', help: "the firm's own number of the matter" },
    opened: { value: 'YYYY-MM-DD', help: 'day the engagement began (default today)', form: 'date' },
    pending: { value: null, help: 'the engagement has not begun yet' },
    attorney: { value: 'MEMBER', help: 'responsible attorney, a member: id or whole name' },
    paralegal: { value: 'MEMBER', help: 'responsible paralegal, likewise' }
  },
  async ({ call, options, terminal }) => {
    if (options.has('pending') && options.has('opened')) throw usageError('give --opened or --pending, not both')
    const [attorney, paralegal] = [options.text('attorney'), options.text('paralegal')]
    const matter = await call('matters.create', {
      clientId: await findClientId(call, options.text('client') ?? ''),
      title: options.text('title') ?? '',
      fileNumber: options.text('file-number') ?? '',
      openedOn: options.has('pending') ? null : (options.text('opened') ?? (await firmDay(call))),
      attorneyId: attorney === undefined ? null : await findMemberId(call, attorney),
      paralegalId: paralegal === undefined ? null : await findMemberId(call, paralegal)
    })
    await terminal.answer(matter, () => matterFacts(matter))
  }
)

const close = command(
  'matter close MATTER',
  'close a matter; refused while something in it is open, which is then named',
  {
    on: { value: 'YYYY-MM-DD', help: 'the day (default today)', form: 'date' },
    'leave-open': { value: null, help: 'close it all the same' }
  },
  async (context) => {
    const { call, options, terminal } = context
    const matter = await call('matters.close', {
      id: await findMatterId(call, onlyOperand(context)),
      on: options.text('on') ?? (await firmDay(call)),
      leaveOpen: options.has('leave-open')
    })
    await terminal.answer(matter, () => matterFacts(matter))
  }
)

const reopen = command('matter reopen MATTER', 'take the closing of a matter back', {}, async (context) => {
  const { call, terminal } = context
  const matter = await call('matters.reopen', { id: await findMatterId(call, onlyOperand(context)) })
  await terminal.answer(matter, () => matterFacts(matter))
})

const keep = command(
  'matter keep MATTER',
  'set how long a matter is kept, and its legal hold',
  {
    until: { value: 'YYYY-MM-DD', help: 'day up to which it is kept', form: 'date' },
    'no-day': { value: null, help: 'no day' },
    hold: { value: 'REASON', help: 'put it under legal hold' },
    'lift-hold': { value: null, help: 'lift the hold' }
  },
  async (context) => {
    const { call, options, terminal } = context
    if (options.has('until') && options.has('no-day')) throw usageError('give --until or --no-day, not both')
    if (options.has('hold') && options.has('lift-hold')) throw usageError('give --hold or --lift-hold, not both')
    const id = await findMatterId(call, onlyOperand(context))
    const { matter: before } = await call('matters.get', { id })
    const matter = await call('matters.setRetention', {
      id,
      retainUntil: options.has('no-day') ? null : (options.text('until') ?? before.retainUntil),
      holdReason: options.has('lift-hold') ? null : (options.text('hold') ?? before.hold?.reason ?? null)
    })
    await terminal.answer(matter, () => matterFacts(matter))
  }
)

const matterTable = (matters: readonly MatterSummary[]): string[] =>
  table(
    ['ID', 'CLIENT', 'TITLE', 'FILE', 'STATUS', 'OPENED', 'CLOSED', 'ATTORNEY', 'CASES'],
    matters.map((matter) => [
      matter.id,
      matter.clientName,
      matter.title,
      matter.fileNumber,
      matter.status,
      matter.openedOn ?? '',
      matter.closedOn ?? '',
      matter.attorney?.name ?? '',
      String(matter.caseCount)
    ])
  )

const matterFacts = (matter: Matter): string[] =>
  facts([
    ['Matter', matter.title],
    ['ID', matter.id],
    ['Client', matter.clientName],
    ['File number', matter.fileNumber],
    ['Status', matter.status],
    ['Opened on', matter.openedOn],
    ['Closed on', matter.closedOn],
    ['Attorney', matter.attorney?.name ?? null],
    ['Paralegal', matter.paralegal?.name ?? null],
    ['Keep until', matter.retainUntil],
    ['Legal hold', matter.hold?.reason ?? null]
  ])

export const matterCommands: readonly Command[] = [list, add, close, reopen, keep]
