import { expect, test } from 'vitest'
import { membersText } from './members.ts'

test('before somebody is marked as gone, what is lost is said in whole sentences', () => {
  const { consequence, title } = membersText.leaveForm
  expect(title('Ben Clerk')).toBe('Mark Ben Clerk as gone?')
  expect(consequence(0)).toBe('No second factor in use depends on this person.')
  expect(consequence(1)).toBe(
    '1 second factor in use depends on this person’s phone, mailbox or device. It then counts as lost: change it at its portal while the old one may still work.'
  )
  expect(consequence(3)).toBe(
    '3 second factors in use depend on this person’s phone, mailbox or device. They then count as lost: change each at its portal while the old one may still work.'
  )
})
