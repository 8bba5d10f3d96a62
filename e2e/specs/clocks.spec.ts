import { expect, type Keydocket, test } from '../fixtures.ts'

test.use({ beginning: 'new-firm' })

async function openSample(keydocket: Keydocket): Promise<void> {
  expect((await keydocket.invoke('sample.load', {})).ok).toBe(true)
}

async function value<T>(answer: Promise<{ ok: true; value: T } | { ok: false; error: { code: string } }>): Promise<T> {
  const given = await answer
  if (!given.ok) throw new Error(given.error.code)
  return given.value
}

const twoDaysAgo = (): { iso: string; typed: string } => {
  const date = new Date(Date.now() - 2 * 86_400_000)
  const [year, month, day] = [date.getFullYear(), date.getMonth() + 1, date.getDate()].map((part) => String(part).padStart(2, '0'))
  return { iso: `${year}-${month}-${day}`, typed: `${month}${day}${year}` }
}

test('a notice is logged from anywhere with the keyboard alone, in less than 30 seconds', async ({ keydocket }) => {
  const { page } = keydocket
  const client = await value(keydocket.invoke('clients.create', { name: 'Garcia Lopez, María', email: 'maria@example.com' }))
  await value(keydocket.invoke('cases.add', { clientId: client.id, receiptNumber: 'IOE0912345678', form: 'I-485' }))
  const account = await value(
    keydocket.invoke('accounts.create', {
      ...{ clientId: client.id, portalId: 'uscis', username: 'maria@example.com', custody: 'firm-holds', consentOn: '2026-01-15' }
    })
  )
  const notice = twoDaysAgo()
  await page.getByRole('link', { name: 'Access codes' }).click()
  await page.getByRole('button', { name: 'Log a notice' }).focus()
  const began = Date.now()
  await page.keyboard.press('Enter')
  await expect(page.getByLabel('Client, receipt or e-mail')).toBeFocused()
  await page.keyboard.type('IOE09123')
  await expect(page.getByRole('option', { name: /Garcia Lopez/ })).toHaveCount(1)
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  const dialog = page.getByRole('dialog', { name: 'Log a notice' })
  await expect(dialog.getByText('Garcia Lopez, María, USCIS, maria@example.com')).toBeVisible()
  await expect(dialog.getByLabel('Notice date')).toBeFocused()
  await page.keyboard.type(notice.typed)
  const tabTo = async (name: string) => {
    for (let tabs = 0; tabs < 14; tabs += 1) {
      if (await dialog.getByLabel(name).evaluate((field) => field === document.activeElement)) return
      await page.keyboard.press('Tab')
    }
    throw new Error(`${name} is not reached with Tab`)
  }
  await tabTo('Online Access Code (if known)')
  await page.keyboard.type('AB12-CD34')
  await tabTo('IOE0912345678')
  await page.keyboard.press('Space')
  await page.keyboard.press('Control+Enter')
  await expect(dialog).toBeHidden()
  expect(Date.now() - began).toBeLessThan(30_000)
  const [logged] = await value(keydocket.invoke('accessCodes.list', { accountId: account.id }))
  expect(logged).toMatchObject({ noticeOn: notice.iso, hasValue: true, receiptNumbers: ['IOE0912345678'], addressee: 'client' })
})

test('a client without an account gets one on the way', async ({ keydocket }) => {
  const { page } = keydocket
  await value(keydocket.invoke('clients.create', { name: 'Nguyen, An', email: 'an@example.com' }))
  await value(keydocket.invoke('clients.create', { name: 'Nguyen, Thi Mai', email: 'mai@example.com' }))
  await page.getByRole('link', { name: 'Access codes' }).click()
  await page.getByRole('button', { name: 'Log a notice' }).click()
  await expect(page.getByLabel('Client, receipt or e-mail')).toBeFocused()
  await page.keyboard.type('nguy')
  await expect(page.getByRole('option', { name: /No USCIS account yet/ })).toHaveCount(2)
  const wanted = page.getByRole('option', { name: /^Nguyen, Thi Mai.*No USCIS account yet/ })
  for (let presses = 0; presses < 2 && !(await wanted.evaluate((option) => option.hasAttribute('data-focused'))); presses += 1) {
    await page.keyboard.press('ArrowDown')
  }
  await page.keyboard.press('Enter')
  await expect(page.getByLabel('E-mail address')).toHaveValue('mai@example.com')
  await expect(page.getByLabel('E-mail address')).toBeFocused()
  await page.keyboard.press('Enter')
  const dialog = page.getByRole('dialog', { name: 'Log a notice' })
  await expect(dialog.getByText('Nguyen, Thi Mai, USCIS, mai@example.com')).toBeVisible()
  await page.keyboard.type(twoDaysAgo().typed)
  await page.keyboard.press('Enter')
  await expect(dialog).toBeHidden()
  const { rows } = await value(keydocket.invoke('accessCodes.board', {}))
  expect(rows.map((row) => [row.clientName, row.username, row.hasValue])).toEqual([['Nguyen, Thi Mai', 'mai@example.com', false]])
})

