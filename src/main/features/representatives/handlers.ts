import type { HandlersOf } from '../../router.ts'
import type { RepresentativesService } from './service.ts'

export const createRepresentativesHandlers = (representatives: RepresentativesService): HandlersOf<'representatives'> => ({
  'representatives.list': (input) => representatives.list(input),
  'representatives.add': (input) => representatives.add(input),
  'representatives.withdraw': (input) => representatives.withdraw(input),
  'representatives.undoWithdrawal': (input) => representatives.undoWithdrawal(input),
  'representatives.remove': (input) => representatives.remove(input)
})
