import * as z from 'zod'
import { deadlineFilter } from './deadlines.ts'
import { call, instant, later, nothing } from './schemas.ts'

const asked = later(() =>
  z.strictObject({
    ...deadlineFilter(),
    /** With clients' names, titles and places; without, the kind of date and the firm's file number. */
    withNames: z.boolean()
  })
)

const CalendarFile = later(() =>
  z.strictObject({
    /** Whole path; null while no file is kept on this computer. */
    path: z.string().nullable(),
    /** When it was last written in this session. */
    writtenAt: instant.nullable(),
    /** Why the last writing failed; null when it did not. */
    problem: z.enum(['exists', 'denied', 'full', 'name', 'not-a-file', 'failed']).nullable()
  })
)
export type CalendarFile = z.output<ReturnType<typeof CalendarFile>>

export const calendarFileContract = {
  /** Saves what the filter lists as an iCalendar file (RFC 5545) where the person chooses: the first 5,000. */
  'calendarFile.save': call(asked, () => z.strictObject({ saved: z.boolean(), count: z.int().nonnegative() })),
  /** The same as text, for a host that writes files itself. */
  'calendarFile.text': call(asked, () => z.strictObject({ text: z.string(), count: z.int().nonnegative() })),
  'calendarFile.status': call(nothing, CalendarFile),
  /** Lets the person choose a folder of this computer in which `keydocket.ics` is kept up to date. */
  'calendarFile.keep': call(nothing, CalendarFile),
  /** Stops keeping the file; what was written stays. */
  'calendarFile.stop': call(nothing, CalendarFile)
}
