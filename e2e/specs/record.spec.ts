/** The activity record proves itself, leaves as a file that checks without the program, and says what a leaver has seen. */
import { execFileSync } from 'node:child_process'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, type Keydocket, test } from '../fixtures.ts'

test.use({ beginning: 'new-firm' })

const folder = () => mkdtempSync(join(tmpdir(), 'keydocket-e2e-'))
const pictures = process.env['KEYDOCKET_RECORD_PICTURES']

async function openSample(keydocket: Keydocket): Promise<void> {
  expect((await keydocket.invoke('sample.load', {})).ok).toBe(true)
}

async function picture({ page }: Keydocket, name: string): Promise<void> {
  if (pictures === undefined) return
  for (const [width, height] of [
    [1440, 900],
    [1024, 700]
  ] as const) {
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.setViewportSize({ width, height })
      await page.emulateMedia({ colorScheme })
      await page.screenshot({ path: join(pictures, `${name}-${width}-${colorScheme}.png`) })
    }
  }
}

const go = ({ page }: Keydocket, place: string) =>
  page.evaluate((hash) => {
    location.hash = hash
  }, place)

test('the record is checked, saved and verified without the program', async ({ keydocket }) => {
  const { page } = keydocket
  await openSample(keydocket)
  await page.getByRole('link', { name: 'Activity' }).click()
  await page.getByRole('button', { name: 'Check the record' }).click()
  await expect(page.getByText(/^The record holds: \d+ rows/)).toBeVisible()
  await picture(keydocket, 'activity')

  await page.getByRole('button', { name: 'Save the record' }).click()
  await expect(page.getByRole('dialog', { name: 'Save the record' })).toBeVisible()
  await picture(keydocket, 'save')
  const file = join(folder(), 'record.jsonl')
  await keydocket.chooseSavePath(file)
  await page.getByRole('button', { name: 'Choose where' }).click()
  await expect(page.getByText(/Record saved\. Log head/)).toBeVisible()
  const told = execFileSync(process.execPath, ['scripts/verify-audit.mjs', file], { encoding: 'utf8' })
  const state = await keydocket.invoke('audit.state', {})
  expect(told).toContain('The record holds')
  expect(told).toContain(`Log head ${state.ok ? state.value.head?.code : ''}`)
})

test('one client’s record is one click from the client', async ({ keydocket }) => {
  const { page } = keydocket
  await openSample(keydocket)
  const clients = await keydocket.invoke('clients.list', { limit: 1 })
  const client = clients.ok ? clients.value.rows[0] : undefined
  await go(keydocket, `#/clients/${client?.id}`)
  await page.getByRole('button', { name: 'Who saw what' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Activity' })).toBeVisible()
  await picture(keydocket, 'client')
  await page.getByRole('button', { name: 'Save the record' }).click()
  const file = join(folder(), 'client.jsonl')
  await keydocket.chooseSavePath(file)
  await page.getByRole('button', { name: 'Choose where' }).click()
  await expect(page.getByText(/Record saved\. Log head/)).toBeVisible()
  expect(execFileSync(process.execPath, ['scripts/verify-audit.mjs', file], { encoding: 'utf8' })).toContain('shown as digests only')
})

test('what a person saw becomes a rotation list that is settled line by line', async ({ keydocket }) => {
  const { page } = keydocket
  await openSample(keydocket)
  await page.getByRole('link', { name: 'Activity' }).click()
  await page.getByRole('link', { name: 'Who was shown what' }).click()
  await expect(page.getByText(/\d+ secrets of \d+ clients/)).toBeVisible()
  await picture(keydocket, 'exposure')

  await page.getByRole('link', { name: 'Settings' }).click()
  await page.getByRole('link', { name: 'Firm', exact: true }).click()
  await page.getByRole('link', { name: 'Rotation list' }).first().click()
  await expect(page.getByRole('heading', { level: 1, name: 'Rotation list: Ana Paralegal' })).toBeVisible()
  const open = Number(/(\d+) open/.exec((await page.getByText(/\d+ open, \d+ settled/).textContent()) ?? '')?.[1])
  expect(open).toBeGreaterThan(3)
  await picture(keydocket, 'rotation')
  await page
    .getByRole('button', { name: /^Settle / })
    .first()
    .click()
  await page.getByRole('textbox', { name: 'What was done' }).fill('changed at the portal')
  await picture(keydocket, 'settle')
  await page.getByRole('button', { name: 'Settle', exact: true }).click()
  await expect(page.getByText(`${open - 1} open`, { exact: false })).toBeVisible()
})
