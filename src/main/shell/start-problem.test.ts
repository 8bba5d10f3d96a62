import { expect, test } from 'vitest'
import { AppError } from '../errors.ts'
import { startProblem } from './start-problem.ts'

test('says what to do about a folder that cannot be used', () => {
  const remote = startProblem(new AppError('storage.remote-folder', { kind: 'nfs' }), '/mnt/firm')
  expect(remote).toContain('nfs')
  expect(remote).toContain('--data-dir=')
  expect(remote).toContain('/mnt/firm')
  expect(startProblem(new AppError('storage.read-only', {}), '/srv/data')).toContain('cannot be written')
})

test('shows the kind of an unknown error, never its message', () => {
  const text = startProblem(new TypeError('secret GEZDGNBVGY3TQOJQ'), '/srv/data')
  expect(text).toContain('TypeError')
  expect(text).not.toContain('GEZDG')
})
