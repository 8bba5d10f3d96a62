import { useEffect, useState } from 'react'
import { type Control, Controller, type UseFormReturn, useForm, useWatch } from 'react-hook-form'
import type { AccessCode, Account, Portal } from '#contract'
import { addressees } from '#contract/vocabulary'
import { useClient, useStores } from '../../../api/context.tsx'
import { addDays, daysBetween } from '../../../app/calendar.ts'
import { FormDialog } from '../../../app/FormDialog.tsx'
import { useTodayDate } from '../../../app/today.ts'
import { accessCodesText } from '../../../text/access-codes.ts'
import { accountName, accountsText } from '../../../text/accounts.ts'
import { formatDate } from '../../../text/dates.ts'
import { Button } from '../../../ui/Button.tsx'
import { CheckboxField } from '../../../ui/CheckboxField.tsx'
import { DateField } from '../../../ui/DateField.tsx'
import { FormDateField, FormTextField } from '../../../ui/FormFields.tsx'
import { RadioField } from '../../../ui/RadioField.tsx'
import { showToast } from '../../../ui/Toast.tsx'
import css from '../Codes.module.css'
import { type AccessCodeDraft, draftFromAccessCode, effectiveExpiry, isCodeLengthFine, newAccessCodeDraft } from './access-code-draft.ts'
import { parseReceiptNumbers } from './receipt-numbers.ts'

const text = accessCodesText.form
const mostReceipts = 20

export interface AccessCodeFormProps {
  readonly account: Account
  readonly portal: Portal | null
  /** The logged notice to change; its code itself cannot be changed. */
  readonly editing?: AccessCode
  /** The notice that the new one stands in for: party and receipt numbers are taken over. */
  readonly replacing?: AccessCode
  readonly onEditAccount: () => void
  readonly onClose: () => void
}

/** Logs a notice with an access code, or changes a logged one. The expiry follows from the notice date unless somebody sets it. */
export function AccessCodeForm({ account, portal, editing, replacing, onEditAccount, onClose }: AccessCodeFormProps) {
  const { accounts } = useStores()
  const todayDate = useTodayDate()
  const [today] = useState(todayDate)
  const form = useForm<AccessCodeDraft>({ defaultValues: startingDraft(editing, replacing) })
  const { control } = form
  const lifetimeDays = portal?.accessCode?.lifetimeDays ?? null

  const save = async (draft: AccessCodeDraft): Promise<void> => {
    const notice = {
      noticeOn: draft.noticeOn,
      expiresOn: draft.expiresOn === '' ? null : draft.expiresOn,
      addressee: draft.addressee,
      receiptNumbers: parseReceiptNumbers(draft.receipts)
    }
    if (editing) {
      await accounts.room.updateAccessCode({ id: editing.id, ...notice })
      showToast({ tone: 'good', text: accessCodesText.saved })
    } else {
      const code = draft.code.trim()
      const logged = await accounts.room.recordAccessCode({
        accountId: account.id,
        code: code === '' ? null : code,
        replaces: draft.replaces,
        ...notice
      })
      showToast({ tone: 'good', text: accessCodesText.logged(formatDate(logged.expiresOn)) })
    }
    onClose()
  }

  return (
    <FormDialog
      form={form}
      title={editing ? text.editTitle : text.logTitle}
      subtitle={accountName(account)}
      submitLabel={editing ? text.saveChanges : text.save}
      cancelLabel={text.cancel}
      onSubmit={save}
      onClose={onClose}
    >
      <div className={css.pair}>
        <FormDateField
          control={control}
          name="noticeOn"
          label={text.noticeOn}
          description={text.noticeHint}
          isRequired
          autoFocus
          rules={{ validate: (date) => date !== '' || text.noticeMissing }}
        />
        <Expiry form={form} today={today} lifetimeDays={lifetimeDays} />
      </div>
      {!editing && (
        <Code
          control={control}
          account={account}
          name={portal?.accessCode?.name ?? accessCodesText.codeFallback}
          onEditAccount={onEditAccount}
        />
      )}
      <Controller
        control={control}
        name="addressee"
        render={({ field }) => (
          <RadioField
            label={text.addressee}
            options={addressees.map((id) => ({ id, name: accessCodesText.addressees[id] }))}
            description={text.addresseeHint[field.value]}
            value={field.value}
            onChange={field.onChange}
            isInline
          />
        )}
      />
      <Receipts form={form} clientId={account.clientId} />
      {!editing && (
        <Controller
          control={control}
          name="replaces"
          render={({ field }) => <CheckboxField label={text.replaces} isSelected={field.value} onChange={field.onChange} />}
        />
      )}
    </FormDialog>
  )
}

function startingDraft(editing: AccessCode | undefined, replacing: AccessCode | undefined): AccessCodeDraft {
  if (editing) return draftFromAccessCode(editing)
  const draft = newAccessCodeDraft()
  return replacing ? { ...draft, addressee: replacing.addressee, receipts: replacing.receiptNumbers.join(', ') } : draft
}

