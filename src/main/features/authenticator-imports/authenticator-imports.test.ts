/** Other programs' authenticators from the file to an account, on both engines. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Output } from '#contract'
import { type AppError, isAppError } from '../../errors.ts'
import type { AuthenticatorFile, ReadEntry } from '../../ports.ts'
import { engines } from '../../testing/test-databases.ts'
import { openTestFirm, type TestFirm, withAccount } from '../../testing/test-firm.ts'
import { createTestClock, type TestClock } from '../../testing/test-ports.ts'

async function refusal(work: Promise<unknown>): Promise<unknown> {
  try {
    await work
  } catch (error) {
    if (isAppError(error)) return { code: error.code, ...(error as AppError).params }
    throw error
  }
  return 'allowed'
}

const keyOf = (seed: number): Uint8Array => Buffer.alloc(20, seed)
const entryOf = (seed: number, facts: Partial<ReadEntry> = {}): ReadEntry => ({
  ...{ kind: 'totp', issuer: 'USCIS', label: `person${seed}@example.com`, note: '', algorithm: 'SHA1', digits: 6, periodSeconds: 30 },
  ...{ counter: null, key: keyOf(seed), extra: {}, remark: null },
  ...facts
})

/** Hands over what a test says instead of reading; the formats have tests of their own. */
function readerOf(file: { entries: readonly ReadEntry[] }) {
  const copy = (): AuthenticatorFile => ({
    ...{ format: 'aegis', leftOut: [] },
    entries: file.entries.map((entry) => ({ ...entry, key: entry.key === null ? null : Buffer.from(entry.key) }))
  })
  return { readAuthenticatorFile: async () => copy(), readMigrationTexts: async () => copy() }
}

const source = { kind: 'file', fileName: 'aegis.json', bytes: new Uint8Array([1]), password: null } as const

