/** A backup as the person who keeps it goes through it: made, tried, and restored from the unlock screen and at the first run. */
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { expect, test } from '../fixtures.ts'
import { firstRun, passphrase } from '../pages/first-run.ts'

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

/** What stretches a passphrase takes seconds on a busy computer. */
const patient = { timeout: 30_000 }

async function lookInto(page: Page): Promise<void> {
  await page.getByRole('textbox', { name: 'Passphrase', exact: true }).fill('not this one at all')
  await page.getByRole('button', { name: 'Look into it' }).click()
  await expect(page.getByText('That passphrase does not open this vault', { exact: false })).toBeVisible(patient)
  await page.getByRole('textbox', { name: 'Passphrase', exact: true }).fill(passphrase)
  await page.getByRole('button', { name: 'Look into it' }).click()
  await expect(page.getByRole('heading', { name: 'What this backup holds' })).toBeVisible(patient)
}

test('backed up, tried, restored over what came later, and on a clean computer', async ({ keydocket }) => {
  test.slow()
  const files = mkdtempSync(join(tmpdir(), 'keydocket-e2e-'))
  await firstRun(keydocket, { kitFile: join(files, 'kit.txt'), useKeychain: false })
  await keydocket.invoke('sample.load', {})
  const { page } = keydocket
  const clients = async () => {
    const list = await keydocket.invoke('clients.list', {})
    return list.ok ? list.value.total : -1
  }
  const before = await clients()
  await page.getByRole('link', { name: 'Settings', exact: true }).click()
  await page.getByRole('link', { name: 'Backup', exact: true }).click()
  const section = page.getByRole('region', { name: 'Backup' })
  await section.getByRole('button', { name: 'Back up now' }).click()
  await expect(page.getByText('Backup made and checked', { exact: false })).toBeVisible(patient)
  await expect(section.getByRole('table').getByRole('row')).toHaveCount(2)
  await section.getByRole('button', { name: 'Try the newest backup' }).click()
  await expect(page.getByText('The newest backup holds', { exact: false })).toBeVisible(patient)
  const copy = join(files, 'copy.keydocket-backup')
  await keydocket.chooseSavePath(copy)
  await section.getByRole('button', { name: 'Save a copy to…' }).click()
  await expect(page.getByText(copy, { exact: false })).toBeVisible(patient)
  await section.scrollIntoViewIfNeeded()
  await picture(page, 'backup')

  await keydocket.invoke('clients.create', { name: 'Entered after the backup' })
  await keydocket.invoke('vault.lock', {})
  await page.getByRole('button', { name: 'Restore a backup' }).click()
  await expect(page.getByRole('radio')).not.toHaveCount(0)
  await keydocket.chooseSavePath(copy)
  await page.getByRole('button', { name: 'Choose a file…' }).click()
  await expect(page.getByRole('radio', { name: 'copy.keydocket-backup', exact: false })).toBeChecked()
  await picture(page, 'restore-choose')
  await lookInto(page)
  await expect(page.getByText(`${before} clients`, { exact: false })).toBeVisible()
  await expect(page.getByText('This vault is in the data folder now.', { exact: false })).toBeVisible()
  await picture(page, 'restore-holds')
  await page.getByRole('button', { name: 'Restore this backup' }).click()
  await expect(page.getByRole('heading', { name: 'Restored' })).toBeVisible(patient)
  await picture(page, 'restore-done')
  await page.getByRole('button', { name: 'Unlock' }).click()
  await page.getByRole('textbox', { name: 'Passphrase', exact: true }).fill(passphrase)
  await page.getByRole('button', { name: 'Unlock' }).click()
  await expect(page.getByRole('heading', { name: 'Settings', level: 1 })).toBeVisible(patient)
  expect(await clients()).toBe(before)
  expect(readdirSync(keydocket.dataFolder).filter((name) => name.startsWith('before-restore-'))).toHaveLength(1)
  await page.getByRole('link', { name: 'Activity', exact: true }).click()
  await expect(page.getByText('Restored from a backup').first()).toBeVisible()
  await picture(page, 'restore-activity')

  // A computer that has nothing yet.
  await keydocket.quit()
  for (const name of readdirSync(keydocket.dataFolder)) rmSync(join(keydocket.dataFolder, name), { recursive: true })
  await keydocket.start()
  const fresh = keydocket.page
  await fresh.getByRole('button', { name: 'Restore a backup' }).click()
  await expect(fresh.getByText('No backup lies in the data folder.', { exact: false })).toBeVisible()
  await keydocket.chooseSavePath(copy)
  await fresh.getByRole('button', { name: 'Choose a file…' }).click()
  await expect(fresh.getByRole('radio', { name: 'copy.keydocket-backup', exact: false })).toBeChecked()
  await lookInto(fresh)
  await fresh.getByRole('button', { name: 'Restore this backup' }).click()
  await fresh.getByRole('button', { name: 'Unlock' }).click(patient)
  await fresh.getByRole('textbox', { name: 'Passphrase', exact: true }).fill(passphrase)
  await fresh.getByRole('button', { name: 'Unlock' }).click()
  await expect(fresh.getByRole('heading', { name: 'Today', level: 1 })).toBeVisible(patient)
  expect(await clients()).toBe(before)
})
