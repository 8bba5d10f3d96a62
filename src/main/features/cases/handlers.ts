import type { HandlersOf } from '../../router.ts'
import type { CasesService } from './service.ts'

export const createCasesHandlers = (cases: CasesService): HandlersOf<'cases'> => ({
  'cases.get': (input) => cases.get(input),
  'cases.add': (input) => cases.add(input),
  'cases.update': (input) => cases.update(input),
  'cases.remove': (input) => cases.remove(input),
  'cases.list': (input) => cases.list(input),
  'cases.forms': () => cases.forms(),
  'cases.sameNumber': (input) => cases.sameNumber(input),
  'cases.statuses': (input) => cases.statuses(input),
  'cases.recordStatus': (input) => cases.recordStatus(input),
  'cases.noteUnchanged': (input) => cases.noteUnchanged(input),
  'cases.removeStatus': (input) => cases.removeStatus(input)
})
