import { Check, ChevronDown } from 'lucide-react'
import { Button, ListBox, ListBoxItem, Popover, Select, SelectValue, Text } from 'react-aria-components'
import field from './Field.module.css'
import { FieldLabel, FieldNote, type FieldTexts } from './Field.tsx'
import popover from './Popover.module.css'
import css from './SelectField.module.css'

export interface SelectItem<K extends string = string> {
  readonly id: K
  readonly name: string
  /** Second line inside the list; not shown in the closed field. */
  readonly description?: string | undefined
}

export interface SelectFieldProps<K extends string> extends FieldTexts {
  readonly items: readonly SelectItem<K>[]
  readonly selectedKey: K | null
  readonly onSelectionChange: (key: K) => void
  readonly placeholder?: string
  readonly isRequired?: boolean
  readonly isDisabled?: boolean
  readonly autoFocus?: boolean
  readonly onBlur?: () => void
  /** Keeps the label for assistive technology only; for filters whose meaning is plain from their value. */
  readonly isLabelHidden?: boolean
}

/** Choice of one from a short list (up to some dozens; type to jump). */
export function SelectField<K extends string>(props: SelectFieldProps<K>) {
  const {
    label,
    description,
    errorMessage,
    items,
    selectedKey,
    onSelectionChange,
    placeholder,
    isLabelHidden = false,
    isRequired = false,
    isDisabled = false,
    autoFocus = false,
    onBlur
  } = props
  return (
    <Select
      value={selectedKey}
      onChange={(key) => {
        if (key !== null) onSelectionChange(key as K)
      }}
      isInvalid={Boolean(errorMessage)}
      validationBehavior="aria"
      isRequired={isRequired}
      isDisabled={isDisabled}
      autoFocus={autoFocus}
      {...(onBlur === undefined ? {} : { onBlur })}
      {...(placeholder === undefined ? {} : { placeholder })}
      {...(isLabelHidden ? { 'aria-label': label } : {})}
      className={`${field.field} ${css.field}`}
    >
      {!isLabelHidden && <FieldLabel label={label} isRequired={isRequired} />}
      <Button className={css.button}>
        <SelectValue className={css.value} />
        <ChevronDown size={14} aria-hidden />
      </Button>
      <FieldNote description={description} errorMessage={errorMessage} />
      <Popover offset={4} className={popover.popover}>
        <ListBox items={items} className={popover.list}>
          {(item) => (
            <ListBoxItem id={item.id} textValue={item.name} className={popover.item}>
              {({ isSelected }) => (
                <>
                  <span className={popover.texts}>
                    <Text slot="label">{item.name}</Text>
                    {item.description && (
                      <Text slot="description" className={popover.note}>
                        {item.description}
                      </Text>
                    )}
                  </span>
                  <span className={popover.check}>{isSelected && <Check size={14} aria-hidden />}</span>
                </>
              )}
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </Select>
  )
}
