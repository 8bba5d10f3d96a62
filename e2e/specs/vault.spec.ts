/** The life of a vault as the person who keeps it goes through it: new passphrase, new kit, new keys, forgotten passphrase. */
import { mkdirSync, mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { expect, type Keydocket, test } from '../fixtures.ts'
import { firstRun, kitGroups, passphrase } from '../pages/first-run.ts'

const second = 'nine violet lanterns by the quay'
const third = 'eleven copper kettles sing softly'

/** Pictures of each step, where a folder for them is named. */
const pictures = process.env['KEYDOCKET_PICTURES']
async function picture(page: Page, name: string): Promise<void> {
  if (pictures === undefined) return
  mkdirSync(pictures, { recursive: true })
  for (const [width, height] of [
    [1440, 900],
    [1024, 700]
  ] as const) {
    await page.setViewportSize({ width, height })
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
      await page.screenshot({ path: join(pictures, `${name}-${width}-${colorScheme}.png`) })
    }
  }
}

/** What stretches a passphrase takes seconds on a busy computer. */
const patient = { timeout: 30_000 }

/** From the shown kit to its two groups retyped; answers the kit. */
async function takeKit(keydocket: Keydocket, file: string, confirm: string): Promise<string> {
  const dialog = keydocket.page.getByRole('dialog')
  await keydocket.chooseSavePath(file)
  await dialog.getByRole('button', { name: 'Save to a file' }).click()
  await expect(dialog.getByText('Recovery kit saved.', { exact: false })).toBeVisible(patient)
  await dialog.getByRole('button', { name: 'I have printed or saved it' }).click()
  const groups = kitGroups(readFileSync(file, 'utf8'))
  for (const [index, group] of groups.entries()) {
    const field = dialog.getByRole('textbox', { name: `Group ${index + 1}` })
    if ((await field.count()) === 1) await field.fill(group)
  }
  await dialog.getByRole('button', { name: confirm }).click()
  return groups.join(' ')
}

async function unlockWithKit(page: Page, kit: string): Promise<void> {
  await page.getByRole('button', { name: 'Use the recovery kit instead' }).click()
  await page.getByRole('textbox', { name: 'Recovery kit' }).fill(kit)
  await page.getByRole('button', { name: 'Unlock' }).click()
}

test('passphrase changed, kit renewed, keys replaced, passphrase forgotten and chosen anew', async ({ keydocket }) => {
  test.slow()
  const { page } = keydocket
  const files = mkdtempSync(join(tmpdir(), 'keydocket-e2e-'))
  const oldKit = (await firstRun(keydocket, { kitFile: join(files, 'kit-1.txt'), useKeychain: false })).join(' ')
  await keydocket.invoke('sample.load', {})
  const secrets = async () => {
    const list = await keydocket.invoke('accounts.list', { limit: 100 })
    return list.ok ? list.value.rows.filter(({ authenticator }) => authenticator.state === 'confirmed').length : -1
  }
  const before = await secrets()
  await page.getByRole('link', { name: 'Settings', exact: true }).click()
  await page.getByRole('link', { name: 'Security', exact: true }).click()
  const section = page.getByRole('region', { name: 'Security' })
  await section.scrollIntoViewIfNeeded()
  await expect(section.getByText('Argon2id', { exact: false })).toBeVisible(patient)
  await picture(page, 'security')

  await section.getByRole('button', { name: 'Change passphrase' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('textbox', { name: 'Present passphrase' }).fill('not this one at all')
  await dialog.getByRole('textbox', { name: 'New passphrase', exact: true }).fill(second)
  await dialog.getByRole('textbox', { name: 'New passphrase again' }).fill(second)
  await dialog.getByRole('button', { name: 'Change passphrase' }).click()
  await expect(dialog.getByText('This is not the present passphrase.')).toBeVisible(patient)
  await picture(page, 'passphrase')
  await dialog.getByRole('textbox', { name: 'Present passphrase' }).fill(passphrase)
  await dialog.getByRole('button', { name: 'Change passphrase' }).click()
  await expect(page.getByText('Passphrase changed.')).toBeVisible(patient)

  await section.getByRole('button', { name: 'Renew kit' }).click()
  await dialog.getByRole('textbox', { name: 'Present passphrase' }).fill(second)
  await dialog.getByRole('button', { name: 'Continue' }).click()
  await expect(dialog.getByRole('button', { name: 'Save to a file' })).toBeVisible(patient)
  await picture(page, 'renewed-kit')
  const renewed = await takeKit(keydocket, join(files, 'kit-2.txt'), 'Renew kit')
  await expect(page.getByText('Recovery kit renewed.', { exact: false })).toBeVisible(patient)

  await section.getByRole('button', { name: 'Replace the keys' }).click()
  await expect(dialog.getByRole('radio', { name: 'Somebody left the firm' })).toBeAttached()
  await picture(page, 'rotation-opened')
  await dialog.getByText('Somebody left the firm', { exact: true }).click()
  await expect(dialog.getByRole('radio', { name: 'Somebody left the firm' })).toBeChecked()
  await dialog.getByRole('textbox', { name: 'Present passphrase' }).fill(second)
  await dialog.getByRole('textbox', { name: 'New passphrase', exact: true }).fill(third)
  await dialog.getByRole('textbox', { name: 'New passphrase again' }).fill(third)
  await picture(page, 'rotation-plan')
  await dialog.getByRole('button', { name: 'Continue' }).click()
  await expect(dialog.getByRole('button', { name: 'Save to a file' })).toBeVisible(patient)
  const latest = await takeKit(keydocket, join(files, 'kit-3.txt'), 'Replace the keys')
  await expect(page.getByRole('heading', { name: 'The keys were replaced' })).toBeVisible(patient)
  await picture(page, 'rotation-done')
  await page.getByRole('dialog').getByRole('button', { name: 'Close' }).last().click()
  await expect(section.getByText('Generation 2')).toBeVisible()
  expect(await secrets()).toBe(before)
  expect(before).toBeGreaterThan(0)

  await keydocket.restart()
  const again = keydocket.page
  for (const kit of [oldKit, renewed]) {
    await unlockWithKit(again, kit)
    await expect(again.getByText('This kit opens another vault', { exact: false })).toBeVisible(patient)
    await again.getByRole('button', { name: 'Use the passphrase instead' }).click()
  }
  await unlockWithKit(again, latest)
  await expect(again.getByRole('heading', { name: 'Opened with the recovery kit' })).toBeVisible(patient)
  await picture(again, 'new-passphrase')
  await again.getByRole('textbox', { name: 'New passphrase', exact: true }).fill(passphrase)
  await again.getByRole('textbox', { name: 'New passphrase again' }).fill(passphrase)
  await again.getByRole('button', { name: 'Set new passphrase' }).click()
  await expect(again.getByRole('heading', { name: 'Today', level: 1 })).toBeVisible(patient)
  await keydocket.invoke('vault.lock', {})
  await again.getByRole('textbox', { name: 'Passphrase' }).fill(passphrase)
  await again.getByRole('button', { name: 'Unlock' }).click()
  await expect(again.getByRole('heading', { name: 'Today', level: 1 })).toBeVisible(patient)
  expect(await secrets()).toBe(before)
})
