import type { AuthenticatorFileFormat } from '#contract'
import { base32FromKey } from '../otpauth/base32.ts'
import type { SampleEntry } from './authenticator-entries.ts'
import { migrationHolds, migrationTexts } from './migration-samples.ts'

/** Plain files as each app writes them, by its published description. The encrypted ones are in sealed-samples.ts. */
export interface SampleFormat {
  readonly name: string
  readonly format: AuthenticatorFileFormat
  readonly fileName: string
  readonly password?: string
  /** Whether the file is text, so that it can come in several encodings. */
  readonly isText?: boolean
  /** Opening one takes a fixed and noticeable time. */
  readonly isSlow?: boolean
  /** The entry as it comes back; null when this format has no place for its kind. */
  readonly holds?: (entry: SampleEntry) => SampleEntry | null
  build(entries: readonly SampleEntry[]): Uint8Array | Promise<Uint8Array>
}

const bytes = (text: string): Buffer => Buffer.from(text, 'utf8')
export const json = (value: unknown): Buffer => bytes(JSON.stringify(value))

export function addressOf({ kind, issuer, label, algorithm, digits, periodSeconds, counter, key }: SampleEntry): string {
  const name = issuer === '' ? encodeURIComponent(label) : `${encodeURIComponent(issuer)}:${encodeURIComponent(label)}`
  const query = new Map<string, string | number>([['secret', base32FromKey(key)]])
  if (issuer !== '') query.set('issuer', encodeURIComponent(issuer))
  if (algorithm !== 'SHA1') query.set('algorithm', algorithm)
  if (digits !== 6 && kind !== 'steam') query.set('digits', digits)
  if (periodSeconds !== 30) query.set('period', periodSeconds)
  if (counter !== null) query.set('counter', counter)
  return `otpauth://${kind}/${name}?${[...query].map(([field, value]) => `${field}=${value}`).join('&')}`
}

/** Addresses on a page or in a list, each line in another dress. */
export function addressList(entries: readonly SampleEntry[]): string {
  const dresses = [
    (address: string) => address,
    (address: string) => `"${address}",`,
    (address: string) => `<p>${address.replaceAll('&', '&amp;')}</p>`,
    (address: string) => `  '${address.replaceAll("'", '%27')}'`
  ]
  return entries.map((entry, index) => (dresses[index % dresses.length] ?? String)(addressOf(entry))).join('\r\n')
}

const onlyTotp = (entry: SampleEntry): SampleEntry | null => (entry.kind === 'totp' ? entry : null)

export const aegisDb = (entries: readonly SampleEntry[], version: 1 | 2 | 3) => ({
  version,
  entries: entries.map(({ kind, issuer, label, algorithm, digits, periodSeconds, counter, key }, index) => ({
    ...{
      type: kind,
      uuid: `01234567-89ab-cdef-0123-${String(index).padStart(12, '0')}`,
      name: label,
      issuer,
      note: 'made up',
      favorite: false,
      icon: null
    },
    ...(version === 1 ? { group: 'Portals' } : { groups: ['aaaaaaaa-0000-4000-8000-000000000000'] }),
    info: { secret: base32FromKey(key), algo: algorithm, digits, ...(kind === 'hotp' ? { counter } : { period: periodSeconds }) }
  })),
  ...(version === 1 ? {} : { groups: [{ uuid: 'aaaaaaaa-0000-4000-8000-000000000000', name: 'Portals' }], icons_optimized: true })
})

export const twoFasServices = (entries: readonly SampleEntry[], version: 1 | 2 | 3 | 4) =>
  entries.map(({ kind, issuer, label, algorithm, digits, periodSeconds, counter, key }, position) => ({
    ...{ name: issuer, secret: base32FromKey(key), updatedAt: 1_700_000_000_000, order: { position }, groupId: 'g1' },
    ...(version >= 3 ? { icon: { selected: 'Label', label: { text: 'US', backgroundColor: 'Orange' } } } : { type: 'ManuallyAdded' }),
    otp: {
      ...{ account: label, label: `${issuer}:${label}`, issuer, digits, period: periodSeconds, algorithm, source: 'Link' },
      ...(version >= 2 ? { tokenType: kind.toUpperCase(), ...(kind === 'hotp' ? { counter } : {}) } : {})
    }
  }))

