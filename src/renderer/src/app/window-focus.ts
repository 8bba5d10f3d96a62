import { useSyncExternalStore } from 'react'

const listeners = new Set<() => void>()
// A page is loaded into a window that a person looks at; from then on the window says.
let isFocused = true

function become(focused: boolean) {
  return () => {
    isFocused = focused
    for (const listener of listeners) listener()
  }
}
window.addEventListener('blur', become(false))
window.addEventListener('focus', become(true))

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}

/** Whether this window, and no other one, gets what is typed. */
export function useWindowFocus(): boolean {
  return useSyncExternalStore(subscribe, () => isFocused)
}
