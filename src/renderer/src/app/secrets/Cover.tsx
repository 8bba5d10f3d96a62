import { Pin, PinOff } from 'lucide-react'
import { useState } from 'react'
import { useStore } from 'zustand'
import { useStores } from '../../api/context.tsx'
import { secretText } from '../../text/secrets.ts'
import { Button, IconButton } from '../../ui/Button.tsx'
import { useWindowFocus } from '../window-focus.ts'
import css from './Secret.module.css'

/** Whether a shown code is covered now, and whether the person keeps this one in view. See docs/adr/0007. */
export interface Cover {
  readonly isCovered: boolean
  /** Null where covering is off, or typing is the only way to use a code: there is nothing to choose. */
  readonly keeping: { readonly isKept: boolean; toggle(): void } | null
}

/** Holds for one shown code; hidden and shown again, it starts over. */
export function useCover(): Cover {
  const { settings } = useStores()
  const isOn = useStore(settings, (state) => state.settings?.coverUnfocused ?? true)
  const isTyped = useStore(settings, (state) => state.settings?.showOnly ?? false)
  const isFocused = useWindowFocus()
  const [isKept, setKept] = useState(false)
  if (!isOn || isTyped) return { isCovered: false, keeping: null }
  return { isCovered: !isFocused && !isKept, keeping: { isKept, toggle: () => setKept(!isKept) } }
}

/** Stands where the code was, about as wide. */
export function CoveredCode({ isLarge = false }: { readonly isLarge?: boolean }) {
  return (
    <span role="img" aria-label={secretText.covered} title={secretText.covered} className={isLarge ? `${css.code} ${css.large}` : css.code}>
      <span aria-hidden>•••</span>
      <span aria-hidden>•••</span>
    </span>
  )
}

/** Keeps one code readable while the person types it into another window. */
export function KeepInView({ cover, of, isIcon = false }: { readonly cover: Cover; readonly of?: string; readonly isIcon?: boolean }) {
  if (cover.keeping === null) return null
  const { isKept, toggle } = cover.keeping
  const name = isKept ? secretText.keptInView : secretText.keepInView
  const icon = isKept ? PinOff : Pin
  if (isIcon) return <IconButton size="small" icon={icon} label={of === undefined ? name : `${name}: ${of}`} onPress={toggle} />
  return (
    <Button size="small" variant="quiet" icon={icon} onPress={toggle} {...(of === undefined ? {} : { 'aria-label': `${name} ${of}` })}>
      {name}
    </Button>
  )
}

/** Codes are shown only: nothing is copied. */
export function useIsShowOnly(): boolean {
  const { settings } = useStores()
  return useStore(settings, (state) => state.settings?.showOnly ?? false)
}
