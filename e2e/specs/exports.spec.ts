/** Everything out as an archive, and authenticators to a phone, as a person does it. */
import { cpSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { forkParserProcess } from '../../src/main/adapters/parser/fork-parser-process.ts'
import { createParser } from '../../src/main/adapters/parser/parser.ts'
import { expect, test } from '../fixtures.ts'
import { look } from '../look.ts'
import { passphrase } from '../pages/first-run.ts'

const own = 'lantern harbor velvet 93 quartz'

test.use({ beginning: 'new-firm' })

test('an archive is saved for its owner only, and a phone’s QR code reads back', async ({ keydocket }) => {
  test.slow()
  const { page } = keydocket
  const files = mkdtempSync(join(tmpdir(), 'keydocket-e2e-'))
  await keydocket.invoke('sample.load', {})
  await page.getByRole('link', { name: 'Import and export' }).click()
  await page.getByRole('link', { name: 'Export', exact: true }).click()
  await look(keydocket, 'export')

  await page.getByRole('button', { name: 'Save everything…' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('textbox', { name: 'Passphrase of the file' }).fill(own)
  await dialog.getByRole('textbox', { name: 'Passphrase again' }).fill('something else')
  await dialog.getByRole('button', { name: 'Choose a place and save' }).click()
  await expect(dialog.getByText('The two differ.')).toBeVisible()
  await dialog.getByRole('textbox', { name: 'Passphrase again' }).fill(own)
  await look(keydocket, 'export-everything')
  const archive = join(files, 'all.keydocket-export')
  await keydocket.chooseSavePath(archive)
  await dialog.getByRole('button', { name: 'Choose a place and save' }).click()
  await expect(page.getByText('no secrets', { exact: false })).toBeVisible({ timeout: 30_000 })
  expect(readFileSync(archive).subarray(0, 16).toString('latin1')).toBe('keydocket-export')
  if (process.platform !== 'win32') expect(statSync(archive).mode & 0o777).toBe(0o600)

  await page.getByRole('button', { name: 'Export authenticators…' }).click()
  await dialog.getByRole('radio', { name: 'A phone' }).check({ force: true })
  await dialog.getByRole('button', { name: 'Export', exact: true }).click()
  await expect(dialog.getByText('Say why secrets leave.')).toBeVisible()
  await dialog.getByRole('textbox', { name: 'Reason' }).fill('new phone')
  await look(keydocket, 'export-authenticators')
  await dialog.getByRole('button', { name: 'Export', exact: true }).click()
  const code = dialog.getByRole('img', { name: /QR code 1 of/ })
  await expect(code).toBeVisible()
  await look(keydocket, 'export-phone')
  const parser = createParser({
    spawn: () => forkParserProcess(join(import.meta.dirname, '../../src/main/adapters/parser/parser-process.ts'))
  })
  try {
    const [address] = await parser.read(await code.screenshot())
    expect(address).toMatch(/^otpauth-migration:\/\/offline\?data=/)
  } finally {
    parser.close()
  }
  await dialog.getByRole('button', { name: 'Done' }).click()
  const record = await keydocket.invoke('audit.list', { limit: 100 })
  if (!record.ok) throw new Error(record.error.code)
  const events = record.value.rows.map(({ event }) => event)
  expect(events).toContain('export.saved')
  expect(events).toContain('authenticator.exported')
})

test('an archive comes back into an empty firm, and into no other', async ({ keydocket, newFirm }) => {
  test.slow()
  const files = mkdtempSync(join(tmpdir(), 'keydocket-e2e-'))
  const archive = join(files, 'all.keydocket-export')
  await keydocket.invoke('sample.load', {})
  await keydocket.chooseSavePath(archive)
  const saved = await keydocket.invoke('exports.save', { as: 'archive', withSecrets: true, passphrase: own, reason: 'moving' })
  if (!saved.ok) throw new Error(saved.error.code)
  const before = await keydocket.invoke('clients.list', { limit: 1 })

  const open = async (typed: string): Promise<void> => {
    const { page } = keydocket
    await page.getByRole('link', { name: 'Import and export' }).click()
    await page.getByRole('button', { name: 'Open an archive…' }).click()
    await page.getByRole('dialog').getByRole('textbox', { name: 'Passphrase of the archive' }).fill(typed)
    await page.getByRole('dialog').getByRole('button', { name: 'Choose the archive' }).click()
  }
  await keydocket.chooseSavePath(null)
  await open(own)
  const field = keydocket.page.getByRole('textbox', { name: 'Passphrase of the archive' })
  await expect(field, 'no file was chosen: what was typed stays').toHaveValue(own)
  await look(keydocket, 'archive-open')
  await keydocket.chooseSavePath(archive)
  await keydocket.page.getByRole('button', { name: 'Choose the archive' }).click()
  await expect(keydocket.page.getByText('This firm has records already.', { exact: false })).toBeVisible({ timeout: 30_000 })
  await look(keydocket, 'archive-not-empty')
  await keydocket.page.keyboard.press('Escape')
  await expect(keydocket.page.getByRole('dialog')).toHaveCount(0)

  await keydocket.quit()
  rmSync(keydocket.dataFolder, { recursive: true, force: true })
  cpSync(await newFirm(), keydocket.dataFolder, { recursive: true })
  await keydocket.start()
  const { page } = keydocket
  await page.getByRole('textbox', { name: 'Passphrase', exact: true }).fill(passphrase)
  await page.getByRole('button', { name: 'Unlock' }).click()
  await keydocket.chooseSavePath(archive)
  await open('not the one')
  await expect(page.getByRole('alert')).toBeVisible({ timeout: 30_000 })
  await look(keydocket, 'archive-wrong-passphrase')
  await page.getByRole('textbox', { name: 'Passphrase of the archive' }).fill(own)
  await page.getByRole('button', { name: 'Choose the archive' }).click()
  await expect(page.getByText('Import the archive of vault', { exact: false })).toBeVisible({ timeout: 30_000 })
  await look(keydocket, 'archive-holds')
  await page.getByRole('button', { name: 'Import everything' }).click()
  await expect(page.getByText('rows imported.', { exact: false })).toBeVisible({ timeout: 30_000 })
  await look(keydocket, 'archive-done')
  const after = await keydocket.invoke('clients.list', { limit: 1 })
  expect(after.ok && before.ok && after.value.total === before.value.total && after.value.total > 0).toBe(true)
  await page.getByRole('link', { name: 'Clients', exact: true }).click()
  await expect(page.getByRole('row').nth(3)).toBeVisible()
})
