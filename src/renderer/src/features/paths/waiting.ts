import type { Path } from '#contract'
import { daysBetween } from '../../app/calendar.ts'
import { formatDate } from '../../text/dates.ts'
import { pathsText } from '../../text/paths.ts'

type Step = Path['steps'][number]
type GuideStep = Path['guide']['steps'][number]

const timeFormat = new Intl.DateTimeFormat(undefined, { timeStyle: 'short' })

/** "1:02:03" or "4:09": hours only when there are any. */
export function clockText(ms: number): string {
  const seconds = Math.max(0, Math.ceil(ms / 1000))
  const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60]
  const shown = parts[0] === 0 ? parts.slice(1) : parts
  return shown.map((part, index) => (index === 0 ? String(part) : String(part).padStart(2, '0'))).join(':')
}

/** What to say about the wait of a step that is not done: the clock that runs, else how long it usually takes; null when there is none. */
export function waitText(step: Step, guideStep: GuideStep, now: number, today: string): string | null {
  if (step.waitUntil !== null) {
    const time = timeFormat.format(step.waitUntil)
    return now < step.waitUntil ? pathsText.waitUntil(time, clockText(step.waitUntil - now)) : pathsText.waitOver(time)
  }
  if (step.waitUntilDay !== null) {
    return pathsText.waitUntilDay(formatDate(step.waitUntilDay), daysBetween(today, step.waitUntilDay) ?? 0)
  }
  return guideStep.wait === null ? null : pathsText.takes(guideStep.wait)
}