const twoFas = (version: 1 | 2 | 3 | 4): SampleFormat => ({
  name: `2FAS, schema ${version}`,
  format: '2fas',
  fileName: '2fas-backup.2fas',
  isText: true,
  holds: (entry) => (version === 1 ? onlyTotp(entry) : entry),
  build: (entries) =>
    json({
      services: twoFasServices(entries, version),
      groups: [{ id: 'g1', name: 'Portals', isExpanded: true }],
      updatedAt: 1,
      schemaVersion: version,
      appVersionCode: 5_000_000
    })
})

export const bitwardenVault = (entries: readonly SampleEntry[]) => ({
  encrypted: false,
  folders: [{ id: 'f1', name: 'Portals' }],
  items: [
    ...entries.map((entry, index) => ({
      ...{
        id: `i${index}`,
        folderId: 'f1',
        type: 1,
        reprompt: 0,
        name: entry.issuer,
        notes: null,
        favorite: false,
        fields: [],
        deletedDate: null
      },
      login: {
        uris: [{ match: null, uri: 'https://my.uscis.example' }],
        username: entry.label,
        password: 'not read',
        totp: totpField(entry)
      }
    })),
    { id: 'x1', type: 2, name: 'A note', secureNote: { type: 0 } },
    { id: 'x2', type: 1, name: 'Deleted', deletedDate: '2026-01-01T00:00:00Z', login: { totp: 'JBSWY3DPEHPK3PXP' } }
  ]
})

/** The bare key where that says everything, steam:// for Steam, else the whole address. */
export function totpField(entry: SampleEntry): string {
  if (entry.kind === 'steam') return `steam://${base32FromKey(entry.key)}`
  const isUsual = entry.kind === 'totp' && entry.algorithm === 'SHA1' && entry.digits === 6 && entry.periodSeconds === 30
  return isUsual
    ? base32FromKey(entry.key)
        .toLowerCase()
        .replace(/(.{4})/g, '$1 ')
        .trim()
    : addressOf(entry)
}

const cell = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)
const csv = (rows: readonly (readonly string[])[]): Buffer => bytes(`${rows.map((row) => row.map(cell).join(',')).join('\r\n')}\r\n`)

const protonEntry = (entry: SampleEntry, index: number) => ({
  id: `e${index}`,
  content: {
    uri: entry.kind === 'steam' ? totpField(entry) : addressOf(entry),
    entry_type: entry.kind === 'steam' ? 'Steam' : 'Totp',
    name: entry.label
  },
  note: 'made up'
})
export const protonExport = (entries: readonly SampleEntry[]) => ({ version: 1, entries: entries.map(protonEntry) })
/** A steam address has no names, and Proton keeps one only. */
export const withoutSteamIssuer = (entry: SampleEntry): SampleEntry => (entry.kind === 'steam' ? { ...entry, issuer: '' } : entry)

export const protonPassData = (entries: readonly SampleEntry[]) => ({
  version: '1.31.0',
  userId: 'u1',
  encrypted: false,
  vaults: {
    v1: {
      name: 'Portals',
      items: [
        ...entries.map((entry, index) => ({
          itemId: `i${index}`,
          state: 1,
          data: {
            ...{ metadata: { name: entry.issuer, note: '' }, type: 'login', platformSpecific: null },
            extraFields: index % 2 === 0 ? [] : [{ fieldName: 'code', type: 'totp', data: { totpUri: totpField(entry) } }],
            content: {
              itemEmail: '',
              itemUsername: entry.label,
              password: 'not read',
              urls: ['https://my.uscis.example'],
              totpUri: index % 2 === 0 ? totpField(entry) : ''
            }
          }
        })),
        { itemId: 'n1', state: 1, data: { metadata: { name: 'A note' }, type: 'note', content: {}, extraFields: [] } }
      ]
    }
  }
})

