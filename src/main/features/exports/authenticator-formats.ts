import { createCipheriv, randomUUID, scryptSync } from 'node:crypto'
import type { CodeKind, HashAlgorithm } from '#contract'
import { base32FromKey } from '../../otpauth/base32.ts'
import type { Random } from '../../ports.ts'

/** An authenticator about to leave. */
export interface LeavingKey {
  readonly id: string
  readonly issuer: string
  readonly label: string
  readonly kind: CodeKind
  readonly algorithm: HashAlgorithm
  readonly digits: number
  readonly periodSeconds: number
  readonly key: Buffer
}

const nameOf = ({ issuer, label }: LeavingKey): string => (issuer === '' ? label : `${issuer}:${label}`)

/** Key URI format (github.com/google/google-authenticator/wiki/Key-Uri-Format), one to a line. */
export const otpauthList = (keys: readonly LeavingKey[]): string => keys.map((one) => `${otpauthAddress(one)}\n`).join('')

function otpauthAddress(one: LeavingKey): string {
  const path = [one.issuer, one.label].filter((part) => part !== '').map(encodeURIComponent)
  const issuer = one.issuer === '' ? '' : `&issuer=${encodeURIComponent(one.issuer)}`
  const settings = `&algorithm=${one.algorithm}&digits=${one.digits}&period=${one.periodSeconds}`
  // Steam has no type of its own in the format; its apps know the encoder by this parameter.
  const steam = one.kind === 'steam' ? '&encoder=steam' : ''
  return `otpauth://totp/${path.join(':')}?secret=${base32FromKey(one.key)}${issuer}${settings}${steam}`
}

/** The vault format of Aegis (github.com/beemdevelopment/Aegis, docs/vault.md): version 1 around a database of version 3. */
export function aegisVault(keys: readonly LeavingKey[], encryption: { passphrase: string; random: Random } | null): string {
  const db = {
    version: 3,
    entries: keys.map((one) => ({
      type: one.kind,
      uuid: randomUUID(),
      name: one.label,
      issuer: one.issuer,
      note: '',
      favorite: false,
      icon: null,
      info: { secret: base32FromKey(one.key), algo: one.algorithm, digits: one.digits, period: one.periodSeconds },
      groups: []
    })),
    groups: []
  }
  if (encryption === null) return `${JSON.stringify({ version: 1, header: { slots: null, params: null }, db }, null, 2)}\n`
  const { passphrase, random } = encryption
  const master = random.bytes(32)
  const salt = random.bytes(32)
  // The costs Aegis itself uses: 32 MiB.
  const costs = { n: 32_768, r: 8, p: 1 }
  const wrapping = scryptSync(passphrase, salt, 32, { N: costs.n, r: costs.r, p: costs.p, maxmem: 64 * 1024 * 1024 })
  const slot = sealed(wrapping, master, random.bytes(12))
  const content = sealed(master, Buffer.from(JSON.stringify(db), 'utf8'), random.bytes(12))
  wrapping.fill(0)
  master.fill(0)
  const header = {
    slots: [
      {
        ...{ type: 1, uuid: randomUUID(), key: slot.bytes.toString('hex'), key_params: slot.params, ...costs },
        ...{ salt: salt.toString('hex'), repaired: true, is_backup: false }
      }
    ],
    params: content.params
  }
  return `${JSON.stringify({ version: 1, header, db: content.bytes.toString('base64') }, null, 2)}\n`
}

function sealed(key: Buffer, plain: Buffer, nonce: Buffer) {
  const cipher = createCipheriv('aes-256-gcm', key, nonce)
  const bytes = Buffer.concat([cipher.update(plain), cipher.final()])
  return { bytes, params: { nonce: nonce.toString('hex'), tag: cipher.getAuthTag().toString('hex') } }
}

/** Entries to one QR code at most, and bytes: more makes a code that phones read badly. */
const perCode = { entries: 10, bytes: 900 }
const algorithmNumbers: Readonly<Record<HashAlgorithm, number>> = { SHA1: 1, SHA256: 2, SHA512: 3 }

/** What the migration format can say: 30 seconds, six or eight digits. */
export const fitsMigration = ({ kind, digits, periodSeconds }: Pick<LeavingKey, 'kind' | 'digits' | 'periodSeconds'>): boolean =>
  kind === 'totp' && periodSeconds === 30 && (digits === 6 || digits === 8)

export interface MigrationBatch {
  readonly address: string
  readonly names: readonly string[]
}

/** `otpauth-migration://` addresses as Google Authenticator reads them: a protobuf message each, which knows its place among all. */
export function migrationBatches(keys: readonly LeavingKey[], random: Random): MigrationBatch[] {
  const groups: { bytes: Buffer; name: string }[][] = []
  let size = 0
  for (const one of keys) {
    const entry = { bytes: field(1, entryOf(one)), name: nameOf(one) }
    const last = groups.at(-1)
    if (last === undefined || last.length >= perCode.entries || size + entry.bytes.length > perCode.bytes) {
      groups.push([entry])
      size = entry.bytes.length
    } else {
      last.push(entry)
      size += entry.bytes.length
    }
  }
  const batchId = random.bytes(4).readUInt32BE() >>> 1
  return groups.map((entries, index) => {
    const payload = Buffer.concat([
      ...entries.map(({ bytes }) => bytes),
      ...[whole(2, 1), whole(3, groups.length), whole(4, index), whole(5, batchId)]
    ])
    const address = `otpauth-migration://offline?data=${encodeURIComponent(payload.toString('base64'))}`
    payload.fill(0)
    return { address, names: entries.map(({ name }) => name) }
  })
}

const entryOf = (one: LeavingKey): Buffer =>
  Buffer.concat([
    field(1, one.key),
    field(2, Buffer.from(nameOf(one), 'utf8')),
    field(3, Buffer.from(one.issuer, 'utf8')),
    whole(4, algorithmNumbers[one.algorithm]),
    whole(5, one.digits === 8 ? 2 : 1),
    whole(6, 2)
  ])

function varint(value: number): Buffer {
  const bytes: number[] = []
  for (let rest = value; ; rest = Math.floor(rest / 128)) {
    if (rest < 128) return Buffer.from([...bytes, rest])
    bytes.push((rest % 128) + 128)
  }
}
const field = (number: number, bytes: Buffer): Buffer => Buffer.concat([varint(number * 8 + 2), varint(bytes.length), bytes])
const whole = (number: number, value: number): Buffer => Buffer.concat([varint(number * 8), varint(value)])
