import { todayIn } from '../calendar.ts'
import type { Call } from './core.ts'

/** Today's date where the firm is: its own time zone, else the computer's. */
export async function firmDay(call: Call): Promise<string> {
  const { timeZone } = await call('settings.get', {})
  return todayIn(timeZone ?? Intl.DateTimeFormat().resolvedOptions().timeZone, Date.now())
}
