/** What a QR code says is words, never something to do (row 6): forty pictures through the window's own reader. */
import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { recordSecurityCount } from '../../src/main/testing/security-counts.ts'
import { expect, test } from '../fixtures.ts'
import { expectPlain } from '../pages/plain-page.ts'
import { readContents, refusedContents } from '../payloads/qr-contents.ts'

test.use({ beginning: 'new-firm' })

/** Characters that turn the writing direction, hide or move the cursor: none may reach the screen. */
const unseen = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u

test('forty contents go nowhere, load nothing and are shown as words', async ({ keydocket }) => {
  test.setTimeout(300_000)
  const { page, dataFolder } = keydocket
  const client = await keydocket.invoke('clients.create', { name: 'Garcia Lopez, Maria' })
  const clientId = client.ok ? client.value.id : ''
  const account = await keydocket.invoke('accounts.create', {
    ...{ clientId, portalId: 'uscis', username: 'm@example.com', custody: 'firm-holds', consentOn: '2026-01-15' }
  })
  const place = `#/accounts/${account.ok ? account.value.id : ''}`
  await page.evaluate((hash) => {
    location.hash = hash
  }, place)
  await page.getByRole('button', { name: 'Add authenticator' }).first().click()
  const dialog = page.getByRole('dialog')

  const requested: string[] = []
  const went: string[] = []
  page.on('request', (request) => requested.push(request.url()))
  page.on('framenavigated', (frame) => went.push(frame.url()))
  let [tried, failed] = [0, 0]
  for (const [isRead, contents] of [
    [false, refusedContents],
    [true, readContents]
  ] as const)
    for (const content of contents) {
      const name = `${content.replace(/[^\w=<> .]/g, '_').slice(0, 60)}${tried}.png`
      const picture = join(dataFolder, name)
      execFileSync('qrencode', ['-o', picture, '-s', '4', '-l', 'L', '-8'], { input: content })
      await page.locator('input[type=file]').setInputFiles(picture)
      const read = dialog.getByText('This is what was read.', { exact: false })
      const refused = dialog.getByText(/not an authenticator address|never have|not complete|No QR code found/)
      await expect(isRead ? read : refused, content).toBeVisible()
      await expectPlain(page, content)
      const shown = (await dialog.textContent()) ?? ''
      tried += 1
      if (unseen.test(shown)) failed += 1
      expect(shown, content).not.toMatch(unseen)
      if (isRead) await dialog.getByRole('button', { name: 'Back' }).click()
      // The next one's answer is its own.
      await dialog.getByRole('tab').nth(1).click()
      await dialog.getByRole('tab').nth(0).click()
    }
  const fired = await page.evaluate(() => (window as unknown as { fired?: unknown }).fired !== undefined)
  const strange = [...requested, ...went].filter((url) => !/^(app:\/\/keydocket|https:\/\/keydocket\.localhost)\//.test(url))
  const outside = await keydocket.openedOutside()
  failed += strange.length + outside.length + (fired ? 1 : 0)
  recordSecurityCount({ row: '6', title: 'hostile contents of QR codes, read from pictures', count: tried, bar: 40, failed })
  expect({ strange, outside, fired, went }).toEqual({ strange: [], outside: [], fired: false, went: [] })
  expect(page.url()).toContain(place)
  expect(page.context().pages()).toHaveLength(1)
})
