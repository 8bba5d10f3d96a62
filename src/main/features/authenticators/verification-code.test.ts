import { execFileSync } from 'node:child_process'
import { createHmac, randomBytes, randomInt } from 'node:crypto'
import { inspect } from 'node:util'
import { afterAll, describe, expect, it } from 'vitest'
import { type HashAlgorithm, hashAlgorithms } from '#contract/vocabulary'
import { base32FromKey } from '../../otpauth/base32.ts'
import { recordSecurityCount } from '../../testing/security-counts.ts'
import { codeAt, codeForCounter, createCodeKey, matchesWithin } from './verification-code.ts'

/** RFC 4226 section 5.3 from raw HMAC, in big integers and string cutting: shares no step with the code under test. */
function codeFromScratch(key: Uint8Array, algorithm: HashAlgorithm, digits: number, counter: bigint): string {
  const message = Buffer.from(counter.toString(16).padStart(16, '0'), 'hex')
  const digest = createHmac(algorithm, key).update(message).digest('hex')
  const offset = Number.parseInt(digest.slice(-1), 16)
  const number = BigInt(`0x${digest.slice(offset * 2, offset * 2 + 8)}`) % 2n ** 31n
  return `0000000000${number}`.slice(-digits)
}

const seed = '12345678901234567890'

/** Codes that were compared, and those that came out as they should. */
const vectors = { tried: 0, held: 0 }
const differential = { tried: 0, mismatches: 0 }
afterAll(() => {
  recordSecurityCount({
    row: '1',
    title: 'codes of RFC 4226 (10), RFC 6238 (18) and Steam Guard (12)',
    count: vectors.tried,
    bar: 40,
    failed: vectors.tried - vectors.held
  })
  recordSecurityCount({
    row: '1-differential',
    title: 'codes of random keys, times, hashes and lengths against an independent computation',
    count: differential.tried,
    bar: 100_000,
    failed: differential.mismatches
  })
})

const steamCodes: readonly (readonly [string, number, string])[] = [
  ['3132333435363738393031323334353637383930', 59, 'PV9M4'],
  ['3132333435363738393031323334353637383930', 1_111_111_109, 'PY4YB'],
  ['3132333435363738393031323334353637383930', 1_111_111_111, '5PP3V'],
  ['3132333435363738393031323334353637383930', 1_234_567_890, 'VHHQY'],
  ['3132333435363738393031323334353637383930', 2_000_000_000, '9N776'],
  ['3132333435363738393031323334353637383930', 20_000_000_000, 'R5DMB'],
  ['3132333435363738393031323334353637383930', 0, 'GG5F5'],
  ['00'.repeat(20), 0, 'RYH4D'],
  ['000102030405060708090a0b0c0d0e0f10111213', 1_763_900_000, '58WJJ'],
  ['61', 1, 'VR685'],
  ['ff'.repeat(64), 1_700_000_000, '39KGK'],
  ['48656c6c6f21deadbeef', 1_763_956_800, 'T5DKC']
]

describe('published vectors', () => {
  it('makes the 10 codes of RFC 4226 appendix D', () => {
    const key = createCodeKey(Buffer.from(seed), 'SHA1')
    const expected = ['755224', '287082', '359152', '969429', '338314', '254676', '287922', '162583', '399871', '520489']
    const made = expected.map((_code, counter) => codeForCounter(key, 6, counter))
    vectors.tried += expected.length
    vectors.held += made.filter((code, counter) => code === expected[counter]).length
    expect(made).toEqual(expected)
    console.log(`codes: ${expected.length} of RFC 4226`)
  })

  it('makes the letters of Steam Guard', () => {
    // Made by a program of a few lines on Python's hmac: nobody publishes any. Key, epoch seconds, code.
    const made = steamCodes.map(([key, seconds]) => {
      const at = codeAt(createCodeKey(Buffer.from(key, 'hex'), 'SHA1', 'steam'), { digits: 5, periodSeconds: 30 }, seconds * 1000)
      return at.code
    })
    vectors.tried += steamCodes.length
    vectors.held += made.filter((code, index) => code === steamCodes[index]?.[2]).length
    expect(made).toEqual(steamCodes.map(([, , code]) => code))
    const key = createCodeKey(Buffer.from(seed), 'SHA1', 'steam')
    expect(matchesWithin(key, { digits: 5, periodSeconds: 30 }, ' pv9 m4', 59_000, 0)).toBe(true)
    expect(matchesWithin(key, { digits: 5, periodSeconds: 30 }, 'PV9M5', 59_000, 0)).toBe(false)
  })

  it('makes the 18 codes of RFC 6238 appendix B', () => {
    // Verified erratum 2866: the keys for SHA-256 and SHA-512 have 32 and 64 bytes.
    const keys = { SHA1: seed, SHA256: `${seed}123456789012`, SHA512: `${seed.repeat(3)}1234` }
    const published: [number, Record<HashAlgorithm, string>][] = [
      [59, { SHA1: '94287082', SHA256: '46119246', SHA512: '90693936' }],
      [1_111_111_109, { SHA1: '07081804', SHA256: '68084774', SHA512: '25091201' }],
      [1_111_111_111, { SHA1: '14050471', SHA256: '67062674', SHA512: '99943326' }],
      [1_234_567_890, { SHA1: '89005924', SHA256: '91819424', SHA512: '93441116' }],
      [2_000_000_000, { SHA1: '69279037', SHA256: '90698825', SHA512: '38618901' }],
      [20_000_000_000, { SHA1: '65353130', SHA256: '77737706', SHA512: '47863826' }]
    ]
    let compared = 0
    for (const [seconds, codes] of published) {
      for (const algorithm of hashAlgorithms) {
        const key = createCodeKey(Buffer.from(keys[algorithm]), algorithm)
        vectors.tried += 1
        expect(codeAt(key, { digits: 8, periodSeconds: 30 }, seconds * 1000).code).toBe(codes[algorithm])
        vectors.held += 1
        compared += 1
      }
    }
    console.log(`codes: ${compared} of RFC 6238`)
    expect(compared).toBe(18)
  })
})

