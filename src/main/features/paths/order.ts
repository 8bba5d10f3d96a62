import type { Guide, GuideId, GuideStep } from '#contract'
import { todayIn } from '../../calendar.ts'
import { addFederalBusinessDays } from '../../federal-holidays.ts'

/** When each step was done; steps not done are absent. */
export type DoneTimes = ReadonlyMap<string, number>

/** Steps still to be done before this one, in the guide's order. */
export function blockersOf(guide: Guide, step: GuideStep, done: DoneTimes): string[] {
  return guide.steps.filter((other) => step.after.includes(other.id) && !done.has(other.id)).map((other) => other.id)
}

/** Done steps that rest on this one. While there are any it cannot be undone. */
export function doneDependents(guide: Guide, stepId: string, done: DoneTimes): string[] {
  return guide.steps.filter((other) => other.after.includes(stepId) && done.has(other.id)).map((other) => other.id)
}

/** Required steps without which the path cannot be finished. */
export function openRequired(guide: Guide, done: DoneTimes): string[] {
  return guide.steps.filter((step) => step.required && !done.has(step.id)).map((step) => step.id)
}

export interface Waiting {
  readonly waitUntil: number | null
  readonly waitUntilDay: string | null
}

const nothingToWaitFor: Waiting = { waitUntil: null, waitUntilDay: null }

/**
 * Until when to wait with a step, counted from the moment the last step before it was done, or from the start of the path. Nothing to wait for
 * while a step before it is open, and once the step itself is done.
 */
export function waitingFor(step: GuideStep, done: DoneTimes, { startedAt, timeZone }: { startedAt: number; timeZone: string }): Waiting {
  if (step.wait === null || done.has(step.id)) return nothingToWaitFor
  const before = step.after.map((id) => done.get(id))
  if (before.includes(undefined)) return nothingToWaitFor
  const from = Math.max(startedAt, ...before.map((at) => at ?? 0))
  const { minutes, businessDays } = step.wait
  return {
    waitUntil: minutes === null ? null : from + minutes * 60_000,
    waitUntilDay: businessDays === null ? null : addFederalBusinessDays(todayIn(timeZone, from), businessDays)
  }
}

/** What is wrong with the order of a guide: a guide with problems could block itself, or let a required step be skipped. */
export function orderProblems({ steps }: Pick<Guide, 'steps'>): string[] {
  const problems: string[] = []
  const byId = new Map(steps.map((step) => [step.id, step]))
  if (byId.size !== steps.length) problems.push('two steps have the same id')
  for (const step of steps) {
    for (const id of step.after) {
      const before = byId.get(id)
      if (before === undefined) problems.push(`${step.id}: comes after "${id}", which is no step`)
      else if (step.required && !before.required) problems.push(`${step.id}: is required but comes after "${id}", which is not`)
      else if (steps.indexOf(before) >= steps.indexOf(step)) problems.push(`${step.id}: stands before "${id}", after which it comes`)
    }
  }
  return problems
}

/** Guides after which another method, phone or mailbox is on file at the portal. */
const changingGuides: Partial<Record<GuideId, 'method-changed' | 'contact-changed'>> = {
  'change-method': 'method-changed',
  'lost-phone': 'method-changed',
  'person-leaves': 'method-changed',
  'changed-contact': 'contact-changed'
}

/**
 * What a finished path changed at the portal, and when: the moment of the last step done before the new backup code was to be recorded, so that a code
 * recorded in the path counts as newer than the change. Null where the path changes nothing of the kind.
 */
export function changedByPath(guide: Guide, done: DoneTimes, finishedAt: number) {
  const kind = changingGuides[guide.id]
  if (kind === undefined) return null
  const recording = guide.steps.filter((step) => step.record === 'backup-code')
  const before = recording.flatMap((step) => step.after).filter((id) => !recording.some((step) => step.id === id))
  const times = before.flatMap((id) => done.get(id) ?? [])
  return { kind, happenedAt: times.length === 0 ? finishedAt : Math.max(...times) }
}
