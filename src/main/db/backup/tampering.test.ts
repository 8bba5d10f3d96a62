/** Whoever can write into the folder of backups, without passphrase or kit, gets nothing accepted that was not written there by the vault. */
import { createHash } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createSystemRandom } from '../../adapters/system-random.ts'
import { isAppError } from '../../errors.ts'
import { recordSecurityCount } from '../../testing/security-counts.ts'
import { createMemoryKeyStore, newDataFolder } from '../../testing/test-ports.ts'
import { addClient, firstPassphrase, makeVault, openVaultApp, retyped, secondPassphrase } from '../../testing/test-vault-life.ts'
import { canonicalBytes } from '../../vault/canonical.ts'
import type { OpenVault } from '../../vault/vault.ts'
import { openVaultCopy } from '../../vault/vault-copy.ts'
import { extractChecked } from './check.ts'
import { openToRead, readHead } from './container.ts'
import { newestGoodBackup } from './listing.ts'

const work = mkdtempSync(join(tmpdir(), 'keydocket-tampering-'))
/** Two backups of one vault, the second after a new passphrase and a new client, and one under new keys. */
let first: Buffer
let second: Buffer
let third: Buffer
let vault: OpenVault
/** Every byte when figures are being collected; else a sample, in which each number of the head is whole. */
const isWhole = process.env['KEYDOCKET_SECURITY_COUNTS'] !== undefined
let number = 0
let tried = 0
const accepted: string[] = []

beforeAll(async () => {
  const folder = newDataFolder()
  const app = await openVaultApp(folder, { keyStore: createMemoryKeyStore(false) })
  const clock = app.ports.clock as unknown as { advance(ms: number): void }
  const backUp = async (): Promise<Buffer> => {
    clock.advance(60_000)
    return readFileSync(join(folder, 'backups', (await app.call('backup.create', {})).name))
  }
  await makeVault(app, { clients: 1 })
  first = await backUp()
  await app.call('vault.changePassphrase', { proof: { passphrase: firstPassphrase }, next: secondPassphrase })
  await addClient(app.call, 'Client 1')
  second = await backUp()
  const next = await app.call('vault.prepareRotation', { passphrase: secondPassphrase, next: null, reason: 'precaution' })
  await app.call('vault.rotate', { groups: retyped(next) })
  third = await backUp()
  await app.app.close()
  rmSync(folder, { recursive: true, force: true })
  vault = await openVaultCopy(partsOf(second).vault, { passphrase: secondPassphrase }, createSystemRandom())
}, 60_000)
afterAll(() => {
  vault.close()
  rmSync(work, { recursive: true, force: true })
  recordSecurityCount({ row: '13-backups', title: 'altered backups', count: tried, bar: 'nothing accepted', failed: accepted.length })
})

/** By the page's own numbers: docs/vault-format.md. */
function partsOf(file: Buffer) {
  const [vaultLength, manifestLength] = [file.readUInt32BE(18), file.readUInt32BE(22)]
  const at = 34 + vaultLength + manifestLength
  return {
    numbers: file.subarray(0, 34),
    vault: file.subarray(34, 34 + vaultLength),
    manifest: file.subarray(34 + vaultLength, at),
    mac: file.subarray(at, at + 32),
    database: file.subarray(at + 32)
  }
}

function put({ numbers, vault, manifest, mac, database }: ReturnType<typeof partsOf>): Buffer {
  const head = Buffer.from(numbers)
  head.writeUInt32BE(vault.length, 18)
  head.writeUInt32BE(manifest.length, 22)
  head.writeBigUInt64BE(BigInt(database.length), 26)
  return Buffer.concat([head, vault, manifest, mac, database])
}

/** Opens it as a restore does, with the keys of the second backup. */
async function open(content: Buffer, with_: OpenVault = vault): Promise<void> {
  const path = join(work, `${number++}.keydocket-backup`)
  writeFileSync(path, content)
  const file = await openToRead(path)
  try {
    await extractChecked(file, await readHead(file), join(work, `${number}.db`), {
      ...{ vault: with_, open: 'all', onProgress: () => undefined, signal: new AbortController().signal }
    })
  } finally {
    await file.close()
    rmSync(path)
    rmSync(join(work, `${number}.db`), { force: true })
  }
}

/** Refused, and with a reason of its own: an accident of the program would be another error. */
async function refuses(what: string, content: Buffer): Promise<void> {
  tried += 1
  const error = await open(content).then(
    () => null,
    (problem: unknown) => problem
  )
  if (!isAppError(error) || !/^(backup|vault)\./.test(error.code)) accepted.push(`${what}: ${error}`)
}

const flipped = (content: Buffer, at: number, bit = 1): Buffer => {
  const copy = Buffer.from(content)
  copy.writeUInt8(copy.readUInt8(at) ^ bit, at)
  return copy
}
const sha = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex')

