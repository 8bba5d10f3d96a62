import type { ReactNode } from 'react'
import { Autocomplete, ListBox, ListBoxItem, Text } from 'react-aria-components'
import popover from './Popover.module.css'
import css from './SuggestField.module.css'
import { TextField } from './TextField.tsx'

export interface Suggestion {
  readonly id: string
  readonly title: string
  readonly detail: string
}

export interface SuggestFieldProps {
  readonly label: string
  readonly description?: ReactNode
  readonly value: string
  readonly onChange: (text: string) => void
  /** What fits the text, best first; the field does not filter. */
  readonly suggestions: readonly Suggestion[]
  readonly onChoose: (id: string) => void
  /** Accessible name of the list. */
  readonly listLabel: string
  /** Stands in the list while nothing is suggested. */
  readonly empty: ReactNode
  readonly autoFocus?: boolean
}

/** Type and choose: the arrow keys move through what fits while the text keeps the focus, Enter chooses. */
export function SuggestField(props: SuggestFieldProps) {
  const { label, description, value, onChange, suggestions, onChoose, listLabel, empty, autoFocus = false } = props
  return (
    <div className={css.suggest}>
      <Autocomplete inputValue={value} onInputChange={onChange}>
        <TextField label={label} description={description} autoFocus={autoFocus} maxLength={200} autoComplete="off" />
        <ListBox
          aria-label={listLabel}
          items={suggestions}
          className={css.list}
          onAction={(key) => onChoose(String(key))}
          renderEmptyState={() => <div className={css.empty}>{empty}</div>}
        >
          {({ title, detail }) => (
            <ListBoxItem textValue={`${title}, ${detail}`} className={popover.item}>
              <span className={popover.texts}>
                <Text slot="label" className={css.title}>
                  {title}
                </Text>
                <Text slot="description" className={popover.note}>
                  {detail}
                </Text>
              </span>
            </ListBoxItem>
          )}
        </ListBox>
      </Autocomplete>
    </div>
  )
}
