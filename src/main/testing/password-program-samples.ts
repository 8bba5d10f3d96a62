import { strToU8, zipSync } from 'fflate'
import { argon2d, argon2id } from 'hash-wasm'
import * as loaded from 'kdbxweb'
import { base32FromKey } from '../otpauth/base32.ts'
import type { SampleEntry } from './authenticator-entries.ts'
import { addressOf, json, protonPassData, type SampleFormat, totpField } from './authenticator-samples.ts'

const kdbxweb = 'default' in loaded ? (loaded.default as typeof loaded) : loaded
const hashNames = { SHA1: 'HMAC-SHA-1', SHA256: 'HMAC-SHA-256', SHA512: 'HMAC-SHA-512' } as const

/** The styles an entry of KeePass can hold a code in. */
export type AttributeStyle = 'otp' | 'keeotp' | 'seed' | 'text' | 'hex' | 'base32' | 'base64'
export const attributeStyles: readonly AttributeStyle[] = ['otp', 'keeotp', 'seed', 'text', 'hex', 'base32', 'base64']

/** The attributes of a code in one style; where the style has no place for the entry, as an address. */
export function attributesFor(entry: SampleEntry, style: AttributeStyle): Record<string, string> {
  const { kind, algorithm, digits, periodSeconds, counter, key } = entry
  const whole = { otp: addressOf(entry) }
  if (style === 'otp') return whole
  if (style === 'keeotp') {
    if (kind === 'steam') return whole
    return {
      otp: `key=${base32FromKey(key)}&type=${kind}&step=${periodSeconds}&size=${digits}&counter=${counter ?? 0}&otpHashMode=${algorithm}`
    }
  }
  if (style === 'seed') {
    if (kind === 'hotp' || algorithm !== 'SHA1') return whole
    return { 'TOTP Seed': base32FromKey(key), 'TOTP Settings': `${periodSeconds};${kind === 'steam' ? 'S' : digits}` }
  }
  if (kind === 'steam' || (kind === 'hotp' && (digits !== 6 || algorithm !== 'SHA1'))) return whole
  const isText = style === 'text' && /^[\x21-\x7e]+$/.test(key.toString('latin1'))
  const [suffix, secret] =
    style === 'hex'
      ? ['-Hex', key.toString('hex')]
      : style === 'base64'
        ? ['-Base64', key.toString('base64')]
        : isText
          ? ['', key.toString('latin1')]
          : ['-Base32', base32FromKey(key)]
  if (kind === 'hotp') return { [`HmacOtp-Secret${suffix}`]: secret, 'HmacOtp-Counter': String(counter) }
  return {
    [`TimeOtp-Secret${suffix}`]: secret,
    'TimeOtp-Length': String(digits),
    'TimeOtp-Period': String(periodSeconds),
    'TimeOtp-Algorithm': hashNames[algorithm]
  }
}

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')

export function keepassXml(entries: readonly SampleEntry[], styles: readonly AttributeStyle[] = attributeStyles): string {
  const string = ([name, value]: [string, string]) =>
    `<String><Key>${escaped(name)}</Key><Value ProtectInMemory="True">${escaped(value)}</Value></String>`
  const written = entries.map((entry, index) => {
    const attributes = {
      Title: entry.issuer,
      UserName: entry.label,
      Password: 'not read',
      ...attributesFor(entry, styles[index % styles.length] ?? 'otp')
    }
    return `<Entry><UUID>AAAA</UUID>${Object.entries(attributes).map(string).join('')}<History><Entry><String><Key>otp</Key><Value>old</Value></String></Entry></History></Entry>`
  })
  const meta = '<Meta><Generator>KeePass</Generator><RecycleBinEnabled>True</RecycleBinEnabled><RecycleBinUUID>QklO</RecycleBinUUID></Meta>'
  const bin =
    '<Group><UUID>QklO</UUID><Name>Recycle Bin</Name><Entry><String><Key>otp</Key><Value>JBSWY3DPEHPK3PXP</Value></String></Entry></Group>'
  return `<?xml version="1.0" encoding="utf-8" standalone="yes"?>\n<KeePassFile>${meta}<Root><!-- made up --><Group><UUID>Um9v</UUID><Name>Firm</Name><Group><UUID>R3Jv</UUID><Name>Portals</Name>${written.join('\n')}</Group>${bin}</Group></Root></KeePassFile>`
}

export const databasePassword = 'correct horse'

