import type { HandlersOf } from '../../router.ts'
import type { DeadlinesService } from './service.ts'

export const createDeadlinesHandlers = (deadlines: DeadlinesService): HandlersOf<'deadlines'> => ({
  'deadlines.list': (input) => deadlines.list(input),
  'deadlines.get': (input) => deadlines.get(input),
  'deadlines.month': (input) => deadlines.month(input),
  'deadlines.add': (input) => deadlines.add(input),
  'deadlines.update': (input) => deadlines.update(input),
  'deadlines.finish': (input) => deadlines.finish(input),
  'deadlines.cancel': (input) => deadlines.cancel(input),
  'deadlines.reopen': (input) => deadlines.reopen(input),
  'deadlines.snooze': (input) => deadlines.snooze(input),
  'deadlines.suggest': (input) => deadlines.suggest(input)
})
