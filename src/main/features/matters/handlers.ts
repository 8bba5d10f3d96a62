import type { HandlersOf } from '../../router.ts'
import type { MattersService } from './service.ts'

export const createMattersHandlers = (matters: MattersService): HandlersOf<'matters'> => ({
  'matters.list': (input) => matters.list(input),
  'matters.get': (input) => matters.get(input),
  'matters.create': (input) => matters.create(input),
  'matters.update': (input) => matters.update(input),
  'matters.close': (input) => matters.close(input),
  'matters.reopen': (input) => matters.reopen(input),
  'matters.setRetention': (input) => matters.setRetention(input)
})
