import { SelectField } from '../ui/SelectField.tsx'

export interface ArchivedFieldProps {
  readonly label: { readonly label: string; readonly items: { readonly current: string; readonly archived: string } }
  readonly isArchived: boolean
  readonly onChange: (isArchived: boolean) => void
}

/** Whether a list shows what is in use or what was archived. */
export function ArchivedField({ label, isArchived, onChange }: ArchivedFieldProps) {
  return (
    <SelectField
      label={label.label}
      isLabelHidden
      items={[
        { id: 'current', name: label.items.current },
        { id: 'archived', name: label.items.archived }
      ]}
      selectedKey={isArchived ? 'archived' : 'current'}
      onSelectionChange={(key) => onChange(key === 'archived')}
    />
  )
}