describe('a backup', () => {
  it('opens as it was written', async () => {
    await open(second)
  })

  it('is refused with any byte of its head changed', async () => {
    const { numbers, vault, manifest, mac } = partsOf(second)
    const length = numbers.length + vault.length + manifest.length + mac.length
    for (let at = 0; at < length; at += at < numbers.length || isWhole ? 1 : 11) {
      await refuses(`byte ${at}`, flipped(second, at))
      // The numbers bit by bit: each of them says how long a part is.
      if (at < numbers.length) for (let bit = 2; bit < 256; bit *= 2) await refuses(`byte ${at}, bit ${bit}`, flipped(second, at, bit))
    }
    expect(accepted).toEqual([])
  }, 60_000)

  it('is refused cut short anywhere, or with something behind it', async () => {
    const at = second.length - partsOf(second).database.length
    const lengths = [...Array.from({ length: at + 64 }, (_, index) => index), at + 4096, second.length - 4096, second.length - 1]
    for (const length of lengths) await refuses(`${length} bytes`, second.subarray(0, length))
    await refuses('one byte more', Buffer.concat([second, Buffer.from([0])]))
    await refuses('another backup behind it', Buffer.concat([second, first]))
    expect(accepted).toEqual([])
  }, 60_000)

  it('is refused with a byte of its database changed, before SQLite sees it', async () => {
    const { database } = partsOf(second)
    const at = second.length - database.length
    const steps = isWhole ? 200 : 20
    for (let step = 0; step < steps; step++) {
      const place = at + Math.floor((database.length - 1) * (step / (steps - 1)))
      const error = await open(flipped(second, place)).catch((problem: unknown) => problem)
      tried += 1
      if (!isAppError(error, 'backup.damaged') || error.params.part !== 'database') accepted.push(`byte ${place}: ${error}`)
    }
    expect(accepted).toEqual([])
  }, 60_000)

  it('is refused with parts of other backups of the vault, an older vault.json among them', async () => {
    const all = [first, second, third].map(partsOf)
    const names = ['vault', 'manifest', 'mac', 'database'] as const
    for (let choice = 0; choice < 3 ** names.length; choice++) {
      const of = names.map((_, index) => Math.floor(choice / 3 ** index) % 3)
      // Whole backups are what they are; the third is of other keys.
      if (of.every((one) => one === 0) || of.every((one) => one === 1)) continue
      const parts = Object.fromEntries(names.map((name, index) => [name, all[of[index] as number]?.[name]]))
      await refuses(`parts ${of.join()}`, put({ ...partsOf(second), ...parts }))
    }
    expect(accepted).toEqual([])
  }, 60_000)

  it('is refused with a manifest that was written anew for other content', async () => {
    const parts = partsOf(second)
    const manifest = JSON.parse(parts.manifest.toString())
    const written = (changes: object, others: Partial<ReturnType<typeof partsOf>> = {}): Buffer =>
      put({ ...parts, ...others, manifest: Buffer.concat([canonicalBytes({ ...manifest, ...changes }), Buffer.from('\n')]) })
    for (const [name, value] of Object.entries(manifest)) {
      const other = typeof value === 'number' ? value + 1 : typeof value === 'string' ? `${value}0` : { ...(value as object), clients: 0 }
      await refuses(name, written({ [name]: other }))
      await refuses(`without ${name}`, put({ ...parts, manifest: Buffer.from(`${JSON.stringify({ ...manifest, [name]: undefined })}\n`) }))
    }
    await refuses('one field more', written({ more: 1 }))
    await refuses('pretty', put({ ...parts, manifest: Buffer.from(JSON.stringify(manifest, null, 1)) }))
    // The old vault.json, which opens with the old passphrase, and everything that follows from it put right but for the MAC.
    const older = partsOf(first)
    await refuses('an older vault.json', written({ vaultSha256: sha(older.vault) }, { vault: older.vault }))
    const database = { databaseBytes: older.database.length, databaseSha256: sha(older.database) }
    await refuses('an older database', written(database, { database: older.database }))
    expect(accepted).toEqual([])
  })

  it('of nothing, of noise and of other formats is refused', async () => {
    for (const content of [
      Buffer.alloc(0),
      Buffer.from('keydocket-backup'),
      Buffer.alloc(4096, 255),
      Buffer.from('SQLite format 3\u0000'),
      Buffer.concat([Buffer.from('keydocket-backup'), Buffer.alloc(4096, 255)]),
      Buffer.concat([Buffer.from('keydocket-backup'), Buffer.alloc(18)])
    ]) {
      await refuses(`${content.length} bytes`, content)
    }
    expect(accepted).toEqual([])
  })
})

describe('the newest good backup of a folder', () => {
  it('is the newest that is whole, whatever lies beside it', async () => {
    const place = mkdtempSync(join(tmpdir(), 'keydocket-place-'))
    expect(await newestGoodBackup(join(place, 'not there'))).toBeNull()
    writeFileSync(join(place, 'first.keydocket-backup'), first)
    writeFileSync(join(place, 'second.keydocket-backup'), flipped(second, second.length - 1))
    writeFileSync(join(place, 'noise.keydocket-backup'), 'noise')
    writeFileSync(join(place, 'notes.txt'), 'notes')
    expect((await newestGoodBackup(place))?.name).toBe('first.keydocket-backup')
    writeFileSync(join(place, 'second.keydocket-backup'), second)
    expect((await newestGoodBackup(place, { vault }))?.name).toBe('second.keydocket-backup')
    expect(await newestGoodBackup(place, { vaultId: 'another' })).toBeNull()
    rmSync(place, { recursive: true, force: true })
  })
})
