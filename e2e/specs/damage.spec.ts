/** A page of the database goes bad: noticed, read under a banner, salvaged from there, the list of what was lost saved. */
import { mkdtempSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createSystemClock } from '../../src/main/adapters/system-clock.ts'
import { createSystemRandom } from '../../src/main/adapters/system-random.ts'
import { databaseFileName } from '../../src/main/db/database-files.ts'
import { closeReading, openReading } from '../../src/main/db/open.ts'
import { createVaultStore } from '../../src/main/vault/vault-store.ts'
import { expect, test } from '../fixtures.ts'
import { firstRun, passphrase } from '../pages/first-run.ts'

/** Overwrites the first page of a table that opening does not need. */
async function spoil(folder: string, table: string): Promise<void> {
  const file = join(folder, databaseFileName)
  const store = createVaultStore({ folder, random: createSystemRandom(), clock: createSystemClock() })
  const vault = await store.openWithPassphrase(passphrase)
  const database = openReading(file, vault.databaseKeyHex())
  const page = database.prepare('select rootpage from sqlite_schema where name = ?').pluck().get(table) as number
  closeReading(database, file)
  vault.close()
  const bytes = readFileSync(file)
  bytes.fill(0x5a, (page - 1) * 4096, page * 4096)
  writeFileSync(file, bytes)
}

test('damage is shown, read under a banner, and salvaged', async ({ keydocket }) => {
  const files = mkdtempSync(join(tmpdir(), 'keydocket-e2e-'))
  await firstRun(keydocket, { kitFile: join(files, 'kit.txt'), useKeychain: false })
  await keydocket.invoke('clients.create', { name: 'Garcia Lopez, Maria' })
  await keydocket.invoke('contacts.create', { kind: 'person', name: 'Benedetti, Rosa' } as never)
  await keydocket.quit()
  await spoil(keydocket.dataFolder, 'contacts')
  await keydocket.start()
  const { page } = keydocket
  await page.getByRole('textbox', { name: 'Passphrase' }).fill(passphrase)
  await page.getByRole('button', { name: 'Unlock' }).click()
  await expect(page.getByRole('navigation', { name: 'Main' })).toBeVisible()
  await keydocket.invoke('vault.check', {})

  await expect(page.getByRole('heading', { name: 'The database is damaged' })).toBeVisible()
  await page.screenshot({ path: join(tmpdir(), 'damage-choices.png') })
  await page.getByRole('button', { name: 'Open for reading' }).click()
  await expect(page.getByText('Open for reading only')).toBeVisible()
  await page.getByRole('link', { name: 'Clients', exact: true }).click()
  await expect(page.getByText('Garcia Lopez, Maria').first()).toBeVisible()
  await page.screenshot({ path: join(tmpdir(), 'damage-reading.png') })
  const refused = await keydocket.invoke('clients.create', { name: 'Nobody' })
  expect(refused.ok ? 'ok' : refused.error.code).toBe('vault.read-only')

  await page.getByRole('button', { name: 'What can be done' }).click()
  await page.getByRole('button', { name: 'Salvage the database' }).click()
  await expect(page.getByRole('heading', { name: 'The database was salvaged' })).toBeVisible()
  await page.screenshot({ path: join(tmpdir(), 'damage-salvaged.png') })
  const report = join(files, 'lost.txt')
  await keydocket.chooseSavePath(report)
  await page.getByRole('button', { name: 'Save the list…' }).click()
  await expect(page.getByText('The list was saved.')).toBeVisible()
  expect(statSync(report).mode & 0o777).toBe(0o600)
  expect(readFileSync(report, 'utf8')).toContain('contacts')
  expect(readdirSync(keydocket.dataFolder).filter((name) => name.includes('damaged-'))).toHaveLength(1)
  await page.getByRole('button', { name: 'Open Keydocket' }).click()
  await expect(page.getByRole('navigation', { name: 'Main' })).toBeVisible()
  expect((await keydocket.invoke('clients.create', { name: 'Somebody' })).ok).toBe(true)
})
