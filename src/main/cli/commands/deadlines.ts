import type { Deadline, Input } from '#contract'
import { deadlineKinds, deadlineSpans, deadlineSubjects, deadlineViews } from '#contract/vocabulary'
import { AppError } from '../../errors.ts'
import { type Command, type Context, command, onlyOperand } from '../command.ts'
import { wordOf } from '../command-line.ts'
import { CommandError, usageError } from '../exit-codes.ts'
import { noteSyncedFolder, writePrivateFile } from '../files.ts'
import { csvOptions, isSaved, saveList } from '../list-saving.ts'
import { findAccountId, findClientId, findMatterId, findMemberId, pageSize, pages } from '../lookup.ts'
import { facts, table } from '../terminal.ts'

const filterOptions = {
  client: { value: 'CLIENT', help: 'of this client only' },
  owner: { value: 'MEMBER', help: 'of this member only' },
  kind: { value: 'KIND', help: `${deadlineKinds.join(', ')}; may be given again`, repeatable: true, oneOf: deadlineKinds },
  documents: { value: null, help: 'only documents that expire' },
  span: { value: 'SPAN', help: `${deadlineSpans.join(', ')} (default all); overdue ones are always in it`, oneOf: deadlineSpans },
  view: { value: 'VIEW', help: `${deadlineViews.join(', ')} (default open)`, oneOf: deadlineViews },
  query: { value: 'TEXT', help: 'parts of words in the title or the client’s name' }
} as const

async function filterOf({ call, options }: Context): Promise<Omit<Input<'deadlines.list'>, 'offset' | 'limit'>> {
  const [client, owner] = [options.text('client'), options.text('owner')]
  return {
    clientId: client === undefined ? null : await findClientId(call, client),
    ownerId: owner === undefined ? null : await findMemberId(call, owner),
    kinds: [...new Set(options.all('kind').flatMap((given) => wordOf(deadlineKinds, given) ?? []))],
    documentsOnly: options.has('documents'),
    span: wordOf(deadlineSpans, options.text('span')) ?? 'all',
    view: wordOf(deadlineViews, options.text('view')) ?? 'open',
    query: options.text('query') ?? ''
  }
}

const add = command(
  'deadline add',
  'add a deadline, follow-up or appointment to a client',
  {
    client: { value: 'CLIENT', help: 'id or whole name', required: true },
    title: { value: 'TEXT', help: 'what is due', required: true },
    due: { value: 'YYYY-MM-DD', help: 'the day; of a notice the date in the letter', form: 'date', required: true },
    kind: { value: 'KIND', help: `${deadlineKinds.join(', ')} (default deadline)`, oneOf: deadlineKinds },
    subject: { value: 'SUBJECT', help: `of a deadline: ${deadlineSubjects.join(', ')}`, oneOf: deadlineSubjects },
    issued: { value: 'YYYY-MM-DD', help: 'date printed on the notice or document', form: 'date' },
    time: { value: 'TEXT', help: 'time of an appointment, as printed' },
    place: { value: 'TEXT', help: 'place of an appointment' },
    account: { value: 'ACCOUNT', help: 'account it is about' },
    matter: { value: 'MATTER', help: 'matter it belongs to: id or whole title (a case says it by itself)' },
    receipt: { value: 'NUMBER', help: 'receipt number of the case it is about' },
    owner: { value: 'MEMBER', help: 'who answers for it (default: you)' },
    remind: { value: 'DAYS', help: 'days before, e.g. 14,7,1 (default: the firm’s setting)' }
  },
  async (context) => {
    const { call, options, terminal } = context
    const clientId = await findClientId(call, options.text('client') ?? '')
    const [account, owner, receipt] = [options.text('account'), options.text('owner'), options.text('receipt')]
    const matter = options.text('matter')
    const deadline = await call('deadlines.add', {
      clientId,
      kind: wordOf(deadlineKinds, options.text('kind')) ?? 'deadline',
      subject: wordOf(deadlineSubjects, options.text('subject')) ?? null,
      title: options.text('title') ?? '',
      dueOn: options.text('due') ?? '',
      issuedOn: options.text('issued') ?? null,
      atTime: options.text('time') ?? '',
      place: options.text('place') ?? '',
      accountId: account === undefined ? null : await findAccountId(call, account),
      matterId: matter === undefined ? null : await findMatterId(call, matter),
      caseId: receipt === undefined ? null : await findCaseId(context, clientId, receipt),
      ownerId: owner === undefined ? null : await findMemberId(call, owner),
      reminderDays: daysFrom(options.text('remind'))
    })
    await terminal.answer(deadline, () => deadlineFacts(deadline))
  }
)

async function findCaseId({ call }: Context, clientId: string, receipt: string): Promise<string> {
  const asked = receipt.replace(/[\s-]/g, '').toUpperCase()
  const { cases } = await call('clients.get', { id: clientId })
  const found = cases.filter((one) => one.receiptNumber === asked)
  if (found[0] === undefined) throw new AppError('record.not-found', { kind: 'case' })
  if (found.length > 1) throw new CommandError('command.ambiguous', `${found.length} cases of the client have that receipt number`)
  return found[0].id
}

