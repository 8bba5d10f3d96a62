/** Texts that would run as scripts, in every field that takes text, on every screen that shows it (row 10): they stay text. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { recordSecurityCount } from '../../src/main/testing/security-counts.ts'
import { expect, type Keydocket, test } from '../fixtures.ts'
import { expectPlain } from '../pages/plain-page.ts'
import { scriptPayloads } from '../payloads/scripts.ts'

test.use({ beginning: 'new-firm' })

/** All of them when the counts are made; otherwise every twentieth is loaded, which shows that the way works. */
const isFull = process.env['KEYDOCKET_SECURITY_COUNTS'] !== undefined
const payloads = scriptPayloads.filter((_, index) => isFull || index % 20 === 0)

interface Loaded {
  readonly clientId: string
  readonly accountId: string
  readonly caseId: string
  readonly matterId: string
  readonly pathId: string
}

interface Watched {
  fired?: unknown
  reports: string[]
}

test('a hundred and twenty texts in every field run no script anywhere', async ({ keydocket }) => {
  expect(scriptPayloads.length).toBeGreaterThanOrEqual(120)
  test.setTimeout(isFull ? 1_200_000 : 240_000)
  const { page } = keydocket
  await page.evaluate(() => {
    const watched = window as unknown as Watched
    watched.reports = []
    document.addEventListener('securitypolicyviolation', ({ violatedDirective }) => watched.reports.push(violatedDirective))
    window.print = () => {}
  })
  await keydocket.invoke('settings.update', { namesInNotifications: true, namesInCalendarFile: true })
  const { loaded, fields, refused } = await load(keydocket)
  expect(refused).toEqual([])

  const seen = new Set<string>()
  const screens: string[] = []
  const look = async (place: string): Promise<void> => {
    await visit(keydocket, place)
    for (const payload of await shownIn(keydocket)) seen.add(payload)
    screens.push(place)
  }
  for (const place of lists) await look(place)
  for (const [index, { clientId, accountId, caseId, matterId, pathId }] of loaded.entries()) {
    const rarer = index % 4 === 0 ? [`/cases/${caseId}`, `/matters/${matterId}`, `/paths/${pathId}`] : []
    for (const place of [`/clients/${clientId}`, `/accounts/${accountId}`, ...rarer]) await look(place)
  }
  await search(keydocket, loaded[0] as Loaded)
  await printSheets(keydocket, loaded[0] as Loaded)
  await saveFiles(keydocket)

  expect(
    payloads.filter((payload) => !seen.has(payload)),
    'texts that no screen showed'
  ).toEqual([])
  const state = await page.evaluate(() => {
    const { fired, reports } = window as unknown as Watched
    return { fired: fired === undefined ? 'nothing' : String(fired), reports }
  })
  recordSecurityCount({
    row: '10',
    title: `script in ${fields} fields of ${loaded.length} records, ${screens.length} screens`,
    count: payloads.length * fields,
    bar: 120 * 40,
    failed: state.fired === 'nothing' && state.reports.length === 0 ? 0 : 1
  })
  expect(state).toEqual({ fired: 'nothing', reports: [] })
  expect(await keydocket.openedOutside()).toEqual([])
  expect(page.context().pages()).toHaveLength(1)
  process.stdout.write(`${payloads.length} texts, ${fields} fields each, ${screens.length} screens\n`)
})

const lists = [
  ...['/today', '/accounts', '/clients', '/clients/duplicates', '/cases', '/matters', '/contacts', '/deadlines', '/deadlines/next-steps'],
  ...['/access-codes', '/access-codes/passcodes', '/access-codes/drafts', '/sign-ins', '/backup-codes', '/recovery', '/recovery/rotation'],
  ...['/recovery/single-person', '/recovery/nothing-recorded', '/recovery/unconfirmed-authenticators', '/activity', '/activity/exposure'],
  '/settings'
]

