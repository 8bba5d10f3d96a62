import { afterAll, beforeAll, expect, test } from 'vitest'
import { type App, createApp } from '../app.ts'
import { recordSecurityCount } from '../testing/security-counts.ts'
import { createListLog, createTestPorts } from '../testing/test-ports.ts'
import { answerCall, type Caller } from './calls.ts'
import { startUrl } from './policy.ts'

const [window, otherWindow] = [{ name: 'our contents' }, { name: 'contents of no window of ours' }]
const page = { url: startUrl, parent: null }
const trusted: Caller = { sender: window, senderFrame: page }
const wrongCallers: readonly (readonly [string, Caller])[] = [
  ['a frame that has gone', { sender: window, senderFrame: null }],
  ['our page in a frame of another page', { sender: window, senderFrame: { url: startUrl, parent: page } }],
  ['our page in a window that is not ours', { sender: otherWindow, senderFrame: page }],
  ['another page in our window', { sender: window, senderFrame: { url: 'https://example.com/', parent: null } }],
  ['a frame whose parent is not told', { sender: window, senderFrame: { url: startUrl, parent: undefined } }]
]

let core: App
let refused = 0
beforeAll(async () => {
  core = await createApp(createTestPorts())
})
afterAll(async () => {
  await core.close()
  const tried = wrongCallers.length
  recordSecurityCount({ row: '11-callers', title: 'wrong callers, refused before the core', count: tried, bar: 5, failed: tried - refused })
})

test('our page in our window is answered by the core', async () => {
  const log = createListLog()
  expect(await answerCall({ core, log, ours: [window] }, trusted, 'vault.status', {})).toMatchObject({ ok: true })
  expect(log.rows).toEqual([])
})

test.each(wrongCallers)('%s is refused before the core, with no word of why', (_, caller) => {
  const log = createListLog()
  const reached: unknown[] = []
  const watched = { invoke: (channel: unknown, input: unknown) => core.invoke(reached.push(channel) && channel, input) }
  expect(() => answerCall({ core: watched, log, ours: [window] }, caller, 'vault.status', {})).toThrow(/^not allowed$/)
  expect(reached).toEqual([])
  expect(log.rows).toHaveLength(1)
  expect(log.rows[0]).toContain('call.untrusted-sender')
  refused += 1
})
