import { useState } from 'react'
import { Controller, useForm, useWatch } from 'react-hook-form'
import type { Matter } from '#contract'
import { useClient } from '../../api/context.tsx'
import { FormDialog } from '../../app/FormDialog.tsx'
import { formatDate, formatInstant } from '../../text/dates.ts'
import { retentionText as text } from '../../text/retention.ts'
import { Badge } from '../../ui/Badge.tsx'
import { Button } from '../../ui/Button.tsx'
import { CheckboxField } from '../../ui/CheckboxField.tsx'
import { FactList } from '../../ui/FactList.tsx'
import { FormDateField, FormTextField } from '../../ui/FormFields.tsx'
import { Section } from '../../ui/Section.tsx'
import css from './Matters.module.css'

/** How long a matter is kept, and what holds it. */
export function RetentionPanel({ matter }: { readonly matter: Matter }) {
  const [isOpen, setOpen] = useState(false)
  const { retainUntil, hold } = matter
  return (
    <Section
      title={text.title}
      actions={
        <Button variant="quiet" size="small" onPress={() => setOpen(true)}>
          {text.edit}
        </Button>
      }
    >
      <FactList
        facts={[
          { term: text.until, value: retainUntil === null ? text.noDay : formatDate(retainUntil) },
          { term: text.hold, value: hold === null ? text.noHold : <Hold hold={hold} /> }
        ]}
      />
      {isOpen && <RetentionForm matter={matter} onClose={() => setOpen(false)} />}
    </Section>
  )
}

function Hold({ hold }: { readonly hold: NonNullable<Matter['hold']> }) {
  return (
    <span className={css.notes}>
      <Badge tone="warn">{text.hold}</Badge> {hold.reason} ({text.heldBy(hold.by, formatInstant(hold.at))})
    </span>
  )
}

function RetentionForm({ matter, onClose }: { readonly matter: Matter; readonly onClose: () => void }) {
  const client = useClient()
  const { id, title, retainUntil, hold } = matter
  const form = useForm({ defaultValues: { until: retainUntil ?? '', isHeld: hold !== null, reason: hold?.reason ?? '' } })
  const isHeld = useWatch({ control: form.control, name: 'isHeld' })
  return (
    <FormDialog
      form={form}
      size="small"
      title={text.dialog(title)}
      submitLabel={text.save}
      cancelLabel={text.cancel}
      onSubmit={async (values) => {
        const holdReason = values.isHeld ? values.reason : null
        await client.matters.setRetention({ id, retainUntil: values.until === '' ? null : values.until, holdReason })
        onClose()
      }}
      onClose={onClose}
    >
      <FormDateField control={form.control} name="until" label={text.until} description={text.untilHint} />
      <Controller
        control={form.control}
        name="isHeld"
        render={({ field }) => (
          <CheckboxField label={text.isHeld} description={text.isHeldHint} isSelected={field.value} onChange={field.onChange} />
        )}
      />
      {isHeld && (
        <FormTextField
          control={form.control}
          name="reason"
          label={text.reason}
          isRequired
          rules={{ validate: (value) => value.trim() !== '' || text.reasonMissing }}
        />
      )}
    </FormDialog>
  )
}
