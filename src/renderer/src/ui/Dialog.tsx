import { X } from 'lucide-react'
import { type ReactNode, type RefObject, useEffect, useRef } from 'react'
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from 'react-aria-components'
import { IconButton } from './Button.tsx'
import css from './Dialog.module.css'

export interface DialogProps {
  readonly title: string
  /** A line under the title, such as whose record this is. */
  readonly subtitle?: ReactNode
  readonly isOpen: boolean
  readonly onClose: () => void
  readonly children: ReactNode
  /** Buttons, the main one last. A submit button outside its form names it through `form`. */
  readonly footer?: ReactNode
  readonly size?: 'small' | 'medium' | 'large'
  /** Also closes on a press outside. Off by default so that a half-filled form is not lost. */
  readonly isDismissable?: boolean
  readonly role?: 'dialog' | 'alertdialog'
}

/** A modal dialog: focus moves in, stays in, and returns to where it was; Escape and the cross close it. Children unmount when closed. */
export function Dialog({
  title,
  subtitle,
  isOpen,
  onClose,
  children,
  footer,
  size = 'medium',
  isDismissable = false,
  role = 'dialog'
}: DialogProps) {
  const modal = useRef<HTMLDivElement>(null)
  return (
    <ModalOverlay
      isOpen={isOpen}
      onOpenChange={(open) => {
        if (!open) onClose()
      }}
      isDismissable={isDismissable}
      className={css.overlay}
    >
      <Modal ref={modal} className={`${css.modal} ${css[size]}`}>
        <SteadyFoot modal={modal} />
        <AriaDialog role={role} className={css.dialog}>
          <header className={css.header}>
            <div className={css.headings}>
              <Heading slot="title" className={css.title}>
                {title}
              </Heading>
              {subtitle && <div className={css.subtitle}>{subtitle}</div>}
            </div>
            <IconButton label="Close" icon={X} size="small" onPress={onClose} />
          </header>
          <div className={css.body}>{children}</div>
          {footer && <footer className={css.footer}>{footer}</footer>}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  )
}

/**
 * Keeps the buttons where they are when a message appears above them: the dialog stands in the middle, so it would grow downwards by half.
 * What is added goes to the top as far as there is room.
 */
function SteadyFoot({ modal }: { readonly modal: RefObject<HTMLDivElement | null> }) {
  useEffect(() => {
    const element = modal.current
    if (element === null) return
    const first = element.offsetHeight
    const keep = (): void => {
      const added = element.offsetHeight - first
      const room = Math.max(0, window.innerHeight - element.offsetHeight - margins)
      element.style.marginBottom = added > 0 ? `${Math.min(added, room)}px` : ''
    }
    const observer = new ResizeObserver(keep)
    observer.observe(element)
    return () => observer.disconnect()
  }, [modal])
  return null
}

/** Pixels that stay free above and below a dialog. */
const margins = 32
