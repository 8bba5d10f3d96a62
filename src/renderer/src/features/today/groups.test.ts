import { expect, test } from 'vitest'
import { todayText } from '../../text/today.ts'
import { groupsOf, hrefOf, listOf, rowsAtFirst, type TodayKind } from './groups.ts'

const todayKinds = Object.keys(todayText.kinds) as TodayKind[]

const item = (kind: TodayKind, accountId: string) => ({
  kind,
  accountId,
  clientId: 'client',
  clientName: 'Garcia Lopez, Maria',
  portalName: 'USCIS',
  username: 'maria@example.com',
  on: '2026-11-22',
  daysLeft: 0,
  pathId: null,
  deadlineId: null,
  title: '',
  people: []
})

test('groups follow the most urgent item, rows keep their order, and the count is of all there are', () => {
  const groups = groupsOf([item('access-code-expiring', 'a'), item('sign-in-due', 'b'), item('access-code-expiring', 'c')], {
    'access-code-expiring': 80,
    'sign-in-due': 1,
    'path-open': 0
  })
  expect(groups.map(({ kind, count, items }) => [kind, count, items.map(({ accountId }) => accountId)])).toEqual([
    ['access-code-expiring', 80, ['a', 'c']],
    ['sign-in-due', 1, ['b']]
  ])
})

test('the more kinds there are, the fewer rows of each show at first', () => {
  const all = groupsOf(
    todayKinds.map((kind) => item(kind, kind)),
    {}
  )
  expect([1, 4, 6, 10, 15].map((kinds) => rowsAtFirst(all.slice(0, kinds)))).toEqual([12, 6, 4, 3, 2])
  expect(rowsAtFirst([...all, ...all])).toBe(1)
})

test('every kind leads somewhere, a path under way to the path itself', () => {
  for (const kind of todayKinds)
    expect(listOf(kind)).toMatch(/^#\/(access-codes(\/(passcodes|drafts))?|sign-ins|deadlines|recovery(\/[a-z-]+)?)$/)
  const account = { pathId: null, deadlineId: null, accountId: 'a', clientId: 'c' }
  expect(hrefOf({ ...account, pathId: 'p' })).toBe('#/paths/p')
  expect(hrefOf(account)).toBe('#/accounts/a')
  expect(hrefOf({ ...account, accountId: null, deadlineId: 'd' })).toBe('#/clients/c')
})