/** Puts every text into every field that takes text, through the page's own bridge, as the window does. */
function load({ page }: Keydocket): Promise<{ loaded: Loaded[]; fields: number; refused: string[] }> {
  return page.evaluate(async (texts) => {
    type Answer = {
      ok: boolean
      value: Record<string, never> & { id: string; pendingId: string }
      error: { code: string; params: unknown }
    }
    const api = (window as unknown as { keydocket: Record<string, Record<string, (input: unknown) => Promise<Answer>>> }).keydocket
    const refused: string[] = []
    let fields = 0
    const call = async (channel: string, input: object): Promise<Answer['value']> => {
      const [feature, verb] = channel.split('.') as [string, string]
      const answer = await api[feature]?.[verb]?.(input)
      if (answer?.ok !== true) refused.push(`${channel}: ${JSON.stringify(answer?.error)} ${JSON.stringify(input).slice(0, 200)}`)
      return answer?.value ?? ({} as Answer['value'])
    }
    const today = new Date().toLocaleDateString('sv')
    const loaded = []
    for (const text of texts) {
      fields = 0
      /** As much of the text as a field takes. */
      const upTo = (max: number): string => {
        fields += 1
        return text.slice(0, max).trim()
      }
      /** As a mailed or shown code: printable ASCII only, 40 characters at most. */
      const code = (): string => upTo(40).replace(/[^\x20-\x7e]/g, '?')
      const name = upTo(200)
      const contactDetails = { email: upTo(254), phone: upTo(60) }
      const client = await call('clients.create', {
        ...{ name, ...contactDetails, otherNames: upTo(400), aNumber: upTo(40), fileNumber: upTo(60), notes: upTo(10_000) }
      })
      const matter = await call('matters.create', {
        ...{ clientId: client.id, title: upTo(200), fileNumber: upTo(60), notes: upTo(10_000), openedOn: today }
      })
      const oneCase = await call('cases.add', {
        ...{ clientId: client.id, matterId: matter.id, receiptNumber: upTo(40), numberKind: 'other', form: upTo(40), office: upTo(120) },
        ...{ trackingNumber: upTo(60), note: upTo(400) }
      })
      await call('cases.recordStatus', { caseId: oneCase.id, text: upTo(2000), source: 'other' })
      const contact = await call('contacts.create', { name, ...contactDetails, note: upTo(10_000) })
      await call('parties.add', { caseId: oneCase.id, role: 'petitioner', contactId: contact.id })
      await call('representatives.add', { caseId: oneCase.id, kind: 'attorney', name: upTo(120), givenOn: today })
      const account = await call('accounts.create', {
        ...{
          clientId: client.id,
          portalId: 'uscis',
          username: upTo(254),
          nickname: upTo(80),
          accountNumber: upTo(60),
          notes: upTo(10_000)
        },
        ...{ custody: 'firm-holds', consentOn: '2026-01-15' }
      })
      await call('secondFactors.add', {
        ...{ accountId: account.id, kind: 'text', holderKind: 'other', holderName: upTo(120), detail: upTo(200) }
      })
      const label = encodeURIComponent(upTo(120))
      const pending = await call('authenticators.readAddress', {
        accountId: account.id,
        address: `otpauth://totp/${label}:${label}?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=${label}&${label.slice(0, 40)}=1`
      })
      await call('authenticators.save', { pendingId: pending.pendingId, nickname: upTo(60) })
      await call('backupCodes.record', { accountId: account.id, codes: [upTo(40), `x ${upTo(38)}`], keptAt: upTo(200) })
      const { sets } = (await call('backupCodes.list', { accountId: account.id })) as unknown as { sets?: { codes: { id: string }[] }[] }
      const [first, second] = sets?.[0]?.codes ?? []
      await call('backupCodes.strikeOut', { id: first?.id, reason: upTo(200) })
      await call('backupCodes.reserve', { id: second?.id, for: upTo(200) })
      await call('accessCodes.record', { accountId: account.id, code: code(), noticeOn: today, receiptNumbers: [upTo(40)] })
      await call('passcodes.record', {
        ...{ accountId: account.id, clientId: client.id, form: upTo(60), about: upTo(120), issuedOn: today, handedOverOn: today },
        ...{ handedOverHow: upTo(120), code: code() }
      })
      await call('drafts.record', { accountId: account.id, clientId: client.id, form: upTo(60), note: upTo(300), editedOn: today })
      const place = { clientId: client.id, dueOn: today, atTime: upTo(40), place: upTo(200) }
      await call('deadlines.add', { ...place, kind: 'appointment', title: upTo(200) })
      const gone = await call('deadlines.add', { ...place, kind: 'appointment', title: upTo(200) })
      await call('deadlines.cancel', { id: gone.id, reason: upTo(400) })
      await call('members.add', { name: upTo(120) })
      const path = await call('paths.start', { accountId: account.id, guideId: 'lost-phone' })
      await call('paths.abandon', { id: path.id, reason: upTo(400) })
      loaded.push({ clientId: client.id, accountId: account.id, caseId: oneCase.id, matterId: matter.id, pathId: path.id })
    }
    return { loaded, fields, refused }
  }, payloads)
}

