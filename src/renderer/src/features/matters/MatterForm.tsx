import { useState } from 'react'
import { type Control, Controller, useForm } from 'react-hook-form'
import { useStore } from 'zustand'
import type { Matter } from '#contract'
import { useStores } from '../../api/context.tsx'
import { useView } from '../../app/answer-store.ts'
import { FormDialog } from '../../app/FormDialog.tsx'
import { useTodayDate } from '../../app/today.ts'
import { mattersText } from '../../text/matters.ts'
import { FormDateField, FormTextField } from '../../ui/FormFields.tsx'
import { SelectField } from '../../ui/SelectField.tsx'
import { showToast } from '../../ui/Toast.tsx'
import css from './Matters.module.css'

const text = mattersText.form

/** '' stands for nothing. */
interface MatterDraft {
  readonly title: string
  readonly fileNumber: string
  readonly openedOn: string
  readonly attorneyId: string
  readonly paralegalId: string
  readonly notes: string
}

export interface MatterFormProps {
  readonly client: { readonly id: string; readonly name: string }
  /** The matter to change; without it one is added. */
  readonly editing?: Matter
  readonly onClose: () => void
}

function draftFrom(matter: Matter): MatterDraft {
  const { title, fileNumber, openedOn, attorney, paralegal, notes } = matter
  return { title, fileNumber, openedOn: openedOn ?? '', attorneyId: attorney?.id ?? '', paralegalId: paralegal?.id ?? '', notes }
}

/** Adds a matter to a client, or changes one. */
export function MatterForm({ client, editing, onClose }: MatterFormProps) {
  const { matters } = useStores()
  const todayDate = useTodayDate()
  const [today] = useState(todayDate)
  const form = useForm<MatterDraft>({
    defaultValues: editing ? draftFrom(editing) : { title: '', fileNumber: '', openedOn: today, attorneyId: '', paralegalId: '', notes: '' }
  })
  const { control } = form
  return (
    <FormDialog
      form={form}
      title={editing ? text.editTitle : text.addTitle}
      subtitle={client.name}
      submitLabel={editing ? text.saveChanges : text.save}
      cancelLabel={text.cancel}
      onClose={onClose}
      onSubmit={async ({ openedOn, attorneyId, paralegalId, ...texts }) => {
        const fields = { ...texts, openedOn: openedOn || null, attorneyId: attorneyId || null, paralegalId: paralegalId || null }
        if (editing) await matters.update({ id: editing.id, ...fields })
        else await matters.create({ clientId: client.id, ...fields })
        showToast({ tone: 'good', text: editing ? mattersText.changed : mattersText.added(fields.title.trim()) })
        onClose()
      }}
    >
      <FormTextField
        control={control}
        name="title"
        label={text.title}
        description={text.titleHint}
        isRequired
        autoFocus
        maxLength={200}
        autoComplete="off"
        rules={{ validate: (value) => value.trim() !== '' || text.titleMissing }}
      />
      <div className={css.pair}>
        <FormTextField
          control={control}
          name="fileNumber"
          label={text.fileNumber}
          description={text.fileNumberHint}
          maxLength={60}
          autoComplete="off"
        />
        <FormDateField
          control={control}
          name="openedOn"
          label={text.openedOn}
          description={text.openedOnHint}
          rules={{ validate: (value) => value <= todayDate() || text.inFuture }}
        />
        <MemberField control={control} name="attorneyId" label={text.attorney} known={editing?.attorney?.id} />
        <MemberField control={control} name="paralegalId" label={text.paralegal} known={editing?.paralegal?.id} />
      </div>
      <FormTextField control={control} name="notes" label={text.notes} multiline rows={3} maxLength={10_000} />
    </FormDialog>
  )
}

interface MemberFieldProps {
  readonly control: Control<MatterDraft>
  readonly name: 'attorneyId' | 'paralegalId'
  readonly label: string
  /** Responsible so far: stays in the list even when gone. */
  readonly known: string | undefined
}

function MemberField({ control, name, label, known }: MemberFieldProps) {
  const { members } = useStores()
  useView(members)
  const all = useStore(members, (state) => state.value) ?? []
  return (
    <Controller
      control={control}
      name={name}
      render={({ field }) => (
        <SelectField
          label={label}
          items={[
            { id: 'nobody', name: text.nobody },
            ...all
              .filter(({ id, leftOn }) => leftOn === null || id === known)
              .map(({ id, name: memberName, leftOn }) => ({
                id,
                name: memberName,
                description: leftOn === null ? undefined : text.hasLeft
              }))
          ]}
          selectedKey={field.value === '' ? 'nobody' : field.value}
          onSelectionChange={(id) => field.onChange(id === 'nobody' ? '' : id)}
          onBlur={field.onBlur}
        />
      )}
    />
  )
}
