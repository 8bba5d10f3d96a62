import { type Control, Controller, useForm, useWatch } from 'react-hook-form'
import { useStore } from 'zustand'
import type { Account, Portal, SecondFactor } from '#contract'
import { factorKinds, holderKinds } from '#contract/vocabulary'
import { useStores } from '../../../api/context.tsx'
import { useView } from '../../../app/answer-store.ts'
import { FormDialog } from '../../../app/FormDialog.tsx'
import { accountName } from '../../../text/accounts.ts'
import { factorKindNames } from '../../../text/recovery.ts'
import { secondFactorsText } from '../../../text/second-factors.ts'
import { FieldWarning } from '../../../ui/FieldWarning.tsx'
import { FormDateField, FormTextField } from '../../../ui/FormFields.tsx'
import { RadioField } from '../../../ui/RadioField.tsx'
import { SelectField } from '../../../ui/SelectField.tsx'
import { showToast } from '../../../ui/Toast.tsx'
import css from '../Codes.module.css'
import { ChangedField } from './ChangedField.tsx'
import { draftFromFactor, type FactorDraft, factorFromDraft, newFactorDraft } from './factor-draft.ts'

const text = secondFactorsText.form

export interface FactorFormProps {
  readonly account: Account
  readonly portal: Portal | null
  /** The factor to change; without it a new one is added. */
  readonly editing?: SecondFactor
  readonly onClose: () => void
}

/** Records what the portal has on file as a second factor, and whose phone, mailbox or device it depends on. */
export function FactorForm({ account, portal, editing, onClose }: FactorFormProps) {
  const { accounts } = useStores()
  const form = useForm<FactorDraft>({ defaultValues: editing ? draftFromFactor(editing) : newFactorDraft })
  const { control } = form
  const [kind, holderKind] = useWatch({ control, name: ['kind', 'holderKind'] })
  const isOffered = kind === '' || kind === 'other' || portal === null || portal.factorsOffered.includes(kind)

  const save = async (draft: FactorDraft): Promise<void> => {
    const fields = factorFromDraft(draft)
    if (editing) await accounts.room.updateFactor({ id: editing.id, ...fields })
    else await accounts.room.addFactor({ accountId: account.id, ...fields })
    showToast({ tone: 'good', text: editing ? secondFactorsText.saved : secondFactorsText.added })
    onClose()
  }

  return (
    <FormDialog
      form={form}
      title={editing ? text.editTitle : text.addTitle}
      subtitle={accountName(account)}
      submitLabel={text.save}
      cancelLabel={text.cancel}
      onSubmit={save}
      onClose={onClose}
    >
      <Controller
        control={control}
        name="kind"
        rules={{ validate: (value) => value !== '' || text.kindMissing }}
        render={({ field, fieldState }) => (
          <div ref={(box) => field.ref(box && { focus: () => box.querySelector('button')?.focus() })}>
            <SelectField
              label={text.kind}
              placeholder={text.kindChoose}
              items={factorKinds.map((id) => ({ id, name: factorKindNames[id] }))}
              selectedKey={field.value === '' ? null : field.value}
              onSelectionChange={field.onChange}
              onBlur={field.onBlur}
              errorMessage={fieldState.error?.message}
              description={
                isOffered ? kind === 'authenticator' ? text.authenticatorHint : null : <FieldWarning>{text.notOffered}</FieldWarning>
              }
              autoFocus
              isRequired
            />
          </div>
        )}
      />
      <Controller
        control={control}
        name="holderKind"
        render={({ field }) => (
          <RadioField
            label={text.holder}
            options={holderKinds.map((id) => ({ id, name: text.holders[id] }))}
            value={field.value}
            onChange={field.onChange}
            isInline
          />
        )}
      />
      {holderKind === 'member' && <MemberField control={control} />}
      {holderKind === 'other' && (
        <FormTextField
          control={control}
          name="holderName"
          label={text.holderName}
          description={text.holderNameHint}
          isRequired
          maxLength={120}
          rules={{ validate: (value, draft) => draft.holderKind !== 'other' || value.trim() !== '' || text.holderNameMissing }}
        />
      )}
      <div className={css.pair}>
        <FormTextField control={control} name="detail" label={text.detail} description={text.detailHint} maxLength={200} />
        <FormDateField control={control} name="addedOn" label={text.addedOn} />
      </div>
      <ChangedField control={control} portal={portal} />
    </FormDialog>
  )
}

/** Members who work here, and the one chosen already even if gone. */
function MemberField({ control }: { readonly control: Control<FactorDraft> }) {
  const { members } = useStores()
  useView(members)
  const all = useStore(members, (state) => state.value) ?? []
  return (
    <Controller
      control={control}
      name="memberId"
      rules={{ validate: (value, draft) => draft.holderKind !== 'member' || value !== '' || text.memberMissing }}
      render={({ field, fieldState }) => (
        <div ref={(box) => field.ref(box && { focus: () => box.querySelector('button')?.focus() })}>
          <SelectField
            label={text.member}
            placeholder={text.memberChoose}
            description={text.noMembers}
            items={all
              .filter(({ id, leftOn }) => leftOn === null || id === field.value)
              .map(({ id, name, leftOn }) => ({ id, name, description: leftOn === null ? undefined : secondFactorsText.hasLeft }))}
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