describe('against other implementations', () => {
  it('agrees with an independent computation on 100,000 random keys, times, hashes and lengths', () => {
    const runs = 100_000
    let mismatches = 0
    for (let run = 0; run < runs; run += 1) {
      const bytes = randomBytes(randomInt(1, 257))
      const algorithm = hashAlgorithms[run % 3] ?? 'SHA1'
      const digits = 5 + (run % 6)
      const periodSeconds = randomInt(1, 86_401)
      // Up to the year 2514, well beyond 32 bits of seconds.
      const epochMs = randomInt(0, 2 ** 34) * 1000 + randomInt(0, 1000)
      const { code, nextCode, expiresAt } = codeAt(createCodeKey(bytes, algorithm), { digits, periodSeconds }, epochMs)
      const step = BigInt(epochMs) / BigInt(periodSeconds * 1000)
      const agrees =
        code === codeFromScratch(bytes, algorithm, digits, step) &&
        nextCode === codeFromScratch(bytes, algorithm, digits, step + 1n) &&
        BigInt(expiresAt) === (step + 1n) * BigInt(periodSeconds * 1000)
      if (!agrees) mismatches += 1
    }
    Object.assign(differential, { tried: runs, mismatches })
    console.log(`codes: ${runs} random keys x times x hashes x lengths, ${mismatches} mismatches`)
    expect(mismatches).toBe(0)
  })

  it('counts beyond 32 bits', () => {
    const key = createCodeKey(Buffer.from(seed), 'SHA1')
    for (const counter of [2 ** 31, 2 ** 32 - 1, 2 ** 32, 2 ** 40 + 7, Number.MAX_SAFE_INTEGER]) {
      expect(codeForCounter(key, 10, counter)).toBe(codeFromScratch(Buffer.from(seed), 'SHA1', 10, BigInt(counter)))
    }
  })

  // oathtool makes 6 to 8 digits.
  const missing = missingProgram('oathtool')
  it.skipIf(missing)(missing ? 'agrees with oathtool (skipped: oathtool is not installed)' : 'agrees with oathtool on 216 codes', () => {
    let compared = 0
    for (let run = 0; run < 72; run += 1) {
      const bytes = randomBytes([10, 16, 20, 32, 64, 1 + (run % 40)][run % 6] ?? 20)
      const seconds = randomInt(0, 4_000_000_000)
      const periodSeconds = [15, 30, 60, 90][run % 4] ?? 30
      for (const algorithm of hashAlgorithms) {
        const digits = 6 + ((run + compared) % 3)
        const mode = `--totp=${algorithm}`
        const args = [mode, '--base32', `--digits=${digits}`, `--time-step-size=${periodSeconds}s`, `--now=@${seconds}`, '-']
        const theirs = execFileSync('oathtool', args, { input: base32FromKey(bytes), encoding: 'utf8' }).trim()
        expect(codeAt(createCodeKey(bytes, algorithm), { digits, periodSeconds }, seconds * 1000).code).toBe(theirs)
        compared += 1
      }
    }
    console.log(`codes: ${compared} equal to oathtool's`)
    expect(compared).toBe(216)
  })
})