/** Goes to a screen, to the end of everything that scrolls in it, on paper too; nothing of the page may have become markup. */
async function visit({ page }: Keydocket, place: string): Promise<void> {
  await page.evaluate((hash) => {
    location.hash = `#${hash}`
  }, place)
  await expect(page.getByRole('heading', { level: 1 }).first(), place).toBeVisible()
  await page.evaluate(async () => {
    const frame = () => new Promise((resolve) => requestAnimationFrame(resolve))
    for (let turn = 0; turn < 3; turn += 1) await frame()
    for (const element of document.querySelectorAll('*'))
      if (element.scrollHeight > element.clientHeight + 1) element.scrollTop = element.scrollHeight
    for (let turn = 0; turn < 3; turn += 1) await frame()
  })
  await expectPlain(page, place)
}

/** The texts that stand somewhere on the page, in words, fields or tooltips. */
function shownIn({ page }: Keydocket): Promise<string[]> {
  return page.evaluate((texts) => {
    const values = [...document.querySelectorAll('input, textarea')].map((field) => (field as HTMLInputElement).value)
    const titles = [...document.querySelectorAll('[title], [aria-label]')].flatMap((one) => [
      one.getAttribute('title'),
      one.getAttribute('aria-label')
    ])
    const all = [document.body.textContent, ...values, ...titles].join('\n')
    // Fields drop what is blank at the end, line separators among it.
    return texts.filter((text) => all.includes(text.trim()))
  }, payloads)
}

/** Searches for the texts themselves in every list that searches, and opens the forms that show them in fields. */
async function search(keydocket: Keydocket, { clientId, accountId }: Loaded): Promise<void> {
  const { page } = keydocket
  for (const place of ['/clients', '/accounts', '/cases', '/matters', '/contacts', '/deadlines']) {
    await visit(keydocket, place)
    for (const payload of payloads.slice(0, 3)) {
      await page.getByRole('searchbox').first().fill(payload)
      await expectPlain(page, `${place} searched`)
    }
    await page.getByRole('searchbox').first().fill('')
  }
  for (const place of [`/clients/${clientId}`, `/accounts/${accountId}`]) {
    await visit(keydocket, place)
    await page
      .getByRole('button', { name: /^(Edit|Change)/ })
      .first()
      .click()
    await expect(page.getByRole('dialog')).toBeVisible()
    await expectPlain(page, `${place} edited`)
    await page.keyboard.press('Escape')
    await expect(page.getByRole('dialog')).toHaveCount(0)
  }
}

/** What would go on paper: the list as it is, and the sheet of backup codes. */
async function printSheets(keydocket: Keydocket, { accountId, clientId }: Loaded): Promise<void> {
  const { page } = keydocket
  for (const place of ['/activity', `/clients/${clientId}`, `/accounts/${accountId}`]) {
    await visit(keydocket, place)
    if (place === '/activity') await page.getByRole('button', { name: 'Print' }).click()
    await page.emulateMedia({ media: 'print' })
    await expectPlain(page, `${place} printed`)
    await page.emulateMedia({ media: null })
  }
}

/** Files that others open: the saved list holds the texts, and each as one quoted cell. */
async function saveFiles(keydocket: Keydocket): Promise<void> {
  const file = join(keydocket.dataFolder, 'clients.csv')
  await keydocket.chooseSavePath(file)
  const saved = await keydocket.invoke('lists.save', { list: { name: 'clients', filter: {} } } as never)
  expect(saved).toMatchObject({ ok: true })
  expect(readFileSync(file, 'utf8')).toContain('fired')
}
