import { type ReactNode, useCallback, useEffect, useRef, useState } from 'react'
import { LogNotice } from '../features/accounts/access-codes/LogNotice.tsx'
import { ClientForm } from '../features/clients/ClientForm.tsx'
import { isControlKey } from './keys.ts'
import { LogNoticeContext } from './log-notice.tsx'

/** Lets a notice be logged from any screen: Ctrl+Shift+N (Cmd+Shift+N), or a `LogNoticeButton`. The focus returns to where it was. */
export function LogNoticeFromAnywhere({ children }: { readonly children: ReactNode }) {
  const [isOpen, setOpen] = useState(false)
  const before = useRef<Element | null>(null)
  const open = useCallback(() => {
    before.current = document.activeElement
    setOpen(true)
  }, [])
  const close = useCallback(() => {
    setOpen(false)
    // Several dialogs may have followed each other: the last one knows only the one before it.
    requestAnimationFrame(() => before.current instanceof HTMLElement && before.current.focus())
  }, [])
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (!isControlKey(event, 'n', { shift: true })) return
      event.preventDefault()
      open()
    }
    // Before a message in the corner that has the focus, which keeps keys to itself.
    window.addEventListener('keydown', onKey, { capture: true })
    return () => window.removeEventListener('keydown', onKey, { capture: true })
  }, [open])
  return (
    <LogNoticeContext value={open}>
      {children}
      {isOpen && <LogNotice renderNewClient={(form) => <ClientForm {...form} />} onClose={close} />}
    </LogNoticeContext>
  )
}
