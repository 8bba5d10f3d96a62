/** Clients come in from a spreadsheet: columns, preview, import, rejected rows, undo. */
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, type Keydocket, test } from '../fixtures.ts'
import { firstRun } from '../pages/first-run.ts'

const folder = mkdtempSync(join(tmpdir(), 'keydocket-e2e-'))
const pictures = process.env['KEYDOCKET_PICTURES']

async function picture({ page }: Keydocket, name: string): Promise<void> {
  if (!pictures) return
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

const list = `Client,DOB,A-Number,Receipt number,Form,Matter title,Shoe size
"Garcia Lopez, María",03/14/1985,A012345678,IOE0912345678,I-485,Adjustment of status,38
"Okafor, Chidi",07/01/1990,A087654321,IOE0922222222,I-130,Family petition,
"Petrov, Ivan",99/99/1999,,,,,
`

test('a list is previewed, imported, and taken back', async ({ keydocket }) => {
  const { page } = keydocket
  await firstRun(keydocket, { kitFile: join(folder, 'kit.txt'), useKeychain: false })
  await page.getByRole('link', { name: 'Import and export' }).click()
  await expect(page.getByText('Nothing was imported yet.')).toBeVisible()
  await picture(keydocket, 'import-empty')
  await page.getByRole('button', { name: 'Import clients' }).click()
  await expect(page.getByRole('button', { name: 'Choose a file' })).toBeFocused()
  await picture(keydocket, 'import-choose')
  const file = join(folder, 'clients.csv')
  writeFileSync(file, list)
  await page.locator('input[type=file]').setInputFiles(file)

  await expect(page.getByRole('button', { name: 'What “DOB” holds' })).toContainText('Client: date of birth')
  await expect(page.getByRole('button', { name: 'What “Shoe size” holds' })).toContainText('Client: notes')
  await picture(keydocket, 'import-columns')
  await page.getByRole('button', { name: 'Preview' }).click()
  await expect(page.getByText('2 clients added, 2 matters added, 2 cases added.')).toBeVisible()
  await expect(page.getByText('Adds case IOE0912345678 I-485')).toBeVisible()
  await picture(keydocket, 'import-preview')
  await page.getByRole('tab', { name: 'Rejected (1)' }).click()
  await expect(page.getByText('Client: date of birth. This is no date that can be read.')).toBeVisible()
  await picture(keydocket, 'import-rejected')
  const rejected = join(folder, 'rejected.csv')
  await keydocket.chooseSavePath(rejected)
  await page.getByRole('button', { name: 'Save rejected rows' }).click()
  await expect.poll(() => readFileSync(rejected, 'utf8')).toContain('no date that can be read')
  await page.getByRole('button', { name: 'Import 2 rows' }).click()
  await expect(page.getByText('3 rows read: 2 new, 0 changed something, 0 were here already, 1 left out.')).toBeVisible()
  await picture(keydocket, 'import-result')

  await page.getByRole('link', { name: 'Clients', exact: true }).click()
  await expect(page.getByText('Okafor, Chidi')).toBeVisible()
  await page.getByRole('link', { name: 'Import and export' }).click()
  await page.getByRole('button', { name: 'Undo the import of clients.csv' }).click()
  await expect(page.getByRole('alertdialog')).toContainText('2 clients added')
  await picture(keydocket, 'import-undo')
  await page.getByRole('button', { name: 'Undo import' }).click()
  await expect(page.getByText('Undone by')).toBeVisible()
  await page.getByRole('link', { name: 'Clients', exact: true }).click()
  await expect(page.getByText('Okafor, Chidi')).toHaveCount(0)
})

test('a file that is no table is refused in words that help', async ({ keydocket }) => {
  const { page } = keydocket
  await firstRun(keydocket, { kitFile: join(mkdtempSync(join(tmpdir(), 'keydocket-e2e-')), 'kit.txt'), useKeychain: false })
  await page.getByRole('link', { name: 'Import and export' }).click()
  await page.getByRole('button', { name: 'Import clients' }).click()
  await page.locator('input[type=file]').setInputFiles({ name: 'clients.csv', mimeType: 'text/csv', buffer: Buffer.from('%PDF-1.7 ') })
  await expect(page.getByRole('alert')).toContainText('This file cannot be read')
})
