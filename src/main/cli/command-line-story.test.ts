import { execFileSync } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import encodeQR from 'qr'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createCommandLineProcess } from '../testing/command-line-process.ts'

/** As a script of firm IT would call it. */
const { home, file, run, everything } = createCommandLineProcess()
const passphrase = 'tangled orchard velvet quarry 48'
const data = ['--data-dir', file('data')]
const opened = [...data, '--passphrase-file', file('passphrase')]

async function json<T>(...args: string[]): Promise<T> {
  const outcome = await run([...args, ...opened, '--json'])
  // That a code was printed twice within its period is up to the time of day.
  const remarks = outcome.err.split('\n').filter((line) => line !== '' && !line.includes('"already-handed-out"'))
  expect(remarks, args.join(' ')).toEqual([])
  expect(outcome.exitCode, args.join(' ')).toBe(0)
  return JSON.parse(outcome.out) as T
}

/** Exit code and error code of a call that must fail with nothing on standard output. */
async function failure(
  args: readonly string[],
  options?: Parameters<typeof run>[1]
): Promise<{ exitCode: number | null; code: string; message: string }> {
  const outcome = await run([...args, '--json'], options)
  expect(outcome.out).toBe('')
  const { error } = JSON.parse(outcome.err.trim().split('\n').at(-1) ?? '') as { error: { code: string; message: string } }
  return { exitCode: outcome.exitCode, ...error }
}

const has = (program: string): boolean => (process.env['PATH'] ?? '').split(':').some((folder) => existsSync(join(folder, program)))

/** The code that oathtool makes at this second. */
const oathtool = (key: string, { digits = 6, period = 30, algorithm = 'sha1' } = {}): string =>
  execFileSync('oathtool', [`--totp=${algorithm}`, '-b', '-d', String(digits), '-s', `${period}s`, '-'], {
    input: key,
    encoding: 'utf8'
  }).trim()

/** Calls `code` between two calls of oathtool, so that a change of period in between is no failure. */
async function expectSameAsOathtool(account: string, key: string, settings?: Parameters<typeof oathtool>[1]): Promise<void> {
  const before = oathtool(key, settings)
  const { code } = await json<{ code: string }>('code', account)
  expect([before, oathtool(key, settings)]).toContain(code)
}

const keys = {
  address: 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ',
  qr: 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP',
  typed: 'MFRGGZDFMZTWQ2LKNNWG23TPOBYXE43U'
}
const backupCodes = ['ZQ7K-M4TX-81RD', 'ZQ7K-M4TX-82RD']
const accessCode = 'pX9vLt4Q'

beforeAll(() => {
  writeFileSync(file('passphrase'), `${passphrase}\n`, { mode: 0o600 })
})
afterAll(() => rmSync(home, { recursive: true, force: true }))

