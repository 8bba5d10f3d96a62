/** The command line on a real keychain. */
import { rmSync, writeFileSync } from 'node:fs'
import { afterAll, expect, it } from 'vitest'
import { createCommandLineProcess } from '../testing/command-line-process.ts'

const { home, file, run } = createCommandLineProcess()
writeFileSync(file('passphrase'), 'tangled orchard velvet quarry 48\n', { mode: 0o600 })
afterAll(() => rmSync(home, { recursive: true, force: true }))

it('opens without a passphrase, and --no-keychain keeps the keychain out', async ({ skip }) => {
  const bus = process.env['DBUS_SESSION_BUS_ADDRESS']
  skip(bus === undefined, 'no session bus here: run through scripts/with-keyring.sh')
  const env = { DBUS_SESSION_BUS_ADDRESS: bus ?? '' }
  const [kept, closed] = [
    ['--data-dir', file('with-keychain')],
    ['--data-dir', file('no-keychain')]
  ]
  const init = ['--member-name', 'Ana', '--passphrase-file', file('passphrase'), '--json']
  const made = await run(['init', '--kit-file', file('kit-a.txt'), ...kept, ...init], { env })
  expect(JSON.parse(made.out), made.err).toMatchObject({ keychainSlot: true })
  expect(JSON.parse((await run(['client', 'list', ...kept, '--json'], { env })).out)).toEqual([])

  await run(['init', '--kit-file', file('kit-b.txt'), '--no-keychain', ...closed, ...init], { env })
  const refused = await run(['client', 'list', ...closed, '--json'], { env })
  expect([refused.out, refused.exitCode]).toEqual(['', 5])
  expect(refused.err).toContain('command.no-passphrase')
  expect((await run(['status', ...closed], { env })).out).toContain('available, does not open the vault')
})
