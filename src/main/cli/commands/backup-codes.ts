import type { BackupCode, BackupCodeSet, Output } from '#contract'
import { backupCodeStocks } from '#contract/vocabulary'
import { AppError } from '../../errors.ts'
import { codesMaxBytes } from '../bounds.ts'
import { type Command, type Context, command, onlyOperand } from '../command.ts'
import { wordOf } from '../command-line.ts'
import { usageError } from '../exit-codes.ts'
import { csvOptions, isSaved, saveList } from '../list-saving.ts'
import { findAccountId, pageSize } from '../lookup.ts'
import { facts, localTime, table } from '../terminal.ts'

const position = { value: 'N', help: 'that place on the sheet instead of the next one that is free', form: 'count' } as const
const takeOver = { value: null, help: 'also when another member reserved it; this is written down' } as const

const add = command(
  'backup-code add ACCOUNT',
  'record a backup code or a sheet, found in text of any shape; the earlier set is void',
  {
    from: { value: 'FILE', help: 'file with the code or codes; - for standard input', form: 'file', required: true },
    lines: { value: null, help: 'every line is a code, as it stands; nothing is left out' },
    'issued-on': { value: 'YYYY-MM-DD', help: 'day the portal gave them out', form: 'date' },
    'kept-at': { value: 'TEXT', help: 'where the paper lies' }
  },
  async (context) => {
    const { call, options, files, terminal } = context
    const accountId = await findAccountId(call, onlyOperand(context))
    const text = await files.text(options.text('from') ?? '', codesMaxBytes, 'Backup code: ')
    const read = await call('backupCodes.read', { accountId, text })
    const codes = options.has('lines') ? linesOf(text) : read.codes
    const leftOut = options.has('lines') ? 0 : read.leftOut.length
    // Never the texts themselves: one of them may be a code that was not recognised.
    if (leftOut > 0)
      terminal.note('left-out', `${leftOut} piece(s) of text were not taken for codes; --lines takes every line as it stands`)
    if (read.expected !== null && codes.length !== read.expected)
      terminal.note('unusual-count', `the portal gives out ${read.expected} at a time, ${codes.length} found`)
    if (codes.length === 0) throw new AppError('record.not-found', { kind: 'backup-code' })
    const issuedOn = options.text('issued-on') ?? null
    const { setId, count } = await call('backupCodes.record', { accountId, codes, issuedOn, keptAt: options.text('kept-at') ?? '' })
    await terminal.answer({ setId, accountId, count, leftOut }, () => [
      count === 1 ? 'Recorded 1 backup code.' : `Recorded ${count} backup codes.`
    ])
  }
)

const linesOf = (text: string): string[] =>
  text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '')

interface Chosen {
  readonly accountId: string
  readonly clientId: string | null
  readonly status: Output<'backupCodes.list'>['status']
  readonly set: BackupCodeSet
  readonly code: BackupCode
}

/** The code at --position, else the next that is unused and nobody else's. */
async function choose(context: Context): Promise<Chosen> {
  const { call, options } = context
  const accountId = await findAccountId(call, onlyOperand(context))
  const { clientId } = await call('accounts.get', { id: accountId })
  const { status, sets } = await call('backupCodes.list', { accountId })
  const set = sets.find((one) => one.replacedAt === null)
  const at = options.count('position')
  const open = set?.codes.filter(({ state }) => state === 'unused' || state === 'reserved') ?? []
  const code =
    at !== undefined
      ? set?.codes.find((one) => one.position === at)
      : (open.find((one) => one.reservation?.isMine) ?? open.find((one) => one.reservation === null) ?? open[0])
  if (set === undefined || code === undefined) throw new AppError('record.not-found', { kind: 'backup-code' })
  return { accountId, clientId, status, set, code }
}

async function findCaseId({ call, options }: Context, clientId: string | null): Promise<string | null> {
  const receipt = options.text('case')?.replace(/[\s-]/g, '').toUpperCase()
  if (receipt === undefined) return null
  const cases = clientId === null ? [] : (await call('clients.get', { id: clientId })).cases
  const found = cases.find((one) => one.receiptNumber === receipt)
  if (found === undefined) throw new AppError('record.not-found', { kind: 'case' })
  return found.id
}

