import { useState } from 'react'
import { Controller, type UseFormReturn, useForm, useWatch } from 'react-hook-form'
import type { Account, Passcode, Portal } from '#contract'
import { useStores } from '../../../api/context.tsx'
import { addDays } from '../../../app/calendar.ts'
import { FormDialog } from '../../../app/FormDialog.tsx'
import { useTodayDate } from '../../../app/today.ts'
import { accountName, accountsText } from '../../../text/accounts.ts'
import { formatDate } from '../../../text/dates.ts'
import { passcodesText } from '../../../text/passcodes.ts'
import { DateField } from '../../../ui/DateField.tsx'
import { FormDateField, FormTextField } from '../../../ui/FormFields.tsx'
import { showToast } from '../../../ui/Toast.tsx'
import { isCodeLengthFine } from '../access-codes/access-code-draft.ts'
import { ClientField, type NamedClient } from '../ClientField.tsx'
import css from '../Codes.module.css'
import { draftFromPasscode, effectiveExpiry, fieldsFromDraft, newPasscodeDraft, type PasscodeDraft } from './passcode-draft.ts'

const text = passcodesText.form

export interface PasscodeFormProps {
  readonly account: Account
  readonly portal: Portal | null
  /** The passcode to change. */
  readonly editing?: Passcode
  /** The passcode whose place the new one takes: client, form and filing are taken over. */
  readonly replacing?: Passcode
  readonly onClose: () => void
}

/** Records a passcode the portal showed, or changes what was recorded. */
export function PasscodeForm({ account, portal, editing, replacing, onClose }: PasscodeFormProps) {
  const { accounts } = useStores()
  const todayDate = useTodayDate()
  const [today] = useState(todayDate)
  const form = useForm<PasscodeDraft>({ defaultValues: startingDraft(account, today, editing, replacing) })
  const { control } = form

  const save = async (draft: PasscodeDraft): Promise<void> => {
    const fields = fieldsFromDraft(draft)
    if (editing) {
      await accounts.room.updatePasscode({ id: editing.id, ...fields })
      showToast({ tone: 'good', text: passcodesText.saved })
    } else {
      const { expiresOn } = await accounts.room.recordPasscode({ accountId: account.id, ...fields, replaces: replacing?.id ?? null })
      showToast({ tone: 'good', text: passcodesText.recorded(formatDate(expiresOn)) })
    }
    onClose()
  }

  return (
    <FormDialog
      form={form}
      title={editing ? text.editTitle : text.addTitle}
      subtitle={accountName(account)}
      submitLabel={editing ? text.saveChanges : text.save}
      cancelLabel={text.cancel}
      onSubmit={save}
      onClose={onClose}
    >
      {account.clientId === null && <ClientWhoSigns form={form} known={editing ?? replacing} />}
      <div className={css.pair}>
        <FormTextField
          control={control}
          name="form"
          label={text.form}
          description={text.formHint}
          maxLength={60}
          autoComplete="off"
          isRequired
          autoFocus={account.clientId !== null || editing !== undefined || replacing !== undefined}
          rules={{ validate: (value) => value.trim() !== '' || text.formMissing }}
        />
        <FormTextField control={control} name="about" label={text.about} description={text.aboutHint} maxLength={120} autoComplete="off" />
      </div>
      <div className={css.pair}>
        <FormDateField
          control={control}
          name="issuedOn"
          label={text.issuedOn}
          max={today}
          isRequired
          rules={{ validate: (on) => (on === '' ? text.issuedMissing : on <= today || text.future) }}
        />
        <Expiry form={form} portal={portal} />
      </div>
      {account.secretsForbidden === null ? (
        <FormTextField
          control={control}
          name="code"
          label={text.code}
          description={editing?.hasValue ? text.codeKept : text.codeHint}
          mono
          autoComplete="off"
          maxLength={200}
          rules={{ validate: (code) => isCodeLengthFine(code) || text.codeLength }}
        />
      ) : (
        <p className={css.muted}>
          {accountsText.secretsForbidden[account.secretsForbidden]} {text.datesOnly}
        </p>
      )}
      <div className={css.pair}>
        <FormDateField
          control={control}
          name="handedOverOn"
          label={text.handedOverOn}
          max={today}
          rules={{
            validate: (on, { issuedOn }) => {
              if (on === '') return true
              return on > today ? text.future : on >= issuedOn || text.handedOverBefore
            }
          }}
        />
        <FormTextField
          control={control}
          name="handedOverHow"
          label={text.handedOverHow}
          description={text.handedOverHint}
          maxLength={120}
        />
      </div>
    </FormDialog>
  )
}

function startingDraft(account: Account, today: string, editing: Passcode | undefined, replacing: Passcode | undefined): PasscodeDraft {
  if (editing) return draftFromPasscode(editing)
  const draft = newPasscodeDraft(replacing?.clientId ?? account.clientId ?? '', today)
  return replacing ? { ...draft, form: replacing.form, about: replacing.about } : draft
}

function ClientWhoSigns({ form, known }: { readonly form: UseFormReturn<PasscodeDraft>; readonly known: Passcode | undefined }) {
  const [chosen, setChosen] = useState<NamedClient | null>(known ? { id: known.clientId, name: known.clientName } : null)
  return (
    <Controller
      control={form.control}
      name="clientId"
      rules={{ validate: (id) => id !== '' || text.clientMissing }}
      render={({ field, fieldState }) => (
        <ClientField
          label={text.client}
          hint={accountsText.form.clientSearchHint}
          errorMessage={fieldState.error?.message}
          isRequired
          autoFocus={known === undefined}
          chosen={chosen}
          onChoose={(client) => {
            setChosen(client)
            field.onChange(client?.id ?? '')
          }}
          onBlur={field.onBlur}
          inputRef={field.ref}
        />
      )}
    />
  )
}

function Expiry({ form, portal }: { readonly form: UseFormReturn<PasscodeDraft>; readonly portal: Portal | null }) {
  const { control } = form
  const [issuedOn, expiresOn] = useWatch({ control, name: ['issuedOn', 'expiresOn'] })
  const rule = portal?.passcode ?? null
  const computed = rule === null ? null : addDays(issuedOn, rule.lifetimeDays)
  return (
    <Controller
      control={control}
      name="expiresOn"
      rules={{
        validate: (_edited, draft) => {
          const expiry = effectiveExpiry(draft, portal)
          return expiry === '' || expiry >= draft.issuedOn || text.expiresBefore
        }
      }}
      render={({ field, fieldState }) => (
        <DateField
          label={text.expires}
          description={rule === null ? undefined : text.expiresHint(rule.lifetimeDays, rule.certainty === 'A')}
          errorMessage={fieldState.error?.message}
          value={effectiveExpiry({ issuedOn, expiresOn }, portal)}
          onChange={(date) => field.onChange(date === computed ? '' : date)}
          onBlur={field.onBlur}
          inputRef={field.ref}
        />
      )}
    />
  )
}
