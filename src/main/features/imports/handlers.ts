import type { HandlersOf } from '../../router.ts'
import type { ImportsService } from './service.ts'

export const createImportsHandlers = (imports: ImportsService): HandlersOf<'imports'> => ({
  'imports.open': (input) => imports.open(input),
  'imports.preview': (input) => imports.preview(input),
  'imports.rows': (input) => imports.rows(input),
  'imports.commit': () => imports.commit(),
  'imports.cancel': () => imports.cancel(),
  'imports.close': () => imports.close(),
  'imports.saveRejected': () => imports.saveRejected(),
  'imports.list': (input) => imports.list(input),
  'imports.undo': (input) => imports.undo(input)
})
