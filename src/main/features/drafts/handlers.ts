import type { HandlersOf } from '../../router.ts'
import type { DraftsService } from './service.ts'

export const createDraftsHandlers = (drafts: DraftsService): HandlersOf<'drafts'> => ({
  'drafts.list': (input) => drafts.list(input),
  'drafts.record': (input) => drafts.record(input),
  'drafts.update': (input) => drafts.update(input),
  'drafts.noteEdit': (input) => drafts.noteEdit(input),
  'drafts.setOutcome': (input) => drafts.setOutcome(input),
  'drafts.board': (input) => drafts.board(input)
})
