import { X } from 'lucide-react'
import {
  UNSTABLE_ToastRegion as AriaToastRegion,
  Text,
  UNSTABLE_Toast as Toast,
  UNSTABLE_ToastContent as ToastContent,
  UNSTABLE_ToastQueue as ToastQueue
} from 'react-aria-components'
import { Button, IconButton } from './Button.tsx'
import css from './Toast.module.css'
import { shownForMs } from './toast-time.ts'
import { type Tone, toneIcons } from './tone.ts'

export interface ToastMessage {
  readonly text: string
  /** First line in bold: what failed, or whose record it is about. */
  readonly title?: string | undefined
  readonly tone?: Tone
  readonly action?: { readonly label: string; readonly onAction: () => void } | undefined
}

const queue = new ToastQueue<ToastMessage>({ maxVisibleToasts: 3 })

/** Shows a short message in the corner. Never put a secret in it. Answers a function that closes it. */
export function showToast(message: ToastMessage): () => void {
  const timeout = shownForMs(message)
  const key = queue.add(message, timeout === null ? {} : { timeout })
  return () => queue.close(key)
}

/** Closes every toast: on lock, since messages can name clients, and when another member acts, who would undo what the one before did. */
export function clearToasts(): void {
  queue.clear()
}

/** Where toasts appear. Rendered once. */
export function ToastRegion({ label = 'Messages' }: { readonly label?: string }) {
  return (
    <AriaToastRegion queue={queue} aria-label={label} className={css.region}>
      {({ toast }) => {
        const { text, title, tone = 'neutral', action } = toast.content
        const Icon = toneIcons[tone]
        return (
          <Toast toast={toast} className={`${css.toast} ${css[tone]}`}>
            <Icon size={16} aria-hidden />
            <ToastContent className={css.content}>
              {title && <div className={css.title}>{title}</div>}
              <Text slot={title ? 'description' : 'title'}>{text}</Text>
            </ToastContent>
            {action && (
              <Button
                size="small"
                onPress={() => {
                  queue.close(toast.key)
                  action.onAction()
                }}
              >
                {action.label}
              </Button>
            )}
            <IconButton slot="close" size="small" label="Close" icon={X} />
          </Toast>
        )
      }}
    </AriaToastRegion>
  )
}
