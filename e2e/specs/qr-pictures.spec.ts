/** Pictures that main's reader does not know are drawn anew by the window: WebP, and codes drawn black on nothing. */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { findImageMagick } from '../../src/main/testing/imagemagick.ts'
import { expect, test } from '../fixtures.ts'

test.use({ beginning: 'new-firm' })

const address = 'otpauth://totp/USCIS:m%40example.com?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=USCIS'

test('WebP pictures and codes on a transparent ground are read, and what is no picture is said', async ({ keydocket }) => {
  const { page } = keydocket
  const files = mkdtempSync(join(tmpdir(), 'keydocket-e2e-'))
  const client = await keydocket.invoke('clients.create', { name: 'Garcia Lopez, Maria' })
  if (!client.ok) throw new Error(client.error.code)
  const account = await keydocket.invoke('accounts.create', {
    clientId: client.value.id,
    portalId: 'uscis',
    username: 'm@example.com',
    custody: 'firm-holds',
    consentOn: '2026-01-15'
  })
  if (!account.ok) throw new Error(account.error.code)
  const png = join(files, 'qr.png')
  execFileSync('qrencode', ['-o', png, '-s', '6', address])
  execFileSync(findImageMagick() ?? 'convert', [png, join(files, 'qr.webp')])
  execFileSync(findImageMagick() ?? 'convert', [png, '-transparent', 'white', join(files, 'clear.png')])
  writeFileSync(join(files, 'broken.webp'), 'RIFF....WEBPVP8 nonsense')
  await page.evaluate((id) => {
    location.hash = `#/accounts/${id}`
  }, account.value.id)
  for (const name of ['qr.webp', 'clear.png']) {
    await page.getByRole('button', { name: 'Add authenticator' }).first().click()
    await page.locator('input[type=file]').setInputFiles(join(files, name))
    await expect(page.getByText('This is what was read.', { exact: false }), name).toBeVisible()
    await page.getByRole('dialog').getByRole('button', { name: 'Back' }).click()
    await page.locator('input[type=file]').setInputFiles(join(files, 'broken.webp'))
    await expect(page.getByText(/could not be read|not a picture/).first()).toBeVisible()
    await page.keyboard.press('Escape')
  }
})
