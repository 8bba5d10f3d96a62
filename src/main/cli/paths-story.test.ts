import { rmSync, writeFileSync } from 'node:fs'
import { afterAll, expect, test } from 'vitest'
import { createCommandLineProcess } from '../testing/command-line-process.ts'

const { home, file, run } = createCommandLineProcess()
const opened = ['--data-dir', file('data'), '--passphrase-file', file('passphrase')]

afterAll(() => rmSync(home, { recursive: true, force: true }))

test('a path at a terminal says what is the firm’s own practice and what was not recorded, and does not end quietly without it', {
  timeout: 240_000
}, async () => {
  const told = async (...args: string[]): Promise<string> => {
    const { exitCode, err, out } = await run([...args, ...opened])
    expect([exitCode, err], args.join(' ')).toEqual([0, ''])
    return out
  }
  writeFileSync(file('passphrase'), 'tangled orchard velvet quarry 48\n', { mode: 0o600 })
  await run(['init', '--kit-file', file('kit.txt'), '--member-name', 'Ana Paralegal', ...opened])
  await told('account', 'add', '--portal', 'uscis', '--username', 'ana@example.com', '--custody', 'firms-own')
  await told('path', 'start', 'ana@example.com', '--guide', 'locked-out')
  for (const step of ['stop-trying', 'wait', 'sign-in']) await told('path', 'step', 'ana@example.com', step)
  const lines = (await told('path', 'step', 'ana@example.com', 'note-sign-in')).split('\n')
  const lineOf = (step: string): string => lines.find((line) => line.startsWith(`${step} `)) ?? ''
  expect(lineOf('note-sign-in')).toMatch(/ no +Ana Paralegal .*\(firm’s own practice\)$/)
  expect(lineOf('wait')).not.toContain('practice')

  const refused = await run(['path', 'finish', 'ana@example.com', ...opened])
  expect(refused.exitCode).not.toBe(0)
  expect(refused.err).toContain('not recorded since the path was begun: note-sign-in')
  expect(await told('path', 'finish', 'ana@example.com', '--unrecorded-too')).toContain('finished')
})
