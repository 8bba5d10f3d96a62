import { addressees } from '#contract/vocabulary'
import { codesMaxBytes } from '../bounds.ts'
import { type Command, command, onlyOperand } from '../command.ts'
import { wordOf } from '../command-line.ts'
import { findAccountId } from '../lookup.ts'
import { facts, table } from '../terminal.ts'

const addAccessCode = command(
  'access-code add ACCOUNT',
  'log an access code notice, with or without the code itself',
  {
    'notice-date': { value: 'YYYY-MM-DD', help: 'date printed on the notice', form: 'date', required: true },
    from: { value: 'FILE', help: 'file with the code', form: 'file' },
    expires: { value: 'YYYY-MM-DD', help: "last day (default: notice date and the portal's days)", form: 'date' },
    receipt: { value: 'NUMBER', help: 'receipt number on the notice; may be given again', repeatable: true },
    addressee: { value: 'WHO', help: `${addressees.join(' or ')} (default client)`, oneOf: addressees },
    'keep-earlier': { value: null, help: 'earlier unused codes to the same addressee stay valid' }
  },
  async (context) => {
    const { call, options, files, terminal } = context
    const accountId = await findAccountId(call, onlyOperand(context))
    const file = options.text('from')
    const recorded = await call('accessCodes.record', {
      accountId,
      code: file === undefined ? null : (await files.text(file, codesMaxBytes, 'Access code: ')).trim(),
      noticeOn: options.text('notice-date') ?? '',
      expiresOn: options.text('expires') ?? null,
      addressee: wordOf(addressees, options.text('addressee')) ?? 'client',
      receiptNumbers: [...options.all('receipt')],
      replaces: !options.has('keep-earlier')
    })
    await terminal.answer(recorded, () =>
      facts([
        ['Access code', recorded.hasValue ? 'recorded' : 'notice only'],
        ['Notice of', recorded.noticeOn],
        ['Expires on', `${recorded.expiresOn} (${recorded.daysLeft} days left)`],
        ['Status', recorded.status]
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

export const codeCommands: readonly Command[] = [addAccessCode, listAccessCodes]
