import type { Loss, LossReason, Output } from '#contract'
import { AppError } from '../../errors.ts'
import { type Command, type Context, command } from '../command.ts'
import { wireErrorOf } from '../core.ts'
import { openVault } from '../opening.ts'
import { facts, table } from '../terminal.ts'

/** Opens the vault, or gets as far as a damaged database lets it: true when it is open. */
async function openAsFarAsPossible(context: Context): Promise<boolean> {
  try {
    await openVault(context)
    return true
  } catch (error) {
    if (wireErrorOf(error)?.code === 'storage.damaged') return false
    throw error
  }
}

/** Null when the database is whole. */
async function findDamage(context: Context): Promise<string | null> {
  if (!(await openAsFarAsPossible(context))) return 'file'
  return (await context.call('vault.check', { whole: true })).damaged
}

const check = command(
  'vault check',
  'look whether the database is damaged: its structure, every page and every sealed value',
  {},
  async (context) => {
    const damaged = await findDamage(context)
    await context.terminal.answer({ damaged }, () =>
      facts([['Database', damaged === null ? 'whole' : `damaged (${damaged}): restore a backup, or run "keydocket vault salvage"`]])
    )
    if (damaged !== null) throw new AppError('storage.damaged', {})
  },
  false
)

const reportFile = {
  report: { value: 'FILE', help: "write what was lost into a new file, readable by you alone; it holds clients' names" }
} as const

const reasons: Readonly<Record<LossReason, string>> = {
  unreadable: 'on a damaged page',
  'seal-broken': 'seal broken',
  contradicts: 'another row has its place',
  'belongs-to-lost': 'belongs to something lost',
  'link-cut': 'kept, a link was cut',
  placeholder: 'lost, empty record in its place'
}
/** Losses shown; the report has all. */
const mostShown = 50

const rowOf = ({ table: name, id, reason, count, client }: Loss): readonly string[] => [
  name,
  id ?? `not readable, at most ${count}`,
  client ?? '',
  reasons[reason]
]

async function tellLosses({ call, options, terminal }: Context, value: object): Promise<void> {
  if (options.has('report')) await call('damage.saveReport', {})
  const { salvage }: Output<'damage.lastSalvage'> = await call('damage.lastSalvage', {})
  if (salvage === null) throw new AppError('vault.not-damaged', {})
  await terminal.answer({ ...value, ...salvage }, () => [
    ...facts([
      ['Rows carried over', String(salvage.rowsKept)],
      ['Rows lost', String(salvage.rowsLost)],
      ['Of the activity record', String(salvage.auditRowsLost)],
      ['Damaged database', `kept as ${salvage.keptAs}`]
    ]),
    ...(salvage.losses.length === 0
      ? []
      : table(['TABLE', 'ID', 'CLIENT', 'WHAT HAPPENED'], salvage.losses.slice(0, mostShown).map(rowOf))),
    ...(salvage.losses.length > mostShown ? [`and ${salvage.losses.length - mostShown} more: see --report or --json`] : [])
  ])
}

const salvage = command(
  'vault salvage',
  'carry what can be read of a damaged database over into a new one; the damaged file is kept',
  reportFile,
  async (context) => {
    if ((await findDamage(context)) === null) throw new AppError('vault.not-damaged', {})
    const { status } = await context.call('vault.salvage', {})
    await tellLosses(context, { state: status.state })
  },
  false
)

const losses = command('vault losses', 'show what the last salvage could not carry over', reportFile, (context) => tellLosses(context, {}))

export const vaultDamageCommands: readonly Command[] = [check, salvage, losses]
