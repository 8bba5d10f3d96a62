import { Ellipsis, type LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'
import { Menu, MenuItem, MenuTrigger, Popover } from 'react-aria-components'
import { Button, type ButtonSize, type ButtonVariant, IconButton } from './Button.tsx'
import popover from './Popover.module.css'

export interface MenuAction {
  readonly id: string
  readonly name: string
  readonly description?: string | undefined
  readonly icon?: LucideIcon | undefined
  /** Hard to undo: shown in the danger colour. */
  readonly danger?: boolean
  readonly isDisabled?: boolean
  readonly onAction: () => void
}

export interface MenuButtonProps {
  /** Accessible name; the visible text too when `children` is not given and `icon` is null. */
  readonly label: string
  readonly items: readonly MenuAction[]
  /** Visible text. Without it the button is an icon alone. */
  readonly children?: ReactNode
  readonly icon?: LucideIcon
  readonly variant?: ButtonVariant
  readonly size?: ButtonSize
}

/** A button that opens a menu of actions. */
export function MenuButton({ label, items, children, icon = Ellipsis, variant = 'quiet', size = 'regular' }: MenuButtonProps) {
  return (
    <MenuTrigger>
      {children ? (
        <Button aria-label={label} icon={icon} variant={variant} size={size}>
          {children}
        </Button>
      ) : (
        <IconButton label={label} icon={icon} variant={variant} size={size} />
      )}
      <Popover offset={4} placement="bottom end" className={popover.popover}>
        <Menu items={items} className={popover.list} aria-label={label}>
          {({ icon: Icon, ...item }) => (
            <MenuItem
              id={item.id}
              textValue={item.name}
              isDisabled={item.isDisabled ?? false}
              onAction={item.onAction}
              className={item.danger ? `${popover.item} ${popover.danger}` : popover.item}
            >
              {Icon && <Icon size={14} aria-hidden />}
              <span className={popover.texts}>
                {/* Not as React Aria's label and description: the item's name has to hold all the text it shows (WCAG 2.5.3). */}
                <span>{item.name}</span>
                {item.description && <span className={popover.note}>{item.description}</span>}
              </span>
            </MenuItem>
          )}
        </Menu>
      </Popover>
    </MenuTrigger>
  )
}
