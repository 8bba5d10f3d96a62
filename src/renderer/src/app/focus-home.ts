import { type RefObject, useEffect } from 'react'

/**
 * Keeps the focus in the page: when what had it is gone (a row that opened another screen, a lock screen, a dialog's button), the heading of
 * the screen gets it, else the screen itself.
 */
export function useFocusHome(main: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    let last: Element | null = null
    let frame = 0
    let awaitsHeading = false
    const goHome = (): void => {
      const active = document.activeElement
      // A screen that was still being read had no heading, so the screen itself got the focus; its heading takes it over.
      const isWaiting = awaitsHeading && active === main.current
      if (active !== document.body && !isWaiting) return
      const heading = main.current?.querySelector('h1')
      const home = heading ?? main.current
      // A dialog that closes over a new screen takes the focus from its heading and finds nobody to give it back to.
      if (last?.isConnected && last !== home && !isWaiting) return
      awaitsHeading = !heading
      home?.focus({ preventScroll: true })
    }
    // One frame later a closed dialog has given the focus back, and a list has found the reader's place.
    const check = (): void => {
      cancelAnimationFrame(frame)
      frame = requestAnimationFrame(() => {
        frame = requestAnimationFrame(goHome)
      })
    }
    const remember = ({ target }: FocusEvent): void => {
      last = target instanceof Element ? target : null
      if (last !== main.current) awaitsHeading = false
    }
    document.addEventListener('focusin', remember)
    const changes = new MutationObserver(check)
    changes.observe(document.body, { childList: true, subtree: true })
    check()
    return () => {
      cancelAnimationFrame(frame)
      document.removeEventListener('focusin', remember)
      changes.disconnect()
    }
  }, [main])
}
