import type { HandlersOf } from '../../router.ts'
import type { DestructionService } from './service.ts'

export const createDestructionHandlers = (destruction: DestructionService): HandlersOf<'destruction'> => ({
  'destruction.preview': (input) => destruction.preview(input),
  'destruction.destroy': (input) => destruction.destroy(input),
  'destruction.saveCertificate': (input) => destruction.saveCertificate(input)
})
