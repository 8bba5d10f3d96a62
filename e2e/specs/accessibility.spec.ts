/** The screens that guard secrets, by the rules of axe (row 32); what is hidden is hidden from a screen reader too, and showing is said. */
import { join } from 'node:path'
import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { recordSecurityCount } from '../../src/main/testing/security-counts.ts'
import { expect, type Keydocket, test } from '../fixtures.ts'
import { kitGroups, passphrase } from '../pages/first-run.ts'

const secrets = { backupCode: 'QK7M-4R2T', accessCode: 'H3X8P2W6', passcode: 'T5N9C4V7' }
const key = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ'
const patient = { timeout: 30_000 }

interface Checks {
  looked: number
  rules: number
  readonly violations: string[]
}

/** Looks at what is on the screen, light and dark. */
async function check({ page }: Keydocket, checks: Checks, name: string): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    // Legacy mode stays in this page: the other one opens a second.
    const { violations, passes } = await new AxeBuilder({ page }).setLegacyMode(true).analyze()
    checks.looked += 1
    checks.rules += passes.length
    for (const { id, nodes } of violations)
      checks.violations.push(
        ...nodes.map(({ html, failureSummary }) => `${name} (${colorScheme}), ${id}: ${html.slice(0, 160)} ${failureSummary ?? ''}`)
      )
  }
}

/** What stands in the page's attributes, labels among them. */
const attributes = (page: Page): Promise<string> =>
  page.evaluate(() => [...document.querySelectorAll('*')].flatMap((one) => [...one.attributes].map(({ value }) => value)).join('\n'))

/** Everything a screen reader can come across, as words. */
const readable = async (page: Page): Promise<string> => `${await page.locator('body').ariaSnapshot()}\n${await attributes(page)}`

test('first run, unlocking, kit, reveals, security settings, import and export have no violation; hidden secrets are not there, showing is said', async ({
  keydocket
}) => {
  test.setTimeout(420_000)
  const { page, dataFolder } = keydocket
  const checks: Checks = { looked: 0, rules: 0, violations: [] }
  await setUp(keydocket, checks)
  await locked(keydocket, checks)
  const hidden = await reveals(keydocket, checks)
  await securitySettings(keydocket, checks)
  await importAndExport(keydocket, checks)
  recordSecurityCount({
    row: '32',
    title: `accessibility of the security screens: screens, light and dark (${checks.rules} rules held)`,
    count: checks.looked,
    bar: 30,
    failed: checks.violations.length
  })
  recordSecurityCount({
    row: '32-hidden',
    title: 'hidden secrets out of reach of a screen reader, showing said',
    count: hidden,
    bar: 4,
    failed: 0
  })
  expect(checks.violations).toEqual([])
  expect(page.url()).toContain('#/export')
  expect(dataFolder).not.toBe('')
})

async function setUp(keydocket: Keydocket, checks: Checks): Promise<void> {
  const { page, dataFolder } = keydocket
  await page.getByRole('button', { name: 'Set up Keydocket' }).waitFor()
  await check(keydocket, checks, 'welcome')
  await page.getByRole('button', { name: 'Set up Keydocket' }).click()
  await check(keydocket, checks, 'passphrase')
  await page.getByRole('textbox', { name: 'Your name' }).fill('Ana Paralegal')
  await page.getByRole('textbox', { name: 'Passphrase', exact: true }).fill('short')
  await page.getByRole('textbox', { name: 'Passphrase again' }).fill('other')
  await page.getByRole('button', { name: 'Continue' }).click()
  await check(keydocket, checks, 'passphrase refused')
  await page.getByRole('textbox', { name: 'Passphrase', exact: true }).fill(passphrase)
  await page.getByRole('textbox', { name: 'Passphrase again' }).fill(passphrase)
  await expect(page.getByText(/^(Strong|Very strong)$/)).toBeVisible()
  const keychain = page.getByRole('checkbox', { name: /Open with this computer/ })
  if (await keychain.isChecked()) await keychain.uncheck({ force: true })
  expect(await attributes(page), 'a typed passphrase in an attribute').not.toContain(passphrase)
  await page.getByRole('button', { name: 'Continue' }).click()
  await expect(page.getByRole('button', { name: 'Save to a file' })).toBeVisible(patient)
  await check(keydocket, checks, 'kit')
  const kit = join(dataFolder, 'kit.txt')
  await keydocket.chooseSavePath(kit)
  await page.getByRole('button', { name: 'Save to a file' }).click()
  await expect(page.getByText('Recovery kit saved.', { exact: false }).first()).toBeVisible()
  await page.getByRole('button', { name: 'I have printed or saved it' }).click()
  await check(keydocket, checks, 'kit retyped')
  const { readFileSync } = await import('node:fs')
  for (const [index, group] of kitGroups(readFileSync(kit, 'utf8')).entries()) {
    const field = page.getByRole('textbox', { name: `Group ${index + 1}` })
    if ((await field.count()) === 1) await field.fill(group)
  }
  await page.getByRole('button', { name: 'Finish setup' }).click()
  await expect(page.getByRole('button', { name: 'Open Keydocket' })).toBeVisible(patient)
  await check(keydocket, checks, 'setup done')
  await page.getByRole('button', { name: 'Open Keydocket' }).click()
  await expect(page.getByRole('heading', { name: 'Today', level: 1 })).toBeVisible()
}

