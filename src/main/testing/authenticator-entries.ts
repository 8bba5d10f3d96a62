import type { ReadEntry } from '../ports.ts'

/** Entries that samples of authenticator files are made of; every name and key is made up. */
export interface SampleEntry {
  readonly kind: 'totp' | 'hotp' | 'steam'
  readonly issuer: string
  readonly label: string
  readonly algorithm: 'SHA1' | 'SHA256' | 'SHA512'
  readonly digits: number
  readonly periodSeconds: number
  readonly counter: number | null
  readonly key: Buffer
}

const keyOf = (length: number, seed: number): Buffer =>
  Buffer.from(Array.from({ length }, (_, index) => (index * 37 + seed * 101 + 11) & 0xff))

export function sampleEntry(change: Partial<SampleEntry> = {}, seed = 1): SampleEntry {
  const usual = {
    kind: 'totp',
    issuer: 'USCIS',
    label: `client${seed}@firm.example`,
    algorithm: 'SHA1',
    digits: 6,
    periodSeconds: 30
  } as const
  return { ...usual, counter: null, key: keyOf(20, seed), ...change }
}

const hotp = (counter: number, seed: number): SampleEntry => sampleEntry({ kind: 'hotp', counter, issuer: 'VPN' }, seed)
const steam = (seed: number): SampleEntry => sampleEntry({ kind: 'steam', issuer: 'Steam', digits: 5 }, seed)

const everything = [
  sampleEntry({}, 1),
  sampleEntry({ algorithm: 'SHA256', digits: 8 }, 2),
  hotp(7, 3),
  steam(4),
  sampleEntry({ periodSeconds: 60 }, 5)
]

/** What well-formed files differ in: eighteen lists of entries. */
export const sampleLists: Readonly<Record<string, readonly SampleEntry[]>> = {
  'one usual entry': [sampleEntry()],
  'two entries of one issuer': [sampleEntry({}, 1), sampleEntry({}, 2)],
  'a key of 10 bytes': [sampleEntry({ key: keyOf(10, 3) })],
  'a key of 64 bytes': [sampleEntry({ key: keyOf(64, 4) })],
  'a key of one byte': [sampleEntry({ key: keyOf(1, 5) })],
  'SHA-256 with eight digits': [sampleEntry({ algorithm: 'SHA256', digits: 8 })],
  'SHA-512': [sampleEntry({ algorithm: 'SHA512', key: keyOf(64, 6) })],
  'codes of a minute': [sampleEntry({ periodSeconds: 60 })],
  'a counter at its start': [hotp(0, 7)],
  'a counter above 32 bits': [hotp(4_294_967_301, 8)],
  'a Steam guard': [steam(9)],
  'names in other scripts': [
    sampleEntry({ issuer: 'Bürgerbüro Zürich', label: 'José@example.org' }, 1),
    sampleEntry({ issuer: '移民局', label: 'مثال' }, 2)
  ],
  'names full of signs': [
    sampleEntry({ issuer: 'A&B, "Law" 100% + Co.', label: "o'neil+uscis@firm.example" }),
    sampleEntry({ issuer: 'a=b?c#d', label: 'x/y\\z' }, 2)
  ],
  'names that are markup and formulas': [
    sampleEntry({ issuer: '<img src=x onerror=alert(1)>', label: '=HYPERLINK("https://a.example")' }),
    sampleEntry({ issuer: '{{constructor}}', label: '__proto__' }, 2)
  ],
  'no issuer': [sampleEntry({ issuer: '', label: 'alone@firm.example' })],
  'no label': [sampleEntry({ label: '' })],
  'every kind together': everything,
  'three hundred entries': Array.from({ length: 300 }, (_, index) => sampleEntry({ issuer: `Portal ${index}` }, index))
}

/** An entry as a test compares it: keys as hexadecimal text, without what only a format's own test looks at. */
export const comparable = ({ kind, issuer, label, algorithm, digits, periodSeconds, counter, key }: ReadEntry | SampleEntry) => ({
  ...{ kind, issuer, label, algorithm, digits, counter },
  // Codes by counter have no period.
  periodSeconds: kind === 'hotp' ? 30 : periodSeconds,
  key: key === null ? null : Buffer.from(key).toString('hex')
})
