import type { SecondFactor } from '#contract'
import { factorKinds, holderKinds } from '#contract/vocabulary'
import { type Command, command, onlyOperand } from '../command.ts'
import { wordOf } from '../command-line.ts'
import { usageError } from '../exit-codes.ts'
import { findAccountId, findMemberId } from '../lookup.ts'
import { localTime, table } from '../terminal.ts'

/** Without it an old fact is written down. */
const changedOn = {
  value: 'YYYY-MM-DD',
  help: 'this changed at the portal on that day: backup codes recorded before may be stale',
  form: 'date'
} as const

const add = command(
  'factor add ACCOUNT',
  'write down a second factor the portal has on file: whose phone, mailbox or device',
  {
    kind: { value: 'KIND', help: factorKinds.join(', '), oneOf: factorKinds, required: true },
    holder: { value: 'HOLDER', help: `whose it is: ${holderKinds.join(', ')}`, oneOf: holderKinds, required: true },
    member: { value: 'MEMBER', help: 'with --holder member: id or whole name' },
    'holder-name': { value: 'NAME', help: 'with --holder client or other: whose exactly, e.g. "the client\'s daughter"' },
    detail: { value: 'TEXT', help: 'which phone, mailbox or device, e.g. "ends in 0142"' },
    'added-on': { value: 'YYYY-MM-DD', help: 'day it was given to the portal', form: 'date' },
    'changed-on': changedOn
  },
  async (context) => {
    const { call, options, terminal } = context
    const holderKind = wordOf(holderKinds, options.text('holder')) ?? 'other'
    const member = options.text('member')
    if ((member !== undefined) !== (holderKind === 'member')) throw usageError('--member goes with --holder member, and only with it')
    const factor = await call('secondFactors.add', {
      accountId: await findAccountId(call, onlyOperand(context)),
      kind: wordOf(factorKinds, options.text('kind')) ?? 'other',
      holderKind,
      memberId: member === undefined ? null : await findMemberId(call, member),
      holderName: options.text('holder-name') ?? '',
      detail: options.text('detail') ?? '',
      addedOn: options.text('added-on') ?? null,
      changedOn: options.text('changed-on') ?? null
    })
    await terminal.answer(factor, () => factorTable([factor]))
  }
)

const list = command('factor list ACCOUNT', 'show the second factors of an account, those in use first', {}, async (context) => {
  const { call, terminal } = context
  const factors = await call('secondFactors.list', { accountId: await findAccountId(call, onlyOperand(context)) })
  await terminal.answer(factors, () => factorTable(factors))
})

const retire = command(
  'factor retire FACTOR',
  'note that the portal no longer has this second factor',
  { 'changed-on': changedOn },
  async (context) => {
    const id = onlyOperand(context)
    await context.call('secondFactors.retire', { id, changedOn: context.options.text('changed-on') ?? null })
    await context.terminal.answer({ id, retired: true }, () => ['Retired.'])
  }
)

const factorTable = (factors: readonly SecondFactor[]): string[] =>
  table(
    ['ID', 'KIND', 'HELD BY', 'DETAIL', 'SINCE', 'STATE', 'RETIRED'],
    factors.map((factor) => [
      factor.id,
      factor.kind,
      factor.heldBy,
      factor.detail,
      factor.addedOn ?? '',
      factor.retiredAt !== null ? 'retired' : factor.holderHasLeft ? 'holder left' : 'in use',
      localTime(factor.retiredAt)
    ])
  )

export const factorCommands: readonly Command[] = [add, list, retire]
