import { expect, type Keydocket, test } from '../fixtures.ts'

test.use({ beginning: 'new-firm' })

const page1 = `Your backup codes
Keep these codes somewhere safe. Each code works once.
1. ABCD-1234   3. JKMN-9012
2. EFGH-5678   4. PQRS-3456
Page 1 of 1`

async function withAccount(keydocket: Keydocket, portalId: string): Promise<string> {
  const client = await keydocket.invoke('clients.create', { name: 'Garcia Lopez, María' })
  if (!client.ok) throw new Error(client.error.code)
  const fields = { portalId, username: 'maria@example.com', custody: 'firm-holds' as const, consentOn: '2026-01-15' }
  const account = await keydocket.invoke('accounts.create', { clientId: client.value.id, ...fields })
  if (!account.ok) throw new Error(account.error.code)
  await keydocket.page.evaluate((id) => {
    location.hash = `#/accounts/${id}`
  }, account.value.id)
  return account.value.id
}

test('a pasted page is read, corrected, recorded; codes are reserved, used, struck out and printed', async ({ keydocket }) => {
  const { page } = keydocket
  const accountId = await withAccount(keydocket, 'login-gov')
  await page.getByRole('button', { name: 'Record backup codes' }).click()
  await page.getByRole('textbox', { name: 'Backup codes, pasted or typed' }).fill(page1)
  await expect(page.getByText('Understood as 4 codes')).toBeVisible()
  await expect(page.getByText('Login.gov is known to issue 10 at a time; this is 4.', { exact: false })).toBeVisible()
  await expect(page.getByText('Page 1 of 1', { exact: true })).toBeVisible()
  await page.getByRole('textbox', { name: 'Code 4' }).fill('PQRS-9999')
  await page.getByRole('button', { name: 'Remove code 3' }).click()
  await page.getByRole('textbox', { name: 'Paper kept at' }).fill('Safe, shelf 2')
  await page.getByRole('button', { name: 'Save backup codes' }).click()
  await expect(page.getByText('3 of 3 backup codes are unused.')).toBeVisible()

  await page.getByRole('button', { name: 'More actions: Code 1' }).click()
  await page.getByRole('menuitem', { name: 'Reserve for me…' }).click()
  await page.getByRole('textbox', { name: 'Reserved for' }).fill('travel')
  await page.getByRole('button', { name: 'Reserve', exact: true }).click()
  await expect(page.getByText(/^Reserved by you since .*, for travel$/)).toBeVisible()

  await page.getByRole('button', { name: 'More actions: Code 2' }).click()
  await page.getByRole('menuitem', { name: 'Mark used for…' }).click()
  await page.getByRole('textbox', { name: 'Used for' }).fill('new phone')
  await page.getByRole('dialog').getByRole('button', { name: 'Mark used' }).click()
  await expect(page.getByText(/^Used by Ana Paralegal on .*, for new phone$/)).toBeVisible()

  await page.getByRole('button', { name: 'More actions: Code 3' }).click()
  await page.getByRole('menuitem', { name: 'Strike out…' }).click()
  await page.getByRole('textbox', { name: 'Reason' }).fill('cannot be read')
  await page.getByRole('button', { name: 'Strike out', exact: true }).click()
  await expect(page.getByText(/^Struck out by Ana Paralegal on .*: cannot be read$/)).toBeVisible()
  await expect(page.getByText('1 of 3 backup codes are unused.')).toBeVisible()

  // The system's print dialog cannot be driven: its place is taken, and what would go on paper is looked at.
  await page.evaluate(() => {
    window.print = () => document.documentElement.setAttribute('data-printed', 'yes')
  })
  await page.getByRole('button', { name: 'More actions for the backup codes' }).click()
  await page.getByRole('menuitem', { name: 'Print for the safe…' }).click()
  await expect(page.getByRole('alertdialog', { name: 'Print the backup codes?' })).toContainText('Garcia Lopez, María')
  await page.getByRole('button', { name: 'Print', exact: true }).click()
  await expect(page.locator('html')).toHaveAttribute('data-printed', 'yes')
  await page.emulateMedia({ media: 'print' })
  const paper = await page.evaluate(() => document.body.innerText)
  for (const line of ['Garcia Lopez, María', 'Login.gov', 'maria@example.com', 'Safe, shelf 2', 'ABCD-1234', 'Used by'])
    expect(paper).toContain(line)
  expect(paper).not.toContain('EFGH-5678')
  await page.emulateMedia({ media: null })
  await page.evaluate(() => window.dispatchEvent(new Event('afterprint')))
  await expect(page.getByText('ABCD-1234')).toHaveCount(0)
  const rows = await keydocket.invoke('audit.list', { accountId })
  expect(rows.ok && rows.value.rows[0]).toMatchObject({ event: 'backup-code.printed', details: { count: 1 } })

  await page.getByRole('link', { name: 'Backup codes' }).click()
  await expect(page.getByRole('row', { name: /Garcia Lopez, María/ })).toContainText('Low stock')
  await expect(page.getByRole('row', { name: /Garcia Lopez, María/ })).toContainText('1 of 3 · 1 reserved')
})

