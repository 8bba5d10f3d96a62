import { X } from 'lucide-react'
import type { ReactNode } from 'react'
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
  return (
    <ModalOverlay
      isOpen={isOpen}
      onOpenChange={(open) => {
        if (!open) onClose()
      }}
      isDismissable={isDismissable}
      className={css.overlay}
    >
      <Modal className={`${css.modal} ${css[size]}`}>
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
