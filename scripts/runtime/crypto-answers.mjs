// Known answers of every primitive the product uses, computed with nothing but what a Node gives: the same function is asked in Electron's own
// main process, where it is carried as text. It uses nothing outside itself.

/**
 * @param {unknown} _electron what Playwright hands in first; not used
 * @param {{ project: string, folder: string }} folders with node_modules, for the two native modules; an empty one, for a database
 * @returns {Record<string, string>} what was computed, by primitive; `failed: CODE` where it could not be
 */
export function computeAnswers(_electron, { project, folder }) {
  const builtin = /** @type {<T extends string>(name: T) => any} */ (process.getBuiltinModule)
  const crypto = /** @type {typeof import('node:crypto')} */ (builtin('node:crypto'))
  const fs = /** @type {typeof import('node:fs')} */ (builtin('node:fs'))
  const { createRequire } = /** @type {typeof import('node:module')} */ (builtin('node:module'))
  const load = createRequire(`${project}/package.json`)
  /** @param {string} text */
  const hex = (text) => Buffer.from(text, 'hex')
  const aesKey = hex('feffe9928665731c6d6a8f9467308308feffe9928665731c6d6a8f9467308308')
  const aesNonce = hex('cafebabefacedbaddecaf888')
  const aesData = hex('feedfacedeadbeeffeedfacedeadbeefabaddad2')
  const aesText = hex(
    'd9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a721c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b39'
  )
  const seed = hex('302e020100300506032b6570042204204ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb')
  const password = { algorithm: 2, version: 1, memoryCost: 256, timeCost: 2, parallelism: 1, outputLen: 32 }
  /** @type {Record<string, () => string>} */
  const primitives = {
    'AES-256-GCM': () => {
      const cipher = crypto.createCipheriv('aes-256-gcm', aesKey, aesNonce, { authTagLength: 16 }).setAAD(aesData)
      const text = Buffer.concat([cipher.update(aesText), cipher.final()])
      return `${text.subarray(0, 8).toString('hex')} ${cipher.getAuthTag().toString('hex')}`
    },
    'AES-256-GCM, altered tag': () => {
      const decipher = crypto.createDecipheriv('aes-256-gcm', aesKey, aesNonce, { authTagLength: 16 }).setAAD(aesData)
      decipher.setAuthTag(Buffer.alloc(16))
      decipher.update(aesText)
      try {
        decipher.final()
      } catch {
        return 'refused'
      }
      return 'accepted'
    },
    'HKDF-SHA256': () => {
      const [key, salt, info] = [Buffer.alloc(22, 0x0b), hex('000102030405060708090a0b0c'), hex('f0f1f2f3f4f5f6f7f8f9')]
      return Buffer.from(crypto.hkdfSync('sha256', key, salt, info, 42)).toString('hex')
    },
    ...Object.fromEntries(
      ['sha1', 'sha256', 'sha512'].map((name) => [
        `HMAC-${name.toUpperCase()}`,
        () =>
          crypto
            .createHmac(name, crypto.createSecretKey(Buffer.from('Jefe')))
            .update('what do ya want for nothing?')
            .digest('hex')
            .slice(0, 40)
      ])
    ),
    'SHA-256': () => crypto.createHash('sha256').update('abc').digest('hex'),
    Ed25519: () => {
      const key = crypto.createPrivateKey({ key: seed, format: 'der', type: 'pkcs8' })
      return crypto.sign(null, hex('72'), key).toString('hex').slice(0, 40)
    },
    'Argon2id (native)': () =>
      load('@node-rs/argon2')
        .hashRawSync('password', { ...password, salt: Buffer.from('somesalt') })
        .toString('hex'),
    'SQLite cipher (native)': () => {
      const Database = load('better-sqlite3')
      const file = `${folder}/answers.db`
      const key = `raw:${'2a'.repeat(32)}`
      const written = new Database(file)
      written.key(Buffer.from(key))
      written.exec("create table t (v text); insert into t values ('plain words')")
      written.close()
      const bytes = fs.readFileSync(file)
      if (bytes.includes('plain words') || bytes.includes('SQLite format')) return 'in the clear'
      const read = new Database(file)
      read.key(Buffer.from(key))
      const { v } = read.prepare('select v from t').get()
      read.close()
      return v === 'plain words' ? 'sealed and read' : 'not read'
    }
  }
  return Object.fromEntries(
    Object.entries(primitives).map(([name, compute]) => {
      try {
        return [name, compute()]
      } catch (error) {
        return [name, `failed: ${/** @type {{ code?: string }} */ (error).code ?? 'no code'}`]
      }
    })
  )
}

/** What the standards say: SP 800-38D case 16, RFC 5869 A.1, RFC 2202 and 4231 case 2, FIPS 180-4, RFC 8032 test 2, Argon2's own test.c. */
export const knownAnswers = {
  'AES-256-GCM': '522dc1f099567d07 76fc6ece0f4e1768cddf8853bb2d551b',
  'AES-256-GCM, altered tag': 'refused',
  'HKDF-SHA256': '3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865',
  'HMAC-SHA1': 'effcdf6ae5eb2fa2d27416d5f184df9c259a7c79',
  'HMAC-SHA256': '5bdcc146bf60754e6a042426089575c75a003f08',
  'HMAC-SHA512': '164b7a7bfcf819e2e395fbe73b56e0a387bd6422',
  'SHA-256': 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
  Ed25519: '92a009a9f0d4cab8720e820b5f642540a2b27b54',
  'Argon2id (native)': '9dfeb910e80bad0311fee20f9c0e2b12c17987b4cac90c2ef54d5b3021c68bfe',
  'SQLite cipher (native)': 'sealed and read'
}
