import type { AccessCode, Output } from '#contract'
import { caseNumberRemark } from '#contract/identifiers'
import { addressees } from '#contract/vocabulary'
import { AppError } from '../../errors.ts'
import { codesMaxBytes } from '../bounds.ts'
import { type Command, type Context, command, onlyOperand } from '../command.ts'
import { wordOf } from '../command-line.ts'
import { CommandError, usageError } from '../exit-codes.ts'
import { findAccountId } from '../lookup.ts'
import { facts, table } from '../terminal.ts'
import { visible } from '../visible.ts'

const addAccessCode = command(
  'access-code add ACCOUNT',
  'log an access code notice, with or without the code itself',
  {
    'notice-date': { value: 'YYYY-MM-DD', help: 'date printed on the notice', form: 'date', required: true },
    from: { value: 'FILE', help: 'file with the code', form: 'file' },
    expires: { value: 'YYYY-MM-DD', help: "last day (default: notice date and the portal's days)", form: 'date' },
    receipt: { value: 'NUMBER', help: 'receipt number on the notice; may be given again', repeatable: true },
    addressee: { value: 'WHO', help: `${addressees.join(' or ')} (default client)`, oneOf: addressees },
    'keep-earlier': { value: null, help: 'earlier unused codes to the same addressee stay valid' },
    'replace-known': { value: null, help: 'replaces even a code that is known, although this notice comes without one' }
  },
  async (context) => {
    const { call, options, files, terminal } = context
    const accountId = await findAccountId(call, onlyOperand(context))
    const file = options.text('from')
    if (options.has('keep-earlier') && options.has('replace-known')) throw usageError('give --keep-earlier or --replace-known, not both')
    const notice = {
      accountId,
      noticeOn: options.text('notice-date') ?? '',
      addressee: wordOf(addressees, options.text('addressee')) ?? 'client',
      receiptNumbers: [...options.all('receipt')]
    }
    const earlier = await call('accessCodes.wouldReplace', notice)
    const recorded = await call('accessCodes.record', {
      ...notice,
      code: file === undefined ? null : (await files.text(file, codesMaxBytes, 'Access code: ')).trim(),
      expiresOn: options.text('expires') ?? null,
      replaces: options.has('keep-earlier') ? false : options.has('replace-known') ? true : null
    })
    remark(context, recorded, options.has('keep-earlier') ? [] : earlier)
    await terminal.answer(recorded, () =>
      facts([
        ['Access code', recorded.hasValue ? 'recorded' : 'notice only'],
        ['Notice of', recorded.noticeOn],
        ['Expires on', `${recorded.expiresOn} (${recorded.daysLeft} days left)`],
        ['Status', recorded.status],
        ...recorded.replaced.map((one): [string, string] => ['Replaces', noticeOf(one)])
      ])
    )
  }
)

const noticeOf = ({ noticeOn, expiresOn }: Pick<AccessCode, 'noticeOn' | 'expiresOn'>): string =>
  `the notice of ${noticeOn}, whose code expires on ${expiresOn}`

/** Says which receipt numbers look unusual, and which code was left valid because it is known and this notice comes without one. */
function remark({ terminal }: Context, { receiptNumbers, replaced }: Output<'accessCodes.record'>, earlier: readonly AccessCode[]): void {
  for (const number of receiptNumbers.filter((one) => caseNumberRemark('receipt', one) !== null)) {
    terminal.note('case.number-unusual', `${visible(number)} does not look like a receipt number; it is saved as it is`)
  }
  for (const kept of earlier.filter(({ id }) => !replaced.some((one) => one.id === id))) {
    terminal.note('access-code.left', `left valid, since its code is known: ${noticeOf(kept)}; give --replace-known if it is replaced`)
  }
}

const notReplaced = command(
  'access-code not-replaced ACCOUNT',
  'note that an earlier access code was not replaced after all',
  { 'notice-date': { value: 'YYYY-MM-DD', help: 'date of its notice, when several were replaced', form: 'date' } },
  async (context) => {
    const { call, options, terminal } = context
    const noticeOn = options.text('notice-date')
    const fitting = (await call('accessCodes.list', { accountId: await findAccountId(call, onlyOperand(context)) })).filter(
      (code) => noticeOn === undefined || code.noticeOn === noticeOn
    )
    const replaced = fitting.filter(({ replacedAt }) => replacedAt !== null)
    if (replaced.length > 1)
      throw new CommandError('command.ambiguous', `${replaced.length} access codes were replaced: give --notice-date`)
    // One that was not is handed on, so that the core says why it is refused.
    const chosen = replaced[0] ?? fitting[0]
    if (chosen === undefined) throw new AppError('record.not-found', { kind: 'access-code' })
    const code = await call('accessCodes.undoReplacement', { id: chosen.id })
    await terminal.answer(code, () =>
      facts([
        ['Notice of', code.noticeOn],
        ['Expires on', code.expiresOn],
        ['Status', code.status]
      ])
    )
  }
)

const listAccessCodes = command(
  'access-code list ACCOUNT',
  'show access code notices, newest first; never the codes',
  {},
  async (context) => {
    const { call, terminal } = context
    const rows = await call('accessCodes.list', { accountId: await findAccountId(call, onlyOperand(context)) })
    await terminal.answer(rows, () =>
      table(
        ['NOTICE', 'EXPIRES', 'DAYS', 'STATUS', 'ADDRESSEE', 'CODE', 'RECEIPTS'],
        rows.map((row) => [
          row.noticeOn,
          row.expiresOn,
          String(row.daysLeft),
          row.status,
          row.addressee,
          row.hasValue ? 'recorded' : 'notice only',
          row.receiptNumbers.join(' ')
        ])
      )
    )
  }
)

export const codeCommands: readonly Command[] = [addAccessCode, listAccessCodes, notReplaced]
