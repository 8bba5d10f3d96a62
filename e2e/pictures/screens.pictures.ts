/** Every screen with the sample firm, wide and narrow, light and dark. */
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from '../fixtures.ts'
import { firstRun, passphrase } from '../pages/first-run.ts'
import { picture } from './picture.ts'

test('pictures of every screen', async ({ keydocket }) => {
  const { page } = keydocket
  await page.getByRole('button', { name: 'Set up Keydocket' }).waitFor()
  await picture(keydocket, 'welcome')
  await firstRun(keydocket, { kitFile: join(mkdtempSync(join(tmpdir(), 'keydocket-pictures-')), 'kit.txt'), useKeychain: false })
  await page.getByRole('button', { name: 'Load the sample firm' }).waitFor()
  await picture(keydocket, 'today-empty')
  await page.getByRole('link', { name: 'Accounts', exact: true }).click()
  await page.getByRole('button', { name: 'Load the sample firm' }).waitFor()
  await picture(keydocket, 'accounts-empty')
  await page.getByRole('button', { name: 'Load the sample firm' }).click()
  await page.getByRole('row').nth(3).waitFor()
  await page.getByText('Sample firm loaded', { exact: false }).first().waitFor()
  await page
    .getByRole('button', { name: 'Close' })
    .first()
    .click()
    .catch(() => {})
  await page
    .getByRole('button', { name: /^Show code/ })
    .first()
    .click()
  await picture(keydocket, 'accounts')

  await page.getByRole('searchbox').fill('no such thing')
  await page.getByText('No account matches').waitFor()
  await picture(keydocket, 'accounts-no-match')
  await page.getByRole('searchbox').fill('')

  const list = await keydocket.invoke('accounts.list', { limit: 500 })
  const rows = list.ok ? list.value.rows.filter((row) => row.clientId !== null) : []
  const rich =
    rows.find((row) => row.authenticator.state === 'confirmed' && row.backupCode.status === 'presumed-stale') ??
    rows.find((row) => row.authenticator.state === 'confirmed' && row.accessCode !== null) ??
    rows[0]
  const withNotice = rows.find((row) => row.accessCode?.status === 'expiring' && row.authenticator.state === 'confirmed') ?? rich
  for (const [name, row] of [
    ['account', withNotice],
    ['account-stale', rich]
  ] as const) {
    await page.evaluate((id) => {
      location.hash = `#/accounts/${id}`
    }, row?.id)
    await page.getByRole('heading', { name: 'Authenticator' }).waitFor()
    await page.getByRole('button', { name: 'Show code' }).first().click()
    await picture(keydocket, name)
  }
  await page.getByRole('button', { name: 'Log a notice' }).click()
  await page.getByRole('dialog').waitFor()
  await picture(keydocket, 'dialog-notice')
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Edit', exact: true }).click()
  await page.getByRole('dialog').waitFor()
  await picture(keydocket, 'dialog-account')
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Add second factor' }).click()
  await page.getByRole('dialog').waitFor()
  await picture(keydocket, 'dialog-second-factor')
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: /^What if/ }).click()
  await page.getByRole('menuitem').first().click()
  const start = page.getByRole('button', { name: 'Start', exact: true })
  const steps = page.getByRole('heading', { name: 'Steps', exact: true })
  await start.or(steps).waitFor()
  // A path under way is gone on with at once.
  if (await start.isVisible()) {
    await picture(keydocket, 'dialog-path')
    await start.click()
  }
  await steps.waitFor()
  await picture(keydocket, 'path')

  await page.getByRole('link', { name: 'Today' }).click()
  await page.getByText(/things wait/).waitFor()
  await picture(keydocket, 'today')
  await page.getByRole('link', { name: 'Deadlines', exact: true }).click()
  await page.getByRole('row').nth(3).waitFor()
  await picture(keydocket, 'deadlines')
  await page.getByRole('button', { name: 'Add deadline' }).click()
  await page.getByRole('dialog').waitFor()
  await picture(keydocket, 'dialog-deadline')
  await page.keyboard.press('Escape')
  await page.getByRole('link', { name: 'Access codes' }).click()
  await page.getByRole('row').nth(1).waitFor()
  await picture(keydocket, 'access-codes')
  await page.getByRole('link', { name: 'Recovery' }).click()
  await page.getByRole('heading', { name: 'Reports' }).waitFor()
  await picture(keydocket, 'recovery')
  await page.getByRole('link', { name: /^Only one person can open it/ }).click()
  await page.getByRole('row').nth(1).waitFor()
  await picture(keydocket, 'report')

  await page.getByRole('link', { name: 'Clients', exact: true }).click()
  await page.getByRole('row').nth(3).waitFor()
  await picture(keydocket, 'clients')
  for (const [place, name] of [
    ['/matters', 'matters'],
    ['/contacts', 'contacts'],
    ['/clients/duplicates', 'duplicates'],
    ['/cases', 'cases'],
    ['/access-codes/passcodes', 'passcodes'],
    ['/access-codes/drafts', 'drafts'],
    ['/backup-codes', 'backup-codes'],
    ['/deadlines', 'deadlines'],
    ['/deadlines/next-steps', 'next-steps'],
    ['/sign-ins', 'sign-ins']
  ] as const) {
    await page.evaluate((hash) => {
      location.hash = hash
    }, `#${place}`)
    await page.getByRole('heading', { level: 1 }).waitFor()
    await page.waitForFunction(() => document.querySelector('[role=progressbar]') === null)
    await picture(keydocket, name)
  }
  const cases = await keydocket.invoke('cases.list', { limit: 50 })
  const shownCase = cases.ok
    ? (cases.value.rows.find((row) => row.status !== null && row.matterId !== null) ?? cases.value.rows[0])
    : undefined
  for (const [place, name] of [
    [`/cases/${shownCase?.id}`, 'case'],
    [`/matters/${shownCase?.matterId}`, 'matter']
  ] as const) {
    await page.evaluate((hash) => {
      location.hash = hash
    }, `#${place}`)
    await page.getByRole('heading', { name: 'Details' }).first().waitFor()
    await picture(keydocket, name)
  }
  await page.evaluate((id) => {
    location.hash = `#/clients/${id}`
  }, withNotice?.clientId)
  await page.getByRole('heading', { name: 'Cases' }).waitFor()
  await picture(keydocket, 'client')
  await page.getByRole('link', { name: 'Activity' }).click()
  await page.getByRole('row').nth(3).waitFor()
  await picture(keydocket, 'activity')
  await page.getByRole('link', { name: 'Who was shown what' }).click()
  await page.getByText(/\d+ secrets of \d+ clients/).waitFor()
  await picture(keydocket, 'exposure')
  await page.getByRole('link', { name: 'Settings' }).click()
  await page.getByRole('heading', { name: 'Settings', level: 1 }).waitFor()
  await picture(keydocket, 'settings')
  for (const part of ['Firm', 'Reminders', 'Security', 'Backup', 'Portals']) {
    await page.getByRole('link', { name: part, exact: true }).click()
    await page.getByRole('heading', { level: 2 }).first().waitFor()
    await picture(keydocket, `settings-${part.toLowerCase()}`)
  }
  await page.getByRole('link', { name: 'Firm', exact: true }).click()
  await page.getByRole('link', { name: 'Rotation list' }).first().click()
  await page.getByRole('row').nth(1).waitFor()
  await picture(keydocket, 'rotation')
  await page.getByRole('button', { name: /^Lock/ }).click()
  await page.getByRole('textbox', { name: 'Passphrase', exact: true }).fill(`${passphrase}?`)
  await page.getByRole('button', { name: 'Unlock' }).click()
  await page.getByText('That passphrase does not open this vault', { exact: false }).waitFor()
  await picture(keydocket, 'unlock')
})
