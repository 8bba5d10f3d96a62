import { rmSync, writeFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
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

beforeAll(async () => {
  writeFileSync(file('passphrase'), 'tangled orchard velvet quarry 48\n', { mode: 0o600 })
  expect((await run(['init', '--kit-file', file('kit.txt'), '--member-name', 'Ana Paralegal', ...opened])).exitCode).toBe(0)
  for (const name of ['Garcia Lopez, Maria', 'Nguyen, Thi Mai', 'Thi Mai Nguyen']) await run(['client', 'add', '--name', name, ...opened])
}, 240_000)
afterAll(() => rmSync(home, { recursive: true, force: true }))

test('keeps cases, their status word for word, and points out duplicates', async () => {
  const add = ['case', 'add', '--client', 'Garcia Lopez, Maria', '--number']
  const added = await json<{ id: string }>(
    ...add,
    'ioe-091-234-5678',
    '--form',
    'I-485',
    '--filed',
    '2026-01-02',
    '--priority',
    '2020-03-04'
  )
  expect(added).toMatchObject({ receiptNumber: 'IOE0912345678', numberKind: 'receipt', freshness: 'never-checked' })
  const odd = await run([...add, 'MNL202612345', '--form', 'DS-260', ...opened, '--json'])
  expect([odd.exitCode, JSON.parse(odd.err)]).toMatchObject([0, { note: { code: 'case.number-unusual' } }])
  expect(await json('case', 'update', 'MNL202612345', '--kind', 'nvc', '--received', '2026-02-01')).toMatchObject({
    ...{ numberKind: 'nvc', form: 'DS-260', receivedOn: '2026-02-01' }
  })
  expect(await json('case', 'update', 'MNL202612345', '--clear', 'received')).toMatchObject({ form: 'DS-260', receivedOn: null })

  expect(await failure(['case', 'status', 'IOE0912345678', '--unchanged', ...opened])).toMatchObject({
    exitCode: 4,
    code: 'cases.no-status'
  })
  expect(await failure(['case', 'status', 'IOE0912345678', '--text', 'x', ...opened])).toMatchObject({ exitCode: 2 })
  const status = ['case', 'status', 'IOE0912345678']
  const said = await json<{ daysSinceChecked: number }>(
    ...[...status, '--text', 'Case Was  Received', '--source', 'case-status-page', '--on', '2026-01-05', '--checked', '2026-01-20']
  )
  expect(said).toMatchObject({
    freshness: 'stale',
    status: { text: 'Case Was  Received', statusOn: '2026-01-05', checkedOn: '2026-01-20' }
  })
  expect(await json('case', 'list', '--stale')).toMatchObject([{ receiptNumber: 'IOE0912345678' }])
  expect(await json('case', 'list', '--never-checked')).toMatchObject([{ receiptNumber: 'MNL202612345' }])
  expect(await json(...status, '--unchanged')).toMatchObject({ freshness: 'fresh', daysSinceChecked: 0 })
  expect(await json('case', 'list', '--stale')).toEqual([])
  expect(await json('case', 'show', added.id)).toMatchObject({
    client: { name: 'Garcia Lopez, Maria' },
    statuses: [{}, { checkedOn: '2026-01-20' }]
  })

  const account = [
    'account',
    'add',
    '--client',
    'Garcia Lopez, Maria',
    '--portal',
    'uscis',
    '--username',
    'm@example.com',
    '--custody',
    'tracked-only'
  ]
  const odd12 = await run([...account, '--account-number', '12345678901', ...opened, '--json'])
  expect([odd12.exitCode, JSON.parse(odd12.err)]).toMatchObject([0, { note: { code: 'account.number-unusual' } }])

  expect(await json('report', 'duplicates', '--kind', 'name')).toMatchObject([{ kind: 'name', value: 'mai nguyen thi', count: 2 }])
  const same = await run([...add, 'IOE0912345678', ...opened, '--json'])
  expect(JSON.parse(same.err)).toMatchObject({ note: { code: 'case.same-number' } })
  expect(await json('report', 'duplicates')).toMatchObject([{ kind: 'case-number', value: 'IOE0912345678' }, { kind: 'name' }])
  expect(await failure(['case', 'show', 'IOE0912345678', ...opened])).toMatchObject({ exitCode: 3, code: 'command.ambiguous' })
})
