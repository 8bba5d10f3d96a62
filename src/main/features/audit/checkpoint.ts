import { createPrivateKey, createPublicKey, generateKeyPairSync, hash, type KeyObject, sign, verify } from 'node:crypto'

/** The state of the log at a row, signed by the computer it was signed on. Ed25519 over the bytes of `statement`. */
export interface Checkpoint {
  readonly seq: number
  /** Hash of that row, hex. */
  readonly hash: string
  /** Rows up to and with that one. */
  readonly count: number
  readonly at: number
  readonly appVersion: string
  /** 32 bytes, base64url. */
  readonly publicKey: string
  /** 64 bytes, base64url. */
  readonly signature: string
}

const domain = Buffer.from('\u0003keydocket-audit-v1', 'latin1')

/** What is signed: 03, the domain, then vault id, hash, version and public key as texts and seq, count and time as numbers, written as in chain.ts. */
function statement(vaultId: string, { seq, hash, count, at, appVersion, publicKey }: Omit<Checkpoint, 'signature'>): Buffer {
  return Buffer.concat([domain, ...[vaultId, seq, hash, count, at, appVersion, publicKey].map(encoded)])
}

function encoded(value: string | number): Buffer {
  if (typeof value === 'number') {
    const bytes = Buffer.alloc(9, 2)
    bytes.writeBigInt64BE(BigInt(value), 1)
    return bytes
  }
  const text = Buffer.from(value, 'utf8')
  const head = Buffer.alloc(5, 1)
  head.writeUInt32BE(text.length, 1)
  return Buffer.concat([head, text])
}

export interface SigningKey {
  readonly publicKey: string
  readonly privateKey: KeyObject
}

/** A new key; `secret` is what is sealed (PKCS #8) and wiped by the caller. */
export function newSigningKey(): SigningKey & { secret: Buffer } {
  const { privateKey } = generateKeyPairSync('ed25519')
  return { publicKey: publicKeyOf(privateKey), privateKey, secret: privateKey.export({ format: 'der', type: 'pkcs8' }) }
}

/** Wipes `secret`. */
export function signingKeyFrom(secret: Buffer): SigningKey {
  const privateKey = createPrivateKey({ key: secret, format: 'der', type: 'pkcs8' })
  secret.fill(0)
  return { publicKey: publicKeyOf(privateKey), privateKey }
}

const publicKeyOf = (privateKey: KeyObject): string => createPublicKey(privateKey).export({ format: 'jwk' }).x ?? ''

export function signCheckpoint(vaultId: string, key: SigningKey, facts: Omit<Checkpoint, 'signature' | 'publicKey'>): Checkpoint {
  const unsigned = { ...facts, publicKey: key.publicKey }
  return { ...unsigned, signature: sign(null, statement(vaultId, unsigned), key.privateKey).toString('base64url') }
}

export function isSignedBy(vaultId: string, checkpoint: Checkpoint): boolean {
  try {
    const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: checkpoint.publicKey }, format: 'jwk' })
    return verify(null, statement(vaultId, checkpoint), key, Buffer.from(checkpoint.signature, 'base64url'))
  } catch {
    return false
  }
}

/** First 16 bytes of SHA-256 of a public key, as people compare it. */
export const fingerprintOf = (publicKey: string): string =>
  (hash('sha256', Buffer.from(publicKey, 'base64url'), 'hex').slice(0, 32).toUpperCase().match(/.{4}/g) ?? []).join('-')
