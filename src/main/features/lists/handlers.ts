import type { HandlersOf } from '../../router.ts'
import type { ListsService } from './service.ts'

export const createListsHandlers = (lists: ListsService): HandlersOf<'lists'> => ({
  'lists.save': (input) => lists.save(input)
})
