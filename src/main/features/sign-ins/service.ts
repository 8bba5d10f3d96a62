import type { Output, Parsed } from '#contract'
import { mostCalendarDays } from '#contract/sign-ins'
import { addDays, daysBetween } from '../../calendar.ts'
import type { FirmDb } from '../../db/handles.ts'
import { AppError } from '../../errors.ts'
import { reminderClocksOf, signInDueOn, signInSteps } from '../../sign-in-clock.ts'
import type { PortalsService } from '../portals/service.ts'
import type { SettingsService } from '../settings/service.ts'
import { countNeverNoted, listSignIns, readSignInGroups, type SignInAccount, type SignInGroup, type SignInSpan } from './repository.ts'

export interface SignInsDeps {
  readonly db: FirmDb
  readonly portals: PortalsService
  readonly settings: SettingsService
}

export type SignInsService = ReturnType<typeof createSignInsService>

interface Dated extends SignInGroup {
  readonly dueOn: string
  readonly isOverdue: boolean
}

/** When each account in use should next be signed in to (docs/clocks.md, rules S1 to S4). */
export function createSignInsService({ db, portals, settings }: SignInsDeps) {
  const stepsOf = (portalId: string, lastSignedInOn: string, today: string) =>
    signInSteps(lastSignedInOn, reminderClocksOf(portals.find(portalId)), today)

  async function datedGroups(today: string): Promise<Dated[]> {
    return (await readSignInGroups(db.read)).map((group) => {
      const steps = stepsOf(group.portalId, group.lastSignedInOn, today)
      return { ...group, dueOn: signInDueOn(steps) ?? today, isOverdue: steps[0]?.hasPassed ?? false }
    })
  }

  function rowOf(account: SignInAccount, today: string): Output<'signIns.list'>['rows'][number] {
    const { portalId, ...rest } = account
    const steps = stepsOf(portalId, account.lastSignedInOn, today)
    const dueOn = signInDueOn(steps) ?? today
    return { ...rest, portalName: portals.find(portalId)?.shortName ?? portalId, dueOn, daysLeft: daysBetween(today, dueOn), steps }
  }

  return {
    async calendar({ from, to }: Parsed<'signIns.calendar'>): Promise<Output<'signIns.calendar'>> {
      if (to < from || daysBetween(from, to) >= mostCalendarDays) {
        throw new AppError('request.invalid', { issues: [{ path: 'to', reason: `lies not within ${mostCalendarDays} days of the start` }] })
      }
      const today = settings.today()
      const groups = await datedGroups(today)
      const byDay = Map.groupBy(
        groups.filter(({ dueOn }) => dueOn >= from && dueOn <= to),
        ({ dueOn }) => dueOn
      )
      return {
        today,
        days: [...byDay].map(([on, ofDay]) => ({ on, count: sum(ofDay) })).sort((a, b) => (a.on < b.on ? -1 : 1)),
        overdue: sum(groups.filter(({ isOverdue }) => isOverdue)),
        neverNoted: await countNeverNoted(db.read)
      }
    },

    async list({ on, offset, limit }: Parsed<'signIns.list'>): Promise<Output<'signIns.list'>> {
      const today = settings.today()
      const chosen = (await datedGroups(today)).filter(({ dueOn, isOverdue }) => (on === null ? isOverdue : dueOn === on))
      const rows = await listSignIns(db.read, on === null ? overdueSpans(chosen, today) : chosen.map(spanOf), { offset, limit })
      return { rows: rows.map((row) => rowOf(row, today)), total: sum(chosen) }
    }
  }

  /** One open stretch per portal instead of one condition per day. */
  function overdueSpans(groups: readonly Dated[], today: string): SignInSpan[] {
    return [...new Set(groups.map(({ portalId }) => portalId))].map((portalId) => {
      const days = reminderClocksOf(portals.find(portalId))[0]?.days ?? 0
      return { portalId, from: null, to: addDays(today, -days - 1) }
    })
  }
}

const spanOf = ({ portalId, lastSignedInOn }: SignInGroup): SignInSpan => ({ portalId, from: lastSignedInOn, to: lastSignedInOn })
const sum = (groups: readonly SignInGroup[]): number => groups.reduce((total, { count }) => total + count, 0)
