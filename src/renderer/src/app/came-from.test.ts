import { expect, it } from 'vitest'
import { recoveryText } from '../text/recovery.ts'
import { wayBackTo } from './came-from.tsx'

it('leads back to the list or page a record was opened from, and names it', () => {
  expect(wayBackTo('/today')).toEqual({ href: '#/today', label: 'Today' })
  const name = recoveryText.report['not-recoverable'].name
  expect(wayBackTo('/recovery/not-recoverable')).toEqual({ href: '#/recovery/not-recoverable', label: name })
  const client = { href: '#/clients/7', label: 'Garcia Lopez, Maria' }
  expect(wayBackTo('/clients/7', [client])).toEqual(client)
  expect(wayBackTo('/clients/8', [client])).toBeNull()
  expect(wayBackTo('/paths/7')).toBeNull()
  expect(wayBackTo(null)).toBeNull()
})
