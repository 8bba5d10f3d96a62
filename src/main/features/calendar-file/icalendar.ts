/** Calendar files by RFC 5545: all-day events with reminders. A small part of the format, written out whole. */

export interface CalendarEvent {
  /** Stable over time and between files, so that a calendar replaces the event instead of adding it again. */
  readonly uid: string
  /** Raised by every change. */
  readonly sequence: number
  /** When it was last changed, epoch ms. */
  readonly changedAt: number
  /** The day, YYYY-MM-DD. */
  readonly on: string
  readonly summary: string
  readonly description: string
  readonly location: string
  readonly categories: readonly string[]
  readonly isCancelled: boolean
  /** Days before the day on which to remind. */
  readonly alarmDays: readonly number[]
}

export interface Calendar {
  readonly name: string
  readonly events: readonly CalendarEvent[]
}

/** The file's text; lines end in CRLF and have at most 75 octets (section 3.1). Throws RangeError when a day is none. */
export function calendarText({ name, events }: Calendar): string {
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Keydocket//Deadlines//EN',
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    `X-WR-CALNAME:${escaped(name)}`,
    ...events.flatMap(eventLines),
    'END:VCALENDAR'
  ]
  return lines.map((line) => `${folded(line)}\r\n`).join('')
}

function eventLines(event: CalendarEvent): string[] {
  return [
    'BEGIN:VEVENT',
    `UID:${escaped(event.uid)}`,
    `DTSTAMP:${utc(event.changedAt)}`,
    `LAST-MODIFIED:${utc(event.changedAt)}`,
    `SEQUENCE:${event.sequence}`,
    // The end of an all-day event is the first day after it; left out it is one day long (section 3.6.1).
    `DTSTART;VALUE=DATE:${day(event.on)}`,
    `SUMMARY:${escaped(event.summary)}`,
    ...(event.description === '' ? [] : [`DESCRIPTION:${escaped(event.description)}`]),
    ...(event.location === '' ? [] : [`LOCATION:${escaped(event.location)}`]),
    ...(event.categories.length === 0 ? [] : [`CATEGORIES:${event.categories.map(escaped).join(',')}`]),
    `STATUS:${event.isCancelled ? 'CANCELLED' : 'CONFIRMED'}`,
    // A date takes no time of the person's day.
    'TRANSP:TRANSPARENT',
    ...(event.isCancelled ? [] : event.alarmDays.flatMap((days) => alarmLines(days, event.summary))),
    'END:VEVENT'
  ]
}

const alarmLines = (days: number, summary: string): string[] => [
  'BEGIN:VALARM',
  'ACTION:DISPLAY',
  `DESCRIPTION:${escaped(summary)}`,
  `TRIGGER:${days === 0 ? 'PT0S' : `-P${days}D`}`,
  'END:VALARM'
]

function day(date: string): string {
  if (!/^\d{4}-\d\d-\d\d$/.test(date)) throw new RangeError('not a calendar date')
  return date.replaceAll('-', '')
}

const utc = (at: number): string => new Date(at).toISOString().replace(/[-:]|\.\d+/g, '')

/** Text values (section 3.3.11). Other control characters than the line break have no place in a file. */
const escaped = (text: string): string =>
  text
    .replace(/\r\n?/g, '\n')
    // biome-ignore lint/suspicious/noControlCharactersInRegex: leaving them out is the point
    .replace(/[\u0000-\u0009\u000b-\u001f\u007f]/g, ' ')
    .replace(/[\\;,]/g, (character) => `\\${character}`)
    .replaceAll('\n', '\\n')

const lineOctets = 75

/** Breaks a line after at most 75 octets, never inside a character; a continuation begins with a space, which counts. */
function folded(line: string): string {
  if (Buffer.byteLength(line) <= lineOctets) return line
  let out = ''
  let octets = 0
  // A string is walked by whole characters, so that no pair of surrogates is parted.
  for (const character of line) {
    const size = Buffer.byteLength(character)
    if (octets + size > lineOctets) {
      out += '\r\n '
      octets = 1
    }
    out += character
    octets += size
  }
  return out
}
