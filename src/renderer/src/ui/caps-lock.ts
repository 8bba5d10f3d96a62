import { useState } from 'react'

interface KeyWithModifiers {
  getModifierState(key: string): boolean
  /** React Aria keeps a key to whoever listens to it unless told otherwise. */
  continuePropagation(): void
}

/** Whether Caps Lock was on at the last key press. Known only from key events, so false until the first one. */
export function useCapsLock(): { readonly on: boolean; readonly onKey: (event: KeyWithModifiers) => void } {
  const [on, setOn] = useState(false)
  return {
    on,
    onKey: (event) => {
      setOn(event.getModifierState('CapsLock'))
      // Escape closes the dialog around the field.
      event.continuePropagation()
    }
  }
}
