/** The one door into the core, pushed at with everything that does not belong through it. */
import { rmSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import * as z from 'zod'
import { type Channel, channels, contract, type Envelope, publicChannels } from '#contract'
import { type App, createApp } from './app.ts'
import { AppError } from './errors.ts'
import { createRouter, type Handlers } from './router.ts'
import { recordSecurityCount } from './testing/security-counts.ts'
import { createListLog, createTestPorts } from './testing/test-ports.ts'
import { wrongInBulk } from './testing/wrong-inputs.ts'

/** Stands in values, keys and messages; an answer that holds it has repeated what it was told. */
const canary = 'CANARY-GEZDGNBVGY3TQOJQ'
const megabyte = 'x'.repeat(1_000_000)
const passphrase = 'six quiet herons on a wire'
const someId = '0190aaaa-0000-7000-8000-000000000000'

function nested(levels: number): unknown {
  let value: unknown = canary
  for (let level = 0; level < levels; level += 1) value = { id: value }
  return value
}

function cyclic(): object {
  const object: Record<string, unknown> = { secret: canary }
  object['id'] = object
  object['list'] = [object]
  return object
}

class NotPlain {
  readonly id = canary
}

/** Right for no channel: none takes anything but a plain object with known keys. */
const wrongInputs: readonly (readonly [string, unknown])[] = [
  ['undefined', undefined],
  ['null', null],
  ['true', true],
  ['false', false],
  ['zero', 0],
  ['minus zero', -0],
  ['a number', 42],
  ['NaN', Number.NaN],
  ['infinity', Number.POSITIVE_INFINITY],
  ['the largest number', Number.MAX_VALUE],
  ['a BigInt', 2n ** 70n],
  ['a symbol', Symbol(canary)],
  ['an empty string', ''],
  ['a secret as a string', canary],
  ['a megabyte', megabyte],
  ['a lone surrogate', '\ud800'],
  ['a NUL', '\u0000'],
  ['a right-to-left override', '\u202egpj.exe'],
  ['SQL', "'; drop table clients; --"],
  ['a path', '../../../etc/passwd'],
  ['JSON in a string', `{"id":"${someId}"}`],
  ['an empty list', []],
  ['a list', [canary, 1, null]],
  ['a list of an object', [{ id: someId }]],
  ['a huge list', new Array(100_000).fill(canary)],
  ['a list with holes', new Array(5000)],
  ['a function', () => canary],
  ['an async function', async () => canary],
  ['a class', NotPlain],
  ['an object of a class', new NotPlain()],
  ['a boxed string', new String(canary)],
  ['bytes', new Uint8Array(64)],
  ['a Buffer', Buffer.from(canary)],
  ['a URL', new URL('https://example.com/')],
  ['an Error with a key', Object.assign(new Error(canary), { unexpected: 1 })],
  ['an unknown key', { unexpected: canary }],
  ['a secret as a key', { [canary]: 1 }],
  ['a megabyte as a key', { [megabyte]: 1 }],
  ['ten thousand keys', Object.fromEntries(Array.from({ length: 10_000 }, (_, index) => [`key${index}`, canary]))],
  ['the prototype as a key', JSON.parse(`{"__proto__":{"polluted":"${canary}"},"unexpected":1}`)],
  ['constructor as a key', { constructor: { prototype: { polluted: canary } } }],
  ['prototype methods as keys', { toString: 1, valueOf: 1, hasOwnProperty: canary }],
  ['toJSON', { toJSON: () => canary }],
  // biome-ignore lint/suspicious/noThenProperty: an object that poses as a promise is the point
  ['a thenable', { then: (resolve: (value: unknown) => void) => resolve(canary) }],
  ['a cycle', cyclic()],
  ['ten thousand levels', { unexpected: nested(10_000) }],
  ['an object that inherits its keys', { __proto__: { id: someId }, unexpected: 1 }],
  ['a getter that throws', Object.defineProperty({ unexpected: 1 }, 'id', { enumerable: true, get: throwCanary })],
  ['a Proxy that throws', new Proxy({}, { get: throwCanary, ownKeys: throwCanary, has: throwCanary, getPrototypeOf: throwCanary })],
  ['a revoked Proxy', revoked()],
  ...wrongInBulk(canary)
]

/** Objects without a key of their own: a schema reads them as `{}`, so they are wrong wherever something is asked for. */
const keyless: readonly (readonly [string, unknown])[] = [
  ['a Map', new Map([['id', canary]])],
  ['a Set', new Set([canary])],
  ['a WeakMap', new WeakMap()],
  ['a Date', new Date(0)],
  ['no date', new Date(Number.NaN)],
  ['a regular expression', /canary/],
  ['a Promise', Promise.resolve({})],
  ['a boxed number', new Number(1)],
  ['an ArrayBuffer', new ArrayBuffer(8)],
  ['an iterator', [1][Symbol.iterator]()]
]

function throwCanary(): never {
  throw new Error(`select ${canary} from /home/somebody/secret.db`)
}

function revoked(): object {
  const { proxy, revoke } = Proxy.revocable({}, {})
  revoke()
  return proxy
}

/** For each channel its own keys, every one of them with this value. Some fit one field or another; none fits a whole call that hurts. */
const wrongValues: readonly (readonly [string, unknown])[] = [
  ['null', null],
  ['a secret', `${canary} ${canary}`],
  ['a megabyte', megabyte],
  ['a lone surrogate', '\udfff\ud800'],
  ['control characters', '\u0000\u001b[31m'],
  ['NaN', Number.NaN],
  ['minus one', -1],
  ['2^60', 2 ** 60],
  ['a BigInt', 1n],
  ['an empty object', {}],
  ['a list of secrets', [canary, canary]],
  ['a cycle', cyclic()],
  ['another kind of id', '6ba7b810-9dad-11d1-80b4-00c04fd430c8'],
  ['the prototype', Object.prototype],
  ['bytes', Buffer.from(canary)]
]

const asksForSomething = (channel: Channel): boolean => !contract[channel].input.safeParse({}).success
const hasKeys = (channel: Channel): boolean => Object.keys(contract[channel].input.shape).length > 0
const filled = (channel: Channel, value: unknown): object =>
  Object.fromEntries(Object.keys(contract[channel].input.shape).map((key) => [key, value]))

const tellTales: readonly RegExp[] = [
  new RegExp(canary),
  /\bat \S+ \(?\S*:\d+/,
  /\.(ts|js|mjs):\d+/,
  /node_modules|node:internal/,
  /\/(home|tmp|etc|usr)\//,
  /sqlite|\bselect\b|\binsert\b|drop table/i,
  /x{100}/,
  /Zod|stack/
]

/** What is wrong with an answer, or null: it must be a small, plain, cloneable envelope that gives nothing away. */
function faultOf(answer: unknown): string | null {
  const { ok, value, error, ...more } = answer as Record<string, unknown>
  if (Object.keys(more).length > 0 || typeof ok !== 'boolean') return 'is no envelope'
  if (ok) return error === undefined ? null : 'is both'
  if (value !== undefined) return 'is both'
  const { code, params, ref, ...rest } = error as Record<string, unknown>
  if (typeof code !== 'string' || !/^[a-z]+(-[a-z]+)*(\.[a-z]+(-[a-z]+)*)?$/i.test(code)) return 'has no code'
  if (typeof params !== 'object' || params === null || Object.keys(rest).length > 0) return 'has other parts'
  if ((code === 'internal') !== (typeof ref === 'string')) return 'has a reference where none belongs, or none'
  structuredClone(answer)
  const text = JSON.stringify(answer)
  if (text.length > 5000) return `has ${text.length} characters`
  const told = tellTales.find((pattern) => pattern.test(text))
  return told === undefined ? null : `tells: ${String(told)}`
}

let app: App
const ports = createTestPorts()
beforeAll(async () => {
  app = await createApp(ports)
})
/** Answers to wrong inputs, in both states of the vault, and those that were not as they should be. */
const counts = { answers: 0, faults: 0 }
/** What the list of security tests asks of each channel. */
const perChannel = 200
afterAll(async () => {
  recordSecurityCount({
    row: '11',
    title: 'wrong inputs over all channels, locked and open',
    count: counts.answers,
    bar: 2 * perChannel * channels.length,
    failed: counts.faults
  })
  await app.close()
  rmSync(ports.dataFolder, { recursive: true, force: true })
})

async function codeOf(answer: Promise<Envelope<unknown>>): Promise<string> {
  const envelope = await answer
  return envelope.ok ? 'ok' : envelope.error.code
}

async function openVault(): Promise<void> {
  const begun = (await app.invoke('vault.begin', { passphrase, memberName: 'Ana Paralegal', useKeychain: true })) as Envelope<{
    groups: string[]
    confirm: number[]
  }>
  if (!begun.ok) throw new Error(begun.error.code)
  const groups = begun.value.confirm.map((group) => begun.value.groups[group - 1])
  expect(await codeOf(app.invoke('vault.confirmKit', { groups }))).toBe('ok')
}

/** Pushes every wrong input at every channel; answers what did not go as it should, and how many answers came. */
async function pushAll(expectedCode: (channel: Channel) => string): Promise<{ faults: string[]; answers: number }> {
  const faults: string[] = []
  let answers = 0
  for (const channel of channels) {
    const before = answers
    for (const [name, input] of asksForSomething(channel) ? [...wrongInputs, ...keyless] : wrongInputs) {
      const answer = await app.invoke(channel, input)
      answers += 1
      const code = answer.ok ? 'ok' : answer.error.code
      const throwing = /throws|revoked/.test(name) && code === 'internal'
      const fault = faultOf(answer) ?? (code === expectedCode(channel) || throwing ? null : `answers ${code}`)
      if (fault !== null) faults.push(`${channel} given ${name}: ${fault}`)
    }
    for (const [name, value] of hasKeys(channel) ? wrongValues : []) {
      const answer = await app.invoke(channel, filled(channel, value))
      answers += 1
      const fault = faultOf(answer)
      if (fault !== null) faults.push(`${channel} with every field ${name}: ${fault}`)
    }
    if (answers - before < perChannel) faults.push(`${channel}: only ${answers - before} wrong inputs`)
  }
  counts.answers += answers
  counts.faults += faults.length
  return { faults, answers }
}

describe('locked', () => {
  test('every channel but the public ones answers that it is locked, whatever it is given', async () => {
    const { faults, answers } = await pushAll((channel) => (publicChannels.includes(channel) ? 'request.invalid' : 'vault.locked'))
    expect(faults).toEqual([])
    for (const channel of channels.filter((one) => !publicChannels.includes(one))) {
      for (const input of [{}, { id: someId }, ...wrongValues.map(([, value]) => filled(channel, value))]) {
        expect(await app.invoke(channel, input)).toEqual({ ok: false, error: { code: 'vault.locked', params: {} } })
      }
    }
    process.stdout.write(
      `locked: ${channels.length} channels, ${wrongInputs.length + keyless.length + wrongValues.length} wrong inputs, ${answers} envelopes\n`
    )
  })

  test('the public channels are the ones that open the vault or restore one, and no other', () => {
    expect(publicChannels.every((channel) => channel === 'app.info' || /^(vault|restore)\./.test(channel))).toBe(true)
    expect(channels.filter((channel) => channel.startsWith('restore.') && !publicChannels.includes(channel))).toEqual([])
    expect(channels.filter((channel) => channel.startsWith('vault.') && !publicChannels.includes(channel))).toEqual([
      'vault.touch',
      'vault.setKeychainSlot',
      'vault.info',
      'vault.changePassphrase',
      'vault.renewKit',
      'vault.confirmRenewedKit',
      'vault.prepareRotation',
      'vault.rotate',
      'vault.cancelRotation',
      'vault.check'
    ])
  })
})

describe('open', () => {
  test('every channel refuses every wrong input with an envelope that gives nothing away', async () => {
    await openVault()
    const { faults, answers } = await pushAll(() => 'request.invalid')
    expect(faults).toEqual([])
    expect(wrongInputs.length + keyless.length).toBeGreaterThanOrEqual(60)
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined()
    // Still open, still empty, still working.
    expect(await app.invoke('vault.status', {})).toMatchObject({ ok: true, value: { state: 'open' } })
    expect(await app.invoke('clients.list', {})).toEqual({ ok: true, value: { rows: [], total: 0 } })
    process.stdout.write(
      `open: ${channels.length} channels, ${wrongInputs.length + keyless.length + wrongValues.length} wrong inputs, ${answers} envelopes\n`
    )
  })

  test('says where and why an input does not fit, without the value', async () => {
    const refused = await app.invoke('clients.create', { name: 7, email: `${canary}\u0007`, kind: canary, [canary]: canary })
    expect(refused).toMatchObject({ ok: false, error: { code: 'request.invalid' } })
    expect(faultOf(refused)).toBeNull()
    const { issues } = (refused as { error: { params: { issues: { path: string; reason: string }[] } } }).error.params
    expect(issues.map(({ path }) => path).sort()).toEqual(['', 'email', 'kind', 'name'])
    expect(issues.find(({ path }) => path === 'email')?.reason).toBe('has control characters')
  })

  test('an id that names nothing is not found, in every channel that takes one', async () => {
    for (const [channel, input] of [
      ['clients.get', { id: someId }],
      ['clients.archive', { id: someId }],
      ['cases.remove', { id: someId }],
      ['accounts.get', { id: someId }],
      ['authenticators.save', { pendingId: someId }],
      ['authenticators.showCode', { id: someId }],
      ['authenticators.remove', { id: someId }],
      ['backupCodes.reveal', { id: someId }],
      ['backupCodes.list', { accountId: someId }],
      ['accessCodes.copy', { id: someId }]
    ] as const) {
      expect([channel, await codeOf(app.invoke(channel, input))]).toEqual([channel, 'record.not-found'])
    }
  })
})

describe('unknown channels', () => {
  test.each([
    ['nothing', undefined],
    ['null', null],
    ['an empty name', ''],
    ['a feature', 'clients'],
    ['a verb that is not there', 'clients.destroy'],
    ['a name with a space', 'clients.list '],
    ['a name in capitals', 'CLIENTS.LIST'],
    ['the prototype', '__proto__'],
    ['a method of every object', 'toString'],
    ['the constructor', 'constructor'],
    ['a megabyte', megabyte],
    ['a lone surrogate', '\ud800'],
    ['a number', 7],
    ['NaN', Number.NaN],
    ['a BigInt', 7n],
    ['a symbol', Symbol('clients.list')],
    ['a list of a name', ['clients.list']],
    ['a boxed name', new String('clients.list')],
    ['an object that reads as a name', { toString: () => 'clients.list' }],
    ['an object that cannot be read', { toString: throwCanary, [Symbol.toPrimitive]: throwCanary }],
    ['a function', () => 'clients.list'],
    ['a cycle', cyclic()],
    ['a Proxy that throws', new Proxy({}, { get: throwCanary })]
  ])('%s', async (_, channel) => {
    const answer = await app.invoke(channel, {})
    expect(answer).toMatchObject({ ok: false, error: { code: 'request.unknown-channel' } })
    const { channel: echoed } = (answer as unknown as { error: { params: { channel: string } } }).error.params
    expect(echoed.length).toBeLessThanOrEqual(80)
    structuredClone(answer)
  })
})

describe('a handler that fails', () => {
  const bug = new Error(`SQLITE_ERROR: select secret from authenticators /home/somebody/vault ${canary}`)
  const thrown: readonly (readonly [string, () => unknown])[] = [
    ['throws an Error', () => Promise.reject(bug)],
    ['throws at once', () => throwIt(bug)],
    ['throws a string', () => throwIt(canary)],
    ['throws nothing', () => throwIt(undefined)],
    ['throws null', () => throwIt(null)],
    ['throws an object', () => throwIt({ message: canary, stack: canary })],
    ['throws a look-alike of an expected error', () => throwIt({ name: 'AppError', code: 'vault.locked', params: { secret: canary } })],
    ['throws an error of a schema', () => z.string().parse({ secret: canary })],
    [
      'overflows the stack',
      function overflow(): unknown {
        return [overflow()]
      }
    ],
    ['answers what the contract does not know', () => ({ secret: canary })],
    ['answers nothing', () => undefined]
  ]

  function throwIt(value: unknown): never {
    throw value
  }

  const routerOf = (handler: () => unknown) => {
    const log = createListLog()
    const handlers = Object.fromEntries(channels.map((channel) => [channel, handler])) as unknown as Handlers
    return { log, invoke: createRouter(handlers, { log, isOpen: () => true, isReadOnly: () => false, checkOutput: true }) }
  }

  test.each(thrown)('%s: internal, with a reference that stands in the log', async (_, handler) => {
    const { log, invoke } = routerOf(handler)
    const answer = await invoke('clients.list', {})
    expect(answer).toEqual({ ok: false, error: { code: 'internal', params: {}, ref: expect.stringMatching(/^[0-9a-f]{8}$/) } })
    expect(faultOf(answer)).toBeNull()
    expect(log.rows).toHaveLength(1)
    expect(log.rows[0]).toContain((answer as { error: { ref: string } }).error.ref)
    expect(log.rows[0]).toContain('clients.list')
    expect(log.rows[0]).not.toContain(canary)
  })

  test('an expected error leaves with its code and parameters, without its cause, and is not logged', async () => {
    const { log, invoke } = routerOf(() => throwIt(new AppError('accounts.duplicate', { username: 'ana' }, { cause: bug })))
    expect(await invoke('clients.list', {})).toEqual({ ok: false, error: { code: 'accounts.duplicate', params: { username: 'ana' } } })
    expect(log.rows).toEqual([])
  })
})
