import type { HandlersOf } from '../../router.ts'
import type { AccessCodesService } from './service.ts'

export const createAccessCodesHandlers = (accessCodes: AccessCodesService): HandlersOf<'accessCodes'> => ({
  'accessCodes.list': (input) => accessCodes.list(input),
  'accessCodes.record': (input) => accessCodes.record(input),
  'accessCodes.wouldReplace': (input) => accessCodes.wouldReplace(input),
  'accessCodes.undoReplacement': (input) => accessCodes.undoReplacement(input),
  'accessCodes.update': (input) => accessCodes.update(input),
  'accessCodes.reveal': (input) => accessCodes.reveal(input),
  'accessCodes.copy': (input) => accessCodes.copy(input),
  'accessCodes.markUsed': (input) => accessCodes.markUsed(input),
  'accessCodes.undoUse': (input) => accessCodes.undoUse(input),
  'accessCodes.requestReplacement': (input) => accessCodes.requestReplacement(input),
  'accessCodes.updateLink': (input) => accessCodes.updateLink(input),
  'accessCodes.board': (input) => accessCodes.board(input)
})
