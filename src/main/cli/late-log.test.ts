import { expect, it } from 'vitest'
import type { Log } from '../ports.ts'
import { createLateLog } from './late-log.ts'

it('loads its writer at the first line only, and writes every line in order before flush returns', async () => {
  const lines: string[] = []
  let loads = 0
  const writer: Log = {
    info: (event) => lines.push(`info ${event}`),
    warn: (event) => lines.push(`warn ${event}`),
    error: (event) => lines.push(`error ${event}`)
  }
  const log = createLateLog(async () => {
    loads += 1
    return writer
  })
  await log.flush()
  expect(loads).toBe(0)
  log.info('a')
  log.error('b', new Error('x'))
  log.warn('c')
  await log.flush()
  expect(lines).toEqual(['info a', 'error b', 'warn c'])
  expect(loads).toBe(1)
})

it('goes on when the writer cannot be loaded', async () => {
  const log = createLateLog(() => Promise.reject(new Error('no such module')))
  log.info('a')
  await expect(log.flush()).resolves.toBeUndefined()
})