const use = command(
  'backup-code use ACCOUNT',
  'print the next unused backup code and mark it used',
  {
    position,
    for: { value: 'TEXT', help: 'what it is used for' },
    case: { value: 'RECEIPT', help: "receipt number of the client's case it is used for" },
    'take-over': takeOver
  },
  async (context) => {
    const { call, options, terminal } = context
    const { accountId, clientId, status, set, code } = await choose(context)
    if (code.usedAt !== null) throw new AppError('codes.already-used', { usedAt: code.usedAt })
    if (code.state === 'void') throw new AppError('codes.void', {})
    const caseId = await findCaseId(context, clientId)
    if (status === 'presumed-stale')
      terminal.note('presumed-stale', 'something happened after which the portal issues a new backup code: this one may be refused')
    const taking = { id: code.id, takeOver: options.has('take-over') }
    const { value } = await call('backupCodes.reveal', taking)
    await call('backupCodes.markUsed', { ...taking, for: options.text('for') ?? '', caseId })
    const left = set.codes.filter(({ state }) => state === 'unused' || state === 'reserved').length - 1
    await terminal.answer({ code: value, position: code.position, unusedLeft: left, accountId }, () =>
      facts([
        ['Backup code', value],
        ['Place', `${code.position} of ${set.codes.length}`],
        ['Unused left', String(left)]
      ])
    )
  }
)

const reserve = command(
  'backup-code reserve ACCOUNT',
  'keep a backup code for yourself: others are asked before they take it',
  {
    position,
    for: { value: 'TEXT', help: 'what it is kept for' },
    end: { value: null, help: 'give it free again' },
    'take-over': takeOver
  },
  async (context) => {
    const { call, options, terminal } = context
    if (options.has('end') && options.has('for')) throw usageError('give --for or --end, not both')
    const { accountId, code } = await choose(context)
    const taking = { id: code.id, takeOver: options.has('take-over') }
    if (options.has('end')) await call('backupCodes.endReservation', taking)
    else await call('backupCodes.reserve', { ...taking, for: options.text('for') ?? '' })
    const reserved = !options.has('end')
    await terminal.answer({ accountId, position: code.position, reserved }, () => [
      reserved ? `Code ${code.position} is reserved for you.` : `Code ${code.position} is free again.`
    ])
  }
)

const strikeOut = command(
  'backup-code strike-out ACCOUNT',
  'note that one code is not to be used, e.g. because the portal refused it',
  {
    position: { ...position, help: 'its place on the sheet', required: true },
    reason: { value: 'TEXT', help: 'why; needed unless --undo is given' },
    undo: { value: null, help: 'it can be used after all' },
    'take-over': takeOver
  },
  async (context) => {
    const { call, options, terminal } = context
    const reason = options.text('reason')
    if ((reason === undefined) !== options.has('undo')) throw usageError('give either --reason or --undo')
    const { accountId, code } = await choose(context)
    if (reason === undefined) await call('backupCodes.undoStrikeOut', { id: code.id })
    else await call('backupCodes.strikeOut', { id: code.id, reason, takeOver: options.has('take-over') })
    const struckOut = reason !== undefined
    await terminal.answer({ accountId, position: code.position, struckOut }, () => [
      struckOut ? `Code ${code.position} is struck out.` : `Code ${code.position} can be used again.`
    ])
  }
)

