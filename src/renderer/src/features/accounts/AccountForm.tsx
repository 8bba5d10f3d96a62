import { type Control, Controller, useForm, useWatch } from 'react-hook-form'
import { useLocation } from 'wouter'
import type { Account, Portal } from '#contract'
import { isAccountNumberShaped } from '#contract/identifiers'
import { custodyModes, signInProviders } from '#contract/vocabulary'
import { useStores } from '../../api/context.tsx'
import { FormDialog } from '../../app/FormDialog.tsx'
import { accountsText } from '../../text/accounts.ts'
import { FieldWarning } from '../../ui/FieldWarning.tsx'
import { FormDateField, FormTextField } from '../../ui/FormFields.tsx'
import { RadioField } from '../../ui/RadioField.tsx'
import { SelectField } from '../../ui/SelectField.tsx'
import { showToast } from '../../ui/Toast.tsx'
import css from './Accounts.module.css'
import { type AccountDraft, accountFromDraft, draftFromAccount, newDraft } from './account-draft.ts'
import { ClientPicker } from './ClientPicker.tsx'
import { usePortals } from './use-portals.ts'

const text = accountsText.form

export interface AccountFormProps {
  /** The account to change; without it a new one is made and opened. */
  readonly account?: Account
  /** Whose account the new one is; without it the form asks. */
  readonly client?: { readonly id: string; readonly name: string }
  /** What the new one starts with. */
  readonly startingAt?: { readonly portalId: string; readonly username: string }
  /** Takes the new account instead of opening its page. */
  readonly onCreated?: (account: Account) => void
  readonly onClose: () => void
}

/** Makes or changes an account. Waits for the portals, since every field but the client depends on one. */
export function AccountForm(props: AccountFormProps) {
  const portals = usePortals()
  return portals.length === 0 ? null : <OpenedForm {...props} portals={portals} />
}

function OpenedForm({
  account,
  client,
  startingAt,
  onCreated,
  onClose,
  portals
}: AccountFormProps & { readonly portals: readonly Portal[] }) {
  const { accounts } = useStores()
  const [, navigate] = useLocation()
  const form = useForm<AccountDraft>({
    defaultValues: account
      ? draftFromAccount(account)
      : { ...newDraft(accounts.getState().filter.portalId ?? '', client?.id ?? ''), ...startingAt }
  })
  const { control } = form
  const [portalId, custody, accountNumber, clientId] = useWatch({ control, name: ['portalId', 'custody', 'accountNumber', 'clientId'] })
  const ofClient = account ? account.clientId !== null : clientId !== ''
  const portal = portals.find(({ id }) => id === portalId) ?? null
  const usernameLabel = portal?.usernameLabel ?? text.username

  const save = async (draft: AccountDraft): Promise<void> => {
    const input = accountFromDraft(draft)
    if (account) {
      const { clientId: _fixed, ...changes } = input
      await accounts.room.update({ ...changes, id: account.id })
      showToast({ tone: 'good', text: accountsText.changed })
      onClose()
      return
    }
    const created = await accounts.create(input)
    showToast({ tone: 'good', text: accountsText.created(created.username) })
    if (onCreated) return onCreated(created)
    onClose()
    navigate(`/accounts/${created.id}`)
  }

  return (
    <FormDialog
      form={form}
      title={account ? text.editTitle : text.newTitle}
      subtitle={client?.name ?? account?.clientName ?? undefined}
      submitLabel={account ? text.saveChanges : text.save}
      cancelLabel={text.cancel}
      onSubmit={save}
      onClose={onClose}
    >
      {!account && !client && <ClientPicker control={control} />}
      <Controller
        control={control}
        name="portalId"
        rules={{ validate: (id) => id !== '' || text.portalMissing }}
        render={({ field, fieldState }) => (
          <div ref={(box) => field.ref(box && { focus: () => box.querySelector('button')?.focus() })}>
            <SelectField
              label={text.portal}
              placeholder={text.portalChoose}
              items={portals.map(({ id, name }) => ({ id, name }))}
              selectedKey={field.value === '' ? null : field.value}
              onSelectionChange={(id) => {
                field.onChange(id)
                const chosen = portals.find((one) => one.id === id)
                const usual = chosen?.signInProviders[0]
                // A portal that is only reached through a provider decides it; a choice it knows stays.
                if (chosen && usual && !chosen.signInProviders.includes(form.getValues('signInProvider')))
                  form.setValue('signInProvider', usual)
              }}
              onBlur={field.onBlur}
              errorMessage={fieldState.error?.message}
              autoFocus={client !== undefined && startingAt === undefined}
              isRequired
            />
          </div>
        )}
      />
      <FormTextField
        control={control}
        name="username"
        label={usernameLabel}
        isRequired
        maxLength={254}
        autoFocus={account !== undefined || startingAt !== undefined}
        rules={{ validate: (value) => value.trim() !== '' || text.usernameMissing(usernameLabel) }}
      />
      <div className={css.pair}>
        <FormTextField control={control} name="nickname" label={text.nickname} description={text.nicknameHint} maxLength={80} />
        <FormTextField
          control={control}
          name="accountNumber"
          label={portal?.accountNumber?.label ?? text.accountNumber}
          maxLength={60}
          mono
          description={
            isAccountNumberShaped(portal?.accountNumber?.pattern ?? null, accountNumber) ? (
              portal?.accountNumber?.hint
            ) : (
              <FieldWarning>{text.accountNumberMisshapen}</FieldWarning>
            )
          }
        />
      </div>
      <ProviderField control={control} portal={portal} />
      <Controller
        control={control}
        name="custody"
        render={({ field }) => (
          <RadioField
            label={text.custody}
            description={portal?.sharingNote}
            options={custodyModes.map((id) => ({
              id,
              name: accountsText.custody[id].name,
              description: accountsText.custody[id].meaning,
              // The firm's own login belongs to no client.
              isDisabled: id === 'firms-own' && ofClient && field.value !== 'firms-own'
            }))}
            value={field.value}
            onChange={field.onChange}
          />
        )}
      />
      {custody === 'firm-holds' && (
        <FormDateField control={control} name="consentOn" label={text.consentOn} description={text.consentHint} />
      )}
      <FormTextField control={control} name="notes" label={text.notes} multiline rows={2} maxLength={10_000} />
    </FormDialog>
  )
}

/** Through whom one signs in; asked only where that is not the portal itself anyway. */
function ProviderField({ control, portal }: { readonly control: Control<AccountDraft>; readonly portal: Portal | null }) {
  const chosen = useWatch({ control, name: 'signInProvider' })
  const usual = portal?.signInProviders ?? []
  if (chosen === 'own' && (portal === null || (usual.length === 1 && usual[0] === 'own'))) return null
  return (
    <Controller
      control={control}
      name="signInProvider"
      render={({ field }) => (
        <SelectField
          label={text.signInProvider}
          items={signInProviders.map((id) => ({ id, name: accountsText.signInProvider[id] }))}
          selectedKey={field.value}
          onSelectionChange={field.onChange}
          onBlur={field.onBlur}
          description={portal === null || usual.includes(field.value) ? null : <FieldWarning>{text.signInProviderHint}</FieldWarning>}
        />
      )}
    />
  )
}
