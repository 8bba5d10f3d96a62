import { Search, X } from 'lucide-react'
import { SearchField as AriaSearchField, Button, Group, Input } from 'react-aria-components'
import css from './Field.module.css'
import own from './SearchField.module.css'

export interface SearchFieldProps {
  /** Accessible name; not shown. */
  readonly label: string
  readonly value: string
  readonly onChange: (text: string) => void
  readonly placeholder?: string
  readonly autoFocus?: boolean
  readonly onSubmit?: (text: string) => void
}

/** Search as you type. Escape clears. */
export function SearchField({ label, placeholder, autoFocus = false, ...rest }: SearchFieldProps) {
  return (
    <AriaSearchField {...rest} aria-label={label} autoFocus={autoFocus} className={own.search}>
      {({ isEmpty }) => (
        <Group className={css.control}>
          <span className={css.prefix}>
            <Search size={14} aria-hidden />
          </span>
          <Input className={`${css.input} ${own.input}`} maxLength={200} {...(placeholder === undefined ? {} : { placeholder })} />
          {!isEmpty && (
            <Button className={own.clear}>
              <X size={14} aria-hidden />
            </Button>
          )}
        </Group>
      )}
    </AriaSearchField>
  )
}
