import type { Member } from '#contract'
import { type Command, command, onlyOperand } from '../command.ts'
import { firmDay } from '../firm-day.ts'
import { findMemberId } from '../lookup.ts'
import { facts, table } from '../terminal.ts'

const list = command('member list', 'list the people of the firm, those who left last', {}, async ({ call, terminal }) => {
  const members = await call('members.list', {})
  await terminal.answer(members, () =>
    table(
      ['ID', 'NAME', 'LEFT ON', 'FACTORS'],
      members.map((member) => [member.id, member.name, member.leftOn ?? '', String(member.factorCount)])
    )
  )
})

const add = command(
  'member add',
  'add a person of the firm',
  { name: { value: 'NAME', help: 'as it shall stand in the history', required: true } },
  async ({ call, options, terminal }) => {
    const member = await call('members.add', { name: options.text('name') ?? '' })
    await terminal.answer(member, () => memberFacts(member))
  }
)

const leave = command(
  'member leave MEMBER',
  'note that a person left: second factors with them count no more',
  { on: { value: 'YYYY-MM-DD', help: 'the day (default today)', form: 'date' } },
  async (context) => {
    const { call, options, terminal } = context
    const id = await findMemberId(call, onlyOperand(context))
    const member = await call('members.leave', { id, on: options.text('on') ?? (await firmDay(call)) })
    if (member.factorCount > 0)
      terminal.note('factors-with-leaver', 'accounts depend on a phone, mailbox or device of this person: see "report leavers-factor"')
    await terminal.answer(member, () => memberFacts(member))
  }
)

const memberFacts = (member: Member): string[] =>
  facts([
    ['Member', member.name],
    ['ID', member.id],
    ['Left on', member.leftOn],
    ['Second factors', String(member.factorCount)]
  ])

export const memberCommands: readonly Command[] = [list, add, leave]
