/** Passcodes, drafts, sign-ins and links from the command line, run from its sources as its own process without a keychain. */
import { rmSync, writeFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createCommandLineProcess } from '../testing/command-line-process.ts'

const { home, file, ...commandLine } = createCommandLineProcess()
const opened = ['--data-dir', file('data'), '--passphrase-file', file('passphrase'), '--json']
const passcode = 'Rk7PassQ2'
/** Output of every call that is not meant to show the passcode. */
const shown: string[] = []

async function run(...args: string[]): Promise<{ out: string; err: string }> {
  const outcome = await commandLine.run([...args, ...opened])
  if (args[1] !== 'show') shown.push(outcome.out + outcome.err)
  return outcome
}

async function json<T = unknown>(...args: string[]): Promise<T> {
  const { out, err } = await run(...args)
  expect(err, args.join(' ')).toBe('')
  return JSON.parse(out) as T
}

async function failure(...args: string[]): Promise<string> {
  const { err } = await run(...args)
  return (JSON.parse(err.trim().split('\n').at(-1) ?? '') as { error: { code: string } }).error.code
}

let today = ''

beforeAll(async () => {
  writeFileSync(file('passphrase'), 'tangled orchard velvet quarry 48\n', { mode: 0o600 })
  writeFileSync(file('passcode.txt'), `${passcode}\n`)
  await run('init', '--kit-file', file('kit.txt'), '--member-name', 'Ana Paralegal')
  await json('client', 'add', '--name', 'Garcia Lopez, Maria')
  const account = ['account', 'add', '--portal', 'uscis', '--username']
  await json(...account, 'maria@example.com', '--client', 'Garcia Lopez, Maria', '--custody', 'client-holds')
  await json(...account, 'dana@example.org', '--custody', 'firms-own')
  today = (await json<{ today: string }>('report', 'today')).today
}, 120_000)
afterAll(() => rmSync(home, { recursive: true, force: true }))

it('says what became of a used access code', async () => {
  await json('access-code', 'add', 'maria@example.com', '--notice-date', '2026-01-01')
  const used = ['access-code', 'used', 'maria@example.com']
  expect(await json(...used, '--linked-by', 'access-code')).toMatchObject({
    status: 'used',
    link: { linkedBy: 'access-code', verifiedOn: null }
  })
  expect(await json(...used, '--seen-on', today, '--function', 'minimal')).toMatchObject({
    link: { linkedBy: 'access-code', function: 'minimal', verifiedOn: today, intoUsername: 'maria@example.com' }
  })
  expect(await failure(...used, '--by-other', '--linked-by', 'access-code')).toBe('command.usage')
}, 120_000)

it('keeps passcodes and what clients answered', async () => {
  const asked = ['--client', 'Garcia Lopez, Maria', '--form', 'G-28', '--from', file('passcode.txt')]
  const { id } = await json<{ id: string }>('passcode', 'add', 'dana@example.org', ...asked)
  expect(await json('passcode', 'list')).toMatchObject([{ id, status: 'waiting', clientName: 'Garcia Lopez, Maria', daysLeft: 30 }])
  expect(await json('passcode', 'show', id)).toEqual({ id, passcode })
  expect(await json('passcode', 'outcome', id, '--answer', 'declined')).toMatchObject({ status: 'declined', answeredOn: today })
  expect(await failure('passcode', 'outcome', id, '--answer', 'accepted')).toBe('passcodes.settled')
  expect(await json('passcode', 'outcome', id, '--take-back')).toMatchObject({ status: 'waiting' })
  expect(await failure('passcode', 'outcome', id)).toBe('command.usage')
  expect(await json('passcode', 'list', '--account', 'dana@example.org')).toHaveLength(1)
  expect(shown.join('\n')).not.toContain(passcode)
}, 120_000)

it('keeps drafts', async () => {
  const draft = await json<{ id: string }>('draft', 'add', 'maria@example.com', '--form', 'I-485', '--edited-on', '2026-01-05')
  expect(draft).toMatchObject({ status: 'lapsed', expiresOn: '2026-02-04', clientName: 'Garcia Lopez, Maria' })
  expect(await json('draft', 'edit', draft.id)).toMatchObject({ status: 'open', editedOn: today })
  expect(await json('draft', 'edit', draft.id, '--outcome', 'filed')).toMatchObject({ status: 'filed', closedOn: today })
  expect(await json('draft', 'list')).toEqual([])
  expect(await json('draft', 'list', '--status', 'filed')).toHaveLength(1)
  expect(await json('draft', 'edit', draft.id, '--reopen')).toMatchObject({ status: 'open' })
}, 120_000)

it('says which sign-ins and passwords are due', async () => {
  await json('account', 'signed-in', 'dana@example.org', '--on', '2026-01-05')
  expect(await json('sign-ins')).toMatchObject([{ username: 'dana@example.org', dueOn: '2026-03-06' }])
  await json('account', 'signed-in', 'dana@example.org')
  expect(await json('sign-ins')).toEqual([])
  await json('account', 'add', '--portal', 'sevp-portal', '--username', 'stu@example.org', '--custody', 'firms-own')
  const changed = await json('account', 'password-changed', 'stu@example.org', '--on', '2026-01-05')
  expect(changed).toMatchObject({ passwordChangedOn: '2026-01-05', passwordDueOn: '2026-04-05' })
  expect(await json('account', 'password-changed', 'stu@example.org', '--take-back')).toMatchObject({ passwordDueOn: null })
}, 120_000)

it('says which access codes a notice replaces, and takes that back', async () => {
  const add = ['access-code', 'add', 'dana@example.org', '--notice-date', today]
  const notes = async (...args: string[]) => {
    const { out, err } = await run(...args)
    const codes = err.trim() === '' ? [] : err.trim().split('\n')
    return { answer: JSON.parse(out) as { replaced: unknown[] }, notes: codes.map((line) => JSON.parse(line).note?.code) }
  }
  expect(await json(...add, '--from', file('passcode.txt'))).toMatchObject({ hasValue: true, replaced: [] })
  // A notice without its code leaves the code that is known, and says so.
  expect(await notes(...add, '--receipt', 'ioe-999')).toMatchObject({
    answer: { replaced: [] },
    notes: ['case.number-unusual', 'access-code.left']
  })
  expect((await notes(...add, '--replace-known')).answer.replaced).toHaveLength(2)
  expect(await failure(...add, '--replace-known', '--keep-earlier')).toBe('command.usage')
  expect(await failure('access-code', 'not-replaced', 'dana@example.org')).toBe('command.ambiguous')
  expect(await failure('access-code', 'not-replaced', 'dana@example.org', '--notice-date', '2020-01-01')).toBe('record.not-found')
  const { err } = await commandLine.run(['access-code', 'add', 'dana@example.org', '--notice-date', '2199-01-01', ...opened.slice(0, -1)])
  expect(err).toContain('notice date lies in the future')
}, 120_000)

it('shows one account, and takes the portal before a username that stands at two', async () => {
  await json('account', 'add', '--portal', 'pacer', '--username', 'dana@example.org', '--custody', 'firms-own')
  expect(await failure('account', 'show', 'dana@example.org')).toBe('command.ambiguous')
  expect(await json('account', 'show', 'pacer:dana@example.org')).toMatchObject({
    account: { portalId: 'pacer', username: 'dana@example.org' },
    recovery: { value: 'unknown' }
  })
  expect(await failure('account', 'show', 'login-gov:dana@example.org')).toBe('record.not-found')
}, 120_000)