test('a code another member reserved is taken only after the question', async ({ keydocket }) => {
  const { page } = keydocket
  await keydocket.invoke('sample.load', {})
  const board = await keydocket.invoke('backupCodes.board', { reservedOnly: true })
  const row = board.ok ? board.value.rows[0] : undefined
  if (row === undefined) throw new Error('the sample firm has no reserved backup code')
  await page.evaluate((id) => {
    location.hash = `#/accounts/${id}`
  }, row.accountId)
  await page
    .getByRole('button', { name: /^Take it all the same…/ })
    .first()
    .click()
  await expect(page.getByRole('alertdialog', { name: 'Take a reserved code?' })).toContainText('Dana Whitfield')
  await page.getByRole('button', { name: 'Take it', exact: true }).click()
  await page.getByRole('button', { name: 'Mark used: Code 9' }).click()
  await expect(page.getByText(/^Used by Ana Paralegal on /).last()).toBeVisible()
  const rows = await keydocket.invoke('audit.list', { accountId: row.accountId })
  expect(rows.ok && rows.value.rows[0]).toMatchObject({ event: 'backup-code.used', details: { position: 9, reservedBy: 'Dana Whitfield' } })
})

test('a USCIS code goes stale with the day of a changed phone, and is confirmed or recorded anew', async ({ keydocket }) => {
  const { page } = keydocket
  const accountId = await withAccount(keydocket, 'uscis')
  await keydocket.invoke('backupCodes.record', { accountId, codes: ['a1b2c3d4e5'] })
  await keydocket.invoke('secondFactors.add', { accountId, kind: 'text', holderKind: 'client', detail: 'ends in 0142' })
  await expect(page.getByText('One backup code is recorded and unused.')).toBeVisible()
  await page.getByRole('button', { name: /^Actions for Text message/ }).click()
  await page.getByRole('menuitem', { name: 'Edit' }).click()
  await page.getByRole('textbox', { name: 'Which one' }).fill('ends in 0199')
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(page.getByText('Say whether it changed at the portal.')).toBeVisible()
  await page.getByRole('radio', { name: 'Yes' }).check({ force: true })
  const today = await keydocket.invoke('today.list', {})
  await page.getByLabel('Changed on').fill(today.ok ? today.value.today : '')
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(page.getByText(/^The e-mail address or phone was changed on .* USCIS issues a new code with such a change\.$/)).toBeVisible()
  await page.getByRole('link', { name: 'Backup codes' }).click()
  await expect(page.getByRole('row', { name: /Garcia Lopez, María/ })).toContainText('contact changed')
  await page
    .getByRole('row', { name: /Garcia Lopez, María/ })
    .getByRole('link', { name: 'maria@example.com' })
    .click()
  await page.getByRole('button', { name: 'It is still current' }).click()
  await expect(page.getByText('One backup code is recorded and unused.')).toBeVisible()
})
