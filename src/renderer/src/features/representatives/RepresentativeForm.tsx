import { useState } from 'react'
import { type Control, Controller, useForm, useWatch } from 'react-hook-form'
import { useStore } from 'zustand'
import type { RepresentativeKind } from '#contract'
import { representativeKinds } from '#contract/vocabulary'
import { useStores } from '../../api/context.tsx'
import { useView } from '../../app/answer-store.ts'
import { FormDialog } from '../../app/FormDialog.tsx'
import { useTodayDate } from '../../app/today.ts'
import { representativeKindNames, representativesText } from '../../text/representatives.ts'
import { FormDateField, FormTextField } from '../../ui/FormFields.tsx'
import { RadioField } from '../../ui/RadioField.tsx'
import { SelectField } from '../../ui/SelectField.tsx'
import { showToast } from '../../ui/Toast.tsx'

const text = representativesText.form

/** '' stands for nothing. */
interface RepresentativeDraft {
  readonly who: 'member' | 'outside'
  readonly memberId: string
  readonly name: string
  readonly kind: RepresentativeKind
  readonly givenOn: string
}

/** Records a G-28 in a case. */
export function RepresentativeForm({ caseId, onClose }: { readonly caseId: string; readonly onClose: () => void }) {
  const { representatives, members } = useStores()
  const todayDate = useTodayDate()
  const [today] = useState(todayDate)
  const form = useForm<RepresentativeDraft>({
    defaultValues: { who: 'member', memberId: '', name: '', kind: 'attorney', givenOn: today }
  })
  const { control } = form
  const who = useWatch({ control, name: 'who' })

  const save = async ({ memberId, name, kind, givenOn, who: chosen }: RepresentativeDraft): Promise<void> => {
    const isMember = chosen === 'member'
    await representatives.add({ caseId, kind, givenOn, memberId: isMember ? memberId : null, name: isMember ? '' : name })
    const shown = isMember ? members.getState().value?.find(({ id }) => id === memberId)?.name : name.trim()
    showToast({ tone: 'good', text: representativesText.added(shown ?? '') })
    onClose()
  }

  return (
    <FormDialog form={form} title={text.title} submitLabel={text.save} cancelLabel={text.cancel} onSubmit={save} onClose={onClose}>
      <Controller
        control={control}
        name="who"
        render={({ field }) => (
          <RadioField
            label={text.who}
            options={[
              { id: 'member', name: text.ofFirm },
              { id: 'outside', name: text.outside }
            ]}
            value={field.value}
            onChange={field.onChange}
            isInline
          />
        )}
      />
      {who === 'member' ? (
        <MemberField control={control} />
      ) : (
        <FormTextField
          control={control}
          name="name"
          label={text.name}
          isRequired
          maxLength={120}
          autoComplete="off"
          rules={{ validate: (value, draft) => draft.who !== 'outside' || value.trim() !== '' || text.nameMissing }}
        />
      )}
      <Controller
        control={control}
        name="kind"
        render={({ field }) => (
          <RadioField
            label={text.kind}
            options={representativeKinds.map((id) => ({ id, name: representativeKindNames[id] }))}
            value={field.value}
            onChange={field.onChange}
            isInline
          />
        )}
      />
      <FormDateField
        control={control}
        name="givenOn"
        label={text.givenOn}
        description={text.givenOnHint}
        isRequired
        rules={{ validate: (value) => (value === '' ? text.givenOnMissing : value <= todayDate() || text.inFuture) }}
      />
    </FormDialog>
  )
}

/** Everybody who is or was a member: an old G-28 may be of somebody who left. */
function MemberField({ control }: { readonly control: Control<RepresentativeDraft> }) {
  const { members } = useStores()
  useView(members)
  const all = useStore(members, (state) => state.value) ?? []
  return (
    <Controller
      control={control}
      name="memberId"
      rules={{ validate: (value, draft) => draft.who !== 'member' || value !== '' || text.memberMissing }}
      render={({ field, fieldState }) => (
        <div ref={(box) => field.ref(box && { focus: () => box.querySelector('button')?.focus() })}>
          <SelectField
            label={text.member}
            placeholder={text.memberChoose}
            description={text.membersHint}
            items={all.map(({ id, name, leftOn }) => ({
              id,
              name,
              description: leftOn === null ? undefined : representativesText.hasLeft
            }))}
            selectedKey={field.value === '' ? null : field.value}
            onSelectionChange={field.onChange}
            onBlur={field.onBlur}
            errorMessage={fieldState.error?.message}
            isRequired
          />
        </div>
      )}
    />
  )
}
