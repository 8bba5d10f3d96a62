import type { LucideIcon } from 'lucide-react'
import type { ReactNode, Ref } from 'react'
import { Button as AriaButton, type ButtonProps as AriaButtonProps, TooltipTrigger } from 'react-aria-components'
import css from './Button.module.css'
import { Hint } from './Hint.tsx'
import { Spinner } from './Spinner.tsx'

export type ButtonVariant = 'primary' | 'secondary' | 'quiet' | 'danger'
export type ButtonSize = 'regular' | 'small'

export interface ButtonProps extends Omit<AriaButtonProps, 'className' | 'style' | 'children' | 'render'> {
  readonly variant?: ButtonVariant
  readonly size?: ButtonSize
  readonly icon?: LucideIcon | undefined
  readonly children: ReactNode
  readonly ref?: Ref<HTMLButtonElement>
}

const iconSize: Record<ButtonSize, number> = { regular: 15, small: 14 }

/**
 * React Aria's own `isPending` announces the button by its id for seven seconds, an empty picture once the button is gone with its
 * dialog. So the button stays focusable, says that it is unavailable, and neither acts nor submits.
 */
const waiting = { 'aria-disabled': true, type: 'button', onPress: () => undefined } as const

const classes = (...names: (string | false | undefined)[]): string => names.filter(Boolean).join(' ')

/** A push button. One `primary` per view at most. While `isPending` it keeps its width, name and focus, and ignores presses. */
export function Button({ variant = 'secondary', size = 'regular', icon: Icon, children, isPending = false, ...rest }: ButtonProps) {
  return (
    <AriaButton
      {...rest}
      {...(isPending ? waiting : {})}
      className={classes(css.button, css[variant], size === 'small' && css.small, isPending && css.isPending)}
    >
      <span className={css.content}>
        {Icon && <Icon size={iconSize[size]} aria-hidden />}
        {children}
      </span>
      {isPending && (
        <span className={css.pending}>
          <Spinner size={14} />
        </span>
      )}
    </AriaButton>
  )
}

export interface IconButtonProps extends Omit<AriaButtonProps, 'className' | 'style' | 'children' | 'render' | 'aria-label'> {
  /** Accessible name, and the tooltip unless `tooltip` says more. */
  readonly label: string
  readonly icon: LucideIcon
  readonly tooltip?: ReactNode
  readonly variant?: ButtonVariant
  readonly size?: ButtonSize
  readonly ref?: Ref<HTMLButtonElement>
}

/** A button that shows only an icon; its name appears as a tooltip on hover and on keyboard focus. */
export function IconButton({
  label,
  icon: Icon,
  tooltip,
  variant = 'quiet',
  size = 'regular',
  isPending = false,
  ...rest
}: IconButtonProps) {
  return (
    <TooltipTrigger delay={500} closeDelay={0}>
      <AriaButton
        {...rest}
        {...(isPending ? waiting : {})}
        aria-label={label}
        className={classes(css.button, css.iconOnly, css[variant], size === 'small' && css.small)}
      >
        {isPending ? <Spinner size={14} /> : <Icon size={iconSize[size]} aria-hidden />}
      </AriaButton>
      <Hint>{tooltip ?? label}</Hint>
    </TooltipTrigger>
  )
}
