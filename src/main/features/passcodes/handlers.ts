import type { HandlersOf } from '../../router.ts'
import type { PasscodesService } from './service.ts'

export const createPasscodesHandlers = (passcodes: PasscodesService): HandlersOf<'passcodes'> => ({
  'passcodes.list': (input) => passcodes.list(input),
  'passcodes.record': (input) => passcodes.record(input),
  'passcodes.update': (input) => passcodes.update(input),
  'passcodes.setOutcome': (input) => passcodes.setOutcome(input),
  'passcodes.reveal': (input) => passcodes.reveal(input),
  'passcodes.copy': (input) => passcodes.copy(input),
  'passcodes.board': (input) => passcodes.board(input)
})
