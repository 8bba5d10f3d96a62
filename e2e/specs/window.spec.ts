import { expect, type Keydocket, test } from '../fixtures.ts'

test.use({ beginning: 'new-firm' })

async function value<T>(answer: Promise<{ ok: true; value: T } | { ok: false; error: { code: string } }>): Promise<T> {
  const given = await answer
  if (!given.ok) throw new Error(given.error.code)
  return given.value
}

const scrolled = ({ page }: Keydocket): Promise<number> =>
  page.evaluate(() => [document.documentElement, document.body].reduce((sum, element) => sum + element.scrollTop, 0))
const focused = ({ page }: Keydocket): Promise<string> => page.evaluate(() => document.activeElement?.tagName ?? '')

test('Settings scroll the page and never the window', async ({ keydocket }) => {
  const { page } = keydocket
  await page.setViewportSize({ width: 1024, height: 300 })
  await page.getByRole('link', { name: 'Settings' }).click()
  await page.getByText('Dark', { exact: true }).click()
  expect(await scrolled(keydocket)).toBe(0)
  await page.getByRole('link', { name: 'Reminders' }).click()
  await page.getByRole('heading', { level: 2 }).first().waitFor()
  for (let tabs = 0; tabs < 40; tabs += 1) await page.keyboard.press('Tab')
  expect(await scrolled(keydocket)).toBe(0)
  await expect(page.getByRole('navigation', { name: 'Main' })).toBeInViewport()
})

test('a notice is logged from any screen, names what it replaces, and can be taken back', async ({ keydocket }) => {
  const { page } = keydocket
  const client = await value(keydocket.invoke('clients.create', { name: 'Garcia Lopez, Maria', email: 'maria@example.com' }))
  await value(keydocket.invoke('cases.add', { clientId: client.id, receiptNumber: 'IOE0912345678', form: 'I-485' }))
  const { id: accountId } = await value(
    keydocket.invoke('accounts.create', {
      ...{ clientId: client.id, portalId: 'uscis', username: 'maria@example.com', custody: 'firm-holds', consentOn: '2026-01-15' }
    })
  )
  const today = (await value(keydocket.invoke('today.list', {}))).today
  await value(keydocket.invoke('accessCodes.record', { accountId, noticeOn: today, code: 'AB12-CD34' }))

  await page.getByRole('button', { name: 'Log a notice' }).focus()
  await page.keyboard.press('Control+Shift+N')
  await expect(page.getByLabel('Client, receipt or e-mail')).toBeFocused()
  await page.keyboard.type('ioe 0912345678')
  await expect(page.getByRole('option', { name: /Garcia Lopez.*Firm holds/ })).toHaveCount(1)
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  const dialog = page.getByRole('dialog', { name: 'Log a notice' })
  await expect(dialog.getByRole('checkbox', { name: 'IOE0912345678' })).toBeChecked()
  await dialog.getByRole('button', { name: 'Choose another account' }).click()
  await expect(page.getByLabel('Client, receipt or e-mail')).toHaveValue('ioe 0912345678')
  await page.getByRole('option', { name: /Garcia Lopez/ }).click()

  const [year, month, day] = today.split('-')
  await expect(dialog.getByLabel('Notice date')).toBeFocused()
  await page.keyboard.type(`${month}${day}${year}`)
  const replaces = dialog.getByRole('checkbox', { name: /It replaces the code that expires on/ })
  await expect(replaces).not.toBeChecked()
  await dialog.getByLabel('Receipt numbers').fill('abc, IOE0912345678')
  await expect(dialog.getByText(/^ABC: receipt numbers usually have/)).toBeVisible()
  await dialog.getByLabel('Online Access Code (if known)').fill('EF56-GH78')
  await expect(replaces).toBeChecked()
  await page.keyboard.press('Control+Enter')
  await expect(dialog).toBeHidden()
  await expect(page.getByRole('button', { name: 'Log a notice' })).toBeFocused()
  await expect(page.getByText(/It replaces the one that expires on/)).toBeVisible()
  await page.getByRole('button', { name: 'Keep the earlier code' }).click()
  await expect(page.getByText('The earlier code is valid again.')).toBeVisible()
  const statuses = (await value(keydocket.invoke('accessCodes.list', { accountId }))).map(({ status }) => status)
  expect(statuses).toEqual(['new', 'new'])

  await page.keyboard.press('Control+Shift+N')
  await expect(page.getByLabel('Client, receipt or e-mail')).toBeFocused()
  await page.keyboard.type('nobody of that name')
  await page.getByRole('dialog').getByRole('button', { name: 'New client' }).click()
  await page.getByRole('dialog').getByRole('textbox', { name: 'Name', exact: true }).fill('Osei, Kofi')
  await page.getByRole('button', { name: 'Save client' }).click()
  await expect(page.getByRole('dialog').getByText('Osei, Kofi')).toBeVisible()
})

test('the focus goes to the heading of what a row opens, and Ctrl+K to the search from anywhere', async ({ keydocket }) => {
  const { page } = keydocket
  await expect.poll(() => focused(keydocket)).toBe('H1')
  expect((await keydocket.invoke('sample.load', {})).ok).toBe(true)
  await page.keyboard.press('Control+K')
  await expect(page.getByRole('searchbox', { name: 'Search accounts' })).toBeFocused()
  await page.getByRole('row').nth(2).getByRole('rowheader').first().click({ trial: true })
  await page.keyboard.press('Tab')
  await page.getByRole('grid').or(page.getByRole('table')).first().getByRole('row').nth(2).focus()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: /Can we get in today/ })).toBeVisible()
  await expect.poll(() => focused(keydocket)).toBe('H1')

  await page.getByRole('link', { name: 'Deadlines', exact: true }).click()
  await page
    .getByRole('button', { name: /^Open State$|Open.*State|State/ })
    .first()
    .click()
  await page.getByRole('option', { name: 'Done', exact: true }).click()
  await page.getByRole('link', { name: 'Today' }).click()
  await page.getByRole('link', { name: 'Deadlines', exact: true }).click()
  await expect(page.getByRole('button', { name: /Done.*State/ })).toBeVisible()
})
