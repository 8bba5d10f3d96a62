import { createDecipheriv, scryptSync } from 'node:crypto'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openSqlite } from '../../testing/test-databases.ts'
import { openTestFirm, type TestFirm, withAccount } from '../../testing/test-firm.ts'
import type { createMemorySaver } from '../../testing/test-ports.ts'
import { migrationBatches } from './authenticator-formats.ts'

let firm: TestFirm
beforeEach(async () => {
  firm = await openTestFirm(await openSqlite())
})
afterEach(() => firm.firm.close('by-hand'))

const key = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ'
const reason = 'new phone'

async function addKey(accountId: string, extra = ''): Promise<void> {
  const pending = await firm.call('authenticators.readAddress', {
    accountId,
    address: `otpauth://totp/USCIS:maria%40example.com?secret=${key}&issuer=USCIS${extra}`
  })
  await firm.call('authenticators.save', { pendingId: pending.pendingId })
}
const saved = (): string => [...(firm.ports.fileSaver as ReturnType<typeof createMemorySaver>).files.values()].at(-1) ?? ''
const events = async () => (await firm.call('audit.list', { limit: 50 })).rows.filter(({ event }) => event === 'authenticator.exported')

test('an otpauth list holds the key, and each key is written down with its reason', async () => {
  const { account, client } = await withAccount(firm)
  await addKey(account.id)
  expect(await firm.call('exports.countAuthenticators', {})).toEqual({ authenticators: 1, accounts: 1 })
  expect(await firm.call('exports.saveAuthenticators', { clientId: client.id, format: 'otpauth', reason })).toEqual({
    saved: true,
    authenticators: 1
  })
  expect(saved()).toBe(`otpauth://totp/USCIS:maria%40example.com?secret=${key}&issuer=USCIS&algorithm=SHA1&digits=6&period=30\n`)
  expect(await events()).toMatchObject([{ accountId: account.id, clientId: client.id, details: { as: 'otpauth', reason } }])
})

test('what custody does not allow any more stays here, and so does what the person thinks better of', async () => {
  const { account } = await withAccount(firm)
  await addKey(account.id)
  const saver = firm.ports.fileSaver as ReturnType<typeof createMemorySaver>
  saver.agrees = false
  expect(await firm.call('exports.saveAuthenticators', { format: 'otpauth', reason })).toEqual({ saved: false, authenticators: 0 })
  expect(await events()).toEqual([])
  await firm.call('accounts.archive', { id: account.id })
  await expect(firm.call('exports.migrationPictures', { reason })).rejects.toMatchObject({ code: 'exports.no-authenticators' })
  await expect(firm.call('exports.saveAuthenticators', { format: 'aegis', reason: ' ' })).rejects.toThrow()
})

test('an Aegis vault opens by the description of its format, plain and encrypted', async () => {
  const { account } = await withAccount(firm)
  await addKey(account.id, '&digits=8&algorithm=SHA256')
  await firm.call('exports.saveAuthenticators', { accountId: account.id, format: 'aegis', reason })
  const plain = JSON.parse(saved())
  expect(plain).toMatchObject({ version: 1, header: { slots: null, params: null }, db: { version: 3 } })
  expect(plain.db.entries).toMatchObject([
    { type: 'totp', name: 'maria@example.com', issuer: 'USCIS', info: { secret: key, algo: 'SHA256', digits: 8, period: 30 } }
  ])
  const passphrase = 'lantern harbor velvet 93 quartz'
  await expect(firm.call('exports.saveAuthenticators', { format: 'aegis-encrypted', reason })).rejects.toMatchObject({
    code: 'vault.weak-passphrase'
  })
  await firm.call('exports.saveAuthenticators', { accountId: account.id, format: 'aegis-encrypted', passphrase, reason })
  const { header, db } = JSON.parse(saved())
  const open = (secret: Buffer, bytes: Buffer, { nonce, tag }: { nonce: string; tag: string }): Buffer => {
    const decipher = createDecipheriv('aes-256-gcm', secret, Buffer.from(nonce, 'hex')).setAuthTag(Buffer.from(tag, 'hex'))
    return Buffer.concat([decipher.update(bytes), decipher.final()])
  }
  const [slot] = header.slots
  const wrapping = scryptSync(passphrase, Buffer.from(slot.salt, 'hex'), 32, { N: slot.n, r: slot.r, p: slot.p, maxmem: 2 ** 26 })
  const master = open(wrapping, Buffer.from(slot.key, 'hex'), slot.key_params)
  const opened = JSON.parse(open(master, Buffer.from(db, 'base64'), header.params).toString('utf8'))
  expect(opened.entries.map((entry: { info: unknown }) => entry.info)).toEqual(
    plain.db.entries.map((entry: { info: unknown }) => entry.info)
  )
})

test('QR codes for a phone leave out what their format cannot say', async () => {
  const { account } = await withAccount(firm)
  await addKey(account.id)
  const other = await withAccount(firm, 'Nguyen, Thi Mai', 'mai@example.com')
  await addKey(other.account.id, '&period=60')
  const { pictures, authenticators, leftOut } = await firm.call('exports.migrationPictures', { reason })
  expect({ authenticators, leftOut }).toEqual({ authenticators: 1, leftOut: ['mai@example.com'] })
  expect(pictures).toMatchObject([{ number: 1, of: 1, names: ['USCIS:maria@example.com'] }])
  expect(new Set(pictures[0]?.modules.map(({ length }) => length))).toEqual(new Set([pictures[0]?.modules.length]))
  expect(await events()).toHaveLength(1)
})

test('batches hold ten at most and know their place', () => {
  const keys = Array.from({ length: 23 }, (_, index) => ({
    ...{
      id: String(index),
      issuer: 'USCIS',
      label: `account ${index}`,
      kind: 'totp' as const,
      algorithm: 'SHA1' as const,
      digits: 6,
      periodSeconds: 30
    },
    key: Buffer.alloc(20, index)
  }))
  const batches = migrationBatches(keys, { bytes: (length) => Buffer.alloc(length, 200) })
  expect(batches.map(({ names }) => names.length)).toEqual([10, 10, 3])
  const payloads = batches.map(({ address }) => Buffer.from(decodeURIComponent(address.split('data=')[1] ?? ''), 'base64'))
  // version 1, size 3, index, and the batch's id, as protobuf fields 2 to 5.
  expect(payloads.map((payload) => payload.subarray(-12, -6).toString('hex'))).toEqual(['100118032000', '100118032001', '100118032002'])
  expect(payloads[2]?.includes(Buffer.alloc(20, 22))).toBe(true)
})
