import type { HandlersOf } from '../../router.ts'
import type { ClockService } from './service.ts'

export const createClockHandlers = (clock: ClockService): HandlersOf<'clock'> => ({
  'clock.state': () => clock.state(),
  'clock.accept': () => clock.accept(),
  'clock.correct': (input) => clock.correct(input)
})
