import { useEffect, useState } from 'react'
import { Controller, useForm } from 'react-hook-form'
import type { Account, BackupCode, Case } from '#contract'
import { useClient, useStores } from '../../../api/context.tsx'
import { FormDialog } from '../../../app/FormDialog.tsx'
import { accountName } from '../../../text/accounts.ts'
import { backupCodesText } from '../../../text/backup-codes.ts'
import { FormTextField } from '../../../ui/FormFields.tsx'
import { SelectField } from '../../../ui/SelectField.tsx'
import { showToast } from '../../../ui/Toast.tsx'

const text = backupCodesText

interface CodeFormProps {
  readonly account: Account
  readonly code: BackupCode
  /** The code as its row calls it. */
  readonly name: string
  readonly takeOver: boolean
  readonly onClose: () => void
}

const noCase = 'none'

/** Marks a code used, with what for. */
export function UseCodeForm({ account, code, name, takeOver, onClose }: CodeFormProps) {
  const { accounts } = useStores()
  const cases = useCases(account.clientId)
  const form = useForm({ defaultValues: { purpose: code.reservation?.for ?? '', caseId: noCase } })
  return (
    <FormDialog
      form={form}
      title={text.useForm.title(name)}
      subtitle={accountName(account)}
      submitLabel={text.useForm.save}
      cancelLabel={text.useForm.cancel}
      onClose={onClose}
      onSubmit={async ({ purpose, caseId }) => {
        await accounts.room.markBackupCodeUsed({ id: code.id, for: purpose, caseId: caseId === noCase ? null : caseId, takeOver })
        showToast({ text: text.markedUsed(name) })
        onClose()
      }}
    >
      <FormTextField
        control={form.control}
        name="purpose"
        label={text.useForm.for}
        description={text.useForm.forHint}
        maxLength={200}
        autoFocus
      />
      {cases.length > 0 && (
        <Controller
          control={form.control}
          name="caseId"
          render={({ field }) => (
            <SelectField
              label={text.useForm.case}
              items={[
                { id: noCase, name: text.useForm.noCase },
                ...cases.map((one) => ({ id: one.id, name: [one.form, one.receiptNumber].filter((part) => part !== '').join(' ') }))
              ]}
              selectedKey={field.value}
              onSelectionChange={field.onChange}
            />
          )}
        />
      )}
    </FormDialog>
  )
}

function useCases(clientId: string | null): readonly Case[] {
  const client = useClient()
  const [cases, setCases] = useState<readonly Case[]>([])
  useEffect(() => {
    if (clientId === null) return
    let isCurrent = true
    client.clients
      .get({ id: clientId })
      .then((found) => isCurrent && setCases(found.cases))
      // An offer only: without it the words say what for.
      .catch(() => undefined)
    return () => {
      isCurrent = false
    }
  }, [client, clientId])
  return cases
}

/** Keeps a code for the acting member. */
export function ReserveCodeForm({ account, code, name, takeOver, onClose }: CodeFormProps) {
  const { accounts } = useStores()
  const form = useForm({ defaultValues: { purpose: '' } })
  return (
    <FormDialog
      form={form}
      title={text.reserveForm.title(name)}
      subtitle={accountName(account)}
      size="small"
      submitLabel={text.reserveForm.save}
      cancelLabel={text.reserveForm.cancel}
      onClose={onClose}
      onSubmit={async ({ purpose }) => {
        await accounts.room.reserveBackupCode({ id: code.id, for: purpose, takeOver })
        showToast({ tone: 'good', text: text.reservedToast(name) })
        onClose()
      }}
    >
      <p>{text.reserveForm.explain}</p>
      <FormTextField
        control={form.control}
        name="purpose"
        label={text.reserveForm.for}
        description={text.reserveForm.forHint}
        maxLength={200}
        autoFocus
      />
    </FormDialog>
  )
}

/** Strikes out one code, with the reason. */
export function StrikeOutCodeForm({ account, code, name, takeOver, onClose }: CodeFormProps) {
  const { accounts } = useStores()
  const form = useForm({ defaultValues: { reason: '' } })
  return (
    <FormDialog
      form={form}
      title={text.strikeOutForm.title(name)}
      subtitle={accountName(account)}
      size="small"
      submitLabel={text.strikeOutForm.save}
      cancelLabel={text.strikeOutForm.cancel}
      onClose={onClose}
      onSubmit={async ({ reason }) => {
        await accounts.room.strikeOutBackupCode({ id: code.id, reason, takeOver })
        showToast({ text: text.struckOutToast(name) })
        onClose()
      }}
    >
      <p>{text.strikeOutForm.explain}</p>
      <FormTextField
        control={form.control}
        name="reason"
        label={text.strikeOutForm.reason}
        description={text.strikeOutForm.reasonHint}
        maxLength={200}
        isRequired
        autoFocus
        rules={{ validate: (reason) => reason.trim() !== '' || text.strikeOutForm.reasonMissing }}
      />
    </FormDialog>
  )
}
