/** A whole story on a real data folder, then every byte the app wrote is searched for what it was told in confidence. */
import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Channel, contract, type Envelope, type Input, type Output } from '#contract'
import { createFileLog } from './adapters/file-log.ts'
import { type App, createApp } from './app.ts'
import { AppError } from './errors.ts'
import { recordSecurityCount } from './testing/security-counts.ts'
import { createTestPorts } from './testing/test-ports.ts'

/** What was put in. Long enough that none of it turns up in random bytes by chance. */
const canaries: Record<string, string | Buffer> = {
  passphrase: 'six quiet canaries on a wire',
  member: 'Memberina Canaryworth',
  clientName: 'Quetzalcanary Lopez, Zephyrine',
  otherNames: 'Zephcanary Formername',
  email: 'zephyrine.canary@example.com',
  phone: '+1 555 0177 4242',
  aNumber: 'A271828182',
  fileNumber: 'CANARY-26-0114',
  notes: 'Met at the canary cafe on Tuesday',
  receiptNumber: 'IOE0931415926',
  caseNote: 'canary interview notice expected',
  username: 'zephyrine.signin@example.org',
  nickname: 'beneficiary canarynick',
  accountNumber: '027182818284',
  accountNotes: 'canary locked out twice in May',
  authenticatorKey: 'KRUGS43JONQWG3DFMFZGG2DBOI2DEMRT',
  longKey: 'MZXW6YTBOJRWC3TBOJ4XOZLBMNZWS3THGEZDGNBV',
  issuer: 'Canaryissuer Bureau',
  label: 'canarylabel@example.net',
  backupCode: '7Q4K-CANA-RY2P-9XWT',
  keptAt: 'canary safe, second shelf',
  accessCode: 'OAC-CANARY-58213',
  noticeReceipt: 'MSC2190271828',
  passcode: 'PASS-CANARY-90417',
  handedOverHow: 'by canary courier, sealed',
  draftNote: 'waits for the canary lease'
}
const text = (name: string): string => String(canaries[name])

/** Forms of the canaries looked for in each file, and those found. */
const counts = { searches: 0, hits: 0 }

const root = mkdtempSync(join(tmpdir(), 'keydocket-leak-'))
const [data, logs, temp] = ['data', 'logs', 'temp'].map((name) => join(root, name)) as [string, string, string]
const usualTemp = process.env['TMPDIR']
beforeAll(() => {
  for (const folder of [data, logs, temp]) mkdirSync(folder, { mode: 0o700 })
  // SQLite and Node both look here for a place for temporary files.
  process.env['TMPDIR'] = temp
  process.env['SQLITE_TMPDIR'] = temp
})
afterAll(() => {
  if (usualTemp === undefined) delete process.env['TMPDIR']
  else process.env['TMPDIR'] = usualTemp
  delete process.env['SQLITE_TMPDIR']
  rmSync(root, { recursive: true, force: true })
  recordSecurityCount({
    row: '26',
    title: 'searches for a form of a canary in a file of the data folder, the log and the temporary folder',
    count: counts.searches,
    bar: '0 hits',
    failed: counts.hits
  })
})

interface Form {
  readonly canary: string
  readonly form: string
  readonly bytes: Buffer
}

/** Parts too short to be more than chance are left out. */
const shortest = 6

/** Base64 of a text inside other bytes begins at any of three places, base32 at any of five: the middle that does not depend on the neighbours. */
function innerForms(bytes: Buffer, encode: (bytes: Buffer) => string, groupBytes: number, groupSigns: number): string[] {
  return Array.from({ length: groupBytes }, (_, offset) => {
    const padded = Buffer.concat([Buffer.alloc(offset), bytes])
    const from = Math.ceil((offset * groupSigns) / groupBytes)
    const to = Math.floor((padded.length * groupSigns) / groupBytes)
    return encode(padded).slice(from, to)
  })
}

function base32(bytes: Buffer): string {
  let signs = ''
  let held = 0
  let bits = 0
  for (const byte of bytes) {
    held = ((held << 8) | byte) & 0xffff
    for (bits += 8; bits >= 5; bits -= 5) signs += 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'[(held >> (bits - 5)) & 31]
  }
  return bits === 0 ? signs : signs + 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'[(held << (5 - bits)) & 31]
}

