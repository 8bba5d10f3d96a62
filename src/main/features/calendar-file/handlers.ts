import type { HandlersOf } from '../../router.ts'
import type { CalendarFileService } from './service.ts'

export const createCalendarFileHandlers = (calendarFile: CalendarFileService): HandlersOf<'calendarFile'> => ({
  'calendarFile.save': (input) => calendarFile.save(input),
  'calendarFile.text': (input) => calendarFile.text(input),
  'calendarFile.status': () => calendarFile.status(),
  'calendarFile.keep': () => calendarFile.keep(),
  'calendarFile.stop': () => calendarFile.stop()
})
