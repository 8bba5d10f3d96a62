import type { HandlersOf } from '../../router.ts'
import type { TodayService } from './service.ts'

export const createTodayHandlers = (today: TodayService): HandlersOf<'today'> => ({
  'today.list': () => today.list()
})