/** Everything a careless programmer's file could show of a value. */
function formsOf(canary: string, value: string | Buffer): Form[] {
  const forms: (readonly [string, Buffer])[] = []
  const spellings = typeof value === 'string' ? [...new Set([value, value.toLowerCase(), value.toUpperCase()])] : []
  for (const spelling of spellings) {
    forms.push(['UTF-8', Buffer.from(spelling, 'utf8')], ['UTF-16LE', Buffer.from(spelling, 'utf16le')])
    forms.push(['UTF-16BE', Buffer.from(spelling, 'utf16le').swap16()])
  }
  const raws = typeof value === 'string' ? spellings.map((spelling) => Buffer.from(spelling, 'utf8')) : [value]
  if (typeof value !== 'string') forms.push(['bytes', value])
  for (const raw of raws) {
    forms.push(['hex', Buffer.from(raw.toString('hex'))], ['hex', Buffer.from(raw.toString('hex').toUpperCase())])
    for (const inner of innerForms(raw, (bytes) => bytes.toString('base64'), 3, 4)) {
      forms.push(['base64', Buffer.from(inner)], ['base64url', Buffer.from(inner.replaceAll('+', '-').replaceAll('/', '_'))])
    }
    for (const inner of innerForms(raw, base32, 5, 8))
      forms.push(['base32', Buffer.from(inner)], ['base32', Buffer.from(inner.toLowerCase())])
  }
  return forms.filter(([, bytes]) => bytes.length >= shortest).map(([form, bytes]) => ({ canary, form, bytes }))
}

const formsOfAll = (): Form[] => Object.entries(canaries).flatMap(([canary, value]) => formsOf(canary, value))

interface Searched {
  readonly files: string[]
  readonly bytes: number
  readonly hits: string[]
}

/** Every file below a folder, its name and its bytes. */
function search(folder: string, forms: readonly Form[]): Searched {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
  const hits: string[] = []
  let bytes = 0
  for (const file of files) {
    const content = Buffer.concat([Buffer.from(`${basename(file)}\n`), readFileSync(file)])
    bytes += content.length
    for (const { canary, form, bytes: wanted } of forms)
      if (content.includes(wanted)) hits.push(`${canary} as ${form} in ${basename(file)}`)
  }
  return { files, bytes, hits }
}

/** What the program `strings` shows of a folder, in 8-bit and 16-bit letters; null where it is not installed. */
function stringsOf(files: readonly string[]): string | null {
  const shown = ['s', 'S', 'l', 'b'].map((encoding) =>
    spawnSync('strings', ['-a', '-n', '4', '-e', encoding, ...files], { encoding: 'latin1', maxBuffer: 1 << 28 })
  )
  return shown.some(({ status }) => status !== 0) ? null : shown.map(({ stdout }) => stdout).join('\n')
}

async function value<C extends Channel>(app: App, channel: C, input: Input<C>): Promise<Output<C>> {
  const answer = (await app.invoke(channel, contract[channel].input.parse(input))) as Envelope<Output<C>>
  if (!answer.ok) throw new Error(`${channel}: ${answer.error.code}`)
  return answer.value
}

/** The ports of a host, with a log file, and two that fail as badly as they can: their messages quote what they were given. */
function hostPorts() {
  const ports = createTestPorts({ dataFolder: data })
  return {
    ...ports,
    log: createFileLog(logs),
    clipboard: {
      ...ports.clipboard,
      write: async (copied: string): Promise<void> => {
        throw new Error(`cannot write ${copied} for ${text('clientName')}`)
      }
    },
    qrReader: {
      read: async (): Promise<string[]> => {
        throw new Error(`no code in otpauth://totp/x?secret=${text('authenticatorKey')} of ${text('email')}`)
      },
      rest: () => {},
      close: () => {}
    }
  }
}

