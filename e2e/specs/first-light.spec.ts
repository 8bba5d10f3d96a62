/** One client from nothing to a copied code, as a paralegal does it on the first day. */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Locator } from '@playwright/test'
import { expect, test } from '../fixtures.ts'
import { firstRun, passphrase } from '../pages/first-run.ts'

// RFC 6238's published test key.
const key = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ'
const address = `otpauth://totp/USCIS:maria.garcia%40example.com?secret=${key}&issuer=USCIS`

/** What another program makes of the same key, now and in the next period: a period may end between asking and looking. */
function oathtoolCodes(): string[] {
  return execFileSync('oathtool', ['--totp', '-b', '-w', '1', key], { encoding: 'utf8' }).trim().split('\n')
}

/** The six digits shown in a part of the page, once they are there. */
async function shownCode(part: Locator): Promise<string> {
  const read = async () =>
    /(\d{3})\s*(\d{3})(?!\d)/
      .exec(await part.innerText())
      ?.slice(1)
      .join('') ?? ''
  await expect.poll(read).toMatch(/^\d{6}$/)
  return read()
}

test('first run, kit, client, account, QR picture, code as oathtool, copy, clipboard cleared, lock, unlock, codes again', async ({
  keydocket
}) => {
  const { page } = keydocket
  const files = mkdtempSync(join(tmpdir(), 'keydocket-e2e-'))
  const kitFile = join(files, 'kit.txt')
  await firstRun(keydocket, { kitFile, useKeychain: false })
  expect(statSync(kitFile).mode & 0o777).toBe(0o600)
  await keydocket.invoke('settings.update', { clipboardSeconds: 10 })

  await page.getByRole('link', { name: 'Clients', exact: true }).click()
  await page.getByRole('button', { name: 'New client' }).first().click()
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Garcia Lopez, Maria')
  await page.getByRole('textbox', { name: 'E-mail' }).fill('maria.garcia@example.com')
  await page.getByRole('button', { name: 'Save client' }).click()
  await expect(page.getByRole('heading', { name: 'Garcia Lopez, Maria' })).toBeVisible()

  await page.getByRole('button', { name: 'Add account' }).first().click()
  const form = page.getByRole('dialog')
  await form.getByRole('button', { name: /Portal/ }).click()
  await page.getByRole('option', { name: /USCIS online account/ }).click()
  await form.getByRole('textbox', { name: 'E-mail address' }).fill('maria.garcia@example.com')
  await form.getByRole('radio', { name: /The firm holds it/ }).check({ force: true })
  await form.getByLabel('Date of the client’s written consent').fill('2026-01-15')
  await form.getByRole('button', { name: 'Save account' }).click()
  await expect(page.getByText('Account maria.garcia@example.com added.')).toBeVisible()
  if (!page.url().includes('/accounts/'))
    await page
      .getByRole('row', { name: /maria\.garcia/ })
      .getByRole('link')
      .first()
      .click()

  const picture = join(files, 'qr.png')
  execFileSync('qrencode', ['-o', picture, '-s', '6', address])
  await page.getByRole('button', { name: 'Add authenticator' }).first().click()
  await page.locator('input[type=file]').setInputFiles(picture)
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByText('This is what was read.', { exact: false })).toBeVisible()
  await dialog.getByRole('button', { name: 'Save authenticator' }).click()
  await expect(dialog.getByRole('heading', { name: 'Confirm with the portal' })).toBeVisible()
  const code = await shownCode(dialog)
  expect(oathtoolCodes()).toContain(code)
  await dialog.getByLabel('Code the portal accepted').fill(code)
  await dialog.getByRole('button', { name: 'Confirm', exact: true }).click()
  await expect(page.getByText('Authenticator confirmed.')).toBeVisible()

  await keydocket.setClipboard('before')
  await page.getByRole('button', { name: 'Copy code' }).first().click()
  await expect.poll(() => keydocket.readClipboard()).toMatch(/^\d{6}$/)
  expect(oathtoolCodes()).toContain(await keydocket.readClipboard())
  await expect.poll(() => keydocket.readClipboard(), { timeout: 15_000 }).toBe('')

  await page.getByRole('button', { name: /^Lock/ }).click()
  await expect(page.getByRole('heading', { name: 'Keydocket is locked' })).toBeVisible()
  expect(await page.locator('body').innerText()).not.toContain('Garcia')
  expect(await keydocket.invoke('accounts.list', {})).toMatchObject({ ok: false, error: { code: 'vault.locked' } })
  await page.getByRole('textbox', { name: 'Passphrase', exact: true }).fill('not the passphrase at all')
  await page.getByRole('button', { name: 'Unlock' }).click()
  await expect(page.getByText('That passphrase does not open this vault', { exact: false })).toBeVisible()
  await page.getByRole('textbox', { name: 'Passphrase', exact: true }).fill(passphrase)
  await page.getByRole('button', { name: 'Unlock' }).click()

  await page.getByRole('link', { name: 'Accounts', exact: true }).first().click()
  await page.getByRole('searchbox').fill('garcia')
  const row = page.getByRole('row', { name: /Garcia Lopez/ })
  await row.getByRole('button', { name: /Show code/ }).click()
  expect(oathtoolCodes()).toContain(await shownCode(row))

  const audit = await keydocket.invoke('audit.list', {})
  expect(audit.ok && audit.value.rows.map((one) => one.event)).toEqual([
    'verification-code.shown',
    'vault.opened',
    'vault.locked',
    'backup.made',
    'verification-code.copied',
    'authenticator.confirmed',
    'verification-code.shown',
    'authenticator.added',
    'account.created',
    'client.created',
    'settings.changed',
    'vault.created'
  ])
})
