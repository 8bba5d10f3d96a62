import type { HandlersOf } from '../../router.ts'
import type { PartiesService } from './service.ts'

export const createPartiesHandlers = (parties: PartiesService): HandlersOf<'parties'> => ({
  'parties.list': (input) => parties.list(input),
  'parties.add': (input) => parties.add(input),
  'parties.remove': (input) => parties.remove(input)
})
