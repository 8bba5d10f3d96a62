/** Backups from the command line, each command a process of its own. */
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { afterAll, expect, it } from 'vitest'
import { createCommandLineProcess } from '../testing/command-line-process.ts'

const line = createCommandLineProcess()
afterAll(() => rmSync(line.home, { recursive: true, force: true }))
const passphrase = 'tangled orchard velvet quarry 48'

async function answer<T>(folder: string, ...args: string[]): Promise<T> {
  const { exitCode, out, err } = await line.run([...args, '--data-dir', line.file(folder), '--passphrase-file', line.file('p'), '--json'])
  expect([args.join(' '), exitCode, err]).toEqual([args.join(' '), 0, ''])
  return JSON.parse(out) as T
}
const failed = async (folder: string, ...args: string[]) => {
  const { exitCode, err } = await line.run([...args, '--data-dir', line.file(folder), '--passphrase-file', line.file('p'), '--json'])
  return [exitCode, JSON.parse(err.trim().split('\n').at(-1) ?? '').error.code]
}

it('makes, lists, checks, tries and restores backups', async () => {
  writeFileSync(line.file('p'), passphrase, { mode: 0o600 })
  await line.run(['init', '--kit-file', line.file('kit'), '--data-dir', line.file('data'), '--passphrase-file', line.file('p')])
  await answer('data', 'client', 'add', '--name', 'Garcia Lopez, Maria')
  const made = await answer<{ name: string; folder: string; isVerified: boolean }>('data', 'backup', 'create')
  expect(made).toMatchObject({ clients: 1, isVerified: true, folder: line.file('data/backups') })
  const copy = line.file('copy.keydocket-backup')
  expect(await answer('data', 'backup', 'create', '--to', copy)).toMatchObject({ path: copy, clients: 1 })
  expect(await failed('data', 'backup', 'create', '--to', copy)).toEqual([7, 'file.cannot-write'])
  expect((await answer<{ backups: { name: string }[] }>('data', 'backup', 'list')).backups.map(({ name }) => name)).toEqual([made.name])
  expect(await answer('data', 'backup', 'drill')).toMatchObject({ backup: { name: made.name } })

  // A folder without a vault: what is asked for is the backup's own passphrase.
  expect(await answer('clean', 'backup', 'verify', copy)).toMatchObject({
    present: 'none',
    clients: 1,
    lastWrite: { device: expect.any(String) }
  })
  expect(readdirSync(line.file('clean')).filter((name) => name !== 'logs')).toEqual([])
  expect(await answer('clean', 'backup', 'restore', copy)).toMatchObject({ aside: null, keychainSlot: false })
  expect(await answer<unknown[]>('clean', 'client', 'list')).toHaveLength(1)

  await answer('data', 'client', 'add', '--name', 'Nguyen, Thi Mai')
  expect(await failed('data', 'backup', 'restore', copy)).toEqual([4, 'vault.already-exists'])
  expect(await answer<unknown[]>('data', 'client', 'list')).toHaveLength(2)
  const { aside } = await answer<{ aside: string }>('data', 'backup', 'restore', copy, '--replace')
  expect(readdirSync(line.file(`data/${aside}`)).sort()).toEqual(['keydocket.db', 'vault.json'])
  expect(await answer<unknown[]>('data', 'client', 'list')).toHaveLength(1)

  const spoilt = line.file('spoilt.keydocket-backup')
  writeFileSync(spoilt, readFileSync(copy).subarray(0, -100))
  expect(await failed('data', 'backup', 'verify', spoilt)).toEqual([7, 'backup.damaged'])
  expect(await failed('data', 'backup', 'verify', line.file('p'))).toEqual([7, 'backup.not-ours'])
  expect(await failed('data', 'backup', 'verify', line.file('nowhere'))).toEqual([7, 'file.cannot-read'])

  expect(await answer('data', 'backup', 'place', '--to', line.home)).toMatchObject({ place: line.home, isDefaultPlace: false })
  expect(await answer('data', 'backup', 'place')).toMatchObject({ place: line.home, isDefaultPlace: false })
  expect(await answer('data', 'backup', 'place', '--default')).toMatchObject({ isDefaultPlace: true })
  expect(line.everything.join('')).not.toContain(passphrase)
}, 180_000)
