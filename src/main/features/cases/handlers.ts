import type { HandlersOf } from '../../router.ts'
import type { CasesService } from './service.ts'

export const createCasesHandlers = (cases: CasesService): HandlersOf<'cases'> => ({
  'cases.get': (input) => cases.get(input),
  'cases.add': (input) => cases.add(input),
  'cases.update': (input) => cases.update(input),
  'cases.remove': (input) => cases.remove(input)
})