async function tell(app: App): Promise<void> {
  const kit = await value(app, 'vault.begin', { passphrase: text('passphrase'), memberName: text('member'), useKeychain: true })
  canaries['recovery kit'] = kit.groups.join('-')
  for (const [index, group] of kit.groups.entries()) canaries[`kit group ${index + 1}`] = group
  await value(app, 'vault.saveKit', {})
  await value(app, 'vault.confirmKit', { groups: kit.confirm.map((number) => kit.groups[number - 1]) as [string, string] })
  const client = await value(app, 'clients.create', {
    name: text('clientName'),
    otherNames: text('otherNames'),
    email: text('email'),
    phone: text('phone'),
    aNumber: text('aNumber'),
    fileNumber: text('fileNumber'),
    notes: text('notes')
  })
  await value(app, 'cases.add', { clientId: client.id, receiptNumber: text('receiptNumber'), form: 'I-485', note: text('caseNote') })
  const account = await value(app, 'accounts.create', {
    clientId: client.id,
    portalId: 'uscis',
    username: text('username'),
    nickname: text('nickname'),
    accountNumber: text('accountNumber'),
    notes: text('accountNotes'),
    custody: 'firm-holds',
    consentOn: '2026-01-15'
  })
  await tellAuthenticators(app, account.id)
  await value(app, 'backupCodes.record', { accountId: account.id, codes: [text('backupCode')], keptAt: text('keptAt') })
  const [code] = (await value(app, 'backupCodes.list', { accountId: account.id })).sets[0]?.codes ?? []
  expect((await value(app, 'backupCodes.reveal', { id: code?.id ?? '' })).value).toBe(text('backupCode'))
  expect(await app.invoke('backupCodes.copy', { id: code?.id })).toMatchObject({ ok: false })
  await value(app, 'backupCodes.markUsed', { id: code?.id ?? '' })
  const access = await value(app, 'accessCodes.record', {
    accountId: account.id,
    code: text('accessCode'),
    noticeOn: '2026-11-02',
    receiptNumbers: [text('noticeReceipt')]
  })
  expect((await value(app, 'accessCodes.reveal', { id: access.id })).value).toBe(text('accessCode'))
  const base = { accountId: account.id, clientId: client.id }
  const shown = { form: 'G-28', issuedOn: '2026-11-02', code: text('passcode'), handedOverHow: text('handedOverHow') }
  const passcode = await value(app, 'passcodes.record', { ...base, ...shown })
  expect((await value(app, 'passcodes.reveal', { id: passcode.id })).value).toBe(text('passcode'))
  await value(app, 'drafts.record', { ...base, form: 'I-129', editedOn: '2026-11-02', note: text('draftNote') })
  await value(app, 'settings.update', { revealSeconds: 20 })
  await goWrong(app, account.id)
  expect((await value(app, 'clients.list', { query: 'quetzal' })).total).toBe(1)
  await value(app, 'audit.list', {})
}

async function tellAuthenticators(app: App, accountId: string): Promise<void> {
  const address = `otpauth://totp/${encodeURIComponent(text('label'))}?secret=${text('authenticatorKey')}&issuer=${encodeURIComponent(text('issuer'))}`
  const { authenticatorId } = await value(
    app,
    'authenticators.save',
    await pendingOf(value(app, 'authenticators.readAddress', { accountId, address }))
  )
  const { code } = await value(app, 'authenticators.showCode', { id: authenticatorId })
  await value(app, 'authenticators.confirm', { id: authenticatorId, code })
  // A second one with ten digits: a code that cannot stand in a file by chance.
  const typed = pendingOf(value(app, 'authenticators.readKey', { accountId, key: text('longKey'), digits: 10 }))
  const second = await value(app, 'authenticators.save', await typed)
  const shown = await value(app, 'authenticators.showCode', { id: second.authenticatorId })
  canaries['code'] = code
  canaries['ten-digit code'] = shown.code
  canaries['next ten-digit code'] = shown.nextCode
  canaries['authenticator key in bytes'] = bytesOfBase32(text('authenticatorKey'))
  canaries['long key in bytes'] = bytesOfBase32(text('longKey'))
}

const pendingOf = async (read: Promise<{ pendingId: string }>): Promise<{ pendingId: string }> => ({ pendingId: (await read).pendingId })

function bytesOfBase32(signs: string): Buffer {
  const bits = [...signs].map((sign) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(sign).toString(2).padStart(5, '0')).join('')
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)))
}

/** Refusals, failures of a host and bugs: all of them end in the log or in an answer, with secrets at hand. */
async function goWrong(app: App, accountId: string): Promise<void> {
  expect(await app.invoke('authenticators.readPicture', { accountId, picture: Buffer.from(text('backupCode')) })).toMatchObject({
    error: { code: 'internal' }
  })
  expect(
    await app.invoke('authenticators.readAddress', { accountId, address: `${text('authenticatorKey')} ${text('email')}` })
  ).toMatchObject({ ok: false })
  expect(await app.invoke('clients.create', { name: 7, email: text('email'), [text('notes')]: text('accessCode') })).toMatchObject({
    ok: false
  })
  expect(await app.invoke(text('clientName'), text('passphrase'))).toMatchObject({ ok: false })
  expect(await app.invoke('vault.unlockWithKit', { kit: text('recovery kit') })).toMatchObject({ ok: true })
}

