/** What the operating system's keychain keeps for a vault, under the vault's id as its name. */
export interface KeychainEntry {
  readonly slotId: string
  /** 32 bytes; the secret of the keychain slot, never the vault key. */
  readonly key: Buffer
  /** What the audit log was last known to be; not a secret. Absent until one was written. */
  readonly anchor?: KeychainAnchor
}

export interface KeychainAnchor {
  /** Number of a row of the audit log, from 1. */
  readonly seq: number
  /** First 16 hex digits of that row's hash. */
  readonly hashPrefix: string
}

/**
 * `v1.<slot id>.<base64url of 32 bytes>`, or with an anchor `v2.<slot id>.<base64url of 32 bytes>.<row>.<16 hex digits>`: 116 characters at most,
 * well below the 2,560 bytes of the Windows Credential Manager, free of NUL.
 */
export function keychainEntryText({ slotId, key, anchor }: KeychainEntry): string {
  const slot = `${slotId}.${key.toString('base64url')}`
  return anchor === undefined ? `v1.${slot}` : `v2.${slot}.${anchor.seq}.${anchor.hashPrefix}`
}

/** Null for anything that is not exactly such a line. */
export function keychainEntryFromText(text: string): KeychainEntry | null {
  const match = /^(?:v1|v2(?=.*\.[1-9]\d{0,14}\.[0-9a-f]{16}$))\.([0-9a-f-]{36})\.([A-Za-z0-9_-]{43})(?:\.(\d+)\.([0-9a-f]{16}))?$/.exec(
    text
  )
  if (match === null || text.startsWith('v1') !== (match[3] === undefined)) return null
  const [, slotId = '', encoded = '', seq, hashPrefix] = match
  const key = Buffer.from(encoded, 'base64url')
  if (key.length !== 32 || key.toString('base64url') !== encoded) return null
  return seq === undefined || hashPrefix === undefined ? { slotId, key } : { slotId, key, anchor: { seq: Number(seq), hashPrefix } }
}
