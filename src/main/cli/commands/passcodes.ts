import type { Output, Passcode } from '#contract'
import { passcodeOutcomes, passcodeStatuses } from '#contract/vocabulary'
import { codesMaxBytes } from '../bounds.ts'
import { type Command, command, onlyOperand } from '../command.ts'
import { wordOf } from '../command-line.ts'
import { usageError } from '../exit-codes.ts'
import { firmDay } from '../firm-day.ts'
import { csvOptions, isSaved, saveList } from '../list-saving.ts'
import { findAccountId, findClientId, pageSize, pages } from '../lookup.ts'
import { facts, table } from '../terminal.ts'

const add = command(
  'passcode add ACCOUNT',
  "record a passcode that a representative's account showed, with or without the passcode itself",
  {
    client: { value: 'CLIENT', help: 'who must review and sign (id or whole name)', required: true },
    form: { value: 'FORM', help: 'e.g. "G-28, I-129"', required: true },
    about: { value: 'TEXT', help: 'which filing, e.g. the beneficiary' },
    'issued-on': { value: 'YYYY-MM-DD', help: 'day it was shown (default today)', form: 'date' },
    from: { value: 'FILE', help: 'file with the passcode', form: 'file' },
    expires: { value: 'YYYY-MM-DD', help: "last day (default: day of issue and the portal's days)", form: 'date' },
    'handed-over': { value: 'YYYY-MM-DD', help: 'day the client got it', form: 'date' },
    how: { value: 'TEXT', help: 'how the client got it' },
    replaces: { value: 'PASSCODE', help: 'id of the open passcode whose place it takes' }
  },
  async (context) => {
    const { call, options, files, terminal } = context
    const file = options.text('from')
    const recorded = await call('passcodes.record', {
      accountId: await findAccountId(call, onlyOperand(context)),
      clientId: await findClientId(call, options.text('client') ?? ''),
      form: options.text('form') ?? '',
      about: options.text('about') ?? '',
      issuedOn: options.text('issued-on') ?? (await firmDay(call)),
      code: file === undefined ? null : (await files.text(file, codesMaxBytes, 'Passcode: ')).trim(),
      expiresOn: options.text('expires') ?? null,
      handedOverOn: options.text('handed-over') ?? null,
      handedOverHow: options.text('how') ?? '',
      replaces: options.text('replaces') ?? null
    })
    await terminal.answer(recorded, () => passcodeFacts(recorded))
  }
)

const passcodeFacts = (passcode: Passcode): string[] =>
  facts([
    ['ID', passcode.id],
    ['Client', passcode.clientName],
    ['Form', passcode.about === '' ? passcode.form : `${passcode.form}, ${passcode.about}`],
    ['Passcode', passcode.hasValue ? 'recorded' : 'dates only'],
    ['Shown on', passcode.issuedOn],
    ['Expires on', `${passcode.expiresOn} (${passcode.daysLeft} days left)`],
    ['Status', passcode.status],
    ['Answered on', passcode.answeredOn]
  ])

const list = command(
  'passcode list',
  'list the passcodes of all accounts in use, soonest expiry first; never the passcodes',
  {
    account: { value: 'ACCOUNT', help: 'all of this account instead, newest first' },
    status: {
      value: 'STATUS',
      help: `${passcodeStatuses.join(', ')}; may be given again (default: all the client has not answered)`,
      repeatable: true,
      oneOf: passcodeStatuses
    },
    ...csvOptions
  },
  async (context) => {
    const { call, options, terminal } = context
    const account = options.text('account')
    const statuses = options.all('status').flatMap((given) => wordOf(passcodeStatuses, given) ?? [])
    if (account !== undefined && statuses.length > 0) throw usageError('give --account or --status, not both')
    const saved = isSaved(context)
    if (saved && account !== undefined) throw usageError('--csv saves the list of all accounts: leave out --account')
    if (account !== undefined) {
      const rows = await call('passcodes.list', { accountId: await findAccountId(call, account) })
      return terminal.answer(rows, () => passcodeTable(rows.map((row) => ({ ...row, username: '' }))))
    }
    const chosen = statuses.length === 0 ? {} : { statuses: [...new Set(statuses)] }
    if (saved) return saveList(context, { name: 'passcodes', filter: chosen })
    const rows = await pages((offset) => call('passcodes.board', { ...chosen, offset, limit: pageSize }))
    return terminal.answer(rows, () => passcodeTable(rows))
  }
)

type ListedPasscode = Passcode & Pick<Output<'passcodes.board'>['rows'][number], 'username'>

const passcodeTable = (rows: readonly ListedPasscode[]): string[] =>
  table(
    ['ID', 'EXPIRES', 'DAYS', 'STATUS', 'CLIENT', 'FORM', 'ABOUT', 'USERNAME', 'SHOWN', 'HANDED OVER'],
    rows.map((row) => [
      row.id,
      row.expiresOn,
      String(row.daysLeft),
      row.status,
      row.clientName,
      row.form,
      row.about,
      row.username,
      row.issuedOn,
      row.handedOverOn ?? ''
    ])
  )

const show = command('passcode show PASSCODE', 'print a passcode; written down before it is shown', {}, async (context) => {
  const id = onlyOperand(context)
  const { value } = await context.call('passcodes.reveal', { id })
  await context.terminal.answer({ id, passcode: value }, () => facts([['Passcode', value]]))
})

const outcome = command(
  'passcode outcome PASSCODE',
  'note what the client answered',
  {
    answer: { value: 'ANSWER', help: passcodeOutcomes.join(' or '), oneOf: passcodeOutcomes },
    on: { value: 'YYYY-MM-DD', help: 'the day (default today)', form: 'date' },
    'take-back': { value: null, help: 'it was not answered after all' }
  },
  async (context) => {
    const { call, options, terminal } = context
    const answer = wordOf(passcodeOutcomes, options.text('answer'))
    if (options.has('take-back') === (answer !== undefined)) throw usageError('give --answer or --take-back')
    const passcode = await call('passcodes.setOutcome', {
      id: onlyOperand(context),
      outcome: answer ?? null,
      on: options.text('on') ?? null
    })
    await terminal.answer(passcode, () => passcodeFacts(passcode))
  }
)

export const passcodeCommands: readonly Command[] = [add, list, show, outcome]