async function locked(keydocket: Keydocket, checks: Checks): Promise<void> {
  const { page } = keydocket
  await keydocket.invoke('vault.lock', {})
  await expect(page.getByRole('button', { name: 'Unlock' })).toBeVisible()
  await check(keydocket, checks, 'locked')
  await page.getByRole('textbox', { name: 'Passphrase' }).fill('not this one')
  await page.getByRole('button', { name: 'Unlock' }).click()
  await expect(page.getByText('That passphrase does not open this vault', { exact: false })).toBeVisible(patient)
  await check(keydocket, checks, 'wrong passphrase')
  await page.getByRole('button', { name: 'Use the recovery kit instead' }).click()
  await check(keydocket, checks, 'unlock with kit')
  await page.getByRole('button', { name: 'Use the passphrase instead' }).click()
  await page.getByRole('textbox', { name: 'Passphrase' }).fill(passphrase)
  await page.getByRole('button', { name: 'Unlock' }).click()
  await expect(page.getByRole('heading', { name: 'Today', level: 1 })).toBeVisible(patient)
}

/** One account with one secret of each kind: hidden at first, said when shown. Answers how many were looked at. */
async function reveals(keydocket: Keydocket, checks: Checks): Promise<number> {
  const { page } = keydocket
  const client = await keydocket.invoke('clients.create', { name: 'Garcia Lopez, Maria' })
  const clientId = client.ok ? client.value.id : ''
  const held = { portalId: 'uscis', custody: 'firm-holds', consentOn: '2026-01-15' } as const
  const account = await keydocket.invoke('accounts.create', { clientId, ...held, username: 'm@example.com' })
  const accountId = account.ok ? account.value.id : ''
  const read = await keydocket.invoke('authenticators.readKey', { accountId, key })
  if (!read.ok) throw new Error(read.error.code)
  await keydocket.invoke('authenticators.save', { pendingId: read.value.pendingId, nickname: '' })
  await keydocket.invoke('backupCodes.record', { accountId, codes: [secrets.backupCode], keptAt: 'Safe' })
  const today = new Date().toLocaleDateString('sv')
  await keydocket.invoke('accessCodes.record', { accountId, code: secrets.accessCode, noticeOn: today })
  await keydocket.invoke('passcodes.record', { accountId, clientId, form: 'G-28', issuedOn: today, code: secrets.passcode })
  await page.evaluate((id) => {
    location.hash = `#/accounts/${id}`
  }, accountId)
  const shows = page.getByRole('button', { name: /^Show / })
  await expect(shows).toHaveCount(4)
  await expect(page.getByRole('button', { name: 'Show code' })).toBeVisible()
  await check(keydocket, checks, 'account, all hidden')
  const before = await readable(page)
  for (const secret of [...Object.values(secrets), key]) expect(before).not.toContain(secret)

  let looked = 0
  for (const name of await shows.evaluateAll((buttons) =>
    buttons.map((button) => button.getAttribute('aria-label') ?? button.textContent ?? '')
  )) {
    await page.getByRole('button', { name, exact: true }).click()
    await expect(page.getByRole('status').filter({ hasText: 'On the screen now' })).toHaveCount(1)
    if (looked === 0) await check(keydocket, checks, 'a secret shown')
    const status = await page.getByRole('status').allTextContents()
    for (const secret of Object.values(secrets)) expect(status.join('\n')).not.toContain(secret)
    await page.getByRole('button', { name: /^Hide/ }).first().click()
    await expect(page.getByRole('status').filter({ hasText: 'On the screen now' })).toHaveCount(0)
    expect(await readable(page)).not.toMatch(new RegExp(Object.values(secrets).join('|')))
    looked += 1
  }
  await page.getByRole('button', { name: 'More actions for the authenticator' }).click()
  await page.getByRole('menuitem', { name: 'Replace' }).click()
  await expect(page.getByRole('dialog')).toBeVisible()
  await check(keydocket, checks, 'add authenticator')
  await page.keyboard.press('Escape')
  return looked
}

