import type { HandlersOf } from '../../router.ts'
import type { RotationService } from './service.ts'

export const createRotationHandlers = (rotation: RotationService): HandlersOf<'rotation'> => ({
  'rotation.list': (input) => rotation.list(input),
  'rotation.close': (input) => rotation.close(input),
  'rotation.reopen': (input) => rotation.reopen(input)
})