const paper = command(
  'backup-code paper ACCOUNT',
  'note where the paper lies, when it was issued, and that somebody held it in hand',
  {
    'kept-at': { value: 'TEXT', help: 'where the paper lies' },
    'issued-on': { value: 'YYYY-MM-DD', help: 'day the portal gave the codes out', form: 'date' },
    'checked-on': { value: 'YYYY-MM-DD', help: 'day somebody last held the paper in hand', form: 'date' }
  },
  async (context) => {
    const { call, options, terminal } = context
    const accountId = await findAccountId(call, onlyOperand(context))
    const set = (await call('backupCodes.list', { accountId })).sets.find((one) => one.replacedAt === null)
    if (set === undefined) throw new AppError('record.not-found', { kind: 'backup-code' })
    const fields = {
      issuedOn: options.text('issued-on') ?? set.issuedOn,
      keptAt: options.text('kept-at') ?? set.keptAt,
      paperCheckedOn: options.text('checked-on') ?? set.paperCheckedOn
    }
    await call('backupCodes.updateSet', { id: set.id, ...fields })
    await terminal.answer({ accountId, ...fields }, () =>
      facts([
        ['Paper kept at', fields.keptAt],
        ['Issued on', fields.issuedOn],
        ['Paper checked on', fields.paperCheckedOn]
      ])
    )
  }
)

const list = command('backup-code list ACCOUNT', 'show which backup codes are unused; never the codes', {}, async (context) => {
  const { call, terminal } = context
  const listed = await call('backupCodes.list', { accountId: await findAccountId(call, onlyOperand(context)) })
  await terminal.answer(listed, () => [
    ...facts([
      ['Status', listed.status],
      ['Presumed stale', listed.stale === null ? null : `since ${listed.stale.on}, ${listed.stale.reason}`]
    ]),
    ...table(
      ['SET', 'PLACE', 'STATE', 'SINCE', 'BY', 'FOR', 'KEPT AT'],
      listed.sets.flatMap((set) =>
        set.codes.map((code) => [
          set.replacedAt === null ? 'current' : 'replaced',
          String(code.position),
          code.state,
          localTime(code.usedAt ?? code.voidedAt ?? code.reservation?.since ?? null),
          code.usedBy ?? code.voidedBy ?? code.reservation?.by ?? '',
          [code.usedFor, code.usedForCase, code.voidReason, code.reservation?.for].filter(Boolean).join(', '),
          set.keptAt
        ])
      )
    )
  ])
})

const board = command(
  'backup-code board',
  'list the backup codes of all accounts in use, what needs a person first; never the codes',
  {
    stock: {
      value: 'STOCK',
      help: `${backupCodeStocks.join(', ')}; may be given again (default: all)`,
      repeatable: true,
      oneOf: backupCodeStocks
    },
    query: { value: 'TEXT', help: 'words in client or username' },
    portal: { value: 'PORTAL', help: 'id of a portal' },
    reserved: { value: null, help: 'only accounts with a reserved code' },
    ...csvOptions
  },
  async (context) => {
    const { call, options, terminal } = context
    const stocks = options.all('stock').flatMap((given) => wordOf(backupCodeStocks, given) ?? [])
    const filter = {
      ...(stocks.length === 0 ? {} : { stocks: [...new Set(stocks)] }),
      query: options.text('query') ?? '',
      portalId: options.text('portal') ?? null,
      reservedOnly: options.has('reserved')
    }
    if (isSaved(context)) return saveList(context, { name: 'backup-codes', filter })
    const whole = await call('backupCodes.board', { ...filter, limit: pageSize })
    for (let more = true; more && whole.rows.length < whole.total; ) {
      const { rows } = await call('backupCodes.board', { ...filter, offset: whole.rows.length, limit: pageSize })
      whole.rows.push(...rows)
      more = rows.length > 0
    }
    await terminal.answer(whole, () =>
      table(
        ['STOCK', 'UNUSED', 'RESERVED', 'CLIENT', 'PORTAL', 'USERNAME', 'STALE SINCE', 'REASON', 'ISSUED', 'KEPT AT'],
        whole.rows.map((row) => [
          row.stock,
          `${row.unused} of ${row.total}`,
          String(row.reserved),
          row.clientName ?? '(firm)',
          row.portalName,
          row.username,
          row.stale?.on ?? '',
          row.stale?.reason ?? '',
          row.issuedOn ?? '',
          row.keptAt
        ])
      )
    )
  }
)

export const backupCodeCommands: readonly Command[] = [add, use, list, reserve, strikeOut, paper, board]
