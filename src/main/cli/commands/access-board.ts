import type { AccessCode, Output } from '#contract'
import { accessCodeStatuses, addressees } from '#contract/vocabulary'
import { AppError } from '../../errors.ts'
import { type Command, type Context, command, onlyOperand } from '../command.ts'
import { wordOf } from '../command-line.ts'
import { CommandError, usageError } from '../exit-codes.ts'
import { firmDay } from '../firm-day.ts'
import { csvOptions, isSaved, saveList } from '../list-saving.ts'
import { findAccountId, pageSize } from '../lookup.ts'
import { facts, table } from '../terminal.ts'

const replacement = command(
  'access-code replacement ACCOUNT',
  'note that the help desk was asked for a new access code',
  {
    on: { value: 'YYYY-MM-DD', help: 'the day (default today)', form: 'date' },
    'take-back': { value: null, help: 'it was not asked after all' },
    addressee: { value: 'WHO', help: `${addressees.join(' or ')}, when both have a code`, oneOf: addressees },
    'notice-date': { value: 'YYYY-MM-DD', help: 'date of the notice, when there are several', form: 'date' }
  },
  async (context) => {
    const { call, options, terminal } = context
    if (options.has('take-back') && options.has('on')) throw usageError('give --on or --take-back, not both')
    const { id } = await findOpenCode(context)
    const on = options.has('take-back') ? null : (options.text('on') ?? (await firmDay(call)))
    const code = await call('accessCodes.requestReplacement', { id, on })
    await terminal.answer(code, () =>
      facts([
        ['Notice of', code.noticeOn],
        ['Status', code.status],
        ['Asked on', code.replacementRequestedOn],
        ['Usually by', code.replacementDueOn]
      ])
    )
  }
)

/** The one access code of the account that is neither used nor replaced and fits the options. */
async function findOpenCode(context: Context): Promise<AccessCode> {
  const { call, options } = context
  const [addressee, noticeOn] = [options.text('addressee'), options.text('notice-date')]
  const codes = await call('accessCodes.list', { accountId: await findAccountId(call, onlyOperand(context)) })
  const fitting = codes.filter(
    (code) => (addressee === undefined || code.addressee === addressee) && (noticeOn === undefined || code.noticeOn === noticeOn)
  )
  const open = fitting.filter((code) => code.usedAt === null && code.replacedAt === null)
  if (open.length > 1)
    throw new CommandError('command.ambiguous', `${open.length} access codes are open: give --addressee or --notice-date`)
  // A settled one is handed on, so that the core says why it is refused.
  const chosen = open[0] ?? fitting[0]
  if (chosen === undefined) throw new AppError('record.not-found', { kind: 'access-code' })
  return chosen
}

const board = command(
  'access-code board',
  'list the access codes of all accounts in use, soonest expiry first; never the codes',
  {
    status: {
      value: 'STATUS',
      help: `${accessCodeStatuses.join(', ')}; may be given again (default: all that are neither used nor replaced)`,
      repeatable: true,
      oneOf: accessCodeStatuses
    },
    ...csvOptions
  },
  async (context) => {
    const { call, options, terminal } = context
    const statuses = options.all('status').flatMap((given) => wordOf(accessCodeStatuses, given) ?? [])
    const chosen = statuses.length === 0 ? {} : { statuses: [...new Set(statuses)] }
    if (isSaved(context)) return saveList(context, { name: 'access-codes', filter: chosen })
    const whole = await call('accessCodes.board', { ...chosen, limit: pageSize })
    for (let more = true; more && whole.rows.length < whole.total; ) {
      const { rows } = await call('accessCodes.board', { ...chosen, offset: whole.rows.length, limit: pageSize })
      whole.rows.push(...rows)
      more = rows.length > 0
    }
    await terminal.answer(whole, () => boardTable(whole.rows))
  }
)

const boardTable = (rows: Output<'accessCodes.board'>['rows']): string[] =>
  table(
    ['EXPIRES', 'DAYS', 'STATUS', 'CLIENT', 'PORTAL', 'USERNAME', 'ADDRESSEE', 'NOTICE', 'ASKED', 'USUALLY BY'],
    rows.map((row) => [
      row.expiresOn,
      String(row.daysLeft),
      row.status,
      row.clientName ?? '(firm)',
      row.portalName,
      row.username,
      row.addressee,
      row.noticeOn,
      row.replacementRequestedOn ?? '',
      row.replacementDueOn ?? ''
    ])
  )

export const accessBoardCommands: readonly Command[] = [replacement, board]
