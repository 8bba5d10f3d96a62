import type { HandlersOf } from '../../router.ts'
import type { DuplicatesService } from './service.ts'

export const createDuplicatesHandlers = (duplicates: DuplicatesService): HandlersOf<'duplicates'> => ({
  'duplicates.list': (input) => duplicates.list(input)
})
