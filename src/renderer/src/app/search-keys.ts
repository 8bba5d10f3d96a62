import { type RefObject, useEffect, useRef } from 'react'

const typing = 'input, textarea, select, [contenteditable], [role=dialog], [role=alertdialog]'

/** Ctrl+F (Cmd+F), and / outside of fields, put the focus into the first input of the element with the returned ref. */
export function useSearchKeys(): RefObject<HTMLDivElement | null> {
  const ref = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      const isFind = event.key.toLowerCase() === 'f' && (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey
      const isSlash = event.key === '/' && !event.ctrlKey && !event.metaKey && !event.altKey
      if (!isFind && !isSlash) return
      const from = event.target instanceof Element ? event.target : null
      if (document.querySelector('[role=dialog], [role=alertdialog]') !== null || (isSlash && from?.closest(typing))) return
      const input = ref.current?.querySelector('input')
      if (!input) return
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