export const stratumBackup = (entries: readonly SampleEntry[]) => ({
  Authenticators: entries.map(({ kind, issuer, label, algorithm, digits, periodSeconds, counter, key }) => ({
    ...{
      Type: { hotp: 1, totp: 2, steam: 4 }[kind],
      Icon: 'google',
      Issuer: issuer,
      Username: label,
      Secret: base32FromKey(key),
      Pin: null
    },
    ...{
      Algorithm: ['SHA1', 'SHA256', 'SHA512'].indexOf(algorithm),
      Digits: digits,
      Period: periodSeconds,
      Counter: counter ?? 0,
      Ranking: 0,
      CopyCount: 3
    }
  })),
  Categories: [{ Id: 'c1', Name: 'Portals', Ranking: 0 }],
  AuthenticatorCategories: entries.map(({ key }) => ({ CategoryId: 'c1', AuthenticatorSecret: base32FromKey(key), Ranking: 0 })),
  CustomIcons: []
})

export const andOtpList = (entries: readonly SampleEntry[]) =>
  entries.map(({ kind, issuer, label, algorithm, digits, periodSeconds, counter, key }) => ({
    ...{
      secret: base32FromKey(key),
      issuer,
      label,
      digits,
      type: kind.toUpperCase(),
      algorithm,
      thumbnail: 'Default',
      last_used: 0,
      used_frequency: 0
    },
    ...(kind === 'hotp' ? { counter } : { period: periodSeconds }),
    tags: ['Portals']
  }))

const freeOtpPlus = (entries: readonly SampleEntry[]) => ({
  tokenOrder: entries.map(({ issuer, label }) => `${issuer}:${label}`),
  tokens: entries.map(({ kind, issuer, label, algorithm, digits, periodSeconds, counter, key }) => ({
    ...{ algo: algorithm, counter: counter ?? 0, digits, issuerExt: issuer, issuerInt: issuer, label, period: periodSeconds },
    ...{ secret: [...new Int8Array(key)], type: kind.toUpperCase() }
  }))
})

const lastPass = (entries: readonly SampleEntry[]) => ({
  ...{ deviceId: 'd', deviceSecret: 's', localDeviceId: 'l', deviceName: 'Phone', version: 3 },
  accounts: entries.map(({ issuer, label, algorithm, digits, periodSeconds, key }, index) => ({
    ...{ accountID: `a${index}`, lmiUserId: '', issuerName: issuer, originalIssuerName: issuer, userName: label, originalUserName: label },
    ...{
      pushNotification: false,
      secret: base32FromKey(key),
      timeStep: periodSeconds,
      digits,
      creationTimestamp: 1_700_000_000_000,
      isFavorite: false
    },
    ...{ algorithm, folderData: { folderId: 1, position: index } }
  })),
  folders: [{ id: 1, name: 'Portals', isOpened: true }]
})

const raivo = (entries: readonly SampleEntry[]) =>
  entries.map(({ kind, issuer, label, algorithm, digits, periodSeconds, counter, key }) => ({
    ...{
      number: 1,
      secret: base32FromKey(key),
      issuer,
      counter: String(counter ?? 0),
      iconType: '',
      iconValue: '',
      pinned: 'false',
      algorithm
    },
    ...{ digits: String(digits), kind: kind.toUpperCase(), timer: String(periodSeconds), account: label }
  }))

