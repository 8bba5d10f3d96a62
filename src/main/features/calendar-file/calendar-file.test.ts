/** Calendar files: saved once, and kept up to date in a folder. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { FirmDb } from '../../db/handles.ts'
import type { Ports } from '../../ports.ts'
import { engines } from '../../testing/test-databases.ts'
import { openTestFirm, type TestFirm } from '../../testing/test-firm.ts'
import { createListNotifications, createMemoryCalendarFolder, createTestClock } from '../../testing/test-ports.ts'

describe.each(engines)('$name', ({ open }) => {
  let db: FirmDb
  let firm: TestFirm
  let folder: ReturnType<typeof createMemoryCalendarFolder>
  let saved: string[]
  /** Resolves when the person has chosen a place. */
  let choosing: Promise<void>
  const openFirm = (ports: Partial<Ports> = {}) =>
    openTestFirm(db, {
      ...ports,
      calendarFolder: folder,
      fileSaver: {
        saveText: async () => false,
        saveParts: async (_name, parts) => {
          await choosing
          let text = ''
          for await (const part of parts) text += part
          saved.push(text)
          return true
        }
      }
    })
  beforeEach(async () => {
    db = await open()
    folder = createMemoryCalendarFolder()
    saved = []
    choosing = Promise.resolve()
    firm = await openFirm()
  })
  afterEach(async () => {
    if (db.schema.name === 'sqlite') await firm.firm.close('by-hand')
  })

  async function addDeadline(title: string, dueOn: string) {
    const client = await firm.call('clients.create', { name: 'Garcia Lopez, María', fileNumber: '2026-17' })
    return firm.call('deadlines.add', { clientId: client.id, kind: 'deadline', subject: 'rfe', title, dueOn })
  }
  const kept = () => folder.files.get('/calendars/keydocket.ics') ?? ''
  const status = () => firm.call('calendarFile.status', {})

  test('the list is saved with or without names, and that is written down', async () => {
    await addDeadline('Answer for Garcia', '2026-12-20')
    expect(await firm.call('calendarFile.save', { withNames: true })).toEqual({ saved: true, count: 1 })
    expect(saved[0]).toContain('SUMMARY:Answer for Garcia – Garcia Lopez\\, María')
    const { text } = await firm.call('calendarFile.text', { withNames: false })
    expect(text).toContain('SUMMARY:RFE response\\, File 2026-17')
    expect(text).not.toMatch(/Garcia|María|Ana/)
    expect((await firm.call('audit.list', { limit: 2 })).rows.map(({ event, details }) => [event, details])).toEqual([
      ['calendar.saved', { entries: 1, withNames: false }],
      ['calendar.saved', { entries: 1, withNames: true }]
    ])
  })

  test('once locking has begun, a place chosen late gets nothing and nothing is written down', async () => {
    await addDeadline('Answer for Garcia', '2026-12-20')
    let choose = (): void => {}
    choosing = new Promise((resolve) => {
      choose = resolve
    })
    const saving = firm.call('calendarFile.save', { withNames: true })
    firm.firm.endQuestions()
    choose()
    await expect(saving).rejects.toMatchObject({ code: 'vault.locked' })
    expect(saved).toEqual([])
    firm.firm.resume()
    expect(await firm.call('calendarFile.save', { withNames: true })).toEqual({ saved: true, count: 1 })
    const events = (await firm.call('audit.list', { limit: 50 })).rows.map(({ event }) => event)
    expect(events.filter((event) => event === 'calendar.saved')).toHaveLength(1)
  })

  test('without names nothing that a person typed is in the file', async () => {
    const { clientId } = await addDeadline('Typed title', '2026-12-20')
    const meeting = {
      clientId,
      kind: 'appointment',
      title: 'Typed meeting',
      dueOn: '2026-11-20',
      atTime: 'Typed time',
      place: 'Typed place'
    } as const
    const { id } = await firm.call('deadlines.add', meeting)
    await firm.call('deadlines.finish', { id, outcome: 'Typed outcome' })
    const textOf = async (withNames: boolean) => (await firm.call('calendarFile.text', { view: 'every', withNames })).text
    expect((await textOf(true)).match(/Typed (title|meeting|time|place|outcome)/g)).toEqual(
      expect.arrayContaining(['Typed title', 'Typed meeting', 'Typed time', 'Typed place', 'Typed outcome'])
    )
    expect(await textOf(false)).not.toMatch(/Typed/)
  })

  test('the kept file follows every change, without names unless the firm says so', async () => {
    expect(await firm.call('calendarFile.keep', {})).toMatchObject({
      path: '/calendars/keydocket.ics',
      problem: null,
      writtenAt: expect.any(Number)
    })
    const { id } = await addDeadline('Answer for Garcia', '2026-12-20')
    await expect.poll(kept).toContain(`UID:${id}@keydocket`)
    expect(kept()).not.toMatch(/Garcia/)
    await firm.call('settings.update', { namesInCalendarFile: true })
    await expect.poll(kept).toContain('Garcia Lopez')
    await firm.call('deadlines.finish', { id })
    await expect.poll(kept).not.toContain(id)
    expect((await firm.call('audit.list', { limit: 50 })).rows.map(({ event }) => event)).toContain('calendar-file.started')
  })

  test('it is kept after opening anew, until stopped; cancelling the choice changes nothing', async () => {
    folder.chosen = null
    expect((await firm.call('calendarFile.keep', {})).path).toBeNull()
    folder.chosen = '/calendars'
    await firm.call('calendarFile.keep', {})
    firm = await openFirm()
    expect((await status()).path).toBe('/calendars/keydocket.ics')
    const { id } = await addDeadline('Answer', '2026-12-20')
    await expect.poll(kept).toContain(id)
    expect((await firm.call('calendarFile.stop', {})).path).toBeNull()
    const before = kept()
    await addDeadline('Another', '2026-12-21')
    await firm.call('deadlines.list', {})
    expect(kept()).toBe(before)
  })

  test('it is written anew on opening and when the day changes, also where no notification can be shown', async () => {
    await firm.call('calendarFile.keep', {})
    await addDeadline('Answer', '2026-12-20')
    const clock = createTestClock()
    folder.files.clear()
    firm = await openFirm({ clock, notifications: createListNotifications(false) })
    clock.advance(1_000)
    await expect.poll(kept).toContain('BEGIN:VEVENT')
    folder.files.clear()
    clock.advance(86_400_000)
    await expect.poll(kept).toContain('BEGIN:VEVENT')
  })

  test('a folder that refuses is reported and tried again at the next change', async () => {
    folder.refuses = true
    expect(await firm.call('calendarFile.keep', {})).toMatchObject({ problem: 'denied', writtenAt: null })
    folder.refuses = false
    await addDeadline('Answer', '2026-12-20')
    await expect.poll(async () => (await status()).problem).toBeNull()
  })
})
