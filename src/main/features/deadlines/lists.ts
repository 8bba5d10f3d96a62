import type { Deadline, DeadlineSpan, Output, Parsed } from '#contract'
import { addDays, daysBetween } from '../../calendar.ts'
import type { PortalsService } from '../portals/service.ts'
import type { SettingsService } from '../settings/service.ts'
import type { DeadlineFilter, DeadlineGroup, DeadlineOrder, GroupDays, SoonUntil, StoredDeadline } from './repository.ts'
import { deadlineState, type FirmReminders, reminderDaysOf } from './state.ts'

export interface ListDeps {
  readonly portals: PortalsService
  readonly settings: SettingsService
  readRows(filter: DeadlineFilter, order: DeadlineOrder): Promise<StoredDeadline[]>
  count(filter: DeadlineFilter): Promise<number>
  readDays(filter: DeadlineFilter, perDay: number): Promise<{ counts: { on: string; count: number }[]; first: StoredDeadline[] }>
  readGroup(group: DeadlineGroup, days: GroupDays, limit: number): Promise<StoredDeadline[]>
  countGroups(days: GroupDays): Promise<Record<DeadlineGroup, number>>
}

type Asked = Omit<Parsed<'deadlines.list'>, 'offset' | 'limit'>

const spanDays: Record<Exclude<DeadlineSpan, 'overdue' | 'all'>, number> = { 'days-7': 7, 'days-30': 30, 'days-90': 90 }
/** Entries named on a day of the month view; the count says how many there are. */
const namedPerDay = 3

/** The last due date a span reaches; null when it has no end. */
function lastDayOf(span: DeadlineSpan, today: string): string | null {
  return span === 'all' ? null : addDays(today, span === 'overdue' ? -1 : spanDays[span])
}

function filterOf({ sort: _sort, descending: _descending, span, on, ...asked }: Asked, today: string): DeadlineFilter {
  return { ...asked, dueFrom: on, dueTo: on ?? lastDayOf(span, today) }
}

/** When a deadline that follows the firm's reminders is due soon. */
function soonUntil(firm: FirmReminders, today: string): SoonUntil {
  const until = (days: readonly number[]): string => addDays(today, Math.max(0, ...days))
  return { documents: until(firm.remindersOfDocuments), notices: until(firm.remindersOfNotices), others: until(firm.remindersOfOthers) }
}

/** Deadlines as the contract shows them, one, by page, by day, and by what needs a person. */
export function createDeadlineLists({ portals, settings, readRows, count, readDays, readGroup, countGroups }: ListDeps) {
  function shown(one: StoredDeadline): Deadline {
    const today = settings.today()
    const firm = settings.get()
    const {
      caseForm,
      caseReceipt,
      portalId,
      username,
      ownerLeftOn,
      remindedLayer: _layer,
      fileNumber: _file,
      updatedAt: _at,
      ...rest
    } = one
    return {
      ...rest,
      reminderDays: [...reminderDaysOf(one, firm)],
      hasOwnReminders: one.reminderDays !== null,
      caseName: caseReceipt === null ? null : [caseForm, caseReceipt].filter(Boolean).join(' · '),
      accountName: portalId === null ? null : `${portals.find(portalId)?.shortName ?? portalId} · ${username}`,
      ownerLeft: ownerLeftOn !== null,
      state: deadlineState(one, firm, today),
      daysLeft: daysBetween(today, one.dueOn)
    }
  }

  return {
    shown,

    async list({ offset, limit, ...asked }: Parsed<'deadlines.list'>): Promise<Output<'deadlines.list'>> {
      const filter = filterOf(asked, settings.today())
      const rows = await readRows(filter, { sort: asked.sort, descending: asked.descending, offset, limit })
      return { rows: rows.map(shown), total: await count(filter) }
    },

    /** The first of what is asked for, with what a calendar file needs besides. */
    async forCalendar(asked: Asked, limit: number, due?: { readonly from: string; readonly to: string }) {
      const filter = filterOf(asked, settings.today())
      const within = due === undefined ? filter : { ...filter, dueFrom: due.from, dueTo: due.to }
      const rows = await readRows(within, { sort: asked.sort, descending: asked.descending, offset: 0, limit })
      return rows.map((row) => ({ ...shown(row), fileNumber: row.fileNumber, updatedAt: row.updatedAt }))
    },

    async month({ month, ...asked }: Parsed<'deadlines.month'>): Promise<Output<'deadlines.month'>> {
      const filter = { ...filterOf(asked, settings.today()), dueFrom: `${month}-01`, dueTo: `${month}-31` }
      const { counts, first } = await readDays(filter, namedPerDay)
      const byDay = Map.groupBy(first.map(shown), (one) => one.dueOn)
      return counts.map((day) => ({
        ...day,
        first: (byDay.get(day.on) ?? []).map(({ id, kind, title, clientName, state }) => ({ id, kind, title, clientName, state }))
      }))
    },

    /** What needs a person, the first of each group and how many there are. */
    async needingAttention(limit: number): Promise<Record<DeadlineGroup, { readonly rows: readonly Deadline[]; readonly total: number }>> {
      const today = settings.today()
      const soon = soonUntil(settings.get(), today)
      const tomorrow = addDays(today, 1)
      const until = [tomorrow, soon.documents, soon.notices, soon.others].reduce((last, one) => (one > last ? one : last))
      const days = { today, tomorrow, soon, until }
      const totals = await countGroups(days)
      const found = async (group: DeadlineGroup) => ({
        rows: totals[group] === 0 ? [] : (await readGroup(group, days, limit)).map(shown),
        total: totals[group]
      })
      return {
        overdue: await found('overdue'),
        unanswered: await found('unanswered'),
        'appointment-near': await found('appointment-near'),
        near: await found('near'),
        document: await found('document')
      }
    }
  }
}
