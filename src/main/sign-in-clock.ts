import type { Portal, SignInStep } from '#contract'
import { addDays } from './calendar.ts'

/** What is reminded of where a portal states nothing: the firm's own setting (practice.md section 3, step 11). */
const usualClocks: Portal['signInClocks'] = [
  { days: 60, what: 'The firm’s own reminder to sign in; no interval of the portal is known.', certainty: 'U' }
]

/** The portal's own clocks, soonest first; the firm's reminder where it has none. */
export const reminderClocksOf = (portal: Portal | undefined): Portal['signInClocks'] =>
  portal === undefined || portal.signInClocks.length === 0 ? usualClocks : portal.signInClocks

/** What follows when nobody signs in after that day, soonest first (docs/clocks.md, rules S1 and S2). */
export const signInSteps = (lastSignedInOn: string, clocks: Portal['signInClocks'], today: string): SignInStep[] =>
  clocks.map(({ days, what, certainty }) => {
    const on = addDays(lastSignedInOn, days)
    return { days, on, what, certainty, hasPassed: on < today }
  })

/** Day of the first consequence still ahead, else of the last one; null where none is known (rule S3). */
export const signInDueOn = (steps: readonly SignInStep[]): string | null =>
  (steps.find((step) => !step.hasPassed) ?? steps.at(-1))?.on ?? null

/** Day by which the password should be changed; null where the portal has no such rule or no change was noted (rule W1). */
export const passwordDueOn = (changedOn: string | null, portal: Portal | undefined): string | null =>
  changedOn === null || !portal?.passwordClock ? null : addDays(changedOn, portal.passwordClock.days)
