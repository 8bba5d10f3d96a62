import { expect, type Keydocket, test } from '../fixtures.ts'

test.use({ beginning: 'new-firm' })

async function addClient(keydocket: Keydocket, name: string): Promise<string> {
  const made = await keydocket.invoke('clients.create', { name })
  if (!made.ok) throw new Error(made.error.code)
  return made.value.id
}

test('a case is added, its status recorded word for word and noted as unchanged, and found in the list', async ({ keydocket }) => {
  const { page } = keydocket
  const clientId = await addClient(keydocket, 'Garcia Lopez, María')
  await page.evaluate((id) => {
    location.hash = `#/clients/${id}`
  }, clientId)
  await page.getByRole('button', { name: 'Add case' }).click()
  const form = page.getByRole('dialog')
  await form.getByRole('textbox', { name: 'Case number' }).fill('MNL2026123456')
  await expect(form.getByText(/MNL is none of the usual beginnings/)).toBeVisible()
  await form.getByRole('button', { name: /Kind of number/ }).click()
  await page.getByRole('option', { name: 'NVC case number' }).click()
  await expect(form.getByText(/none of the usual beginnings/)).toBeHidden()
  await form.getByLabel('Form', { exact: true }).fill('DS-260')
  await form.getByLabel('Priority date').fill('2020-03-04')
  await form.getByRole('button', { name: 'Add case' }).click()
  await expect(form).toBeHidden()

  await page.getByRole('link', { name: 'MNL2026123456' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'MNL2026123456' })).toBeVisible()
  await expect(page.getByText('Never checked')).toBeVisible()
  await page.getByRole('button', { name: 'Record status' }).click()
  await form.getByLabel('Status, word for word').fill('At  NVC\nYour case is at the center.')
  await form.getByLabel('Checked on').fill('2026-01-20')
  await form.getByRole('button', { name: 'Record status' }).click()
  await expect(page.getByRole('blockquote')).toHaveText('At  NVC\nYour case is at the center.')
  await expect(page.getByText('Stale', { exact: true })).toBeVisible()

  await page.getByRole('link', { name: 'Cases', exact: true }).first().click()
  await page.getByRole('button', { name: /Checks/ }).click()
  await page.getByRole('option', { name: 'Stale' }).click()
  await page.getByRole('row', { name: /MNL2026123456/ }).click()
  await page.getByRole('button', { name: 'Checked now, unchanged' }).click()
  await expect(page.getByText('Checked', { exact: true })).toBeVisible()
  await expect(page.getByRole('table').getByRole('row')).toHaveCount(3)

  await page
    .getByRole('button', { name: /^Actions for the check of/ })
    .first()
    .click()
  await page.getByRole('menuitem', { name: 'Take back' }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Take back' }).click()
  await expect(page.getByText('Stale', { exact: true })).toBeVisible()
})

test('a client cannot be added twice without a remark, and the report names those who were', async ({ keydocket }) => {
  const { page } = keydocket
  const first = await addClient(keydocket, 'Garcia Lopez, María')
  await keydocket.invoke('cases.add', { clientId: first, receiptNumber: 'IOE0912345678', form: 'I-485' })
  await page.getByRole('link', { name: 'Clients', exact: true }).click()
  await page.getByRole('button', { name: 'New client' }).click()
  const form = page.getByRole('dialog')
  await form.getByRole('textbox', { name: 'Name', exact: true }).fill('Maria Garcia Lopez')
  // Enter at once, before the question that waits for a pause was asked.
  await page.keyboard.press('Enter')
  await expect(form.getByText('This client may be here already')).toBeVisible()
  await expect(form.getByRole('link', { name: 'Garcia Lopez, María' })).toBeVisible()
  expect(await keydocket.invoke('clients.list', {})).toMatchObject({ value: { total: 1 } })
  await form.getByRole('button', { name: 'Add anyway' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Maria Garcia Lopez' })).toBeVisible()

  await page.getByRole('button', { name: 'Add case' }).click()
  await form.getByRole('textbox', { name: 'Case number' }).fill('ioe 0912345678')
  await expect(form.getByText('Another case has this number')).toBeVisible()
  await form.getByRole('button', { name: 'Add anyway' }).click()
  await expect(form).toBeHidden()

  await page.getByRole('link', { name: 'Clients', exact: true }).first().click()
  await page.getByRole('button', { name: 'Duplicates' }).click()
  await expect(page.getByRole('link', { name: 'Garcia Lopez, María' })).toBeVisible()
  await page.getByRole('tab', { name: 'Case number (1)' }).click()
  await page.getByRole('link', { name: 'Maria Garcia Lopez' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'IOE0912345678' })).toBeVisible()
})

test('after how many days a check is stale is the firm’s own setting', async ({ keydocket }) => {
  const { page } = keydocket
  await page.getByRole('link', { name: 'Settings', exact: true }).click()
  await page.getByRole('link', { name: 'Firm', exact: true }).click()
  const days = page.getByLabel('A check of a case is stale after')
  await expect(days).toHaveValue('14')
  await days.fill('0')
  await expect(page.getByText('Enter 1 to 365 days.')).toBeVisible()
  await days.fill('30')
  await days.press('Enter')
  await expect(async () => {
    expect(await keydocket.invoke('settings.get', {})).toMatchObject({ value: { caseStatusStaleDays: 30 } })
  }).toPass({ timeout: 5000 })
})
