import { expect } from '@playwright/test'
import type { Keydocket } from './fixtures.ts'

/** The guided paths that are walked from their start to their end, by portal: by the tests, and for the pictures. */
export const walkedPaths = [
  ['uscis', 'lost-phone'],
  ['uscis', 'lost-backup-code'],
  ['uscis', 'locked-out'],
  ['uscis', 'forgotten-password'],
  ['uscis', 'changed-contact'],
  ['uscis', 'expired-access-code'],
  ['uscis', 'change-method'],
  ['uscis', 'enrol-account'],
  ['uscis', 'add-paper-case'],
  ['uscis', 'hand-back'],
  ['uscis', 'person-leaves'],
  ['login-gov', 'lost-phone'],
  ['pacer', 'lost-phone']
] as const

/** Presses Done on every step of the path on the screen that is still open, of which `from` are done; calls `after` with how many are. */
export async function doEveryStep(
  { page }: Keydocket,
  count: number,
  { from = 0, after = async () => {} }: { readonly from?: number; readonly after?: (done: number) => Promise<void> } = {}
): Promise<void> {
  for (let done = from; done < count; done += 1) {
    await page.getByRole('button', { name: /^Done/ }).first().click()
    await expect(page.getByText(`${done + 1} of ${count} steps done`, { exact: false })).toBeVisible()
    await after(done + 1)
  }
}

/** Finishes the path on the screen, also where the question names what was not recorded. */
export async function finishAllTheSame(keydocket: Keydocket, pathId: string): Promise<void> {
  const { page } = keydocket
  const isFinished = async () => {
    const path = await keydocket.invoke('paths.get', { id: pathId })
    return path.ok && path.value.finishedAt !== null
  }
  await page.getByRole('button', { name: 'Finish', exact: true }).click()
  const allTheSame = page.getByRole('button', { name: 'Finish all the same' })
  await expect.poll(async () => (await allTheSame.isVisible()) || (await isFinished())).toBe(true)
  if (await allTheSame.isVisible()) await allTheSame.click()
  await expect.poll(isFinished).toBe(true)
}
