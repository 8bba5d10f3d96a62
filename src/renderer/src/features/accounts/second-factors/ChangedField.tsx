import { type Control, Controller, useWatch } from 'react-hook-form'
import type { Portal } from '#contract'
import { useTodayDate } from '../../../app/today.ts'
import { secondFactorsText } from '../../../text/second-factors.ts'
import { FormDateField } from '../../../ui/FormFields.tsx'
import { RadioField } from '../../../ui/RadioField.tsx'
import type { FactorDraft } from './factor-draft.ts'

const text = secondFactorsText.changed

export interface ChangedFieldProps {
  readonly control: Control<FactorDraft>
  readonly portal: Portal | null
}

/** Asks whether a factor changed at the portal, and when: writing down an old fact is no change. */
export function ChangedField({ control, portal }: ChangedFieldProps) {
  const changed = useWatch({ control, name: 'changed' })
  const today = useTodayDate()()
  const issuesNew = portal?.backupCodes.staleAfterReenrolment === true
  return (
    <>
      <Controller
        control={control}
        name="changed"
        rules={{ validate: (value) => value !== '' || text.missing }}
        render={({ field, fieldState }) => (
          <div ref={(box) => field.ref(box && { focus: () => box.querySelector('input')?.focus() })}>
            <RadioField
              label={text.question}
              options={[
                { id: 'no', name: text.no },
                { id: 'yes', name: text.yes }
              ]}
              value={field.value === '' ? null : field.value}
              onChange={field.onChange}
              errorMessage={fieldState.error?.message}
              description={changed === 'yes' && issuesNew ? text.effect(portal.shortName) : null}
              isInline
              isRequired
            />
          </div>
        )}
      />
      {changed === 'yes' && (
        <FormDateField
          control={control}
          name="changedOn"
          label={text.on}
          max={today}
          isRequired
          rules={{ validate: (day) => (day === '' ? text.onMissing : day > today ? text.future : true) }}
        />
      )}
    </>
  )
}
