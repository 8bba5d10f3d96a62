import { readFileSync } from 'node:fs'
import { expect, type Page } from '@playwright/test'
import type { Keydocket } from '../fixtures.ts'

export const passphrase = 'six quiet herons on a wire'

/** The first run as a person goes through it; answers the kit's eight groups. */
export async function firstRun(
  keydocket: Keydocket,
  { kitFile, useKeychain = true }: { kitFile: string; useKeychain?: boolean }
): Promise<string[]> {
  const { page } = keydocket
  await page.getByRole('button', { name: 'Set up Keydocket' }).click()
  await page.getByRole('textbox', { name: 'Your name' }).fill('Ana Paralegal')
  await page.getByRole('textbox', { name: 'Passphrase', exact: true }).fill(passphrase)
  await page.getByRole('textbox', { name: 'Passphrase again' }).fill(passphrase)
  await expect(page.getByText(/^(Strong|Very strong)$/)).toBeVisible()
  const keychain = page.getByRole('checkbox', { name: /Open with this computer/ })
  if (!useKeychain && (await keychain.isChecked())) await keychain.uncheck({ force: true })
  await page.getByRole('button', { name: 'Continue' }).click()

  await keydocket.chooseSavePath(kitFile)
  await page.getByRole('button', { name: 'Save to a file' }).click()
  await expect(page.getByText('Recovery kit saved.', { exact: false }).first()).toBeVisible()
  await page.getByRole('button', { name: 'I have printed or saved it' }).click()

  const groups = kitGroups(readFileSync(kitFile, 'utf8'))
  await retypeGroups(page, groups)
  await page.getByRole('button', { name: 'Finish setup' }).click()
  await page.getByRole('button', { name: 'Open Keydocket' }).click()
  await expect(page.getByRole('heading', { name: 'Today', level: 1 })).toBeVisible()
  return groups
}

async function retypeGroups(page: Page, groups: readonly string[]): Promise<void> {
  await expect(page.getByRole('textbox', { name: /^Group \d/ })).toHaveCount(2)
  for (const [index, group] of groups.entries()) {
    const field = page.getByRole('textbox', { name: `Group ${index + 1}` })
    if ((await field.count()) === 1) await field.fill(group)
  }
}

/** The eight groups in a saved kit file. */
export function kitGroups(text: string): string[] {
  const groups = text.match(/\b[0-9A-HJKMNP-TV-Z]{8}\b/g) ?? []
  if (groups.length !== 8) throw new Error(`expected eight groups in the kit file, found ${groups.length}`)
  return groups
}
