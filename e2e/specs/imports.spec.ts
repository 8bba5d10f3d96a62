/** Clients come in from a spreadsheet: columns, preview, import, rejected rows, undo. */
import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { expect, test } from '../fixtures.ts'
import { look } from '../look.ts'

test.use({ beginning: 'new-firm' })

/** Five rows with something new, one that changes a client, one that only the name speaks for, one with a date that is none. */
const list = `Client,DOB,A-Number,Receipt number,Form,Matter title,Phone,Shoe size
"Garcia Lopez, María",03/14/1985,A012345678,IOE0912345678,I-485,Adjustment of status,,38
"Okafor, Chidi",07/01/1990,A087654321,IOE0922222222,I-130,Family petition,,
"Reyes, Ana",,,,,,(555) 010-0142,
"Petrov, Ivan",99/99/1999,,,,,,
"Tran, Linh",11/30/1978,A055512345,IOE0933333333,I-751,Removal of conditions,,
"Haddad, Samir",05/09/2001,,,,,(555) 010-0188,
"Kim, Seo-yeon",01/22/1994,A066612345,IOE0944444444,N-400,Naturalization,,
"Silva, João",12/02/1969,A077712345,,,,,
`
const heading = (page: Page, name: string) => page.getByRole('heading', { level: 2, name })

test('a list is previewed, imported, and taken back', async ({ keydocket }) => {
  const { page } = keydocket
  const folder = mkdtempSync(join(tmpdir(), 'keydocket-e2e-'))
  for (const client of [
    { name: 'Okafor, Chidi', aNumber: 'A087654321' },
    { name: 'Reyes, Ana' },
    { name: 'Silva, João', aNumber: 'A077712345' }
  ])
    expect((await keydocket.invoke('clients.create', client)).ok).toBe(true)
  await page.getByRole('link', { name: 'Import and export' }).click()
  await expect(page.getByText('Nothing was imported yet.')).toBeVisible()
  await look(keydocket, 'import-empty')
  await page.getByRole('button', { name: 'Import clients' }).click()
  await expect(page.getByRole('button', { name: 'Choose a file' })).toBeFocused()
  await look(keydocket, 'import-choose')
  const file = join(folder, 'clients.csv')
  writeFileSync(file, list)
  await page.locator('input[type=file]').setInputFiles(file)

  await expect(heading(page, 'What the columns hold')).toBeFocused()
  await expect(page.getByRole('button', { name: 'What “DOB” holds' })).toContainText('Client: date of birth')
  await expect(page.getByRole('button', { name: 'What “Shoe size” holds' })).toContainText('Client: notes')
  await look(keydocket, 'import-columns')
  await page.getByRole('button', { name: 'Preview' }).click()
  await expect(heading(page, 'What would happen')).toBeFocused()
  await expect(page.getByText('4 clients added, 2 clients changed, 4 matters added, 4 cases added.')).toBeVisible()
  await expect(page.getByText('Adds case IOE0912345678 I-485')).toBeVisible()
  await look(keydocket, 'import-preview')
  await page.getByRole('tab', { name: 'Changes (1)' }).click()
  await expect(page.getByText('Client: date of birth: empty becomes “Dec 2, 1969”')).toBeVisible()
  await look(keydocket, 'import-changes')
  await page.getByRole('tab', { name: 'Conflicts (1)' }).click()
  await expect(page.getByText('Only the name agrees.', { exact: false })).toBeVisible()
  await look(keydocket, 'import-conflicts')
  await page.getByRole('tab', { name: 'Rejected (1)' }).click()
  await expect(page.getByText('Client: date of birth. This is no date that can be read.')).toBeVisible()
  await look(keydocket, 'import-rejected')
  const rejected = join(folder, 'rejected.csv')
  await keydocket.chooseSavePath(rejected)
  await page.getByRole('button', { name: 'Save rows left out' }).click()
  await expect(page.getByText('2 rows saved.')).toBeVisible()
  expect(existsSync(rejected) && readFileSync(rejected, 'utf8')).toContain('no date that can be read')
  await page.getByRole('button', { name: 'Import 6 rows' }).click()
  await expect(heading(page, 'Imported')).toBeFocused()
  await expect(page.getByText('8 rows read: 5 new, 1 changed something, 0 were here already, 2 left out.')).toBeVisible()
  await look(keydocket, 'import-result')

  await page.getByRole('link', { name: 'Clients', exact: true }).click()
  await expect(page.getByText('Haddad, Samir')).toBeVisible()
  await page.getByRole('link', { name: 'Import and export' }).click()
  await page.getByRole('button', { name: 'Undo the import of clients.csv' }).waitFor()
  await look(keydocket, 'import-past')
  await page.getByRole('button', { name: 'Undo the import of clients.csv' }).click()
  const question = page.getByRole('alertdialog', { name: 'Undo the import of clients.csv?' })
  await expect(question).toContainText('4 clients added')
  await look(keydocket, 'import-undo')
  await page.keyboard.press('Escape')
  await expect(question).toHaveCount(0)
  await page.getByRole('button', { name: 'Undo the import of clients.csv' }).click()
  await page.getByRole('button', { name: 'Undo import' }).click()
  await expect(page.getByText('Undone by')).toBeVisible()
  await look(keydocket, 'import-undone')
  await page.getByRole('link', { name: 'Clients', exact: true }).click()
  await expect(page.getByText('Okafor, Chidi')).toBeVisible()
  await expect(page.getByText('Haddad, Samir')).toHaveCount(0)
})

test('a file that is no table is refused in words that help', async ({ keydocket }) => {
  const { page } = keydocket
  await page.getByRole('link', { name: 'Import and export' }).click()
  await page.getByRole('button', { name: 'Import clients' }).click()
  await page.locator('input[type=file]').setInputFiles({ name: 'clients.csv', mimeType: 'text/csv', buffer: Buffer.from('%PDF-1.7 ') })
  await expect(page.getByRole('alert')).toContainText('This file cannot be read')
  await look(keydocket, 'import-unreadable')
})
