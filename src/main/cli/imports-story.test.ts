import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createCommandLineProcess } from '../testing/command-line-process.ts'

const { home, file, run } = createCommandLineProcess()
const opened = ['--data-dir', file('data'), '--passphrase-file', file('passphrase')]

async function json<T>(...args: string[]): Promise<T> {
  const outcome = await run([...args, ...opened, '--json'])
  expect([outcome.exitCode, outcome.err], args.join(' ')).toEqual([0, ''])
  return JSON.parse(outcome.out) as T
}

async function failureOf(...args: string[]): Promise<string> {
  const outcome = await run([...args, ...opened, '--json'])
  return (JSON.parse(outcome.err.trim().split('\n').at(-1) ?? '') as { error: { code: string } }).error.code
}

beforeAll(async () => {
  writeFileSync(file('passphrase'), 'tangled orchard velvet quarry 48\n', { mode: 0o600 })
  expect((await run(['init', '--kit-file', file('kit.txt'), '--member-name', 'Ana Paralegal', ...opened])).exitCode).toBe(0)
  writeFileSync(file('list.csv'), 'Who,DOB,Receipt\n"Garcia, Ana",1985-03-14,IOE0912345678\n"Petrov, Ivan",99/99/1999,\n')
}, 240_000)
afterAll(() => rmSync(home, { recursive: true, force: true }))

test('imports a file read by the parser process: dry run, import, nothing new, rejected rows, undo', async () => {
  const importing = ['import', 'clients', file('list.csv'), '--map', 'Who=client-name']
  expect(await failureOf('import', 'clients', file('list.csv'))).toBe('imports.no-name-column')
  expect(await failureOf('import', 'clients', file('list.csv'), '--map', 'Nobody=client-name')).toBe('command.usage')
  expect(await json(...importing, '--dry-run')).toMatchObject({ import: null, dryRun: true, counts: { new: 1, rejected: 1 } })
  expect(await json('client', 'list')).toEqual([])
  const done = await json<{ import: string; leftOut: unknown[] }>(...importing, '--rejected', file('rejected.csv'))
  expect(done.leftOut).toMatchObject([{ line: 3, name: 'Petrov, Ivan', reasons: [{ reason: 'bad-date', field: 'client-born-on' }] }])
  expect(readFileSync(file('rejected.csv'), 'utf8')).toContain(
    '"Petrov, Ivan","99/99/1999","","3","client born on: no date that can be read"'
  )
  expect(await json('import', 'clients', file('list.csv'))).toMatchObject({ import: null, counts: { same: 1, new: 0 } })
  expect(await json('imports')).toMatchObject([{ id: done.import, sourceName: 'list.csv', undoneAt: null }])
  expect(await json('undo', done.import)).toEqual({ undone: 2, kept: 0, names: [] })
  expect(await json('client', 'list')).toEqual([])
  expect(await failureOf('undo', done.import)).toBe('imports.already-undone')
}, 240_000)