async function securitySettings(keydocket: Keydocket, checks: Checks): Promise<void> {
  const { page } = keydocket
  await page.getByRole('link', { name: 'Settings', exact: true }).click()
  await page.getByRole('link', { name: 'Security', exact: true }).click()
  const section = page.getByRole('region', { name: 'Security' })
  await expect(section.getByText('Argon2id', { exact: false })).toBeVisible(patient)
  await check(keydocket, checks, 'settings')
  for (const name of ['Change passphrase', 'Renew kit', 'Replace the keys']) {
    await section.getByRole('button', { name }).click()
    await expect(page.getByRole('dialog')).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(page.getByRole('dialog'), `${name} after Escape`).toHaveCount(0)
    await section.getByRole('button', { name }).click()
    await check(keydocket, checks, name)
    await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click()
    await expect(page.getByRole('dialog')).toHaveCount(0)
  }
}

/** Where secrets come in and leave. */
async function importAndExport(keydocket: Keydocket, checks: Checks): Promise<void> {
  const { page } = keydocket
  const go = (place: string) =>
    page.evaluate((hash) => {
      location.hash = hash
    }, `#${place}`)
  await go('/import')
  await expect(page.getByText('Nothing was imported yet.')).toBeVisible()
  await check(keydocket, checks, 'import')
  await go('/import/clients')
  await page.locator('input[type=file]').setInputFiles({
    ...{ name: 'clients.csv', mimeType: 'text/csv' },
    buffer: Buffer.from('Client,DOB\n"Okafor, Chidi",07/01/1990\n"Petrov, Ivan",99/99/1999\n')
  })
  await expect(page.getByRole('heading', { name: 'What the columns hold' })).toBeFocused(patient)
  await check(keydocket, checks, 'columns of an import')
  await page.getByRole('button', { name: 'Preview' }).click()
  await expect(page.getByText('Adds client Okafor, Chidi')).toBeVisible(patient)
  await check(keydocket, checks, 'preview of an import')
  await go('/import/authenticators')
  await page.locator('input[type=file]').setInputFiles({
    ...{ name: 'addresses.txt', mimeType: 'text/plain' },
    buffer: Buffer.from('otpauth://totp/USCIS:m%40example.com?secret=MFRGGZDFMZTWQ2LKNNWG23TPOBYXE43U&issuer=USCIS')
  })
  await expect(page.getByRole('heading', { name: 'List of otpauth:// addresses: 1 entry' })).toBeFocused(patient)
  await check(keydocket, checks, 'preview of authenticators')
  await go('/export')
  for (const name of ['Save everything…', 'Export authenticators…']) {
    await page.getByRole('button', { name }).click()
    await expect(page.getByRole('dialog')).toBeVisible()
    await check(keydocket, checks, name)
    await page.keyboard.press('Escape')
    await expect(page.getByRole('dialog'), `${name} after Escape`).toHaveCount(0)
  }
  await check(keydocket, checks, 'export')
}
