/** Codes handed out twice and the computer's clock, from the command line as its own process without a keychain. */
import { rmSync, writeFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createCommandLineProcess } from '../testing/command-line-process.ts'

const { home, file, ...commandLine } = createCommandLineProcess()
const opened = ['--data-dir', file('data'), '--passphrase-file', file('passphrase')]
const run = (args: readonly string[], input = '') => commandLine.run([...args, ...opened], { input })
const json = async <T>(args: readonly string[], input = ''): Promise<T> => JSON.parse((await run([...args, '--json'], input)).out) as T

beforeAll(async () => {
  writeFileSync(file('passphrase'), 'tangled orchard velvet quarry 48\n', { mode: 0o600 })
  await run(['init', '--kit-file', file('kit.txt'), '--member-name', 'Ana Paralegal'])
  await run(['client', 'add', '--name', 'Garcia Lopez, Maria'])
  const account = ['account', 'add', '--portal', 'uscis', '--username', 'maria@example.com', '--client', 'Garcia Lopez, Maria']
  await run([...account, '--custody', 'firm-holds', '--consent-date', '2026-01-15'])
  await run(['authenticator', 'add', 'maria@example.com', '--key-from', '-', '--period', '3600'], 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ')
}, 120_000)
afterAll(() => rmSync(home, { recursive: true, force: true }))

it('says that a printed code was printed before, by whom and when', async () => {
  expect((await run(['code', 'maria@example.com'])).err).toBe('')
  const again = await run(['code', 'maria@example.com'])
  expect([again.exitCode, again.err]).toEqual([
    0,
    expect.stringMatching(/already copied or printed at .* by Ana Paralegal; a portal takes it once/)
  ])
  expect(await json(['code', 'maria@example.com'])).toMatchObject({ earlier: { at: expect.any(Number), by: 'Ana Paralegal' }, clock: [] })
})

it('tells a wrong clock from a wrong key, and moves codes for a day', async () => {
  const { code } = await json<{ code: string }>(['code', 'maria@example.com'])
  const check = ['authenticator', 'check', 'maria@example.com', '--code-from', '-']
  expect(await json(check, code)).toMatchObject({ found: true, agrees: true })
  expect((await run(check, code)).out).toContain('Key and clock fit')
  expect(await json(check, '12')).toEqual({ found: false, minutes: 10 })
  expect(await json(['clock', 'correct', '--slow-by', '90'])).toMatchObject({ correction: { seconds: 90, by: 'Ana Paralegal' } })
  expect((await run(['code', 'maria@example.com'])).err).toContain('codes are made for 90 s later')
  expect(await json(['code', 'maria@example.com'])).toMatchObject({ clock: ['clock-corrected'] })
  expect((await run(['clock', 'correct', '--slow-by', '301'])).exitCode).toBe(2)
  expect((await run(['clock', 'correct', '--slow-by', '1', '--end'])).exitCode).toBe(2)
  expect(await json(['clock', 'correct', '--fast-by', '5'])).toMatchObject({ correction: { seconds: -5 } })
  expect(await json(['clock', 'correct', '--end'])).toMatchObject({ correction: null })
  expect(await json(['clock', 'accept'])).toMatchObject({ changed: null, behindSeconds: null })
  expect((await run(['clock', 'show'])).out).toContain('Correction')
})
