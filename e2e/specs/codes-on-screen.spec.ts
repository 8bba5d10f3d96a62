import { join } from 'node:path'
import { expect, type Page } from '@playwright/test'
import { type Keydocket, test } from '../fixtures.ts'

test.use({ beginning: 'new-firm' })

const key = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ'
const backupCode = '7Q4K-SHOW-RY2P-9XWT'

/** An account with a confirmed authenticator and a backup code, on its own page. */
async function openAccount(keydocket: Keydocket): Promise<string> {
  const { page } = keydocket
  const of = <T>(answer: { ok: boolean; value?: T }): T => {
    expect(answer.ok).toBe(true)
    return answer.value as T
  }
  const client = of<{ id: string }>(await keydocket.invoke('clients.create', { name: 'Garcia Lopez, Maria' }))
  const account = of<{ id: string }>(
    await keydocket.invoke('accounts.create', {
      clientId: client.id,
      portalId: 'uscis',
      username: 'maria@example.com',
      custody: 'firm-holds',
      consentOn: '2026-01-15'
    })
  )
  const { pendingId } = of<{ pendingId: string }>(await keydocket.invoke('authenticators.readKey', { accountId: account.id, key }))
  const { authenticatorId } = of<{ authenticatorId: string }>(await keydocket.invoke('authenticators.save', { pendingId }))
  const { code } = of<{ code: string }>(await keydocket.invoke('authenticators.showCode', { id: authenticatorId }))
  await keydocket.invoke('authenticators.confirm', { id: authenticatorId, code })
  await keydocket.invoke('backupCodes.record', { accountId: account.id, codes: [backupCode] })
  await page.evaluate((id) => {
    location.hash = `#/accounts/${id}`
  }, account.id)
  await expect(page.getByRole('button', { name: 'Show code', exact: true })).toBeVisible()
  return authenticatorId
}

/** The window believes what these events say; nothing else tells a page that another window has the focus. */
const focusGoes = (page: Page, where: 'blur' | 'focus') => page.evaluate((type) => window.dispatchEvent(new Event(type)), where)

async function picture(page: Page, name: string): Promise<void> {
  const folder = process.env['KEYDOCKET_LOOK']
  if (!folder) return
  for (const scheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme: scheme })
    for (const [width, height] of [
      [1440, 900],
      [1024, 700]
    ] as const) {
      await page.setViewportSize({ width, height })
      await page.screenshot({ path: join(folder, `${name}-${scheme}-${width}.png`) })
    }
  }
}

test('a code copied again in its period is said to be, with time and name; marks for histories are asked for', async ({ keydocket }) => {
  await openAccount(keydocket)
  const { page } = keydocket
  const copy = page.getByRole('button', { name: 'Copy code', exact: true }).first()
  await copy.click()
  await expect.poll(() => keydocket.readClipboard()).toMatch(/^\d{6}$/)
  const marks = keydocket.clipboardMarks()
  if (marks !== null) expect(marks).toEqual(['electron application/osclipboard;format="x-kde-passwordManagerHint"'])
  await copy.click()
  // A period may have ended between the two; then the third is the second in its own.
  await copy.click()
  await expect(
    page.getByText(/This code was already copied at \d{1,2}:\d{2}:\d{2}.* by Ana Paralegal – next one in \d+ s/).first()
  ).toBeVisible()
  await picture(page, 'copied-again')
  await keydocket.power('lock-screen')
  await expect(page.getByRole('heading', { name: 'Keydocket is locked' })).toBeVisible()
  expect(await keydocket.readClipboard()).toBe('')
})

test('shown only: no copy button, nothing on the clipboard, the setting says so', async ({ keydocket }) => {
  const id = await openAccount(keydocket)
  const { page } = keydocket
  await keydocket.setClipboard('mine')
  await page.getByRole('link', { name: 'Settings', exact: true }).click()
  // Checked once main has kept it.
  await page.getByRole('checkbox', { name: 'Only show codes, never copy them' }).click({ force: true })
  await expect(page.getByRole('checkbox', { name: 'Only show codes, never copy them' })).toBeChecked()
  await expect(page.getByRole('checkbox', { name: /Cover shown codes/ })).toBeDisabled()
  await picture(page, 'settings')
  await page.goBack()
  await expect(page.getByRole('button', { name: 'Show code', exact: true })).toBeVisible()
  await expect(page.getByRole('button', { name: /^Copy/ })).toHaveCount(0)
  await page.getByRole('button', { name: 'Show code', exact: true }).click()
  await expect(page.getByText(/^\d{6}$/).first()).toBeVisible()
  await focusGoes(page, 'blur')
  // Typing is the only way: it stays readable beside the browser.
  await expect(page.getByText(/^\d{6}$/).first()).toBeVisible()
  await picture(page, 'shown-only')
  expect(await keydocket.invoke('authenticators.copyCode', { id })).toMatchObject({ ok: false, error: { code: 'clipboard.show-only' } })
  expect(await keydocket.readClipboard()).toBe('mine')
})

