import { writeFileSync } from 'node:fs'
import { serveReadings } from '../adapters/parser/serve-readings.ts'
import { AppError } from '../errors.ts'

/** A parser process whose reading thread does what the bytes say, for the tests of the limits. */
serveReadings(import.meta.url, async (question) => {
  const bytes = 'bytes' in question ? question.bytes : Buffer.from(question.texts.join())
  const wish = new TextDecoder().decode(bytes.subarray(bytes.indexOf(0x7c) + 1))
  if (wish === 'greedy') {
    const kept: Uint8Array[] = []
    for (;;) kept.push(new Uint8Array(8_000_000).fill(1))
  }
  if (wish === 'endless') for (;;);
  if (wish === 'exit') process.exit(0)
  if (wish === 'throw') throw new Error('secret otpauth://totp/x?secret=GEZDGNBVGY3TQOJQ')
  if (wish === 'refuse') throw new AppError('authenticators.picture-unreadable', { reason: 'not-a-picture' })
  if (wish === 'environment') return [JSON.stringify(Object.keys(process.env).sort()), process.cwd()]
  if (wish === 'many') return Array.from({ length: 1_000 }, () => 'x')
  if (wish === 'odd-file') {
    // All but the key fits.
    const entry = { kind: 'totp', issuer: '', label: '', algorithm: 'SHA1', digits: 6, periodSeconds: 30, counter: null, key: 'GEZDGNBV' }
    return { format: 'aegis', entries: [{ ...entry, note: '', extra: {}, remark: null }], leftOut: [] }
  }
  if (wish === 'odd') return [{ toString: 'no text' }]
  if (wish === 'long') return ['x'.repeat(1_000_000)]
  if (wish.startsWith('write ')) writeFileSync(wish.slice(6), String(process.pid))
  return [wish]
})