/** `search`, counted. */
function searchAll(): Searched {
  const forms = formsOfAll()
  const searched = search(root, forms)
  counts.searches += searched.files.length * forms.length
  counts.hits += searched.hits.length
  return searched
}

test('no file holds a name, an address, a secret or a code in any form', async () => {
  const ports = hostPorts()
  const first = await createApp(ports)
  await tell(first)
  // While it runs: the write-ahead log is there too.
  const running = searchAll()
  expect(running.files.map((file) => basename(file)).sort()).toEqual(['keydocket.db', 'keydocket.db-wal', 'keydocket.log', 'vault.json'])
  expect(running.hits).toEqual([])
  const { name: backup } = await value(first, 'backup.create', {})
  expect(searchAll().files.map((file) => basename(file))).toContain(backup)
  await value(first, 'vault.lock', {})
  expect(await first.invoke('vault.unlockWithPassphrase', { passphrase: `${text('passphrase')}!` })).toMatchObject({ ok: false })
  await first.close()

  const second = await createApp(ports)
  await value(second, 'vault.unlockWithKeychain', {})
  expect((await value(second, 'clients.list', { query: 'quetzal' })).rows[0]?.name).toBe(text('clientName'))
  ports.log.error('test.error', new AppError('accounts.duplicate', { username: text('username') }))
  ports.log.error('test.error', new Error(`UNIQUE constraint failed: ${text('username')}`), { address: text('email') })
  const open = searchAll()
  expect(open.hits).toEqual([])
  await second.close()

  const forms = formsOfAll()
  const closed = searchAll()
  expect(closed.hits).toEqual([])
  expect(readFileSync(join(logs, 'keydocket.log'), 'utf8')).toContain('call.failed')

  const shown = stringsOf(closed.files)
  if (shown !== null)
    expect(forms.filter(({ bytes }) => shown.includes(bytes.toString('latin1'))).map(({ canary, form }) => `${canary} as ${form}`)).toEqual(
      []
    )
  const [files, bytes] = [running, open, closed].reduce(([files, bytes], one) => [files + one.files.length, bytes + one.bytes], [0, 0])
  process.stdout.write(
    `${files} files, ${bytes} bytes searched for ${Object.keys(canaries).length} canaries in ${forms.length} forms: 0 hits; ` +
      `strings ${shown === null ? 'is not installed' : `showed ${shown.length} bytes: 0 hits`}\n`
  )
})

test('the search finds what is there, in every form and at every offset', () => {
  const planted = join(root, 'planted')
  mkdirSync(planted)
  const forms = formsOfAll()
  for (const [index, { canary, form, bytes }] of forms.entries()) {
    writeFileSync(join(planted, 'file'), Buffer.concat([Buffer.alloc(37 + (index % 7), 0xa5), bytes, Buffer.alloc(11, 0xa5)]))
    expect(search(planted, forms).hits, `${canary} as ${form}`).toContain(`${canary} as ${form} in file`)
  }
  for (const before of [0, 1, 2, 3, 4]) {
    for (const encoded of [
      (bytes: Buffer) => bytes.toString('base64'),
      (bytes: Buffer) => bytes.toString('base64url'),
      base32,
      (bytes: Buffer) => bytes.toString('hex')
    ]) {
      const record = Buffer.concat([Buffer.from('x'.repeat(before)), Buffer.from(text('accessCode')), Buffer.from('tail')])
      writeFileSync(join(planted, 'file'), encoded(record))
      expect(search(planted, forms).hits.some((hit) => hit.startsWith('accessCode as'))).toBe(true)
    }
  }
  const shown = stringsOf([join(planted, 'file')])
  if (shown !== null) {
    writeFileSync(
      join(planted, 'file'),
      Buffer.concat([Buffer.alloc(9, 1), Buffer.from(text('clientName'), 'utf16le'), Buffer.alloc(9, 1)])
    )
    expect(stringsOf([join(planted, 'file')])).toContain(text('clientName'))
  }
  rmSync(planted, { recursive: true })
})
