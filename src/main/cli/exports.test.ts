import { statSync, writeFileSync } from 'node:fs'
import { beforeAll, expect, it } from 'vitest'
import { createCommandLineProcess } from '../testing/command-line-process.ts'

/** Everything out of one vault and into another, as a script would. */
const { file, run } = createCommandLineProcess()
const from = ['--data-dir', file('from'), '--passphrase-file', file('passphrase'), '--json']
const to = ['--data-dir', file('to'), '--passphrase-file', file('passphrase'), '--json']
const own = ['--archive-passphrase-file', file('own')]
const archive = file('all.keydocket-export')

async function answer<T>(...args: string[]): Promise<T> {
  const outcome = await run(args)
  expect(outcome.exitCode, `${args.join(' ')}: ${outcome.err}`).toBe(0)
  return JSON.parse(outcome.out) as T
}

beforeAll(() => {
  writeFileSync(file('passphrase'), 'tangled orchard velvet quarry 48\n', { mode: 0o600 })
  writeFileSync(file('own'), 'lantern harbor velvet 93 quartz\n', { mode: 0o600 })
  writeFileSync(file('key'), 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ\n', { mode: 0o600 })
})

it('everything goes out as an archive and comes into an empty firm', async () => {
  for (const [vault, kit] of [
    [from, 'kit-from'],
    [to, 'kit-to']
  ] as const)
    await answer('init', '--kit-file', file(kit), '--member-name', 'Ana Paralegal', ...vault)
  await answer('client', 'add', '--name', 'Garcia, María', ...from)
  const saved = await answer<{ rows: number; secrets: number }>('export', '--archive', archive, ...own, ...from)
  expect(saved.secrets).toBe(0)
  expect(statSync(archive).mode & 0o777).toBe(0o600)

  const refused = await run(['export', '--archive', archive, ...own, ...from])
  expect(refused.exitCode).not.toBe(0)
  const unreasoned = await run(['export', '--export-json', file('all.json'), '--secrets', ...from])
  expect(JSON.parse(unreasoned.err.trim().split('\n').at(-1) ?? '')).toMatchObject({ error: { code: 'exports.secrets-refused' } })

  const shown = await answer<{ rows: number; isFirmEmpty: boolean }>('import', 'archive', archive, '--dry-run', ...own, ...to)
  expect(shown).toMatchObject({ rows: saved.rows, clients: 1, isFirmEmpty: true })
  expect(await answer<unknown[]>('client', 'list', ...to)).toEqual([])
  await answer('import', 'archive', archive, ...own, ...to)
  expect(await answer<unknown[]>('client', 'list', ...to)).toMatchObject([{ name: 'Garcia, María' }])
  const again = await run(['import', 'archive', archive, ...own, ...to])
  expect(JSON.parse(again.err.trim().split('\n').at(-1) ?? '')).toMatchObject({ error: { code: 'exports.firm-not-empty' } })
})
