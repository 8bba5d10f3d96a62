import { type RefObject, useEffect, useRef } from 'react'

const typing = 'input, textarea, select, [contenteditable]'

/** Ctrl+F (Cmd+F), and / outside of fields, put the focus into the first input of the element with the returned ref. */
export function useSearchKeys(): RefObject<HTMLDivElement | null> {
  const ref = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      const isFind = event.key.toLowerCase() === 'f' && (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey
      const isSlash = event.key === '/' && !event.ctrlKey && !event.metaKey && !event.altKey
      if (!isFind && !isSlash) return
      const from = event.target instanceof Element ? event.target : null
      const input = ref.current?.querySelector('input')
      // An open dialog takes everything behind it out of reach, this field included.
      if (!input || input.closest('[inert], [aria-hidden=true]') || (isSlash && from?.closest(typing))) return
      event.preventDefault()
      // The table jumps to rows by typed letters; this key is not one of them.
      event.stopPropagation()
      input.focus()
      input.select()
    }
    window.addEventListener('keydown', onKey, { capture: true })
    return () => window.removeEventListener('keydown', onKey, { capture: true })
  }, [])
  return ref
}
