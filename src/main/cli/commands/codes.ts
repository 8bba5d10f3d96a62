import { addressees } from '#contract/vocabulary'
import { AppError } from '../../errors.ts'
import { codesMaxBytes } from '../bounds.ts'
import { type Command, command, onlyOperand } from '../command.ts'
import { wordOf } from '../command-line.ts'
import { findAccountId } from '../lookup.ts'
import { facts, localTime, table } from '../terminal.ts'

const addBackupCodes = command(
  'backup-code add ACCOUNT',
  'record a backup code, or a sheet with one per line; the earlier set is void',
  {
    from: { value: 'FILE', help: 'file with the code or codes', form: 'file', required: true },
    'kept-at': { value: 'TEXT', help: 'where the paper lies' }
  },
  async (context) => {
    const { call, options, files, terminal } = context
    const accountId = await findAccountId(call, onlyOperand(context))
    const text = await files.text(options.text('from') ?? '', codesMaxBytes, 'Backup code: ')
    const codes = text
      .split(/\r?\n/)
      .map((line) => line.trim())
      .filter((line) => line !== '')
    const { setId, count } = await call('backupCodes.record', { accountId, codes, keptAt: options.text('kept-at') ?? '' })
    await terminal.answer({ setId, accountId, count }, () => [count === 1 ? 'Recorded 1 backup code.' : `Recorded ${count} backup codes.`])
  }
)

const useBackupCode = command(
  'backup-code use ACCOUNT',
  'print the next unused backup code and mark it used',
  { position: { value: 'N', help: 'that place on the sheet instead of the next unused one', form: 'count' } },
  async (context) => {
    const { call, options, terminal } = context
    const accountId = await findAccountId(call, onlyOperand(context))
    const { status, sets } = await call('backupCodes.list', { accountId })
    const current = sets.find((set) => set.replacedAt === null)
    const position = options.count('position')
    const chosen = current?.codes.find((entry) => (position === undefined ? entry.usedAt === null : entry.position === position))
    if (!current || !chosen) throw new AppError('record.not-found', { kind: 'backup-code' })
    if (chosen.usedAt !== null) throw new AppError('codes.already-used', { usedAt: chosen.usedAt })
    if (status === 'presumed-stale')
      terminal.note('presumed-stale', 'something happened after which the portal issues a new backup code: this one may be refused')
    const { value } = await call('backupCodes.reveal', { id: chosen.id })
    await call('backupCodes.markUsed', { id: chosen.id })
    const left = current.codes.filter((entry) => entry.usedAt === null).length - 1
    await terminal.answer({ code: value, position: chosen.position, unusedLeft: left, accountId }, () =>
      facts([
        ['Backup code', value],
        ['Place', `${chosen.position} of ${current.codes.length}`],
        ['Unused left', String(left)]
      ])
    )
  }
)

const listBackupCodes = command('backup-code list ACCOUNT', 'show which backup codes are unused; never the codes', {}, async (context) => {
  const { call, terminal } = context
  const list = await call('backupCodes.list', { accountId: await findAccountId(call, onlyOperand(context)) })
  await terminal.answer(list, () => [
    ...facts([
      ['Status', list.status],
      ['Stale since', localTime(list.staleSince)]
    ]),
    ...table(
      ['SET', 'PLACE', 'USED', 'BY', 'KEPT AT'],
      list.sets.flatMap((set) =>
        set.codes.map((entry) => [
          set.replacedAt === null ? 'current' : 'replaced',
          String(entry.position),
          localTime(entry.usedAt),
          entry.usedBy ?? '',
          set.keptAt
        ])
      )
    )
  ])
})

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

export const codeCommands: readonly Command[] = [addBackupCodes, useBackupCode, listBackupCodes, addAccessCode, listAccessCodes]