test('shown codes are covered while another window is in use, except one that is kept in view; titles say no names', async ({
  keydocket
}) => {
  await openAccount(keydocket)
  const { page } = keydocket
  await page.getByRole('button', { name: 'Show code', exact: true }).click()
  await page
    .getByRole('button', { name: /^Show backup code/i })
    .first()
    .click()
  const code = page.getByText(/^\d{6}$/).first()
  await expect(code).toBeVisible()
  await expect(page.getByText(backupCode)).toBeVisible()
  await focusGoes(page, 'blur')
  await expect(code).toHaveCount(0)
  await expect(page.getByText(backupCode)).toHaveCount(0)
  await expect(page.getByRole('img', { name: 'Covered while another window is in use' }).first()).toBeVisible()
  expect(await page.content()).not.toContain(backupCode)
  await picture(page, 'covered')
  await focusGoes(page, 'focus')
  await expect(page.getByText(backupCode)).toBeVisible()
  await page.getByRole('button', { name: 'Keep in view', exact: true }).click()
  await focusGoes(page, 'blur')
  await expect(page.getByText(/^\d{6}$/).first()).toBeVisible()
  await expect(page.getByText(backupCode)).toHaveCount(0)
  await focusGoes(page, 'focus')
  await picture(page, 'kept')

  const titles = new Set([await page.title()])
  for (const place of ['Accounts', 'Clients', 'Activity', 'Settings']) {
    await page.getByRole('link', { name: place, exact: true }).first().click()
    await expect(page).toHaveTitle(new RegExp(place))
    titles.add(await page.title())
  }
  for (const title of titles) expect(title).toMatch(/^[A-Z][a-z -]+ – Keydocket$/)
  expect(page.url()).not.toMatch(/Garcia|maria|7Q4K/i)
})

test('codes refused: key or clock, and a correction that every code tells', async ({ keydocket }) => {
  const id = await openAccount(keydocket)
  const { page } = keydocket
  await page.getByRole('button', { name: 'Codes refused?' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Code on another device').fill('12')
  await dialog.getByRole('button', { name: 'Check', exact: true }).click()
  await expect(dialog.getByText('Another key, or mistyped')).toBeVisible()
  await picture(page, 'refused-key')
  // What a device three minutes ahead shows: asked for with the codes moved, since nothing here may move the clock.
  await keydocket.invoke('clock.correct', { seconds: 180 })
  const ahead = await keydocket.invoke('authenticators.showCode', { id })
  await keydocket.invoke('clock.correct', { seconds: 0 })
  await dialog.getByLabel('Code on another device').fill(ahead.ok ? ahead.value.code : '')
  await dialog.getByRole('button', { name: 'Check', exact: true }).click()
  await expect(dialog.getByText('The clock is the reason')).toBeVisible()
  await picture(page, 'refused-clock')
  await dialog.getByRole('button', { name: /^Move codes by/ }).click()
  await expect(dialog.getByText(/^Codes are made for a time .* later than this computer’s clock/)).toBeVisible()
  await dialog.getByRole('button', { name: 'Close', exact: true }).last().click()
  await expect(page.getByText(/^Codes are made for a time .* later/).first()).toBeVisible()
  await picture(page, 'corrected')
  await page.getByRole('link', { name: 'Accounts', exact: true }).first().click()
  const row = page.getByRole('row', { name: /maria@example/ })
  await row.getByRole('button', { name: /Show code/ }).click()
  await expect(row.getByRole('img', { name: /^Codes are made for a time/ })).toBeVisible()
  await picture(page, 'corrected-list')
  await page.getByRole('link', { name: 'Activity', exact: true }).click()
  await expect(page.getByText('Codes moved because of the clock').first()).toBeVisible()
})
