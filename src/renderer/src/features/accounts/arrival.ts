import { createContext, type RefObject, useContext, useEffect, useRef, useState } from 'react'

/** The place on an account's page that the address names, such as `backup-codes`; null for the page as a whole. */
export const Arrival = createContext<string | null>(null)

/** The place of an address that is come to for the first time: gone back to, or after unlocking, the page opens nothing by itself. */
export function useFirstArrival(place: string | undefined): string | null {
  const [arrival] = useState(() => (hasArrived() ? null : (place ?? null)))
  useEffect(() => {
    if (arrival !== null) history.replaceState({ hasArrived: true }, '')
  }, [arrival])
  return arrival
}

/** Kept with the entry of the window's history, so that another press on the same link arrives anew. */
function hasArrived(): boolean {
  const state: unknown = history.state
  return typeof state === 'object' && state !== null && 'hasArrived' in state
}

/**
 * For a panel that links lead to: once it is there, its heading comes into view and takes the focus, and what the place asks for is opened. The
 * heading has the focus again when that closes.
 * @param places what each place opens; null only comes into view. Read once.
 */
export function useArrival(places: Readonly<Record<string, (() => void) | null>>): RefObject<HTMLHeadingElement | null> {
  const place = useContext(Arrival)
  const [known] = useState(places)
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    const open = place === null ? undefined : known[place]
    if (open === undefined) return
    heading.current?.scrollIntoView({ block: 'start' })
    heading.current?.focus({ preventScroll: true })
    open?.()
  }, [place, known])
  return heading
}