/** A list without entries would be no list of its app. */
export const plainSamples: readonly SampleFormat[] = [
  {
    name: 'otpauth addresses',
    format: 'otpauth-list',
    fileName: 'codes.txt',
    isText: true,
    build: (entries) => bytes(addressList(entries))
  },
  {
    name: 'a transfer of Google Authenticator as text',
    format: 'google-migration',
    fileName: 'transfer.txt',
    isText: true,
    holds: migrationHolds,
    build: (entries) => bytes(migrationTexts(entries, 10, 77).join('\n'))
  },
  ...([1, 2, 3] as const).map(
    (version): SampleFormat => ({
      name: `Aegis, content ${version}`,
      format: 'aegis',
      fileName: 'aegis-export.json',
      isText: true,
      build: (entries) => json({ version: 1, header: { slots: null, params: null }, db: aegisDb(entries, version) })
    })
  ),
  ...([1, 2, 3, 4] as const).map(twoFas),
  {
    name: 'Ente Auth as a list',
    format: 'otpauth-list',
    fileName: 'ente-auth-codes.txt',
    isText: true,
    build: (entries) =>
      bytes(
        entries.map((entry) => `${addressOf(entry)}&codeDisplay=${encodeURIComponent('{"pinned":false,"tags":["Portals"]}')}`).join('\n')
      )
  },
  {
    name: 'Bitwarden',
    format: 'bitwarden',
    fileName: 'bitwarden_export.json',
    isText: true,
    build: (entries) => json(bitwardenVault(entries))
  },
  {
    name: 'Bitwarden Authenticator',
    format: 'bitwarden',
    fileName: 'bitwarden_authenticator_export.json',
    isText: true,
    build: (entries) =>
      json({
        encrypted: false,
        items: entries.map((entry) => ({
          favorite: false,
          id: 'i',
          login: { totp: totpField(entry), username: entry.label },
          name: entry.issuer,
          type: 1
        }))
      })
  },
  {
    name: 'Bitwarden CSV',
    format: 'bitwarden-csv',
    fileName: 'bitwarden_export.csv',
    isText: true,
    build: (entries) =>
      csv([
        [
          'folder',
          'favorite',
          'type',
          'name',
          'notes',
          'fields',
          'reprompt',
          'login_uri',
          'login_username',
          'login_password',
          'login_totp'
        ],
        ...entries.map((entry) => [
          'Portals',
          '',
          'login',
          entry.issuer,
          'two\r\nlines',
          '',
          '0',
          'https://a.example',
          entry.label,
          'not read',
          totpField(entry)
        ])
      ])
  },
  {
    name: 'Bitwarden Authenticator CSV',
    format: 'bitwarden-csv',
    fileName: 'bitwarden_authenticator.csv',
    isText: true,
    holds: (entry) => (totpField(entry).startsWith('otpauth') ? entry : { ...entry, label: '' }),
    build: (entries) =>
      csv([
        ['folder', 'favorite', 'type', 'name', 'login_uri', 'login_totp'],
        ...entries.map((entry) => ['', '', '1', entry.issuer, '', totpField(entry)])
      ])
  },
  {
    name: 'Proton Authenticator',
    format: 'proton-authenticator',
    fileName: 'proton.json',
    isText: true,
    holds: withoutSteamIssuer,
    build: (entries) => json(protonExport(entries))
  },
  { name: 'Proton Pass', format: 'proton-pass', fileName: 'data.json', isText: true, build: (entries) => json(protonPassData(entries)) },
  {
    name: 'Proton Pass CSV',
    format: 'proton-pass-csv',
    fileName: 'pass.csv',
    isText: true,
    build: (entries) =>
      csv([
        ['type', 'name', 'url', 'email', 'username', 'password', 'note', 'totp', 'createTime', 'modifyTime', 'vault'],
        ...entries.map((entry) => [
          'login',
          entry.issuer,
          'https://a.example',
          '',
          entry.label,
          'not read',
          '',
          totpField(entry),
          '1',
          '1',
          'Portals'
        ])
      ])
  },
  { name: 'Stratum', format: 'stratum', fileName: 'backup.json', isText: true, build: (entries) => json(stratumBackup(entries)) },
  { name: 'andOTP', format: 'andotp', fileName: 'otp_accounts.json', isText: true, build: (entries) => json(andOtpList(entries)) },
  {
    name: 'FreeOTP+',
    format: 'freeotp-plus',
    fileName: 'freeotp-backup.json',
    isText: true,
    build: (entries) => json(freeOtpPlus(entries))
  },
  {
    name: 'LastPass Authenticator',
    format: 'lastpass',
    fileName: 'lastpass.json',
    isText: true,
    holds: onlyTotp,
    build: (entries) => json(lastPass(entries))
  },
  { name: 'Raivo', format: 'raivo', fileName: 'raivo-otp-export.json', isText: true, build: (entries) => json(raivo(entries)) }
]