test('passcodes and drafts stand beside the access codes; an answer and an edit take one press', async ({ keydocket }) => {
  const { page } = keydocket
  await openSample(keydocket)
  await page.getByRole('link', { name: 'Access codes' }).click()
  await page.getByRole('link', { name: 'Passcodes' }).click()
  await expect(page.getByRole('row', { name: /Northgate Structural Engineers/ })).toHaveCount(2)
  await page.getByRole('link', { name: 'Drafts' }).click()
  const edited = page.getByRole('button', { name: /^Edited today: I-129, Tamarind/ })
  await edited.click()
  await expect(page.getByText('Work on I-129 today noted.')).toBeVisible()
  await expect(edited).toBeHidden()
  const drafts = await value(keydocket.invoke('drafts.board', {}))
  const tamarind = drafts.rows.find((row) => row.clientName?.startsWith('Tamarind'))
  expect(tamarind).toMatchObject({ status: 'open', daysLeft: 30 })

  await page.evaluate((id) => {
    location.hash = `#/accounts/${id}`
  }, tamarind?.accountId)
  await page.getByRole('button', { name: /^Actions for the passcode of Tamarind.*I-129$/ }).click()
  await page.getByRole('menuitem', { name: 'Client accepted' }).click()
  await expect(page.getByText('Tamarind Kitchen Holdings LLC (sample) accepted.')).toBeVisible()
  const passcodes = await value(keydocket.invoke('passcodes.board', { statuses: ['accepted'] }))
  expect(passcodes.total).toBe(2)
})

test('the calendar of sign-ins: overdue first, one press notes a sign-in, and takes it back', async ({ keydocket }) => {
  const { page } = keydocket
  await openSample(keydocket)
  await page.getByRole('link', { name: 'Sign-ins' }).click()
  await expect(page.getByText(/^1 overdue/)).toBeVisible()
  await page.getByRole('button', { name: /^Signed in today: .*PACER/ }).click()
  await expect(page.getByText(/^None overdue/)).toBeVisible()
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(page.getByText(/^1 overdue/)).toBeVisible()
  await page
    .getByRole('table', { name: /^Sign-ins due in/ })
    .getByRole('button')
    .filter({ hasText: /\d+\s*1$/ })
    .first()
    .click()
  await expect(page.getByRole('heading', { name: /^Due on/ })).toBeVisible()
})

test('a used code says what became of it', async ({ keydocket }) => {
  const { page } = keydocket
  await openSample(keydocket)
  const { rows } = await value(keydocket.invoke('accessCodes.board', { statuses: ['new'] }))
  const code = rows.find((row) => row.clientId !== null)
  await page.evaluate((id) => {
    location.hash = `#/accounts/${id}`
  }, code?.accountId)
  await page
    .getByRole('button', { name: /^Actions for the notice/ })
    .first()
    .click()
  await page.getByRole('menuitem', { name: 'Mark used by us…' }).click()
  await page.getByRole('button', { name: 'Mark as used' }).click()
  await expect(page.getByText(/linked by access code\. Nobody has noted yet/)).toBeVisible()
  await page
    .getByRole('button', { name: /^Actions for the notice/ })
    .first()
    .click()
  await page.getByRole('menuitem', { name: 'Case seen in the account today' }).click()
  await expect(page.getByText(/case seen there on/)).toBeVisible()
})
