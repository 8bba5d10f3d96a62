import { createCipheriv, createDecipheriv, createHmac, createSecretKey, type KeyObject, randomBytes } from 'node:crypto'
import { createSystemRandom } from '../src/main/adapters/system-random.ts'
import { codeAt, createCodeKey } from '../src/main/features/authenticators/verification-code.ts'
import { createOpenVault } from '../src/main/vault/open-vault.ts'
import type { SealContext } from '../src/main/vault/vault.ts'
import { createDice } from './firm-data.ts'
import { alternate } from './measure.ts'
import type { Measured } from './report.ts'

const settings = { digits: 6, periodSeconds: 30 }
const now = Date.parse('2026-11-22T15:00:00Z')
const steps = Math.floor(now / 30_000)

interface Sealed {
  readonly context: SealContext
  readonly byVault: Buffer
  /** Nonce, ciphertext, tag: the same key sealed without any of our framing. */
  readonly bare: { readonly nonce: Buffer; readonly body: Buffer; readonly tag: Buffer; readonly aad: Buffer }
}

/**
 * From the sealed key of an account to its current and its next code. Bare: AES-256-GCM with a KeyObject and the same associated data, the
 * key imported once, two HMACs, RFC 4226's truncation by hand.
 */
export async function measureCodes(): Promise<Measured[]> {
  const vault = createOpenVault(createSecretKey(randomBytes(32)), {
    vaultId: '0190aaaa-0000-7000-8000-000000000000',
    generation: 1,
    random: createSystemRandom()
  })
  const key = createSecretKey(randomBytes(32))
  const sealed = sealMany(25_000, (context, secret) => vault.seal(context, secret), key)
  const visible = sealed.slice(12_000, 12_050)

  const ours = (of: readonly Sealed[]) => () => {
    for (const { context, byVault } of of) {
      const bytes = vault.open(context, byVault)
      const codeKey = createCodeKey(bytes, 'SHA1')
      bytes.fill(0)
      codeAt(codeKey, settings, now)
      codeKey.close()
    }
  }
  const bare = (of: readonly Sealed[]) => () => {
    for (const one of of) bareCodes(key, one.bare)
  }
  const check = sealed[0] as Sealed
  const { code } = codeAt(createCodeKey(vault.open(check.context, check.byVault), 'SHA1'), settings, now)
  if (code !== bareCodes(key, check.bare)[0]) throw new Error('the two sides make different codes')

  const against = 'createDecipheriv and createHmac on KeyObjects, RFC 4226 truncation by hand, current and next code as ours'
  const all = await alternate(7, ours(sealed), bare(sealed))
  const shown = await alternate(201, ours(visible), bare(visible))
  return [
    { subject: 'codes of 25,000 accounts', against, ...all, goal: { kind: 'times', most: 1.5 } },
    { subject: 'codes of 50 visible rows', against, ...shown, goal: { kind: 'milliseconds', most: 2 } }
  ]
}

function bareCodes(key: KeyObject, { nonce, body, tag, aad }: Sealed['bare']): [string, string] {
  const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: 16 })
  decipher.setAAD(aad)
  decipher.setAuthTag(tag)
  const bytes = decipher.update(body)
  decipher.final()
  const hmacKey = createSecretKey(bytes)
  bytes.fill(0)
  return [bareCode(hmacKey, steps), bareCode(hmacKey, steps + 1)]
}

function bareCode(key: KeyObject, step: number): string {
  const counter = Buffer.alloc(8)
  counter.writeUInt32BE(Math.floor(step / 2 ** 32), 0)
  counter.writeUInt32BE(step >>> 0, 4)
  const digest = createHmac('sha1', key).update(counter).digest()
  const offset = (digest[19] as number) & 0x0f
  return String((digest.readUInt32BE(offset) & 0x7fffffff) % 1_000_000).padStart(6, '0')
}

function sealMany(count: number, seal: (context: SealContext, secret: Buffer) => Buffer, key: KeyObject): Sealed[] {
  const dice = createDice(4)
  return Array.from({ length: count }, (_, index) => {
    const recordId = `0190aaaa-0000-7000-8000-${index.toString(16).padStart(12, '0')}`
    const context = { table: 'authenticators', recordId, column: 'secret', revision: 1 } as const
    const secret = Buffer.from(Array.from({ length: 20 }, () => dice(256)))
    const nonce = randomBytes(12)
    const aad = Buffer.from(`v1|0190aaaa-0000-7000-8000-000000000000|authenticators|${recordId}|secret|1|1`)
    const cipher = createCipheriv('aes-256-gcm', key, nonce, { authTagLength: 16 })
    cipher.setAAD(aad)
    const body = Buffer.concat([cipher.update(secret), cipher.final()])
    return { context, byVault: seal(context, secret), bare: { nonce, body, tag: cipher.getAuthTag(), aad } }
  })
}
