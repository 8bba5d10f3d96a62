import type { HandlersOf } from '../../router.ts'
import type { SignInsService } from './service.ts'

export const createSignInsHandlers = (signIns: SignInsService): HandlersOf<'signIns'> => ({
  'signIns.calendar': (input) => signIns.calendar(input),
  'signIns.list': (input) => signIns.list(input)
})