export async function keepassDatabase(
  entries: readonly SampleEntry[],
  version: 3 | 4,
  kdf: 'aes' | 'argon2d' | 'argon2id' = 'argon2id'
): Promise<Uint8Array> {
  kdbxweb.CryptoEngine.setArgon2Impl(async (password, salt, memorySize, iterations, hashLength, parallelism, type) => {
    const options = {
      password: new Uint8Array(password),
      salt: new Uint8Array(salt),
      memorySize,
      iterations,
      hashLength,
      parallelism,
      outputType: 'binary' as const
    }
    return Uint8Array.from(await (type === 0 ? argon2d(options) : argon2id(options))).buffer
  })
  const database = kdbxweb.Kdbx.create(new kdbxweb.Credentials(kdbxweb.ProtectedValue.fromString(databasePassword)), 'Firm')
  database.setVersion(version)
  if (version === 4) {
    database.setKdf({ aes: kdbxweb.Consts.KdfId.Aes, argon2d: kdbxweb.Consts.KdfId.Argon2d, argon2id: kdbxweb.Consts.KdfId.Argon2id }[kdf])
    const { Int64, VarDictionary } = { Int64: kdbxweb.Int64, VarDictionary: kdbxweb.VarDictionary }
    if (kdf === 'aes') database.header.kdfParameters?.set('R', VarDictionary.ValueType.UInt64, Int64.from(10))
    else {
      database.header.kdfParameters?.set('M', VarDictionary.ValueType.UInt64, Int64.from(64 * 1024))
      database.header.kdfParameters?.set('I', VarDictionary.ValueType.UInt64, Int64.from(1))
      database.header.kdfParameters?.set('P', VarDictionary.ValueType.UInt32, 1)
    }
  } else database.header.keyEncryptionRounds = 10
  const group = database.createGroup(database.getDefaultGroup(), 'Portals')
  for (const [index, entry] of entries.entries()) {
    const written = database.createEntry(group)
    const attributes = {
      Title: entry.issuer,
      UserName: entry.label,
      ...attributesFor(entry, attributeStyles[index % attributeStyles.length] ?? 'otp')
    }
    for (const [name, value] of Object.entries(attributes))
      written.fields.set(name, name === 'Title' ? value : kdbxweb.ProtectedValue.fromString(value))
  }
  return new Uint8Array(await database.save())
}

export const onePasswordData = (entries: readonly SampleEntry[]) => ({
  accounts: [
    {
      attrs: { accountName: 'Firm', name: 'Firm', email: 'a@firm.example' },
      vaults: [
        {
          attrs: { uuid: 'v', name: 'Portals', type: 'U' },
          items: entries.map((entry, index) => ({
            ...{ uuid: `i${index}`, favIndex: 0, createdAt: 1, updatedAt: 1, state: 'active', categoryUuid: '001' },
            details: {
              loginFields: [{ value: entry.label, id: '', name: 'username', fieldType: 'T', designation: 'username' }],
              notesPlain: '',
              sections: [
                { title: '', name: 'add more', fields: [{ title: 'one-time password', id: 'TOTP_1', value: { totp: totpField(entry) } }] }
              ]
            },
            overview: { title: entry.issuer, subtitle: entry.label, url: 'https://a.example', tags: ['tag'] }
          }))
        }
      ]
    }
  ]
})

export const exchangeData = (entries: readonly SampleEntry[]) => ({
  ...{ version: { major: 1, minor: 0 }, exporterRpId: 'program.example', exporterDisplayName: 'Program', timestamp: 1_700_000_000 },
  accounts: [
    {
      ...{
        id: 'YQ',
        username: 'firm',
        email: 'a@firm.example',
        collections: [{ id: 'Yw', title: 'Portals', items: entries.map((_, index) => ({ item: `i${index}` })) }]
      },
      items: entries.map(({ issuer, label, algorithm, digits, periodSeconds, key }, index) => ({
        ...{ id: `i${index}`, creationAt: 1, modifiedAt: 1, title: issuer, tags: ['tag'] },
        credentials: [
          {
            type: 'basic-auth',
            username: { fieldType: 'string', value: label },
            password: { fieldType: 'concealed-string', value: 'not read' }
          },
          {
            type: 'totp',
            secret: base32FromKey(key),
            period: periodSeconds,
            digits,
            username: label,
            algorithm: algorithm.toLowerCase(),
            issuer
          }
        ]
      }))
    }
  ]
})

export const passwordProgramSamples: readonly SampleFormat[] = [
  {
    name: 'KeePass XML',
    format: 'keepass-xml',
    fileName: 'keepass.xml',
    isText: true,
    build: (entries) => Buffer.from(keepassXml(entries))
  },
  ...([3, 4] as const).map(
    (version): SampleFormat => ({
      ...{ name: `KDBX ${version}`, format: 'keepass', fileName: 'firm.kdbx', password: databasePassword, isSlow: true },
      build: (entries) => keepassDatabase(entries, version)
    })
  ),
  {
    name: '1Password 1PUX',
    format: '1password',
    fileName: 'firm.1pux',
    build: (entries) =>
      zipSync({ 'export.attributes': strToU8('{}'), 'export.data': json(onePasswordData(entries)), 'files/a': strToU8('x') })
  },
  {
    name: 'Proton Pass in its archive',
    format: 'proton-pass',
    fileName: 'pass.zip',
    build: (entries) => zipSync({ 'Proton Pass/data.json': json(protonPassData(entries)) })
  },
  {
    name: 'Credential Exchange',
    format: 'credential-exchange',
    fileName: 'exchange.json',
    isText: true,
    holds: (entry) => (entry.kind === 'totp' ? entry : null),
    build: (entries) => json(exchangeData(entries))
  }
]
