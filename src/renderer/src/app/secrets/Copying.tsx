import { Check, Copy } from 'lucide-react'
import { useStore } from 'zustand'
import type { Copied } from '#contract'
import { useStores } from '../../api/context.tsx'
import { secretText } from '../../text/secrets.ts'
import { Button, type ButtonVariant, IconButton } from '../../ui/Button.tsx'
import { showToast } from '../../ui/Toast.tsx'
import { useNameAmongSeveral } from '../ActingMember.tsx'
import { useChange } from '../change.ts'
import { useNow } from '../clock.ts'
import { useIsShowOnly } from './Cover.tsx'
import css from './Secret.module.css'

export interface CopyButtonProps {
  /** Names the copied thing across the window, e.g. "backup-code:" and its id. */
  readonly copyKey: string
  readonly copy: () => Promise<Copied>
  readonly label: string
  /** Only the icon, with the label as its name. */
  readonly isIcon?: boolean
  readonly variant?: ButtonVariant
  readonly size?: 'regular' | 'small'
  readonly autoFocus?: boolean
}

/** Has main copy a secret; the value does not pass through this window. Shows a tick while the clipboard holds it. Not there where codes are shown only. */
export function CopyButton(props: CopyButtonProps) {
  return useIsShowOnly() ? null : <Copying {...props} />
}

function Copying({ copyKey, copy, label, isIcon = false, variant = 'secondary', size = 'small', autoFocus = false }: CopyButtonProps) {
  const { accounts } = useStores()
  const isCopied = useStore(accounts, (state) => state.copied?.key === copyKey)
  const [isPending, run] = useChange()
  const by = useNameAmongSeveral()
  const onPress = () =>
    run(async () => {
      const clearsAt = await accounts.copy(copyKey, copy)
      // Without room for a note beside the button, it is said in the corner.
      if (isIcon) showToast({ tone: 'good', text: secretText.copied(Math.max(0, Math.round((clearsAt - Date.now()) / 1000)), by) })
    })
  const icon = isCopied ? Check : Copy
  if (isIcon)
    return (
      <IconButton
        label={label}
        icon={icon}
        size={size}
        isPending={isPending}
        onPress={onPress}
        autoFocus={autoFocus}
        tooltip={isCopied ? <CopiedNote copyKey={copyKey} /> : label}
      />
    )
  return (
    <Button variant={variant} size={size} icon={icon} isPending={isPending} onPress={onPress} autoFocus={autoFocus}>
      {label}
    </Button>
  )
}

/** "Copied. The clipboard is cleared in 23 s.", for as long as it holds what was copied under this key. */
export function CopiedNote({ copyKey }: { readonly copyKey: string }) {
  const { accounts } = useStores()
  const copied = useStore(accounts, (state) => (state.copied?.key === copyKey ? state.copied : null))
  const by = useNameAmongSeveral()
  if (copied === null) return null
  return <Countdown until={copied.clearsAt} text={(seconds) => secretText.copied(seconds, by)} />
}

/** A sentence with the seconds left until an instant (epoch ms); at least 0. */
export function Countdown({ until, text }: { readonly until: number; readonly text: (seconds: number) => string }) {
  const now = useNow()
  return <span className={css.countdown}>{text(Math.max(0, Math.ceil((until - now) / 1000)))}</span>
}
