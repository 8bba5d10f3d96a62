import { useEffect, useState } from 'react'
import { type Control, Controller, type UseFormReturn, useForm, useWatch } from 'react-hook-form'
import type { AccessCode, Account, Portal } from '#contract'
import { caseNumberRemark } from '#contract/identifiers'
import { addressees } from '#contract/vocabulary'
import { useClient, useStores } from '../../../api/context.tsx'
import { addDays, daysBetween } from '../../../app/calendar.ts'
import { showFailure } from '../../../app/change.ts'
import { FormDialog } from '../../../app/FormDialog.tsx'
import { useTodayDate } from '../../../app/today.ts'
import { accessCodesText } from '../../../text/access-codes.ts'
import { accountHead, accountName, accountsText } from '../../../text/accounts.ts'
import { formatDate } from '../../../text/dates.ts'
import { Button } from '../../../ui/Button.tsx'
import { CheckboxField } from '../../../ui/CheckboxField.tsx'
import { DateField } from '../../../ui/DateField.tsx'
import { FieldWarning } from '../../../ui/FieldWarning.tsx'
import { FormDateField, FormTextField } from '../../../ui/FormFields.tsx'
import { RadioField } from '../../../ui/RadioField.tsx'
import { showToast } from '../../../ui/Toast.tsx'
import css from '../Codes.module.css'
import {
  type AccessCodeDraft,
  draftFromAccessCode,
  effectiveExpiry,
  isCodeLengthFine,
  newAccessCodeDraft,
  replacesEarlier
} from './access-code-draft.ts'
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
  /** Receipt number known to stand on the notice. */
  readonly receipt?: string
  /** Leads back to where the account was chosen. */
  readonly onBack?: () => void
  readonly onEditAccount: () => void
  readonly onClose: () => void
}

/** Logs a notice with an access code, or changes a logged one. The expiry follows from the notice date unless somebody sets it. */
export function AccessCodeForm(props: AccessCodeFormProps) {
  const { account, portal, editing, replacing, receipt = '', onEditAccount, onBack, onClose } = props
  const { accounts } = useStores()
  const todayDate = useTodayDate()
  const [today] = useState(todayDate)
  const form = useForm<AccessCodeDraft>({ defaultValues: startingDraft(editing, replacing, receipt) })
  const { control } = form
  const lifetimeDays = portal?.accessCode?.lifetimeDays ?? null
  const earlier = useEarlierCodes(editing ? null : account.id, control)

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
        replaces: earlier.length === 0 ? draft.replaces : replacesEarlier(draft, earlier),
        ...notice
      })
      const { room } = accounts
      const keepEarlier = async (): Promise<void> => {
        for (const { id } of logged.replaced) await room.undoAccessCodeReplacement(id)
        showToast({ text: accessCodesText.keptEarlier(logged.replaced.length) })
      }
      showToast({
        tone: 'good',
        title: accountHead(account),
        text: accessCodesText.logged(
          formatDate(logged.expiresOn),
          logged.replaced.map((one) => formatDate(one.expiresOn))
        ),
        ...(logged.replaced.length > 0 && {
          action: { label: accessCodesText.keepEarlier(logged.replaced.length), onAction: () => void keepEarlier().catch(showFailure) }
        })
      })
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
      {...(onBack === undefined ? {} : { back: { label: text.back, onBack } })}
    >
      <div className={css.pair}>
        <FormDateField
          control={control}
          name="noticeOn"
          label={text.noticeOn}
          description={text.noticeHint}
          isRequired
          autoFocus
          rules={{ validate: (date) => (date === '' ? text.noticeMissing : date <= todayDate() || text.noticeInFuture) }}
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
      {earlier.length > 0 && <Replaces control={control} earlier={earlier} />}
    </FormDialog>
  )
}

function startingDraft(editing: AccessCode | undefined, replacing: AccessCode | undefined, receipt: string): AccessCodeDraft {
  if (editing) return draftFromAccessCode(editing)
  const draft = { ...newAccessCodeDraft(), receipts: receipt }
  return replacing ? { ...draft, replaces: true, addressee: replacing.addressee, receipts: replacing.receiptNumbers.join(', ') } : draft
}

/** The earlier codes that the notice as it is filled in would replace; none before its date is known. */
function useEarlierCodes(accountId: string | null, control: Control<AccessCodeDraft>): readonly AccessCode[] {
  const client = useClient()
  const [noticeOn, addressee, receipts] = useWatch({ control, name: ['noticeOn', 'addressee', 'receipts'] })
  const [earlier, setEarlier] = useState<readonly AccessCode[]>([])
  useEffect(() => {
    let isCurrent = true
    const receiptNumbers = parseReceiptNumbers(receipts).slice(0, mostReceipts)
    if (accountId === null || noticeOn === '') setEarlier([])
    else
      client.accessCodes
        .wouldReplace({ accountId, noticeOn, addressee, receiptNumbers })
        .then((found) => isCurrent && setEarlier(found))
        // A half-typed number or year is judged when the notice is saved.
        .catch(() => isCurrent && setEarlier([]))
    return () => {
      isCurrent = false
    }
  }, [client, accountId, noticeOn, addressee, receipts])
  return earlier
}

/** Names the codes that become replaced, before they do. */
function Replaces({ control, earlier }: { readonly control: Control<AccessCodeDraft>; readonly earlier: readonly AccessCode[] }) {
  const code = useWatch({ control, name: 'code' })
  return (
    <Controller
      control={control}
      name="replaces"
      render={({ field }) => {
        const isSelected = replacesEarlier({ replaces: field.value, code }, earlier)
        return (
          <CheckboxField
            label={text.replaces(earlier.map((one) => ({ noticeOn: formatDate(one.noticeOn), expiresOn: formatDate(one.expiresOn) })))}
            {...(field.value === null && !isSelected ? { description: text.replacesUnasked } : {})}
            isSelected={isSelected}
            onChange={field.onChange}
          />
        )
      }}
    />
  )
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
  const odd = typed.filter((one) => caseNumberRemark('receipt', one) !== null)
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
        description={odd.length === 0 ? text.receiptsHint : <FieldWarning>{text.receiptsOdd(odd)}</FieldWarning>}
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
