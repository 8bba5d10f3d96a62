import { expect, test } from 'vitest'
import { type CalendarEvent, calendarText } from './icalendar.ts'

const event: CalendarEvent = {
  uid: '0190aaaa-0000-7000-8000-000000000001@keydocket',
  sequence: 2,
  changedAt: Date.parse('2026-11-22T15:04:05.678Z'),
  on: '2028-02-29',
  summary: 'Answer the RFE',
  description: '',
  location: '',
  categories: ['Deadline'],
  isCancelled: false,
  alarmDays: [7, 0]
}
const text = (changes: Partial<CalendarEvent> = {}) => calendarText({ name: 'Keydocket', events: [{ ...event, ...changes }] })
/** As a reader joins the lines again (RFC 5545 section 3.1). */
const unfolded = (file: string) => file.replaceAll('\r\n ', '').split('\r\n')
const property = (file: string, name: string) => unfolded(file).find((line) => line.startsWith(`${name}:`))

test('a whole file, line for line', () => {
  expect(text()).toBe(
    [
      'BEGIN:VCALENDAR',
      'VERSION:2.0',
      'PRODID:-//Keydocket//Deadlines//EN',
      'CALSCALE:GREGORIAN',
      'METHOD:PUBLISH',
      'X-WR-CALNAME:Keydocket',
      'BEGIN:VEVENT',
      'UID:0190aaaa-0000-7000-8000-000000000001@keydocket',
      'DTSTAMP:20261122T150405Z',
      'LAST-MODIFIED:20261122T150405Z',
      'SEQUENCE:2',
      'DTSTART;VALUE=DATE:20280229',
      'SUMMARY:Answer the RFE',
      'CATEGORIES:Deadline',
      'STATUS:CONFIRMED',
      'TRANSP:TRANSPARENT',
      'BEGIN:VALARM',
      'ACTION:DISPLAY',
      'DESCRIPTION:Answer the RFE',
      'TRIGGER:-P7D',
      'END:VALARM',
      'BEGIN:VALARM',
      'ACTION:DISPLAY',
      'DESCRIPTION:Answer the RFE',
      'TRIGGER:PT0S',
      'END:VALARM',
      'END:VEVENT',
      'END:VCALENDAR',
      ''
    ].join('\r\n')
  )
})

test('an empty calendar is still one', () => {
  expect(calendarText({ name: 'Keydocket', events: [] })).toMatch(/^BEGIN:VCALENDAR\r\n.*END:VCALENDAR\r\n$/s)
})

test('backslash, comma, semicolon and line breaks are escaped; other control characters go', () => {
  const file = text({ summary: 'a\\b; c, d\r\ne\nf\rg\u0000h\tBEGIN:VEVENT', location: 'Room 1, floor 2' })
  expect(property(file, 'SUMMARY')).toBe('SUMMARY:a\\\\b\\; c\\, d\\ne\\nf\\ng h BEGIN:VEVENT')
  expect(property(file, 'LOCATION')).toBe('LOCATION:Room 1\\, floor 2')
  expect(unfolded(file).filter((line) => line === 'BEGIN:VEVENT')).toHaveLength(1)
})

test('a cancelled event reminds of nothing', () => {
  expect(unfolded(text({ isCancelled: true }))).toContain('STATUS:CANCELLED')
  expect(text({ isCancelled: true })).not.toMatch(/VALARM/)
})

// Every place at which a character of one, two, three or four octets can meet the end of a line.
test.each([
  ['one octet', 'a'],
  ['two octets', 'é'],
  ['three octets', '中'],
  ['four octets', '😀']
])('lines of characters of %s have at most 75 octets and come back whole', (_name, character) => {
  for (let lead = 0; lead < 80; lead += 1) {
    const summary = 'x'.repeat(lead) + character.repeat(60)
    const file = text({ summary, alarmDays: [] })
    for (const line of file.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75)
    // No replacement character: decoding each line by itself would give one where a character was cut.
    for (const line of file.split('\r\n')) expect(Buffer.from(line).toString('utf8')).toBe(line)
    expect(file).not.toMatch(/[\ud800-\udbff](?![\udc00-\udfff])/)
    expect(property(file, 'SUMMARY')).toBe(`SUMMARY:${summary}`)
  }
})

test('lines are filled: none is broken before the next character would not fit', () => {
  const lines = text({ summary: 'a'.repeat(200) }).split('\r\n')
  const first = lines.findIndex((line) => line.startsWith('SUMMARY:'))
  expect(lines.slice(first, first + 3).map((line) => Buffer.byteLength(line))).toEqual([75, 75, 60])
})

test('a day that is none is refused', () => {
  expect(() => text({ on: '22/11/2026' })).toThrow(RangeError)
})