interface CodeProps {
  readonly control: Control<AccessCodeDraft>
  readonly account: Account
  readonly name: string
  readonly onEditAccount: () => void
}

/** The code itself, or why only the notice can be logged. */
function Code({ control, account, name, onEditAccount }: CodeProps) {
  if (account.secretsForbidden !== null) {
    return (
      <div className={css.chips}>
        <span className={css.muted}>
          {accountsText.secretsForbidden[account.secretsForbidden]} {text.noticeOnly}
        </span>
        <Button size="small" onPress={onEditAccount}>
          {account.secretsForbidden === 'consent-missing' ? accountsText.recordConsent : accountsText.changeCustody}
        </Button>
      </div>
    )
  }
  return (
    <FormTextField
      control={control}
      name="code"
      label={text.code(name)}
      description={text.codeHint}
      mono
      autoComplete="off"
      maxLength={200}
      rules={{ validate: (code) => isCodeLengthFine(code) || text.codeLength }}
    />
  )
}

interface ExpiryProps {
  readonly form: UseFormReturn<AccessCodeDraft>
  readonly today: string
  readonly lifetimeDays: number | null
}

function Expiry({ form, today, lifetimeDays }: ExpiryProps) {
  const { control } = form
  const [noticeOn, expiresOn] = useWatch({ control, name: ['noticeOn', 'expiresOn'] })
  const computed = lifetimeDays === null ? null : addDays(noticeOn, lifetimeDays)
  const shown = effectiveExpiry({ noticeOn, expiresOn }, lifetimeDays)
  const days = daysBetween(today, shown)
  const hint =
    expiresOn !== '' && computed !== null
      ? text.expiresEdited(formatDate(computed))
      : lifetimeDays === null
        ? null
        : text.expiresHint(lifetimeDays)
  return (
    <Controller
      control={control}
      name="expiresOn"
      rules={{
        validate: (_edited, draft) => {
          const expiry = effectiveExpiry(draft, lifetimeDays)
          if (expiry === '') return draft.noticeOn === '' || text.expiresMissing
          return (daysBetween(draft.noticeOn, expiry) ?? 0) >= 0 || text.expiresBeforeNotice
        }
      }}
      render={({ field, fieldState }) => (
        <div>
          <DateField
            label={text.expires}
            description={
              <>
                {days !== null && <strong>{text.outcome(days)}</strong>} {hint}
              </>
            }
            errorMessage={fieldState.error?.message}
            value={shown}
            onChange={(date) => field.onChange(date === computed ? '' : date)}
            onBlur={field.onBlur}
            inputRef={field.ref}
          />
          {expiresOn !== '' && computed !== null && (
            <Button size="small" variant="quiet" onPress={() => field.onChange('')}>
              {text.useComputed}
            </Button>
          )}
        </div>
      )}
    />
  )
}

/** Receipt numbers as text, with the client's cases one press away. */
function Receipts({ form, clientId }: { readonly form: UseFormReturn<AccessCodeDraft>; readonly clientId: string | null }) {
  const { control, setValue } = form
  const typed = parseReceiptNumbers(useWatch({ control, name: 'receipts' }))
  const offered = useReceiptNumbers(clientId)
  const tick = (receipt: string, isTicked: boolean): void => {
    const others = typed.filter((one) => one !== receipt)
    setValue('receipts', (isTicked ? [...others, receipt] : others).join(', '), { shouldDirty: true })
  }
  return (
    <div>
      <FormTextField
        control={control}
        name="receipts"
        label={text.receipts}
        description={text.receiptsHint}
        mono
        maxLength={1000}
        autoComplete="off"
        rules={{ validate: (receipts) => parseReceiptNumbers(receipts).length <= mostReceipts || text.receiptsTooMany }}
      />
      {offered.length > 0 && (
        // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be laid out as a row
        <div className={`${css.chips} ${css.ticks}`} role="group" aria-label={text.fromCases}>
          <span className={css.small}>{text.fromCases}</span>
          {offered.map((receipt) => (
            <CheckboxField
              key={receipt}
              label={receipt}
              isSelected={typed.includes(receipt)}
              onChange={(isTicked) => tick(receipt, isTicked)}
            />
          ))}
        </div>
      )}
    </div>
  )
}

function useReceiptNumbers(clientId: string | null): readonly string[] {
  const client = useClient()
  const [receipts, setReceipts] = useState<readonly string[]>([])
  useEffect(() => {
    if (clientId === null) return
    let isCurrent = true
    client.clients
      .get({ id: clientId })
      .then(({ cases }) => isCurrent && setReceipts(cases.map(({ receiptNumber }) => receiptNumber)))
      // Suggestions only: without them the numbers are typed.
      .catch(() => undefined)
    return () => {
      isCurrent = false
    }
  }, [client, clientId])
  return receipts
}