function daysFrom(text: string | undefined): number[] | null {
  if (text === undefined) return null
  const days = text.split(',').map((part) => part.trim())
  if (days.some((part) => !/^\d{1,3}$/.test(part) || Number(part) < 1))
    throw usageError('--remind takes whole numbers of days, e.g. 14,7,1')
  return days.map(Number)
}

const list = command(
  'deadline list',
  'list deadlines, follow-ups and appointments, soonest first',
  { ...filterOptions, ...csvOptions },
  async (context) => {
    const { call, terminal } = context
    const filter = await filterOf(context)
    if (isSaved(context)) return saveList(context, { name: 'deadlines', filter })
    const rows = await pages((offset) => call('deadlines.list', { ...filter, offset, limit: pageSize }))
    await terminal.answer(rows, () => deadlineTable(rows))
  }
)

const finish = command(
  'deadline done DEADLINE',
  'mark a deadline as done; DEADLINE is its id',
  { outcome: { value: 'TEXT', help: 'what came of it; an appointment needs one' } },
  async (context) => {
    const { call, options, terminal } = context
    const deadline = await call('deadlines.finish', { id: onlyOperand(context), outcome: options.text('outcome') ?? '' })
    await terminal.answer(deadline, () => deadlineFacts(deadline))
  }
)

const snooze = command(
  'deadline snooze DEADLINE',
  'hide its reminders until a day; the due date stays',
  {
    until: { value: 'YYYY-MM-DD', help: 'first day of reminders again', form: 'date' },
    wake: { value: null, help: 'remind again from now on' }
  },
  async (context) => {
    const { call, options, terminal } = context
    const until = options.text('until')
    if ((until === undefined) !== options.has('wake')) throw usageError('give either --until or --wake')
    const deadline = await call('deadlines.snooze', { id: onlyOperand(context), until: until ?? null })
    await terminal.answer(deadline, () => deadlineFacts(deadline))
  }
)

const cancel = command(
  'deadline cancel DEADLINE',
  'mark a deadline as cancelled',
  { reason: { value: 'TEXT', help: 'why', required: true } },
  async (context) => {
    const { call, options, terminal } = context
    const deadline = await call('deadlines.cancel', { id: onlyOperand(context), reason: options.text('reason') ?? '' })
    await terminal.answer(deadline, () => deadlineFacts(deadline))
  }
)

const reopen = command('deadline reopen DEADLINE', 'take back "done" or "cancel"', {}, async (context) => {
  const { call, terminal } = context
  const deadline = await call('deadlines.reopen', { id: onlyOperand(context) })
  await terminal.answer(deadline, () => deadlineFacts(deadline))
})

const exportCalendar = command(
  'calendar export FILE',
  'write deadlines to a new iCalendar file that only you may read',
  {
    ...filterOptions,
    'with-names': { value: null, help: 'with clients’ names and titles; without, the kind of date and the file number' }
  },
  async (context) => {
    const { call, options, terminal } = context
    const { text, count } = await call('calendarFile.text', { ...(await filterOf(context)), withNames: options.has('with-names') })
    await writePrivateFile(onlyOperand(context), text)
    noteSyncedFolder(terminal, onlyOperand(context))
    await terminal.answer({ count }, () => [`${count} ${count === 1 ? 'entry' : 'entries'} written`])
  }
)

const deadlineTable = (rows: readonly Deadline[]): string[] =>
  table(
    ['DUE', 'DAYS', 'STATE', 'KIND', 'CLIENT', 'TITLE', 'OWNER', 'ID'],
    rows.map((row) => [
      row.dueOn,
      String(row.daysLeft),
      row.state,
      row.subject ?? row.kind,
      row.clientName,
      [row.atTime, row.title].filter(Boolean).join(' '),
      row.ownerLeft ? `${row.ownerName} (left)` : row.ownerName,
      row.id
    ])
  )

const deadlineFacts = (deadline: Deadline): string[] =>
  facts([
    ['Title', deadline.title],
    ['ID', deadline.id],
    ['Client', deadline.clientName],
    ['Kind', deadline.subject ?? deadline.kind],
    ['Due', deadline.dueOn],
    ['Time', deadline.atTime],
    ['Place', deadline.place],
    ['State', deadline.state],
    ['Owner', deadline.ownerName],
    ['Matter', deadline.matterTitle],
    ['Case', deadline.caseName],
    ['Account', deadline.accountName],
    ['Reminders', deadline.reminderDays.join(', ')],
    ['Snoozed until', deadline.snoozedUntil],
    ['Outcome', deadline.outcome],
    ['Reason', deadline.cancelReason]
  ])

export const deadlineCommands: readonly Command[] = [add, list, finish, snooze, cancel, reopen, exportCalendar]
