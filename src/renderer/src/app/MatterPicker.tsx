import { useEffect, useState } from 'react'
import { type Control, Controller, type FieldPathByValue, type FieldValues } from 'react-hook-form'
import type { MatterSummary } from '#contract'
import { useClient } from '../api/context.tsx'
import { matterStatusNames, mattersText } from '../text/matters.ts'
import { SelectField } from '../ui/SelectField.tsx'
import { showFailure } from './change.ts'
import { mostPerCall } from './paged-list.ts'

const text = mattersText.picker

export interface MatterPickerProps<V extends FieldValues> {
  readonly control: Control<V>
  /** A field of the form that holds a matter's id; '' for none. */
  readonly name: FieldPathByValue<V, string>
  readonly clientId: string
}

/** Chooses one of a client's matters, or none. Not there while the client has no matter. */
export function MatterPicker<V extends FieldValues>({ control, name, clientId }: MatterPickerProps<V>) {
  const matters = useMattersOf(clientId)
  if (matters.length === 0) return null
  return (
    <Controller
      control={control}
      name={name}
      render={({ field }) => (
        <SelectField
          label={text.label}
          description={text.hint}
          items={[
            { id: 'none', name: text.none },
            ...matters.map(({ id, title, status, fileNumber }) => ({
              id,
              name: title,
              description: [matterStatusNames[status], fileNumber].filter(Boolean).join(', ')
            }))
          ]}
          selectedKey={field.value === '' ? 'none' : field.value}
          onSelectionChange={(id) => field.onChange(id === 'none' ? '' : id)}
          onBlur={field.onBlur}
        />
      )}
    />
  )
}

/** None until the answer is there. */
function useMattersOf(clientId: string): readonly MatterSummary[] {
  const client = useClient()
  const [matters, setMatters] = useState<readonly MatterSummary[]>([])
  useEffect(() => {
    let isCurrent = true
    client.matters
      .list({ clientId, limit: mostPerCall })
      .then(({ rows }) => isCurrent && setMatters(rows))
      .catch((error: unknown) => isCurrent && showFailure(error))
    return () => {
      isCurrent = false
    }
  }, [client, clientId])
  return matters
}
