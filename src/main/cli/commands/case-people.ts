import type { Party, Representative } from '#contract'
import { partyRoles, representativeKinds } from '#contract/vocabulary'
import { type Command, command, onlyOperand } from '../command.ts'
import { wordOf } from '../command-line.ts'
import { usageError } from '../exit-codes.ts'
import { firmDay } from '../firm-day.ts'
import { findCaseId, findClientId, findContactId, findMemberId } from '../lookup.ts'
import { facts, table } from '../terminal.ts'

const listParties = command('case party list CASE', 'who takes part in a case, and as what', {}, async (context) => {
  const { call, terminal } = context
  const parties = await call('parties.list', { caseId: await findCaseId(call, onlyOperand(context)) })
  await terminal.answer(parties, () => partyTable(parties))
})

const addParty = command(
  'case party add CASE',
  'name who takes part in a case: a client or a contact',
  {
    role: { value: 'ROLE', help: partyRoles.join(', '), oneOf: partyRoles, required: true },
    client: { value: 'CLIENT', help: 'a client: id or whole name' },
    contact: { value: 'CONTACT', help: 'or a contact: id or whole name' }
  },
  async (context) => {
    const { call, options, terminal } = context
    const [client, contact] = [options.text('client'), options.text('contact')]
    if ((client === undefined) === (contact === undefined)) throw usageError('give either --client or --contact')
    const party = await call('parties.add', {
      caseId: await findCaseId(call, onlyOperand(context)),
      role: wordOf(partyRoles, options.text('role')) ?? 'applicant',
      clientId: client === undefined ? null : await findClientId(call, client),
      contactId: contact === undefined ? null : await findContactId(call, contact)
    })
    await terminal.answer(party, () => partyTable([party]))
  }
)

const removeParty = command('case party remove PARTY', 'take a party out of its case; the client or contact stays', {}, async (context) => {
  const id = onlyOperand(context)
  await context.call('parties.remove', { id })
  await context.terminal.answer({ id, removed: true }, () => ['Removed.'])
})

const listRepresentatives = command(
  'case representative list CASE',
  'the G-28s of a case, those in effect first, and whether there is representative access',
  {},
  async (context) => {
    const { call, terminal } = context
    const found = await call('representatives.list', { caseId: await findCaseId(call, onlyOperand(context)) })
    await terminal.answer(found, () => [
      ...(found.rows.length > 0 ? [...representativeTable(found.rows), ''] : []),
      found.hasAccess ? 'Representative access: yes' : 'No representative access'
    ])
  }
)

const addRepresentative = command(
  'case representative add CASE',
  'record a G-28 in a case',
  {
    member: { value: 'MEMBER', help: 'a member of the firm: id or whole name' },
    name: { value: 'NAME', help: 'or somebody outside the firm' },
    kind: { value: 'KIND', help: `${representativeKinds.join(' or ')} (default attorney)`, oneOf: representativeKinds },
    on: { value: 'YYYY-MM-DD', help: 'day of the G-28 (default today)', form: 'date' }
  },
  async (context) => {
    const { call, options, terminal } = context
    const [member, name] = [options.text('member'), options.text('name')]
    if ((member === undefined) === (name === undefined)) throw usageError('give either --member or --name')
    const representative = await call('representatives.add', {
      caseId: await findCaseId(call, onlyOperand(context)),
      kind: wordOf(representativeKinds, options.text('kind')) ?? 'attorney',
      memberId: member === undefined ? null : await findMemberId(call, member),
      name: name ?? '',
      givenOn: options.text('on') ?? (await firmDay(call))
    })
    await terminal.answer(representative, () => representativeFacts(representative))
  }
)

const withdrawRepresentative = command(
  'case representative withdraw REPRESENTATIVE',
  'note the withdrawal of a G-28; it stays in the record',
  {
    on: { value: 'YYYY-MM-DD', help: 'the day (default today)', form: 'date' },
    'take-back': { value: null, help: 'take a withdrawal back that was noted by mistake' }
  },
  async (context) => {
    const { call, options, terminal } = context
    const id = onlyOperand(context)
    if (options.has('take-back') && options.has('on')) throw usageError('give --on or --take-back, not both')
    const representative = options.has('take-back')
      ? await call('representatives.undoWithdrawal', { id })
      : await call('representatives.withdraw', { id, on: options.text('on') ?? (await firmDay(call)) })
    await terminal.answer(representative, () => representativeFacts(representative))
  }
)

const partyTable = (parties: readonly Party[]): string[] =>
  table(
    ['ID', 'ROLE', 'NAME', 'KIND', 'IS A'],
    parties.map((party) => [party.id, party.role, party.name, party.kind, party.clientId === null ? 'contact' : 'client'])
  )

const representativeTable = (representatives: readonly Representative[]): string[] =>
  table(
    ['ID', 'NAME', 'KIND', 'GIVEN', 'WITHDRAWN', 'STATE'],
    representatives.map((one) => [one.id, one.name, one.kind, one.givenOn, one.withdrawnOn ?? '', one.status])
  )

const representativeFacts = (representative: Representative): string[] =>
  facts([
    ['Representative', representative.name],
    ['ID', representative.id],
    ['Kind', representative.kind],
    ['Given on', representative.givenOn],
    ['Withdrawn on', representative.withdrawnOn],
    ['State', representative.status]
  ])

export const casePeopleCommands: readonly Command[] = [
  listParties,
  addParty,
  removeParty,
  listRepresentatives,
  addRepresentative,
  withdrawRepresentative
]
