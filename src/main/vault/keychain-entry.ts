/** What the operating system's keychain keeps for a vault, under the vault's id as its name. */
export interface KeychainEntry {
  readonly slotId: string
  /** 32 bytes; the secret of the keychain slot, never the vault key. */
  readonly key: Buffer
}

/** `v1.<slot id>.<base64url of 32 bytes>`: 83 characters, well below the 2,560 bytes of the Windows Credential Manager, free of NUL. */
export function keychainEntryText({ slotId, key }: KeychainEntry): string {
  return `v1.${slotId}.${key.toString('base64url')}`
}

/** Null for anything that is not exactly such a line. */
export function keychainEntryFromText(text: string): KeychainEntry | null {
  const match = /^v1\.([0-9a-f-]{36})\.([A-Za-z0-9_-]{43})$/.exec(text)
  if (match === null) return null
  const [, slotId = '', encoded = ''] = match
  const key = Buffer.from(encoded, 'base64url')
  return key.length === 32 && key.toString('base64url') === encoded ? { slotId, key } : null
}
