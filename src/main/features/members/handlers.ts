import type { HandlersOf } from '../../router.ts'
import type { MembersService } from './service.ts'

export const createMembersHandlers = (members: MembersService): HandlersOf<'members'> => ({
  'members.list': () => members.list(),
  'members.add': (input) => members.add(input),
  'members.rename': (input) => members.rename(input),
  'members.act': (input) => members.act(input),
  'members.leave': (input) => members.leave(input),
  'members.rejoin': (input) => members.rejoin(input)
})
