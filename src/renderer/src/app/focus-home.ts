import { type RefObject, useEffect } from 'react'

/**
 * Keeps the focus in the page: when what had it is gone (a row that opened another screen, a lock screen, a dialog's button), the heading of
 * the screen gets it, else the screen itself.
 */
export function useFocusHome(main: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    let last: Element | null = null
    let frame = 0
    const goHome = (): void => {
      if (document.activeElement !== document.body) return
      const home = main.current?.querySelector('h1') ?? main.current
      // A dialog that closes over a new screen takes the focus from its heading and finds nobody to give it back to.
      if (last?.isConnected && last !== home) return
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
