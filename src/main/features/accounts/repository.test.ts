import { describe, expect, test } from 'vitest'
import { fold } from '../../db/dialects/search-words.ts'
import { engines } from '../../testing/test-databases.ts'
import { openTestFirm, withAccount } from '../../testing/test-firm.ts'

describe.each(engines)('accounts by access-code expiry on $name', ({ open }) => {
  test('pages of any size put together are the whole list: live codes by date, then the accounts without one', async () => {
    const firm = await openTestFirm(await open())
    const expected: { name: string; soonest: string | null }[] = []
    for (let index = 0; index < 14; index += 1) {
      const name = `Client ${String.fromCharCode(65 + ((index * 5) % 14))}`
      const { account } = await withAccount(firm, name, `${index}@example.com`)
      const record = (expiresOn: string, replaces: boolean) =>
        firm.call('accessCodes.record', { accountId: account.id, noticeOn: '2026-01-01', expiresOn, replaces })
      const day = `2026-12-${10 + (index % 4)}`
      // A code that was replaced and one that was used lapse first and must not count; two live ones count once.
      if (index % 3 !== 0) {
        await record('2026-01-02', true)
        await record(day, true)
        if (index % 2 === 0) await record('2027-05-05', false)
        if (index % 4 === 1) await record(day, false)
      } else if (index % 2 === 0) {
        await firm.call('accessCodes.markUsed', { id: (await record('2026-01-03', true)).id })
      }
      expected.push({ name, soonest: index % 3 === 0 ? null : day })
    }
    for (const descending of [false, true]) {
      const sign = descending ? -1 : 1
      const wanted = [...expected].sort((a, b) => {
        if (a.soonest === null || b.soonest === null) {
          if (a.soonest !== b.soonest) return a.soonest === null ? 1 : -1
          return fold(a.name) < fold(b.name) ? -1 : 1
        }
        return a.soonest === b.soonest ? (fold(a.name) < fold(b.name) ? -1 : 1) : a.soonest < b.soonest ? -sign : sign
      })
      for (const limit of [1, 3, 4, 9, 50]) {
        const names: (string | null)[] = []
        for (let offset = 0; offset < 16; offset += limit) {
          const page = await firm.call('accounts.list', { sort: 'access-code-expiry', descending, offset, limit })
          expect(page.total).toBe(14)
          names.push(...page.rows.map((row) => row.clientName))
        }
        expect([limit, names]).toEqual([limit, wanted.map(({ name }) => name)])
      }
    }
  })
})
