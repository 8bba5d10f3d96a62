import type { HandlersOf } from '../../router.ts'
import type { SecondFactorsService } from './service.ts'

export const createSecondFactorsHandlers = (secondFactors: SecondFactorsService): HandlersOf<'secondFactors'> => ({
  'secondFactors.list': (input) => secondFactors.list(input),
  'secondFactors.add': (input) => secondFactors.add(input),
  'secondFactors.update': (input) => secondFactors.update(input),
  'secondFactors.retire': (input) => secondFactors.retire(input)
})
