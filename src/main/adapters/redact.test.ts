import { expect, test } from 'vitest'
import { redact } from './redact.ts'

const hidden: readonly [name: string, text: string, left: string][] = [
  ['an otpauth address', 'read otpauth://totp/ACME:ana?secret=GEZDGNBVGY3TQOJQ done', 'read [address] done'],
  ['a migration address', 'otpauth-migration://offline?data=AAAA', '[address]'],
  ['a base32 key', 'key GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ', 'key [key]'],
  ['a lower-case base32 key', 'key gezdgnbvgy3tqojq', 'key [key]'],
  ['a six-digit code', 'code 755224 end', 'code [code] end'],
  ['a spaced code', 'code 755 224 end', 'code [code] end'],
  ['a ten-digit code', '1234567890', '[code]'],
  ['an e-mail address', 'by ana.diaz@example.com now', 'by [e-mail] now'],
  ['a file path', "open '/home/ana/Documents/kit.txt'", "open '[path]'"],
  ['a Windows path', 'open C:\\Users\\ana\\kit.txt', 'open [path]'],
  ['a recovery kit', 'kit 7ZQ4M2KD-9HX3TW5A', 'kit [kit]'],
  ['a PEM block', '-----BEGIN PRIVATE KEY-----\nabc\n-----END PRIVATE KEY-----', '[pem]']
]
test.each(hidden)('hides %s', (_name, text, left) => {
  expect(redact(text)).toBe(left)
})

test.each(['vault.unlockWithPassphrase', 'SQLITE_CORRUPT', 'version 45.4.1', '2026-11-22T10:00:00.000Z', 'took 12345 ms', 'ref 1a2b3c4d'])(
  'leaves %s',
  (text) => {
    expect(redact(text)).toBe(text)
  }
)

test('is bounded', () => {
  expect(redact('long '.repeat(10_000)).length).toBe(500)
})
