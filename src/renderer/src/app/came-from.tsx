import { createContext, type ReactNode, useContext, useState } from 'react'
import { accessReports } from '#contract/vocabulary'
import { frameText } from '../text/frame.ts'
import { mattersText } from '../text/matters.ts'
import { recoveryText } from '../text/recovery.ts'

export interface WayBack {
  readonly href: string
  readonly label: string
}

const CameFrom = createContext<string | null>(null)

/** Remembers the screen before this one. */
export function CameFromProvider({ location, children }: { readonly location: string; readonly children: ReactNode }) {
  const [visited, setVisited] = useState<{ readonly now: string; readonly before: string | null }>({ now: location, before: null })
  if (visited.now !== location) setVisited({ now: location, before: visited.now })
  return <CameFrom value={visited.before}>{children}</CameFrom>
}

const lists: Readonly<Record<string, string>> = {
  '/today': frameText.today,
  '/accounts': frameText.accounts,
  '/clients': frameText.clients,
  '/matters': mattersText.title,
  '/cases': frameText.cases,
  '/deadlines': frameText.deadlines,
  '/access-codes': frameText.accessCodes,
  '/sign-ins': frameText.signIns,
  '/backup-codes': frameText.backupCodes,
  '/activity': frameText.activity,
  ...Object.fromEntries(accessReports.map((report) => [`/recovery/${report}`, recoveryText.report[report].name]))
}

/** Where the list or page is that led here, by its address; null where it is none that a way back is named after. */
export function wayBackTo(path: string | null, pages: readonly WayBack[] = []): WayBack | null {
  const href = `#${path}`
  const label = path === null ? undefined : lists[path]
  return pages.find((page) => page.href === href) ?? (label === undefined ? null : { href, label })
}

/** The way back from a record: to the list or the one of `pages` it was opened from, else `usual`. */
export function useWayBack(usual: WayBack, pages: readonly WayBack[] = []): WayBack {
  return wayBackTo(useContext(CameFrom), pages) ?? usual
}
