import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { AppError } from '../errors.ts'
import { createFileLog } from './file-log.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'keydocket-log-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const linesOf = (name = 'keydocket.log') =>
  readFileSync(join(folder, name), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>)

test('writes one JSON line per event, readable by its owner only', () => {
  const log = createFileLog(join(folder, 'logs'))
  log.info('vault.opened', { slots: 2 })
  log.warn('keychain.refused', { problem: 'timed-out' })
  const lines = linesOf('logs/keydocket.log')
  expect(lines).toMatchObject([
    { level: 30, msg: 'vault.opened', slots: 2 },
    { level: 40, msg: 'keychain.refused', problem: 'timed-out' }
  ])
  expect(statSync(join(folder, 'logs/keydocket.log')).mode & 0o777).toBe(0o600)
})

test('an error leaves its name, code and place, never its message', () => {
  const log = createFileLog(folder)
  log.error('call.failed', Object.assign(new TypeError('secret GEZDGNBVGY3TQOJQ of ana@example.com'), { code: 'E_ODD' }), { ref: 'ab12' })
  log.error('call.failed', new AppError('accounts.duplicate', { username: 'ana@example.com' }))
  log.error('call.failed', 'a thrown text 755224')
  const text = readFileSync(join(folder, 'keydocket.log'), 'utf8')
  expect(text).not.toMatch(/GEZDG|example\.com|755224/)
  const [bug, expected, thrown] = linesOf()
  expect(bug).toMatchObject({ error: { name: 'TypeError', code: 'E_ODD' }, ref: 'ab12' })
  expect(JSON.stringify(bug)).toContain('file-log.test.ts:')
  expect(expected).toMatchObject({ error: { name: 'AppError', code: 'accounts.duplicate' } })
  expect(thrown).toMatchObject({ error: { name: 'string' } })
})

test('facts are redacted', () => {
  createFileLog(folder).info('odd', { text: 'otpauth://totp/x?secret=GEZDGNBVGY3TQOJQ' })
  expect(linesOf()[0]).toMatchObject({ text: '[address]' })
})

test('starts a new file at its limit and keeps one older', () => {
  const log = createFileLog(folder, 2000)
  for (let i = 0; i < 100; i += 1) log.info('tick', { i })
  expect(readdirSync(folder).sort()).toEqual(['keydocket.1.log', 'keydocket.log'])
  for (const name of readdirSync(folder)) expect(statSync(join(folder, name)).size).toBeLessThanOrEqual(2000)
  expect(linesOf().at(-1)).toMatchObject({ i: 99 })
})

test('a folder that cannot be made does not stop the work', () => {
  writeFileSync(join(folder, 'taken'), '')
  expect(() => createFileLog(join(folder, 'taken')).info('x')).not.toThrow()
})