describe('the whole story', () => {
  it('says that nothing is here yet', async () => {
    expect(JSON.parse((await run(['status', ...data, '--json'])).out)).toMatchObject({
      state: 'none',
      keychainSlot: false,
      dataFolder: file('data')
    })
    expect(await failure(['client', 'list', ...opened])).toMatchObject({ exitCode: 5, code: 'vault.missing' })
  })

  it('refuses a weak passphrase and leaves no kit behind', async () => {
    const weak = await failure(['init', '--kit-file', file('kit.txt'), ...data, '--passphrase-file', '-'], { input: 'password1234\n' })
    expect(weak).toMatchObject({ exitCode: 4, code: 'vault.weak-passphrase' })
    expect(existsSync(file('kit.txt'))).toBe(false)
  })

  it('never overwrites a file with the kit, and makes no vault then', async () => {
    writeFileSync(file('taken.txt'), 'mine')
    expect(await failure(['init', '--kit-file', file('taken.txt'), ...opened])).toMatchObject({ exitCode: 7, code: 'file.cannot-write' })
    expect(readFileSync(file('taken.txt'), 'utf8')).toBe('mine')
    expect(JSON.parse((await run(['status', ...data, '--json'])).out)).toMatchObject({ state: 'none' })
  })

  it('makes a vault, its kit readable by the owner alone, and says that there is no keychain', async () => {
    const made = await run(['init', '--kit-file', file('kit.txt'), '--member-name', 'Ana Paralegal', ...opened])
    expect(made.err).toContain('no keychain here: passphrase and kit only')
    expect(made.exitCode).toBe(0)
    expect(statSync(file('kit.txt')).mode & 0o777).toBe(0o600)
    expect(readFileSync(file('kit.txt'), 'utf8').match(/^[1-8]: \S{8}$/gm)).toHaveLength(8)
    expect(await failure(['init', '--kit-file', file('kit2.txt'), ...opened])).toMatchObject({ exitCode: 4, code: 'vault.already-exists' })
    expect(existsSync(file('kit2.txt'))).toBe(false)
  })

  it('adds clients and finds them by id and whole name', async () => {
    const maria = await json<{ id: string }>(
      'client',
      'add',
      '--name',
      'Garcia Lopez, Maria',
      '--email',
      'maria@example.com',
      '--file-number',
      '26-0114'
    )
    await json('client', 'add', '--name', 'Nguyen, Thi Mai')
    expect(await json('client', 'list')).toMatchObject([{ name: 'Garcia Lopez, Maria' }, { name: 'Nguyen, Thi Mai' }])
    expect(await json('client', 'list', '--query', 'ngu')).toMatchObject([{ name: 'Nguyen, Thi Mai' }])
    expect(await json('client', 'show', 'garcia lopez, maria')).toMatchObject({ client: { id: maria.id }, accounts: [] })
    expect(await json('client', 'show', maria.id)).toMatchObject({ client: { name: 'Garcia Lopez, Maria' } })
    expect(await failure(['client', 'show', 'Garcia', ...opened])).toMatchObject({ exitCode: 3, code: 'record.not-found' })
    const again = await run(['client', 'add', '--name', 'Nguyen, Thi Mai', ...opened, '--json'])
    expect(again.exitCode).toBe(0)
    expect(JSON.parse(again.err)).toMatchObject({ note: { code: 'client.similar', message: expect.stringContaining('same name') } })
    expect(await failure(['client', 'show', 'Nguyen, Thi Mai', ...opened])).toMatchObject({ exitCode: 3, code: 'command.ambiguous' })
  })

  it('gives accounts, with custody enforced', async () => {
    const add = (username: string, ...more: string[]) =>
      json<{ id: string }>('account', 'add', '--client', 'Garcia Lopez, Maria', '--portal', 'uscis', '--username', username, ...more)
    await add('maria@example.com', '--custody', 'firm-holds', '--consent-date', '2026-01-31')
    await add('second@example.com', '--custody', 'firm-holds', '--consent-date', '2026-01-31', '--nickname', 'beneficiary')
    await add('third@example.com', '--custody', 'firm-holds', '--consent-date', '2026-01-31')
    await add('hers@example.com', '--custody', 'client-holds')
    await add('unsigned@example.com', '--custody', 'firm-holds')
    expect(await json('account', 'list', '--client', 'Garcia Lopez, Maria')).toHaveLength(5)
    expect(
      await failure([
        'account',
        'add',
        '--client',
        'Garcia Lopez, Maria',
        '--portal',
        'uscis',
        '--username',
        'maria@example.com',
        '--custody',
        'tracked-only',
        ...opened
      ])
    ).toMatchObject({
      exitCode: 4,
      code: 'accounts.duplicate'
    })
    const key = ['--key-from', '-', ...opened]
    expect(await failure(['authenticator', 'add', 'hers@example.com', ...key], { input: keys.typed })).toMatchObject({
      exitCode: 4,
      code: 'accounts.custody-forbids-secrets'
    })
    expect(await failure(['authenticator', 'add', 'unsigned@example.com', ...key], { input: keys.typed })).toMatchObject({
      exitCode: 4,
      code: 'accounts.consent-missing'
    })
  })

  it('enrols from an address, a picture and a typed key', async () => {
    writeFileSync(file('address.txt'), `otpauth://totp/USCIS:maria%40example.com?secret=${keys.address}&issuer=USCIS\n`)
    expect(await json('authenticator', 'add', 'maria@example.com', '--uri-from', file('address.txt'))).toMatchObject({
      confirmed: false,
      issuer: 'USCIS',
      digits: 6
    })
    writeFileSync(
      file('qr.gif'),
      encodeQR(`otpauth://totp/USCIS:second%40example.com?secret=${keys.qr}&algorithm=SHA256&digits=8`, 'gif', { scale: 4 })
    )
    const fromPicture = await run(['authenticator', 'add', 'second@example.com', '--qr', file('qr.gif'), ...opened, '--json'])
    expect(JSON.parse(fromPicture.out)).toMatchObject({ algorithm: 'SHA256', digits: 8 })
    expect(fromPicture.err).toContain('unusual-settings')

    const typed = await run(['authenticator', 'add', 'third@example.com', '--key-from', '-', '--period', '60', ...opened], {
      input: `${keys.typed.toLowerCase().replace(/(.{4})/g, '$1 ')}\n`
    })
    expect(typed.exitCode, typed.err).toBe(0)
  })

  it('makes the codes that oathtool makes', async ({ skip }) => {
    skip(!has('oathtool'), 'oathtool is not installed')
    await expectSameAsOathtool('maria@example.com', keys.address)
    await expectSameAsOathtool('second@example.com', keys.qr, { algorithm: 'sha256', digits: 8 })
    await expectSameAsOathtool('third@example.com', keys.typed, { period: 60 })
  })

  it('confirms with a code the portal accepted, and answers code --json as documented', async () => {
    const { code } = await json<{ code: string }>('code', 'maria@example.com')
    const wrong = String((Number(code) + 1) % 1_000_000).padStart(6, '0')
    const confirm = ['authenticator', 'confirm', 'maria@example.com', '--code-from', '-', ...opened]
    expect(await failure(confirm, { input: wrong })).toMatchObject({ exitCode: 4, code: 'authenticators.wrong-code' })
    expect((await run(confirm, { input: `${code.slice(0, 3)} ${code.slice(3)}\n` })).exitCode).toBe(0)
    const answer = await json<{ expiresInSeconds: number }>('code', 'maria@example.com')
    expect(answer).toEqual({
      code: expect.stringMatching(/^[0-9]{6}$/),
      nextCode: expect.stringMatching(/^[0-9]{6}$/),
      expiresInSeconds: expect.any(Number),
      periodSeconds: 30,
      client: 'Garcia Lopez, Maria',
      portal: 'uscis',
      account: 'maria@example.com',
      nickname: '',
      confirmed: true,
      earlier: expect.toSatisfy((earlier: unknown) => earlier === null || typeof (earlier as { by: unknown }).by === 'string'),
      clock: []
    })
    expect(answer.expiresInSeconds).toBeGreaterThan(0)
    expect(answer.expiresInSeconds).toBeLessThanOrEqual(30)
    expect(await failure(['code', 'hers@example.com', ...opened])).toMatchObject({ exitCode: 3, code: 'record.not-found' })
  })

  it('keeps backup codes and hands each out once', async () => {
    const page = `Your backup codes\r\n1. ${backupCodes[0]}\r\n2. ${backupCodes[1]}\r\nPage 1 of 1\r\n`
    const add = ['backup-code', 'add', 'maria@example.com', '--from', '-', '--kept-at', 'Safe, shelf 2', ...opened, '--json']
    const added = await run(add, { input: page })
    expect(JSON.parse(added.out)).toMatchObject({ count: 2, leftOut: 2 })
    expect(added.err).toContain('"unusual-count"')
    // What was left out may be a code after all: it is counted, never shown.
    expect(added.err).not.toContain('Page')
    expect(await json('backup-code', 'list', 'maria@example.com')).toMatchObject({ status: 'unused' })
    const use = async (...more: string[]) =>
      JSON.parse((await run(['backup-code', 'use', 'maria@example.com', ...more, ...opened, '--json'])).out) as unknown
    expect(await use()).toMatchObject({ code: backupCodes[0], position: 1, unusedLeft: 1 })
    expect(await failure(['backup-code', 'use', 'maria@example.com', '--position', '1', ...opened])).toMatchObject({
      exitCode: 4,
      code: 'codes.already-used'
    })
    expect(await json('backup-code', 'reserve', 'maria@example.com', '--for', 'travel')).toMatchObject({ position: 2, reserved: true })
    expect(await json('backup-code', 'board', '--reserved')).toMatchObject({
      rows: [{ username: 'maria@example.com', stock: 'presumed-stale', unused: 1, reserved: 1, stale: { reason: 'used' } }],
      total: 1
    })
    const strike = ['backup-code', 'strike-out', 'maria@example.com', '--position', '2']
    expect(await failure([...strike, ...opened])).toMatchObject({ exitCode: 2, code: 'command.usage' })
    expect(await json(...strike, '--reason', 'refused')).toMatchObject({ struckOut: true })
    expect(await failure(['backup-code', 'use', 'maria@example.com', '--position', '2', ...opened])).toMatchObject({ code: 'codes.void' })
    expect(await json(...strike, '--undo')).toMatchObject({ struckOut: false })
    expect(await json('backup-code', 'paper', 'maria@example.com', '--checked-on', '2026-01-15')).toMatchObject({
      keptAt: 'Safe, shelf 2',
      paperCheckedOn: '2026-01-15'
    })
    expect(await use('--for', 'new phone')).toMatchObject({ code: backupCodes[1], position: 2, unusedLeft: 0 })
    expect(await failure(['backup-code', 'use', 'maria@example.com', ...opened])).toMatchObject({ exitCode: 3, code: 'record.not-found' })
  })

  it('logs access codes with an expiry that follows from the notice', async () => {
    const added = await run(
      [
        'access-code',
        'add',
        'maria@example.com',
        '--notice-date',
        '2026-01-01',
        '--from',
        '-',
        '--receipt',
        'IOE0912345678',
        ...opened,
        '--json'
      ],
      {
        input: accessCode
      }
    )
    expect(JSON.parse(added.out)).toMatchObject({
      noticeOn: '2026-01-01',
      expiryEdited: false,
      hasValue: true,
      receiptNumbers: ['IOE0912345678']
    })
    expect(await json('access-code', 'list', 'maria@example.com')).toMatchObject([{ hasValue: true }])
  })

  it('notes replacements and shows the board', async () => {
    const asked = await json<{ replacementDueOn: string }>('access-code', 'replacement', 'maria@example.com', '--on', '2026-05-20')
    // Ten federal business days after a Wednesday, over Memorial Day.
    expect(asked).toMatchObject({ status: 'replacement-requested', replacementRequestedOn: '2026-05-20', replacementDueOn: '2026-06-04' })
    const board = await json<{ rows: unknown[] }>('access-code', 'board', '--status', 'replacement-requested')
    expect(board).toMatchObject({
      total: 1,
      rows: [{ username: 'maria@example.com', clientName: 'Garcia Lopez, Maria', noticeOn: '2026-01-01' }]
    })
    expect(await json('access-code', 'replacement', 'maria@example.com', '--take-back')).toMatchObject({ replacementRequestedOn: null })
    expect(await json('access-code', 'board', '--status', 'replacement-requested')).toMatchObject({ total: 0, rows: [] })
    const both = await failure(['access-code', 'replacement', 'maria@example.com', '--on', '2026-05-20', '--take-back', ...opened])
    expect(both).toMatchObject({ exitCode: 2, code: 'command.usage' })
    const early = await failure(['access-code', 'replacement', 'maria@example.com', '--on', '2025-12-31', ...opened])
    expect(early).toMatchObject({ exitCode: 2, code: 'request.invalid' })
  })

  it('knows whose phone an account depends on, and who left', async () => {
    const ben = await json<{ id: string }>('member', 'add', '--name', 'Ben Leaver')
    expect(await failure(['member', 'add', '--name', 'ben leaver', ...opened])).toMatchObject({ exitCode: 4, code: 'members.duplicate' })
    const add = ['factor', 'add', 'third@example.com', '--kind', 'text', '--holder', 'member']
    expect(await failure([...add, ...opened])).toMatchObject({ exitCode: 2, code: 'command.usage' })
    expect(await failure([...add, '--member', 'Ben', ...opened])).toMatchObject({ exitCode: 3, code: 'record.not-found' })
    const factor = await json<{ id: string }>(...add, '--member', 'Ben Leaver', '--detail', 'ends in 0142')
    expect(factor).toMatchObject({ heldBy: 'Ben Leaver', holderHasLeft: false, detail: 'ends in 0142' })
    expect(await json('member', 'list')).toMatchObject([
      { name: 'Ana Paralegal', isActing: true },
      { id: ben.id, factorCount: 1, leftOn: null }
    ])
    const left = await run(['member', 'leave', 'ben leaver', '--on', '2026-01-31', ...opened, '--json'])
    expect(JSON.parse(left.out)).toMatchObject({ id: ben.id, leftOn: '2026-01-31' })
    expect(JSON.parse(left.err)).toMatchObject({ note: { code: 'factors-with-leaver' } })
    expect(await failure(['member', 'leave', 'Ana Paralegal', ...opened])).toMatchObject({ exitCode: 4, code: 'members.cannot-leave' })
    expect(await json('factor', 'list', 'third@example.com')).toMatchObject([{ id: factor.id, holderHasLeft: true }])

    expect(await json('report', 'leavers-factor')).toMatchObject([
      { username: 'third@example.com', people: ['Ben Leaver'], on: '2026-01-31' }
    ])
    expect(await json('report', 'today')).toMatchObject({ counts: { 'factor-of-leaver': 1 } })
    expect(await json('report', 'overview')).toMatchObject({ reports: { 'leavers-factor': 1 } })
    const words = await run(['report', 'today', ...opened])
    expect(words.out).toMatch(/^factor-of-leaver +2026-01-31 +.*third@example\.com +Ben Leaver$/m)
    expect(await failure(['report', 'nonsense', ...opened])).toMatchObject({ exitCode: 2, code: 'command.usage' })

    await json('factor', 'retire', factor.id)
    expect(await json('report', 'leavers-factor')).toEqual([])
  })

  it('notes sign-ins', async () => {
    expect(await json('account', 'signed-in', 'maria@example.com', '--on', '2026-01-05')).toMatchObject({ lastSignedInOn: '2026-01-05' })
    expect(await json('report', 'not-signed-in')).toMatchObject([{ username: 'maria@example.com', on: '2026-01-05' }])
    const { today } = await json<{ today: string }>('report', 'today')
    expect(await json('account', 'signed-in', 'maria@example.com')).toMatchObject({ lastSignedInOn: today })
    expect(await json('report', 'not-signed-in')).toEqual([])
    const ahead = await failure(['account', 'signed-in', 'maria@example.com', '--on', '2999-01-01', ...opened])
    expect(ahead).toMatchObject({ code: 'request.invalid' })
  })

  it('saves lists as CSV in new files or to standard output, under another name', async () => {
    await json('member', 'add', '--name', 'Zoe Attorney')
    expect(await json('account', 'list', '--csv', file('accounts.csv'), '--as', 'zoe attorney')).toMatchObject({ rows: 5 })
    expect(readFileSync(file('accounts.csv'), 'utf8').trimEnd().split('\r\n')).toHaveLength(6)
    expect(statSync(file('accounts.csv')).mode & 0o777).toBe(0o600)
    expect(await failure(['account', 'list', '--csv', file('accounts.csv'), ...opened])).toMatchObject({ exitCode: 7 })
    const out = await run(['client', 'list', '--csv', '-', '--separator', ';', '--bom', ...opened])
    expect(out.out).toMatch(/^\ufeff"Name";"Kind";/)
    expect(await failure(['client', 'list', '--bom', ...opened])).toMatchObject({ exitCode: 2 })
    const saved = await json<{ actor: string; details: { list: string } }[]>('audit', 'list', '--group', 'left', '--member', 'Zoe Attorney')
    expect(saved.map(({ actor, details }) => [actor, details.list])).toEqual([['Zoe Attorney', 'accounts']])
    expect(await failure(['client', 'list', '--as', 'Nobody', ...opened])).toMatchObject({ exitCode: 3 })
  })

  it('lists the portals and names what is wrong with a file of the firm', async () => {
    expect((await json<{ inUse: { id: string }[] }>('portals', 'list')).inUse.map(({ id }) => id)).toContain('uscis')
    mkdirSync(join(file('data'), 'portals'), { recursive: true })
    writeFileSync(join(file('data'), 'portals', 'uscis.json'), '{"id":"uscis"}')
    const check = await run(['portals', 'check', ...opened])
    expect(check.exitCode).toBe(7)
    expect(check.out).toContain('uscis.json is not used:')
    expect(check.out).toMatch(/name: /)
    rmSync(join(file('data'), 'portals'), { recursive: true })
    expect((await run(['portals', 'check', ...opened])).exitCode).toBe(0)
  })

  it('has written all of it down', async () => {
    const rows = await json<{ seq: number; event: string; actor: string }[]>('audit', 'list', '--limit', '1000')
    const events = rows.map((row) => row.event)
    for (const event of [
      'vault.created',
      'client.created',
      'account.created',
      'authenticator.added',
      'authenticator.confirmed',
      'verification-code.shown',
      'backup-code.recorded',
      'backup-code.revealed',
      'backup-code.used',
      'access-code.recorded',
      'access-code.replacement-requested',
      'member.left',
      'second-factor.added',
      'second-factor.retired',
      'account.signed-in'
    ]) {
      expect(events).toContain(event)
    }
    expect(rows.filter((row) => row.actor !== 'Ana Paralegal').map((row) => row.event)).toEqual(['vault.locked', 'list.saved'])
    expect(rows.map((row) => row.seq)).toEqual(rows.map((_, at) => rows.length - at))
    expect(await json('audit', 'list', '--limit', '2')).toHaveLength(2)
  })

  it('opens with nothing but what belongs to the vault', async () => {
    const list = ['client', 'list', ...data]
    expect(await failure([...list, '--passphrase-file', '-'], { input: 'another passphrase altogether' })).toMatchObject({
      exitCode: 5,
      code: 'vault.wrong-passphrase'
    })
    expect(await failure(list)).toMatchObject({ exitCode: 5, code: 'command.no-passphrase' })
    expect((await run([...list, '--recovery-kit-file', file('kit.txt')])).exitCode).toBe(0)
    const kit = readFileSync(file('kit.txt'), 'utf8')
    const group = /^3: (\S)/m.exec(kit)?.[1] === '7' ? '8' : '7'
    expect(await failure([...list, '--recovery-kit-file', '-'], { input: kit.replace(/^3: \S/m, `3: ${group}`) })).toMatchObject({
      exitCode: 5,
      code: 'vault.wrong-kit'
    })
  })

  it.skipIf(process.platform === 'win32')('refuses a passphrase file that others may read, with the line that fixes it', async () => {
    for (const mode of [0o640, 0o604, 0o620]) {
      writeFileSync(file('exposed'), passphrase)
      chmodSync(file('exposed'), mode)
      const refused = await failure(['client', 'list', ...data, '--passphrase-file', file('exposed')])
      expect(refused).toMatchObject({ exitCode: 7, code: 'command.exposed-file' })
      expect(refused.message).toContain(`chmod 600 ${file('exposed')}`)
    }
  })

  it('shows hostile data harmlessly', async () => {
    const hostile = await run(['client', 'add', '--name', 'Eve\u202e \u200fgnp.exe', ...opened])
    expect(hostile.exitCode).toBe(0)
    expect(hostile.out).toContain('Eve \\u{200f}gnp.exe')
  })

  it('tells bad files apart', async () => {
    expect(await failure(['authenticator', 'add', 'third@example.com', '--uri-from', file('missing.txt'), ...opened])).toMatchObject({
      exitCode: 7,
      code: 'file.cannot-read'
    })
    expect(
      await failure(['authenticator', 'add', 'third@example.com', '--uri-from', '-', ...opened], { input: 'https://example.com' })
    ).toMatchObject({
      exitCode: 7,
      code: 'authenticators.not-an-address'
    })
    expect(await failure(['authenticator', 'add', 'third@example.com', '--qr', file('address.txt'), ...opened])).toMatchObject({
      exitCode: 7
    })
    expect(await failure(['code', 'maria@example.com', '--frobnicate', ...opened])).toMatchObject({ exitCode: 2, code: 'command.usage' })
  })

  it('has put no secret into any answer that is not meant to show it, nor into any file', () => {
    const meant = /^(code|backup-code use) /
    const rest = everything.filter((text) => !meant.test(text)).join('\n')
    for (const secret of [...Object.values(keys), ...backupCodes, accessCode, passphrase]) {
      expect(rest).not.toContain(secret)
      for (const name of readdirSync(file('data'), { recursive: true, withFileTypes: true }).filter((found) => found.isFile())) {
        expect(readFileSync(join(name.parentPath, name.name)).includes(secret), name.name).toBe(false)
      }
    }
  })
})