describe('the code of an instant', () => {
  const key = createCodeKey(Buffer.from(seed), 'SHA1')
  const settings = { digits: 6, periodSeconds: 30 }

  it('changes exactly at the end of its period, into the one announced', () => {
    const now = codeAt(key, settings, 59_999)
    expect(now).toEqual({ code: '287082', nextCode: '359152', expiresAt: 60_000 })
    expect(codeAt(key, settings, 30_000)).toEqual(now)
    expect(codeAt(key, settings, 29_999).code).toBe('755224')
    expect(codeAt(key, settings, now.expiresAt).code).toBe(now.nextCode)
    expect(codeAt(key, settings, 0).code).toBe('755224')
  })

  it('matches what was typed with any spacing, as many steps away as allowed and no further', () => {
    const at = (step: number) => codeForCounter(key, 6, step)
    const matches = (typed: string, steps: number) => matchesWithin(key, settings, typed, 5 * 30_000 + 12_345, steps)
    expect([3, 4, 5, 6, 7].map((step) => matches(at(step), 1))).toEqual([false, true, true, true, false])
    expect([3, 4, 5, 6, 7].map((step) => matches(at(step), 0))).toEqual([false, false, true, false, false])
    const code = at(5)
    const spaced = [` ${code} `, `${code.slice(0, 3)} ${code.slice(3)}`, `${code.slice(0, 3)}\u00a0${code.slice(3)}\n`, [...code].join(' ')]
    const wide = String.fromCharCode(...[...code].map((digit) => digit.charCodeAt(0) + 0xfee0))
    expect([...spaced, wide].map((typed) => matches(typed, 0))).toEqual([true, true, true, true, true])
    const wrong = [
      '',
      ' ',
      code.slice(1),
      `0${code}`,
      `${code}0`,
      `${code}x`,
      `-${code}`,
      'abcdef',
      '9'.repeat(500),
      `${' '.repeat(200)}${code}`
    ]
    expect(wrong.filter((typed) => matches(typed, 2))).toEqual([])
  })

  it('has no step before the first', () => {
    expect(matchesWithin(key, settings, '755224', 0, 3)).toBe(true)
    expect(matchesWithin(key, settings, '969429', 0, 3)).toBe(true)
    expect(matchesWithin(key, settings, '338314', 0, 3)).toBe(false)
  })

  it('refuses settings, times and keys outside their bounds', () => {
    const wrong = [
      () => codeAt(key, { digits: 4, periodSeconds: 30 }, 0),
      () => codeAt(key, { digits: 11, periodSeconds: 30 }, 0),
      () => codeAt(key, { digits: 6.5, periodSeconds: 30 }, 0),
      () => codeAt(key, { digits: 6, periodSeconds: 0 }, 0),
      () => codeAt(key, { digits: 6, periodSeconds: 86_401 }, 0),
      () => codeAt(key, settings, -1),
      () => codeAt(key, settings, Number.NaN),
      () => matchesWithin(key, settings, '755224', 0, 21),
      () => createCodeKey(new Uint8Array(0), 'SHA1'),
      () => createCodeKey(new Uint8Array(257), 'SHA1')
    ]
    for (const call of wrong) expect(call).toThrow(RangeError)
    expect(() => codeForCounter(key, 6, -1)).toThrow()
    expect(() => codeForCounter(key, 6, 1.5)).toThrow()
  })
})

describe('a code key', () => {
  it('keeps working when the bytes it was made of are wiped, and shows none of them', () => {
    const bytes = Buffer.from(seed)
    const key = createCodeKey(bytes, 'SHA1')
    bytes.fill(0)
    expect(codeForCounter(key, 6, 0)).toBe('755224')
    expect(inspect(key, { depth: null, showHidden: true }) + JSON.stringify(key)).not.toMatch(/KeyObject|1234567890|49, 50|31 32/)
  })

  it('makes no code once closed, and does not disturb another', () => {
    const [key, other] = [createCodeKey(Buffer.from(seed), 'SHA1'), createCodeKey(Buffer.from(seed), 'SHA256')]
    const before = codeForCounter(other, 6, 0)
    key.close()
    expect(() => codeForCounter(key, 6, 0)).toThrow('closed')
    expect(codeForCounter(other, 6, 0)).toBe(before)
  })
})

function missingProgram(name: string): boolean {
  try {
    execFileSync(name, ['--version'], { stdio: 'ignore' })
    return false
  } catch {
    return true
  }
}
