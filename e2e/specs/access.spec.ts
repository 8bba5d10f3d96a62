import { expect, type Keydocket, test } from '../fixtures.ts'
import { doEveryStep, finishAllTheSame, walkedPaths } from '../walked-paths.ts'

test.use({ beginning: 'new-firm' })

async function openSample(keydocket: Keydocket): Promise<void> {
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
    await doEveryStep(keydocket, steps.length)
    await finishAllTheSame(keydocket, id)
  })
}

const backupCode = 'e2e-backup-7Q4M'

/** A client whose account the firm holds, with a backup code and the client's old phone; its page is open. */
async function heldAccount(keydocket: Keydocket): Promise<string> {
  const { page } = keydocket
  const client = await keydocket.invoke('clients.create', { name: 'Okafor, Chidi' })
  if (!client.ok) throw new Error(client.error.code)
  const account = await keydocket.invoke('accounts.create', {
    ...{ clientId: client.value.id, portalId: 'uscis', username: 'chidi@example.com', custody: 'firm-holds', consentOn: '2026-01-15' }
  })
  if (!account.ok) throw new Error(account.error.code)
  const accountId = account.value.id
  await keydocket.invoke('backupCodes.record', { accountId, codes: [backupCode] })
  await keydocket.invoke('secondFactors.add', { accountId, kind: 'text', holderKind: 'client', detail: 'ends in 0142' })
  await page.evaluate((id) => {
    location.hash = `#/accounts/${id}`
  }, accountId)
  return accountId
}

test('a path is looked at before it starts, offers the code in its steps, and does not end with nothing recorded', async ({
  keydocket
}) => {
  const { page } = keydocket
  const accountId = await heldAccount(keydocket)
  const pathsOf = async () => {
    const paths = await keydocket.invoke('paths.list', { accountId })
    return paths.ok ? paths.value : []
  }
  const lookAt = async () => {
    await page.getByRole('button', { name: 'What if something goes wrong with this account' }).click()
    await page.getByRole('menuitem', { name: /^Lost or replaced phone/ }).click()
    await expect(page.getByRole('dialog', { name: 'Lost or replaced phone' }).getByRole('listitem')).toHaveCount(11)
  }
  await lookAt()
  await page.getByRole('button', { name: 'Cancel' }).click()
  expect(await pathsOf()).toEqual([])
  await lookAt()
  // On a slow computer the screen is there before what it shows: the heading gets the focus all the same.
  const slowly = await page.context().newCDPSession(page)
  await slowly.send('Emulation.setCPUThrottlingRate', { rate: 20 })
  await page.getByRole('button', { name: 'Start' }).click()
  const heading = page.getByRole('heading', { level: 1, name: 'Lost or replaced phone' })
  await expect(heading).toBeFocused()
  await slowly.detach()
  const [path] = await pathsOf()
  const step = (text: RegExp) => page.getByRole('listitem', { name: text })

  // The code is shown where it is looked up and typed, and marked where it was used.
  await expect(step(/^Look up the account’s backup code/)).toContainText('Firm’s own practice')
  await expect(step(/^Sign in with/)).not.toContainText('Firm’s own practice')
  const lookUp = step(/^Look up the account’s backup code/)
  await expect(page.getByText(backupCode)).toBeHidden()
  await lookUp.getByRole('button', { name: 'Show Backup code' }).click()
  await expect(lookUp.getByText(backupCode)).toBeVisible()
  await lookUp.getByRole('button', { name: /^Done/ }).click()
  await expect(step(/^Sign in with/).getByRole('button', { name: /^Done/ })).toBeFocused()
  const marking = step(/^Mark the backup code/)
  await marking.getByRole('button', { name: 'Mark used: Backup code' }).click()
  await expect(marking.getByText('Recorded', { exact: true })).toBeVisible()
  const codes = await keydocket.invoke('backupCodes.list', { accountId })
  expect(codes.ok && codes.value.sets[0]?.codes[0]?.state).toBe('used')
  expect(codes.ok && codes.value.sets[0]?.codes[0]?.usedBy).toBe('Ana Paralegal')

  // The way out of a step opens the very form; the account leads back to the path.
  const recording = step(/^The system generates a new backup code/)
  await recording.getByRole('link', { name: 'Record the new backup code' }).click()
  await expect(page.getByRole('dialog', { name: 'Record backup code' })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('heading', { level: 2, name: /^Backup code/ })).toBeFocused()
  await expect(page.getByText('Path under way: Lost or replaced phone')).toBeVisible()
  await page.getByRole('link', { name: 'Continue' }).click()

  await doEveryStep(keydocket, 11, { from: 1 })
  const finish = page.getByRole('button', { name: 'Finish', exact: true })
  await expect(finish).toBeFocused()
  await finish.click()
  const question = page.getByRole('alertdialog', { name: 'Finish without recording everything?' })
  await expect(question.getByRole('listitem')).toHaveText([
    'Step 6: the authenticator',
    'Step 7: the new backup code',
    'Step 9: that the backup code was compared and is current',
    'Step 10: the second factor taken out of use or added',
    'Step 11: the sign-in'
  ])
  await question.getByRole('button', { name: 'Record it first' }).click()
  await expect(finish).toBeFocused()
  await step(/^Note the sign-in/)
    .getByRole('button', { name: 'Signed in today' })
    .click()
  await expect(step(/^Note the sign-in/).getByText('Recorded', { exact: true })).toBeVisible()
  await finish.click()
  await expect(question.getByRole('listitem')).toHaveCount(4)
  await question.getByRole('button', { name: 'Finish all the same' }).click()
  await expect(page.getByText('This path was finished on', { exact: false })).toBeVisible()
  await expect(heading).toBeFocused()
  const record = await keydocket.invoke('audit.list', { accountId, limit: 200 })
  expect(record.ok && record.value.rows.find((row) => row.event === 'path.finished')?.details).toMatchObject({
    notRecorded: ['enrol-authenticator', 'record-new-backup-code', 'confirm-new-backup-code', 'update-second-factors']
  })
  expect(path?.id).toBeDefined()
})

test('an account nobody can open says whom to ask at the portal, also where no path exists', async ({ keydocket }) => {
  const { page } = keydocket
  await openSample(keydocket)
  const account = await keydocket.invoke('accounts.create', {
    ...{ clientId: null, portalId: 'eoir-ecas', username: 'lost@example.org', custody: 'firms-own' }
  })
  if (!account.ok) throw new Error(account.error.code)
  await page.evaluate((id) => {
    location.hash = `#/accounts/${id}`
  }, account.value.id)
  await expect(page.getByText('ECAS.techsupport@usdoj.gov', { exact: false })).toBeVisible()
  await expect(page.getByText('No guided path exists for this portal.')).toBeVisible()
  await keydocket.agreeToQuestions(true)
  await page.getByRole('button', { name: 'Open www.justice.gov' }).click()
  await expect.poll(() => keydocket.openedOutside()).toEqual(['https://www.justice.gov/eoir/ecas-attorneys-and-accredited-representatives'])
})
