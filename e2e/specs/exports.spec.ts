/** Everything out as an archive, and authenticators to a phone, as a person does it. */
import { mkdirSync, mkdtempSync, readFileSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { forkParserProcess } from '../../src/main/adapters/parser/fork-parser-process.ts'
import { createParser } from '../../src/main/adapters/parser/parser.ts'
import { expect, test } from '../fixtures.ts'
import { firstRun } from '../pages/first-run.ts'

const own = 'lantern harbor velvet 93 quartz'

/** Pictures of each step, where a folder for them is named. */
const pictures = process.env['KEYDOCKET_PICTURES']
async function picture(page: Page, name: string): Promise<void> {
  if (pictures === undefined) return
  mkdirSync(pictures, { recursive: true })
  for (const [width, height] of [
    [1440, 900],
    [1024, 700]
  ] as const) {
    await page.setViewportSize({ width, height })
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
      await page.screenshot({ path: join(pictures, `${name}-${width}-${colorScheme}.png`) })
    }
  }
}

test('an archive is saved for its owner only, and a phone’s QR code reads back', async ({ keydocket }) => {
  test.slow()
  const { page } = keydocket
  const files = mkdtempSync(join(tmpdir(), 'keydocket-e2e-'))
  await firstRun(keydocket, { kitFile: join(files, 'kit.txt'), useKeychain: false })
  await keydocket.invoke('sample.load', {})
  await page.getByRole('link', { name: 'Export', exact: true }).click()
  await picture(page, 'export')

  await page.getByRole('button', { name: 'Save everything…' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('textbox', { name: 'Passphrase of the file' }).fill(own)
  await dialog.getByRole('textbox', { name: 'The same again' }).fill('something else')
  await dialog.getByRole('button', { name: 'Choose a place and save' }).click()
  await expect(dialog.getByText('The two differ.')).toBeVisible()
  await dialog.getByRole('textbox', { name: 'The same again' }).fill(own)
  await picture(page, 'export-everything')
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
  await picture(page, 'export-authenticators')
  await dialog.getByRole('button', { name: 'Export', exact: true }).click()
  const code = dialog.getByRole('img', { name: /QR code 1 of/ })
  await expect(code).toBeVisible()
  await picture(page, 'export-phone')
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
