/** Deadlines in the window: added, seen on Today and in the list, done and taken back, an appointment answered, a calendar saved and kept. */
import { existsSync, mkdtempSync, readFileSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, type Keydocket, test } from '../fixtures.ts'

test.use({ beginning: 'new-firm' })

const folder = () => mkdtempSync(join(tmpdir(), 'keydocket-e2e-'))

async function openFirm(keydocket: Keydocket): Promise<string> {
  const client = await keydocket.invoke('clients.create', { name: 'Garcia Lopez, María', fileNumber: '2026-17' })
  if (!client.ok) throw new Error(client.error.code)
  return client.value.id
}

/** A date some days from this computer's today, as the firm counts without a time zone of its own. */
function inDays(days: number): string {
  const at = new Date()
  at.setDate(at.getDate() + days)
  return [at.getFullYear(), String(at.getMonth() + 1).padStart(2, '0'), String(at.getDate()).padStart(2, '0')].join('-')
}

test('the answer to an RFE: suggested, taken only by hand, on Today, done, and taken back', async ({ keydocket }) => {
  const { page } = keydocket
  await openFirm(keydocket)
  await page.getByRole('link', { name: 'Deadlines', exact: true }).click()
  await page.getByRole('button', { name: 'Add deadline' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel(/Find the client/).fill('garc')
  await dialog.getByText('Garcia Lopez, María').click()
  await dialog.getByRole('button', { name: /About/ }).click()
  await page.getByRole('option', { name: 'RFE' }).click()
  await dialog.getByLabel(/^Title/).fill('Answer the RFE')
  await dialog.getByLabel(/Date of issue/).fill(inDays(-80))
  await expect(dialog.getByText('The letter wins', { exact: false })).toBeVisible()
  await expect(dialog.getByLabel(/from the letter/)).toHaveValue('')
  await dialog.getByRole('button', { name: 'Use this date' }).click()
  await expect(dialog.getByLabel(/from the letter/)).toHaveValue(inDays(7))
  await dialog.getByRole('button', { name: 'Add', exact: true }).click()
  await expect(page.getByRole('row', { name: /Answer the RFE/ })).toBeVisible()

  await page.getByRole('link', { name: 'Today', exact: true }).click()
  await expect(page.getByRole('link', { name: /Garcia Lopez, María.*Answer the RFE/ })).toBeVisible()

  await page.getByRole('link', { name: 'Deadlines', exact: true }).click()
  await page.getByRole('button', { name: 'Done: Answer the RFE' }).click()
  await expect(page.getByRole('row', { name: /Answer the RFE/ })).toHaveCount(0)
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(page.getByRole('row', { name: /Answer the RFE/ })).toBeVisible()
})

test('a passed appointment asks what happened; a client without a next step gets one on its page', async ({ keydocket }) => {
  const { page } = keydocket
  const clientId = await openFirm(keydocket)
  await keydocket.invoke('deadlines.add', { clientId, kind: 'appointment', title: 'Interview', dueOn: inDays(-3) })
  await page.getByRole('link', { name: 'Deadlines', exact: true }).click()
  await page.getByRole('button', { name: 'Done: Interview' }).click()
  await page.getByRole('dialog', { name: 'What happened?' }).getByRole('button', { name: 'Mark as done' }).click()
  await expect(page.getByText('Say what came of the appointment.')).toBeVisible()
  await page.getByLabel(/^Outcome/).fill('Rescheduled')
  await page.getByRole('button', { name: 'Mark as done' }).click()
  await expect(page.getByRole('dialog')).toHaveCount(0)

  await page.getByRole('button', { name: 'Without a next step' }).click()
  await page.getByRole('row', { name: /Garcia Lopez, María/ }).press('Enter')
  await page.getByLabel('Follow-up: what is to be done').fill('Ask for the new date')
  await page.getByLabel(/^Due on/).fill(inDays(5))
  await page.getByLabel(/^Due on/).press('Enter')
  await expect(page.getByText('Ask for the new date').first()).toBeVisible()
  const left = await keydocket.invoke('nextSteps.list', {})
  expect(left).toMatchObject({ ok: true, value: { total: 0 } })
})

test('the calendar is saved without names, and kept up to date in a folder', async ({ keydocket }) => {
  const { page } = keydocket
  const clientId = await openFirm(keydocket)
  await keydocket.invoke('deadlines.add', { clientId, kind: 'deadline', title: 'Answer for Garcia', dueOn: inDays(10) })
  const saved = join(folder(), 'list.ics')
  await page.getByRole('link', { name: 'Deadlines', exact: true }).click()
  await page.getByRole('button', { name: 'More' }).click()
  await page.getByRole('menuitem', { name: 'Save as calendar file' }).click()
  await keydocket.chooseSavePath(saved)
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(page.getByText('1 entry saved.')).toBeVisible()
  expect(readFileSync(saved, 'utf8')).toContain('File 2026-17')
  expect(readFileSync(saved, 'utf8')).not.toContain('Garcia')

  const kept = folder()
  await page.getByRole('link', { name: 'Settings' }).click()
  await page.getByRole('link', { name: 'Reminders', exact: true }).click()
  await keydocket.chooseSavePath(kept)
  await page.getByRole('button', { name: 'Choose a folder' }).click()
  await expect(page.getByText(join(kept, 'keydocket.ics'))).toBeVisible()
  const file = join(kept, 'keydocket.ics')
  // The place is shown as soon as it is settled, a moment before the file lies there.
  await expect.poll(() => existsSync(file)).toBe(true)
  expect(statSync(file).mode & 0o777).toBe(0o600)
  const added = await keydocket.invoke('deadlines.add', { clientId, kind: 'follow-up', title: 'Call', dueOn: inDays(3) })
  if (!added.ok) throw new Error(added.error.code)
  await expect.poll(() => existsSync(file) && readFileSync(file, 'utf8')).toContain(added.value.id)
})
