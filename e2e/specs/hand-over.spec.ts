import { mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, type Keydocket, test } from '../fixtures.ts'

test.use({ beginning: 'new-firm' })

async function value<T>(answer: Promise<{ ok: true; value: T } | { ok: false; error: { code: string } }>): Promise<T> {
  const got = await answer
  if (!got.ok) throw new Error(got.error.code)
  return got.value
}

const go = ({ page }: Keydocket, hash: string): Promise<void> =>
  page.evaluate((to) => {
    location.hash = to
  }, hash)

test('the hand-over sheet is printed, and records are destroyed once no matter keeps them', async ({ keydocket }) => {
  const { page } = keydocket
  const client = await value(keydocket.invoke('clients.create', { name: 'Garcia Lopez, Maria', email: 'maria@example.com' }))
  const account = {
    clientId: client.id,
    portalId: 'uscis',
    username: 'maria@example.com',
    custody: 'firm-holds',
    consentOn: '2026-01-15'
  } as const
  const { id: accountId } = await value(keydocket.invoke('accounts.create', account))
  await value(keydocket.invoke('backupCodes.record', { accountId, codes: ['9f3a7c21'], keptAt: 'Safe, room 2' }))
  const matter = await value(keydocket.invoke('matters.create', { clientId: client.id, title: 'Asylum', openedOn: '2026-01-15' }))
  await value(keydocket.invoke('cases.add', { clientId: client.id, matterId: matter.id, receiptNumber: 'IOE0912345678', form: 'I-589' }))
  await go(keydocket, `#/clients/${client.id}`)

  // Printing is held open, so that what would go on paper can be looked at.
  await page.evaluate(() => {
    window.print = () => {}
  })
  const menu = page.getByRole('button', { name: 'Actions for Garcia Lopez, Maria' })
  await menu.click()
  await page.getByRole('menuitem', { name: 'Hand-over sheet…' }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Print' }).click()
  await expect(page.getByText('This sheet holds no password, key or code.', { exact: false })).toBeAttached()
  await page.emulateMedia({ media: 'print' })
  await expect(page.getByText('Safe, room 2')).toBeVisible()
  await expect(page.getByText('State of the activity record:', { exact: false })).toBeVisible()
  await page.emulateMedia({ media: null })
  await page.evaluate(() => window.dispatchEvent(new Event('afterprint')))

  await menu.click()
  await page.getByRole('menuitem', { name: 'Destroy records…' }).click()
  const dialog = page.getByRole('dialog', { name: 'Destroy all records of Garcia Lopez, Maria' })
  await expect(dialog.getByText('not closed')).toBeVisible()
  await dialog.getByRole('button', { name: 'Close' }).last().click()
  await value(keydocket.invoke('matters.close', { id: matter.id, on: '2026-01-16', leaveOpen: true }))

  await menu.click()
  await page.getByRole('menuitem', { name: 'Destroy records…' }).click()
  await expect(dialog.getByText('1 backup code', { exact: true })).toBeVisible()
  await dialog.getByRole('textbox', { name: 'Type Garcia Lopez, Maria to confirm' }).fill('Garcia')
  await dialog.getByRole('textbox', { name: 'Reason' }).fill('Retention ended')
  await dialog.getByRole('button', { name: 'Destroy records' }).click()
  await expect(dialog.getByText('Type the name exactly as it stands.')).toBeVisible()
  await dialog.getByRole('textbox', { name: 'Type Garcia Lopez, Maria to confirm' }).fill('Garcia Lopez, Maria')
  await dialog.getByRole('button', { name: 'Destroy records' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Records destroyed' })).toBeVisible()
  const certificate = join(mkdtempSync(join(tmpdir(), 'keydocket-e2e-')), 'certificate.txt')
  await keydocket.chooseSavePath(certificate)
  await page.getByRole('button', { name: 'Save certificate…' }).click()
  await expect(page.getByText('Certificate saved.')).toBeVisible()
  expect(readFileSync(certificate, 'utf8')).toContain('Garcia Lopez, Maria')
  expect((await value(keydocket.invoke('clients.list', {}))).total).toBe(0)
})
