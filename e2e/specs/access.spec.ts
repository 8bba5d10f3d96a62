/** Can we get in today, and what if not: the sample firm's answers, a second factor, a guided path to its end, and the reports. */
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, type Keydocket, test } from '../fixtures.ts'
import { firstRun } from '../pages/first-run.ts'
import { walkedPaths } from '../walked-paths.ts'

async function openSample(keydocket: Keydocket): Promise<void> {
  await firstRun(keydocket, { kitFile: join(mkdtempSync(join(tmpdir(), 'keydocket-e2e-')), 'kit.txt'), useKeychain: false })
  const loaded = await keydocket.invoke('sample.load', {})
  expect(loaded.ok).toBe(true)
}

async function accountWhere(keydocket: Keydocket, recoverability: string, portalId: string) {
  const list = await keydocket.invoke('accounts.list', { limit: 500 })
  const found = list.ok
    ? list.value.rows.find((row) => row.recoverability === recoverability && row.portalId === portalId && row.clientId)
    : undefined
  if (found === undefined) throw new Error(`the sample firm has no ${portalId} account that is ${recoverability}`)
  return found
}

test('Today, an account nobody could recover, and the report that names it', async ({ keydocket }) => {
  const { page } = keydocket
  await openSample(keydocket)
  await page.getByRole('link', { name: 'Today' }).click()
  await expect(page.getByRole('heading', { name: /Access codes expired unused/ })).toBeVisible()
  await page.getByRole('link', { name: 'Recovery' }).click()
  await page.getByRole('link', { name: /^Nobody can get in/ }).click()
  await expect(page.getByText('priya.raman@example.org').first()).toBeVisible()
})

test('a second factor on a member’s phone makes an account recoverable only with that person', async ({ keydocket }) => {
  const { page } = keydocket
  await openSample(keydocket)
  const account = await accountWhere(keydocket, 'unknown', 'uscis')
  await page.evaluate((id) => {
    location.hash = `#/accounts/${id}`
  }, account.id)
  await expect(page.getByText('Nothing recorded', { exact: false }).first()).toBeVisible()
  const members = await keydocket.invoke('members.list', {})
  const memberId = members.ok ? (members.value[0]?.id ?? null) : null
  await keydocket.invoke('secondFactors.add', {
    accountId: account.id,
    kind: 'text',
    holderKind: 'member',
    memberId,
    detail: 'ends in 0142'
  })
  await expect(page.getByText('Only with Ana Paralegal', { exact: false }).first()).toBeVisible()
})

for (const [portalId, guideId] of walkedPaths) {
  test(`the guided path ${guideId} for ${portalId} is walked from its start to its end`, async ({ keydocket }) => {
    const { page } = keydocket
    await openSample(keydocket)
    const list = await keydocket.invoke('accounts.list', { portalId, limit: 500 })
    const accountId = list.ok ? (list.value.rows[0]?.id as string) : ''
    const started = await keydocket.invoke('paths.start', { accountId, guideId })
    if (!started.ok) throw new Error(started.error.code)
    const { id, steps } = started.value
    await page.evaluate((path) => {
      location.hash = `#/paths/${path}`
    }, id)
    await expect(page.getByRole('heading', { name: 'Steps' })).toBeVisible()
    expect(await keydocket.invoke('paths.finish', { id })).toMatchObject({ ok: false, error: { code: 'paths.step-order' } })
    for (let done = 0; done < steps.length; done += 1) {
      await page.getByRole('button', { name: /^Done/ }).first().click()
      await expect(page.getByText(`${done + 1} of ${steps.length} steps done`, { exact: false })).toBeVisible()
    }
    await page.getByRole('button', { name: 'Finish' }).click()
    await expect
      .poll(async () => (await keydocket.invoke('paths.get', { id })).ok && (await keydocket.invoke('paths.list', { accountId })).ok)
      .toBe(true)
    await expect
      .poll(async () => {
        const path = await keydocket.invoke('paths.get', { id })
        return path.ok && path.value.finishedAt !== null
      })
      .toBe(true)
  })
}
