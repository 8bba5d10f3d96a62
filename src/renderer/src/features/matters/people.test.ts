import { expect, it } from 'vitest'
import type { Case, Party, Representative } from '#contract'
import { peopleOf } from './people.ts'

const filing = (id: string, receiptNumber: string) => ({ id, receiptNumber }) as Case
const party = (caseId: string, role: Party['role'], name: string, clientId: string | null = null) =>
  ({ caseId, role, name, clientId, contactId: clientId === null ? name : null }) as Party
const appearance = (caseId: string, name: string, status: Representative['status']) =>
  ({ caseId, name, status, kind: 'attorney', memberId: null }) as Representative

it('names everybody once, with roles in the order of the word list and the cases they stand in', () => {
  const { parties } = peopleOf(
    [filing('1', 'IOE1'), filing('2', 'IOE2')],
    [
      party('1', 'sponsor', 'Grace'),
      party('1', 'petitioner', 'Grace'),
      party('2', 'petitioner', 'Grace'),
      party('1', 'beneficiary', 'Olu', 'c')
    ],
    []
  )
  expect(parties).toEqual([
    {
      id: 'Grace',
      name: 'Grace',
      clientId: null,
      roles: [
        { role: 'petitioner', receipts: ['IOE1', 'IOE2'] },
        { role: 'sponsor', receipts: ['IOE1'] }
      ]
    },
    { id: 'c', name: 'Olu', clientId: 'c', roles: [{ role: 'beneficiary', receipts: ['IOE1'] }] }
  ])
})

it('tells which cases no representative has access to', () => {
  const { representatives, withoutAccess } = peopleOf(
    [filing('1', 'IOE1'), filing('2', 'IOE2'), filing('3', 'IOE3')],
    [],
    [
      appearance('1', 'Dana', 'in-effect'),
      appearance('1', 'Dana', 'withdrawn'),
      appearance('2', 'Dana', 'withdrawn'),
      appearance('2', 'Bo', 'matter-closed')
    ]
  )
  expect(representatives.map(({ name, receipts }) => [name, receipts])).toEqual([
    ['Dana', ['IOE1']],
    ['Bo', []]
  ])
  expect(withoutAccess).toEqual(['IOE2', 'IOE3'])
})
