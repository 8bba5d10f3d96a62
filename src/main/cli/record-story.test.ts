import { execFileSync } from 'node:child_process'
import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { createCommandLineProcess } from '../testing/command-line-process.ts'

const { home, file, run } = createCommandLineProcess()
const opened = ['--data-dir', file('data'), '--passphrase-file', file('passphrase')]

async function json<T>(...args: string[]): Promise<T> {
  const outcome = await run([...args, ...opened, '--json'])
  expect([outcome.exitCode, outcome.err], args.join(' ')).toEqual([0, ''])
  return JSON.parse(outcome.out) as T
}

async function failure(args: readonly string[]): Promise<{ exitCode: number | null; code: string }> {
  const outcome = await run([...args, '--json'])
  const { error } = JSON.parse(outcome.err.trim().split('\n').at(-1) ?? '') as { error: { code: string } }
  return { exitCode: outcome.exitCode, ...error }
}

afterAll(() => rmSync(home, { recursive: true, force: true }))

test('the record proves itself, leaves as a file that checks without the program, and says what a person saw', {
  timeout: 120_000
}, async () => {
  writeFileSync(file('passphrase'), 'tangled orchard velvet quarry 48\n', { mode: 0o600 })
  writeFileSync(file('code'), '9f3a7c21\n')
  expect((await run(['init', '--kit-file', file('kit.txt'), '--member-name', 'Ana Paralegal', ...opened])).exitCode).toBe(0)
  await json('client', 'add', '--name', 'Garcia Lopez, Maria')
  const account = ['--client', 'Garcia Lopez, Maria', '--portal', 'uscis', '--username', 'maria@example.com']
  await json('account', 'add', ...account, '--custody', 'firm-holds', '--consent-date', '2026-01-15')
  await json('backup-code', 'add', 'maria@example.com', '--from', file('code'))

  expect(await json('audit', 'verify')).toMatchObject({ status: 'ok', problem: null, anchor: { state: 'off' } })
  const saved = file('record.jsonl')
  const { head } = await json<{ head: { code: string } }>('audit', 'export', saved, '--names')
  const script = join(import.meta.dirname, '../../../scripts/verify-audit.mjs')
  const told = execFileSync(process.execPath, [script, saved], { encoding: 'utf8' })
  expect(told).toContain('The record holds')
  expect(head.code).toMatch(/^\d+ · [0-9A-F]{4}(-[0-9A-F]{4}){3}$/)
  expect(told).toContain(`Log head ${head.code}`)
  expect(await failure(['audit', 'export', saved, ...opened])).toEqual(expect.objectContaining({ exitCode: 7, code: 'file.cannot-write' }))
  await json('audit', 'export', file('client.jsonl'), '--client', 'Garcia Lopez, Maria')
  expect(execFileSync(process.execPath, [script, file('client.jsonl')], { encoding: 'utf8' })).toContain('as digests only')

  const { secrets, clients } = await json<{ secrets: object[]; clients: object[] }>('audit', 'exposure', '--member', 'Ana Paralegal')
  expect(secrets).toMatchObject([{ kind: 'backup-code', clientName: 'Garcia Lopez, Maria', entered: 1 }])
  expect(clients).toMatchObject([{ secrets: 1 }])
  const [line] = await json<{ kind: string; recordId: string }[]>('rotation', 'list', 'Ana Paralegal', '--open')
  const place = ['Ana Paralegal', line?.kind ?? '', line?.recordId ?? '']
  await json('rotation', 'close', ...place, '--note', 'changed at the portal')
  expect(await json('rotation', 'list', 'Ana Paralegal', '--open')).toEqual([])
  await json('rotation', 'reopen', ...place)
  expect(await json('rotation', 'list', 'Ana Paralegal', '--open')).toHaveLength(1)
  expect(await failure(['rotation', 'close', 'Ana Paralegal', 'letter', place[2] ?? '', ...opened])).toMatchObject({ exitCode: 2 })
})
