import { fc, test as property } from '@fast-check/vitest'
import { describe, expect, it } from 'vitest'
import { todayIn } from '../../calendar.ts'
import { backupsToRemove, type KeptBackup, keptBackups } from './retention.ts'

const zone = 'America/New_York'
const now = Date.parse('2026-11-25T17:00:00Z')
const at = (time: string, isVerified = true): KeptBackup => ({ name: time, at: Date.parse(time), isVerified })
const daysBefore = (count: number, hour = 15): KeptBackup => at(new Date(Date.UTC(2026, 10, 25 - count, hour)).toISOString())

describe('what goes', () => {
  it.each<[string, KeptBackup[], string[]]>([
    ['nothing of nothing', [], []],
    ['not the only one, however old', [at('2019-01-01T12:00:00Z')], []],
    ['all but the newest of a day', [at('2026-11-25T08:00:00Z'), at('2026-11-25T16:00:00Z')], ['2026-11-25T08:00:00Z']],
    ['a day is one where the firm is: 03:00 UTC is still the evening before', [at('2026-11-25T03:00:00Z'), at('2026-11-25T16:00:00Z')], []],
    ['one that nobody vouches for drives none out', [at('2026-11-25T08:00:00Z'), at('2026-11-25T16:00:00Z', false)], []],
    ['not what says it was made in the future', [at('2027-01-01T12:00:00Z'), at('2027-01-01T13:00:00Z')], []]
  ])('%s', (_, backups, gone) => {
    expect(backupsToRemove(backups, now, zone).map(({ name }) => name)).toEqual(gone)
  })

  it('keeps ten days, eight weeks and twelve months of one backup a day over three years', () => {
    const all = Array.from({ length: 1_100 }, (_, index) => daysBefore(index))
    const gone = new Set(backupsToRemove(all, now, zone))
    const kept = all.filter((one) => !gone.has(one)).map(({ name }) => name.slice(0, 10))
    expect(kept).toEqual([
      // Ten days, of which Sunday the 22nd ends a week.
      ...[
        '2026-11-25',
        '2026-11-24',
        '2026-11-23',
        '2026-11-22',
        '2026-11-21',
        '2026-11-20',
        '2026-11-19',
        '2026-11-18',
        '2026-11-17',
        '2026-11-16'
      ],
      // The Sundays of the weeks before, and the last days of the months.
      ...['2026-11-15', '2026-11-08', '2026-11-01', '2026-10-31', '2026-10-25', '2026-10-18', '2026-10-11'],
      ...[
        '2026-09-30',
        '2026-08-31',
        '2026-07-31',
        '2026-06-30',
        '2026-05-31',
        '2026-04-30',
        '2026-03-31',
        '2026-02-28',
        '2026-01-31',
        '2025-12-31'
      ]
    ])
  })
})

const backups = fc.array(
  fc.record({
    name: fc.string({ minLength: 1, maxLength: 6 }),
    at: fc.integer({ min: now - 900 * 86_400_000, max: now + 30 * 86_400_000 }),
    isVerified: fc.boolean()
  }),
  { maxLength: 120 }
)

describe('whatever there is', () => {
  property.prop([backups])('the newest verified one stays, and what is kept is bounded', (all) => {
    const gone = new Set(backupsToRemove(all, now, zone))
    const kept = all.filter((one) => !gone.has(one))
    const newest = all.filter((one) => one.isVerified && one.at <= now).sort((a, b) => b.at - a.at)[0]
    if (newest !== undefined) expect(kept.some((one) => one.isVerified && one.at === newest.at)).toBe(true)
    for (const isVerified of [true, false]) {
      const past = kept.filter((one) => one.isVerified === isVerified && one.at <= now)
      expect(past.length).toBeLessThanOrEqual(keptBackups.days + keptBackups.weeks + keptBackups.months)
      // Each of the last ten days that had one still has one.
      const daysOf = (ones: readonly KeptBackup[]) => [...new Set(ones.map((one) => todayIn(zone, one.at)))].sort().reverse()
      const before = daysOf(all.filter((one) => one.isVerified === isVerified && one.at <= now))
      expect(daysOf(past)).toEqual(expect.arrayContaining(before.slice(0, keptBackups.days)))
    }
  })

  property.prop([backups])('asking again removes nothing more', (all) => {
    const gone = new Set(backupsToRemove(all, now, zone))
    expect(
      backupsToRemove(
        all.filter((one) => !gone.has(one)),
        now,
        zone
      )
    ).toEqual([])
  })
})
