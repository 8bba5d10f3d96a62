import type { HandlersOf } from '../../router.ts'
import type { NextStepsService } from './service.ts'

export const createNextStepsHandlers = (nextSteps: NextStepsService): HandlersOf<'nextSteps'> => ({
  'nextSteps.list': (input) => nextSteps.list(input)
})
