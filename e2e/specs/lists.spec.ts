/** What every list shares: saved as CSV, a way back to the same row; and who acts, who saw what. */
import { mkdtempSync, readFileSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, type Keydocket, test } from '../fixtures.ts'
import { passphrase } from '../pages/first-run.ts'

test.use({ beginning: 'new-firm' })

const folder = mkdtempSync(join(tmpdir(), 'keydocket-e2e-'))

async function openSample(keydocket: Keydocket): Promise<void> {
  expect((await keydocket.invoke('sample.load', {})).ok).toBe(true)
}

test('each list is saved as it is filtered, and a saved list stands in the record', async ({ keydocket }) => {
  const { page } = keydocket
  await openSample(keydocket)
  for (const [place, file] of [
    ['Accounts', 'accounts.csv'],
    ['Clients', 'clients.csv'],
    ['Access codes', 'codes.csv'],
    ['Activity', 'activity.csv']
  ] as const) {
    await page.getByRole('link', { name: place, exact: true }).click()
    await keydocket.chooseSavePath(join(folder, file))
    await page.getByRole('button', { name: 'Save as CSV' }).click()
    await expect(page.getByText(/rows? saved/).first()).toBeVisible()
    await page.getByRole('button', { name: 'Close' }).first().click()
    expect(readFileSync(join(folder, file), 'utf8')).toMatch(/^\ufeff"/)
    expect(statSync(join(folder, file)).mode & 0o777).toBe(0o600)
  }
  await page.getByRole('link', { name: 'Accounts', exact: true }).click()
  await page.getByRole('searchbox').fill('priya')
  await expect(page.getByText('priya.raman@example.org').first()).toBeVisible()
  await keydocket.chooseSavePath(join(folder, 'filtered.csv'))
  await page.getByRole('button', { name: 'Save as CSV' }).click()
  await expect(page.getByText(/rows? saved/).first()).toBeVisible()
  const lines = readFileSync(join(folder, 'filtered.csv'), 'utf8').trimEnd().split('\r\n')
  expect(lines.length).toBeLessThan(10)
  expect(lines[1]).toContain('priya')
  await page.getByRole('link', { name: 'Activity', exact: true }).click()
  await expect(page.getByText(/List saved as CSV/)).toHaveCount(5)
})

test('a way back ends at the row it began from', async ({ keydocket }) => {
  const { page } = keydocket
  await openSample(keydocket)
  await page.getByRole('link', { name: 'Accounts', exact: true }).click()
  const table = page.getByRole('grid', { name: 'Accounts' })
  const scrolled = () => table.evaluate((grid) => grid.parentElement?.scrollTop ?? -1)
  await expect(table.getByRole('row').nth(2)).toBeVisible()
  await table.evaluate((grid) => grid.parentElement?.scrollTo(0, 700))
  await expect.poll(scrolled).toBe(700)
  const row = table.getByRole('row').nth(12)
  const key = await row.getAttribute('data-key')
  await row.focus()
  const before = await scrolled()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('link', { name: 'Accounts', exact: true }).last()).toBeVisible()
  await page.goBack()
  await expect.poll(scrolled).toBe(before)
  await expect(page.locator(`[role=row][data-key="${key}"]`)).toBeFocused()
  await page.keyboard.press('ControlOrMeta+l')
  await page.getByLabel('Passphrase', { exact: true }).fill(passphrase)
  await page.keyboard.press('Enter')
  await page.getByRole('link', { name: 'Accounts', exact: true }).click()
  await expect(table.getByRole('row').nth(2)).toBeVisible()
  expect(await scrolled()).toBe(0)
})

test('who is working: asked after unlocking, handed over at the foot, and named in the history', async ({ keydocket }) => {
  const { page } = keydocket
  await openSample(keydocket)
  await keydocket.invoke('members.add', { name: 'Zoe Attorney' })
  await page.getByRole('button', { name: /^Working as Ana Paralegal/ }).click()
  await page.getByRole('menuitem', { name: 'Switch to Zoe Attorney' }).click()
  await expect(page.getByRole('button', { name: /^Working as Zoe Attorney/ })).toBeVisible()
  const list = await keydocket.invoke('accounts.list', { query: 'priya', limit: 1 })
  const account = list.ok ? list.value.rows[0] : undefined
  if (account === undefined) throw new Error('the sample firm has no such account')
  await keydocket.invoke('accounts.noteSignIn', { id: account.id, on: '2026-01-02' })
  await page.evaluate((id) => {
    location.hash = `#/accounts/${id}`
  }, account.id)
  await page.getByRole('button', { name: 'Who saw what' }).click()
  await expect(page.getByRole('heading', { name: 'Activity' })).toBeVisible()
  await expect(page.getByRole('row', { name: /Sign-in noted/ })).toContainText('Zoe Attorney')
  await expect(page.getByRole('row', { name: /Unlocked|Keydocket set up/ })).toHaveCount(0)
  await page.getByRole('button', { name: /^No longer only/ }).click()
  await expect(page.getByRole('row', { name: /Sample firm loaded/ })).toBeVisible()

  await page.keyboard.press('ControlOrMeta+l')
  await page.getByLabel('Passphrase', { exact: true }).fill(passphrase)
  await page.keyboard.press('Enter')
  const question = page.getByRole('dialog', { name: 'Who is working?' })
  await expect(question).toBeVisible()
  await expect(question.getByRole('radio', { name: 'Zoe Attorney' })).toBeChecked()
  await page.keyboard.press('Enter')
  await expect(question).toBeHidden()
  await expect(page.getByRole('button', { name: /^Working as Zoe Attorney/ })).toBeVisible()
})
