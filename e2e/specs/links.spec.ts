/** A portal's page opens in the computer's browser only after the person has agreed. In tests nothing opens: the address is kept. */
import { expect, test } from '../fixtures.ts'

test('a page of a portal opens after a yes, and nothing else does', async ({ keydocket }) => {
  const begin = { passphrase: 'tangled orchard velvet quarry 48', memberName: 'Ana Paralegal', useKeychain: false }
  const kit = await keydocket.invoke('vault.begin', begin)
  if (!kit.ok) throw new Error(kit.error.code)
  const [first = 0, second = 0] = kit.value.confirm
  const groups: [string, string] = [kit.value.groups[first - 1] ?? '', kit.value.groups[second - 1] ?? '']
  expect(await keydocket.invoke('vault.confirmKit', { groups })).toMatchObject({ ok: true })

  const page = 'https://my.uscis.gov/account/v1/needhelp'
  expect(await keydocket.invoke('links.open', { url: page })).toEqual({ ok: true, value: { opened: false } })
  expect(await keydocket.openedOutside()).toEqual([])

  await keydocket.agreeToQuestions(true)
  expect(await keydocket.invoke('links.open', { url: page })).toEqual({ ok: true, value: { opened: true } })
  expect(await keydocket.invoke('links.open', { url: 'https://myuscisgov.com/contactcenter.html' })).toEqual({
    ok: false,
    error: { code: 'links.not-allowed', params: { host: 'myuscisgov.com' } }
  })
  expect(await keydocket.openedOutside()).toEqual([page])
})
