import type { HandlersOf } from '../../router.ts'
import type { HandOverService } from './service.ts'

export const createHandOverHandlers = (handOver: HandOverService): HandlersOf<'handOver'> => ({
  'handOver.print': (input) => handOver.print(input)
})