describe.each(engines)('$name', ({ open }) => {
  const file: { entries: readonly ReadEntry[] } = { entries: [] }
  let firm: TestFirm
  let clock: TestClock
  beforeEach(async () => {
    clock = createTestClock()
    firm = await openTestFirm(await open(), { clock, fileReader: readerOf(file) })
  })
  afterEach(async () => {
    if (firm.db.schema.name === 'sqlite') await firm.db.close()
  })

  const read = (entries: readonly ReadEntry[]) => {
    file.entries = entries
    return firm.call('authenticatorImports.read', { source })
  }
  const commit = (
    preview: Output<'authenticatorImports.read'>,
    give: { position: number; accountId: string }[] = [],
    leaveOut: number[] = []
  ) => firm.call('authenticatorImports.commit', { previewId: preview.previewId, give, leaveOut })
  const stored = async () => ({
    entries: Number(
      (
        await firm.db.read
          .selectFrom('import_entries')
          .select(({ fn }) => fn.countAll().as('n'))
          .executeTakeFirstOrThrow()
      ).n
    ),
    authenticators: Number(
      (
        await firm.db.read
          .selectFrom('authenticators')
          .select(({ fn }) => fn.countAll().as('n'))
          .executeTakeFirstOrThrow()
      ).n
    ),
    imports: Number(
      (
        await firm.db.read
          .selectFrom('imports')
          .select(({ fn }) => fn.countAll().as('n'))
          .executeTakeFirstOrThrow()
      ).n
    )
  })

  test('a preview names the account of the same portal and sign-in name, and writes nothing', async () => {
    const { account, client } = await withAccount(firm)
    const before = await stored()
    const preview = await read([
      entryOf(1, { label: 'USCIS:maria.garcia@example.com' }),
      entryOf(2, { issuer: 'Google', label: 'maria.garcia@example.com' }),
      entryOf(3, { issuer: 'PACER', label: 'maria.garcia@example.com' }),
      entryOf(4)
    ])
    expect(preview.entries.map(({ suggestion }) => suggestion)).toEqual([
      {
        ...{ accountId: account.id, clientId: client.id, clientName: client.name, portalId: 'uscis', portalName: 'USCIS' },
        ...{ username: 'maria.garcia@example.com', because: 'same-login', refused: null }
      },
      expect.objectContaining({ accountId: account.id, because: 'same-username' }),
      null,
      null
    ])
    expect(await stored()).toEqual(before)
  })

  test('an account that may keep no secret is named with the reason', async () => {
    const client = await firm.call('clients.create', { name: 'Okafor, Ngozi' })
    await firm.call('accounts.create', { clientId: client.id, portalId: 'uscis', username: 'ngozi@example.com', custody: 'client-holds' })
    const preview = await read([entryOf(1, { label: 'ngozi@example.com' })])
    expect(preview.entries[0]?.suggestion?.refused).toBe('client-holds')
  })

  test('what is given makes the codes of the file, the rest waits, what is left out is nowhere', async () => {
    const { account } = await withAccount(firm)
    const preview = await read([entryOf(1), entryOf(2), entryOf(3), entryOf(4, { kind: 'other', key: null, remark: 'kind' })])
    const { counts } = await commit(preview, [{ position: 1, accountId: account.id }], [3])
    expect(counts).toEqual({ read: 4, given: 1, waiting: 2, known: 0, leftOut: 1 })
    const detail = await firm.call('accounts.get', { id: account.id })
    expect(detail.authenticatorDetail).toMatchObject({ issuer: 'USCIS', label: 'person1@example.com', confirmedAt: null })
    const { rows, total } = await firm.call('authenticatorImports.waiting', {})
    expect({ total, rows: rows.map(({ position, generates }) => [position, generates]) }).toEqual({
      total: 2,
      rows: [
        [2, true],
        [4, false]
      ]
    })
    expect(await stored()).toEqual({ entries: 3, authenticators: 1, imports: 1 })
  })

  test('one refused entry stores nothing of the whole', async () => {
    const { account } = await withAccount(firm)
    const locked = await firm.call('accounts.create', {
      clientId: account.clientId,
      portalId: 'pacer',
      username: 'mg',
      custody: 'tracked-only'
    })
    const preview = await read([entryOf(1), entryOf(2)])
    const give = [
      { position: 1, accountId: account.id },
      { position: 2, accountId: locked.id }
    ]
    expect(await refusal(commit(preview, give))).toEqual({ code: 'accounts.custody-forbids-secrets', position: 2 })
    expect(await stored()).toEqual({ entries: 0, authenticators: 0, imports: 0 })
    // Decided otherwise, the same preview still goes through.
    expect((await commit(preview, [{ position: 1, accountId: account.id }])).counts).toMatchObject({ given: 1, waiting: 1 })
  })

  test('the same file again is known from end to end', async () => {
    const { account } = await withAccount(firm)
    const entries = [entryOf(1), entryOf(2), entryOf(2)]
    const first = await read(entries)
    expect(first.entries.map(({ standing }) => standing)).toEqual(['new', 'new', 'twice'])
    await commit(first, [{ position: 1, accountId: account.id }])
    const again = await read(entries)
    expect(again.entries.map(({ standing, knownAs }) => [standing, knownAs?.accountId ?? null])).toEqual([
      ['known', account.id],
      ['waiting', null],
      ['waiting', null]
    ])
    expect((await commit(again)).counts).toEqual({ read: 3, given: 0, waiting: 0, known: 3, leftOut: 0 })
    expect((await firm.call('authenticatorImports.waiting', {})).total).toBe(1)
  })

  test('a waiting entry is given later, once, and its key is kept nowhere else', async () => {
    const { account } = await withAccount(firm)
    await commit(await read([entryOf(7)]))
    const [waiting] = (await firm.call('authenticatorImports.waiting', {})).rows
    const entryId = waiting?.id ?? ''
    await firm.call('authenticatorImports.give', { entryId, accountId: account.id })
    expect((await firm.call('accounts.get', { id: account.id })).authenticatorDetail?.label).toBe('person7@example.com')
    expect(await refusal(firm.call('authenticatorImports.give', { entryId, accountId: account.id }))).toEqual({
      ...{ code: 'record.not-found', kind: 'import-entry' }
    })
    const left = await firm.db.read.selectFrom('import_entries').select(['secret', 'details', 'fingerprint', 'outcome']).execute()
    expect(left).toEqual([{ secret: null, details: null, fingerprint: '', outcome: 'given' }])
  })

  test('a discarded entry is destroyed, and that is written down without its key', async () => {
    await commit(await read([entryOf(8)]))
    const [waiting] = (await firm.call('authenticatorImports.waiting', {})).rows
    await firm.call('authenticatorImports.discard', { entryId: waiting?.id ?? '' })
    expect((await firm.call('authenticatorImports.waiting', {})).total).toBe(0)
    const [row] = (await firm.call('audit.list', { limit: 1 })).rows
    expect(row?.event).toBe('import-entry.discarded')
    expect(JSON.stringify(row)).not.toContain(Buffer.from(keyOf(8)).toString('base64'))
  })

  test('undoing takes authenticators and entries back, and keeps what was confirmed since', async () => {
    const { account } = await withAccount(firm)
    const other = await withAccount(firm, 'Okafor, Ngozi', 'ngozi@example.com')
    const preview = await read([entryOf(1), entryOf(2), entryOf(3)])
    const { importId } = await commit(preview, [
      { position: 1, accountId: account.id },
      { position: 2, accountId: other.account.id }
    ])
    const kept = (await firm.call('accounts.get', { id: other.account.id })).authenticatorDetail?.id ?? ''
    await firm.call('authenticators.rename', { id: kept, nickname: 'Front desk' })
    await firm.call('imports.undo', { id: importId, keepChanged: true })
    expect((await firm.call('accounts.get', { id: account.id })).authenticatorDetail).toBeNull()
    expect((await firm.call('accounts.get', { id: other.account.id })).authenticatorDetail?.nickname).toBe('Front desk')
    expect((await firm.call('authenticatorImports.waiting', {})).total).toBe(0)
  })

  test('a preview is for one import and a quarter of an hour', async () => {
    const preview = await read([entryOf(1)])
    await commit(preview)
    expect(await refusal(commit(preview))).toEqual({ code: 'record.not-found', kind: 'import-preview' })
    const late = await read([entryOf(2)])
    clock.advance(16 * 60_000)
    expect(await refusal(commit(late))).toEqual({ code: 'record.not-found', kind: 'import-preview' })
  })
})
