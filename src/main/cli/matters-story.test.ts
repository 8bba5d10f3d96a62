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

async function failure(...args: string[]): Promise<{ exitCode: number | null; code: string; message: string }> {
  const outcome = await run([...args, ...opened, '--json'])
  const { error } = JSON.parse(outcome.err.trim().split('\n').at(-1) ?? '') as { error: { code: string; message: string } }
  return { exitCode: outcome.exitCode, ...error }
}

beforeAll(async () => {
  writeFileSync(file('passphrase'), 'tangled orchard velvet quarry 48\n', { mode: 0o600 })
  expect((await run(['init', '--kit-file', file('kit.txt'), '--member-name', 'Ana Paralegal', ...opened])).exitCode).toBe(0)
  await json('client', 'add', '--name', 'Garcia Lopez, Maria')
}, 240_000)
afterAll(() => rmSync(home, { recursive: true, force: true }))

test('a matter with a case, its parties and its G-28, from adding to closing', async () => {
  const added = ['matter', 'add', '--client', 'Garcia Lopez, Maria', '--title', 'Adjustment', '--file-number', 'M-1']
  expect(await failure(...added, '--pending', '--opened', '2026-01-02')).toMatchObject({ exitCode: 2 })
  const matter = await json<{ id: string }>(...added, '--opened', '2026-01-02', '--attorney', 'Ana Paralegal')
  expect(matter).toMatchObject({ status: 'open', openedOn: '2026-01-02', attorney: { name: 'Ana Paralegal' } })
  await json('matter', 'add', '--client', 'Garcia Lopez, Maria', '--title', 'Consultation', '--pending')
  expect(await json('matter', 'list', '--status', 'pending')).toMatchObject([{ title: 'Consultation' }])
  expect(await json('matter', 'list', '--query', 'adjust')).toMatchObject([{ id: matter.id }])

  const filing = ['case', 'add', '--client', 'Garcia Lopez, Maria', '--number', 'IOE0912345678', '--form', 'I-485', '--matter', 'M-1']
  expect(await json(...filing)).toMatchObject({ matterId: matter.id })
  // What is not given stays.
  expect(await json('case', 'update', 'IOE0912345678', '--office', 'NBC')).toMatchObject({ matterId: matter.id, office: 'NBC' })

  await json('contact', 'add', '--name', 'Adeyemi, Grace', '--phone', '(202) 555-0171')
  expect(await json('contact', 'list', '--query', '2025550171')).toMatchObject([{ name: 'Adeyemi, Grace', caseCount: 0 }])
  const party = ['case', 'party', 'add', 'IOE0912345678', '--role', 'petitioner']
  expect(await failure(...party)).toMatchObject({ exitCode: 2, code: 'command.usage' })
  const petitioner = await json<{ id: string }>(...party, '--contact', 'adeyemi, grace')
  expect(await failure(...party, '--contact', 'Adeyemi, Grace')).toMatchObject({ exitCode: 4, code: 'parties.duplicate' })
  expect(await json('case', 'party', 'list', 'ioe 0912345678')).toMatchObject([{ role: 'petitioner', name: 'Adeyemi, Grace' }])

  const g28 = await json<{ id: string }>(
    ...['case', 'representative', 'add', 'IOE0912345678', '--name', 'Osei, Marta', '--kind', 'accredited-representative'],
    ...['--on', '2026-02-01']
  )
  expect(await json('case', 'representative', 'list', 'IOE0912345678')).toMatchObject({ hasAccess: true })
  const refused = await failure('matter', 'close', 'Adjustment', '--on', '2026-03-01')
  expect(refused).toMatchObject({ exitCode: 4, code: 'matters.open-things' })
  expect(refused.message).toContain('case IOE0912345678 I-485; G-28 of Osei, Marta, IOE0912345678')
  await json('case', 'representative', 'withdraw', g28.id, '--on', '2026-02-10')
  expect(await json('case', 'representative', 'list', 'IOE0912345678')).toMatchObject({ hasAccess: false, rows: [{ status: 'withdrawn' }] })
  await json('case', 'update', 'IOE0912345678', '--decided', '2026-02-20')
  // Decided, and no G-28 in effect: nothing is open.
  expect(await json('matter', 'close', 'Adjustment', '--on', '2026-03-01')).toMatchObject({ status: 'closed', closedOn: '2026-03-01' })
  expect(await json('matter', 'reopen', matter.id)).toMatchObject({ status: 'open' })
  await json('case', 'representative', 'withdraw', g28.id, '--take-back')
  expect(await json('matter', 'close', 'm-1', '--on', '2026-03-01', '--leave-open')).toMatchObject({ status: 'closed' })
  await json('case', 'party', 'remove', petitioner.id)
  expect(await json('case', 'update', 'IOE0912345678', '--no-matter')).toMatchObject({ matterId: null })
}, 120_000)
