import type { CalendarFile, Deadline, Settings } from '#contract'
import { type Emit, type Handlers, refuse } from './fake-answer.ts'
import { type FakeFirm, fakeId } from './fake-firm.ts'

const dayMs = 86_400_000
const isoDate = (at: number): string => new Date(at).toISOString().slice(0, 10)

export const deadlineSettings = {
  remindersOfDocuments: [180, 120, 90, 60, 30, 14, 7, 3, 1],
  remindersOfNotices: [30, 14, 7, 3, 1],
  remindersOfOthers: [7, 3, 1],
  namesInNotifications: false,
  namesInCalendarFile: false,
  restoreDrillDays: 30
} satisfies Partial<Settings>

/** Deadlines in memory. States follow the rules of the core as far as the screens show them; filters only by client and by what is open. */
export function deadlineHandlers(firm: FakeFirm, now: () => number, emit: Emit) {
  const all: Deadline[] = []
  let made = 7000
  let file: CalendarFile = { path: null, writtenAt: null, problem: null }

  const find = (id: string): Deadline => all.find((one) => one.id === id) ?? refuse('record.not-found', { kind: 'deadline' })
  const change = (id: string, changes: Partial<Deadline>): Deadline => {
    const next = derived({ ...find(id), ...changes })
    all[all.findIndex((one) => one.id === id)] = next
    emit('deadlines.changed', { deadlineId: id, clientId: next.clientId })
    return next
  }
  const derived = (one: Deadline): Deadline => {
    const daysLeft = Math.round((Date.parse(one.dueOn) - Date.parse(isoDate(now()))) / dayMs)
    const open = daysLeft < 0 ? (one.kind === 'appointment' ? 'unanswered' : 'overdue') : daysLeft === 0 ? 'today' : 'later'
    return { ...one, daysLeft, state: one.cancelledAt !== null ? 'cancelled' : one.doneAt !== null ? 'done' : open }
  }
  const isOpen = (one: Deadline): boolean => one.doneAt === null && one.cancelledAt === null

  return {
    'deadlines.list': ({ clientId = null, view = 'open', offset = 0, limit = 100 }) => {
      const rows = all
        .filter((one) => (clientId === null || one.clientId === clientId) && (view === 'every' || isOpen(one) === (view === 'open')))
        .sort((a, b) => a.dueOn.localeCompare(b.dueOn))
      return { rows: rows.slice(offset, offset + limit), total: rows.length }
    },
    'deadlines.get': ({ id }) => find(id),
    'deadlines.month': ({ month }) =>
      [
        ...Map.groupBy(
          all.filter((one) => isOpen(one) && one.dueOn.startsWith(month)),
          ({ dueOn }) => dueOn
        )
      ].map(([on, ones]) => ({
        on,
        count: ones.length,
        first: ones.slice(0, 3).map(({ id, kind, title, clientName, state }) => ({ id, kind, title, clientName, state }))
      })),
    'deadlines.add': ({ clientId, ownerId: _owner, reminderDays, ...input }) => {
      const client = firm.clients.find(({ id }) => id === clientId) ?? refuse('record.not-found', { kind: 'client' })
      const added = derived({
        ...{ kind: input.kind, title: input.title, dueOn: input.dueOn, subject: input.subject ?? null, issuedOn: input.issuedOn ?? null },
        ...{ atTime: input.atTime ?? '', place: input.place ?? '', caseId: input.caseId ?? null, accountId: input.accountId ?? null },
        ...{
          id: fakeId(made++),
          clientId,
          clientName: client.name,
          matterId: input.matterId ?? null,
          matterTitle: null,
          caseName: null,
          accountName: null
        },
        ...{ ownerId: fakeId(3000), ownerName: 'Dana Whitfield', ownerLeft: false, state: 'later', daysLeft: 0 },
        ...{ reminderDays: reminderDays ?? [7, 3, 1], hasOwnReminders: reminderDays != null, snoozedUntil: null },
        ...{ doneAt: null, doneBy: null, outcome: '', cancelledAt: null, cancelledBy: null, cancelReason: '' },
        ...{ createdAt: now(), createdBy: 'Dana Whitfield', revision: 1 }
      })
      all.push(added)
      emit('deadlines.changed', { deadlineId: added.id, clientId })
      return added
    },
    'deadlines.update': ({ id, reminderDays, ...changes }) =>
      change(id, { ...changes, ...(reminderDays === null ? { hasOwnReminders: false } : { reminderDays, hasOwnReminders: true }) }),
    'deadlines.finish': ({ id, outcome = '' }) => change(id, { doneAt: now(), doneBy: 'Dana Whitfield', outcome }),
    'deadlines.cancel': ({ id, reason }) => change(id, { cancelledAt: now(), cancelledBy: 'Dana Whitfield', cancelReason: reason }),
    'deadlines.reopen': ({ id }) =>
      change(id, { doneAt: null, doneBy: null, outcome: '', cancelledAt: null, cancelledBy: null, cancelReason: '' }),
    'deadlines.snooze': ({ id, until }) => change(id, { snoozedUntil: until }),
    'deadlines.suggest': ({ issuedOn }) => ({
      dueOn: isoDate(Date.parse(issuedOn) + 87 * dayMs),
      days: 87,
      mailDays: 3,
      source: 'a made-up source',
      certainty: 'C'
    }),
    'nextSteps.list': () => {
      const rows = firm.clients
        .filter(({ id, archivedAt }) => archivedAt === null && !all.some((one) => one.clientId === id && isOpen(one)))
        .map((client) => ({
          id: client.id,
          clientId: client.id,
          clientName: client.name,
          matterId: null,
          matterTitle: null,
          fileNumber: client.fileNumber,
          caseCount: 0,
          accountCount: 0,
          lastDoneAt: null
        }))
      return { rows, total: rows.length }
    },
    'calendarFile.save': () => ({ saved: true, count: all.length }),
    'calendarFile.text': () => ({ text: 'BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n', count: all.length }),
    'calendarFile.status': () => file,
    'calendarFile.keep': () => {
      file = { path: '/home/dana/Calendars/keydocket.ics', writtenAt: now(), problem: null }
      return file
    },
    'calendarFile.stop': () => {
      file = { path: null, writtenAt: null, problem: null }
      return file
    }
  } satisfies Partial<Handlers>
}
