import { useStore } from 'zustand'
import { useStores } from '../api/context.tsx'
import { dateAt } from './calendar.ts'

/** Answers today's date in the firm's time zone when called, so that a press after midnight means the new day. */
export function useTodayDate(): () => string {
  const { settings } = useStores()
  const timeZone = useStore(settings, (state) => state.settings?.timeZone ?? null)
  return () => dateAt(Date.now(), timeZone)
}
