import { useEffect, useState } from 'react'
import { type Control, Controller, useForm } from 'react-hook-form'
import type { AccessCode, Account, LinkFunction, LinkMethod } from '#contract'
import { linkFunctions, linkMethods } from '#contract/vocabulary'
import { useClient, useStores } from '../../../api/context.tsx'
import { FormDialog } from '../../../app/FormDialog.tsx'
import { useTodayDate } from '../../../app/today.ts'
import { accessCodesText } from '../../../text/access-codes.ts'
import { accountName } from '../../../text/accounts.ts'
import { FormDateField } from '../../../ui/FormFields.tsx'
import { RadioField } from '../../../ui/RadioField.tsx'
import { SelectField } from '../../../ui/SelectField.tsx'
import { showToast } from '../../../ui/Toast.tsx'
import css from '../Codes.module.css'

const text = accessCodesText.linkForm

interface Fields {
  readonly intoAccountId: string
  readonly linkedBy: LinkMethod | 'unsaid'
  readonly function: LinkFunction | 'unsaid'
  readonly redeemedOn: string
  readonly verifiedOn: string
}

export interface LinkFormProps {
  readonly account: Account
  /** Unused: it is marked as used. Used: what became of it is changed. */
  readonly code: AccessCode
  readonly onMarked: () => void
  readonly onClose: () => void
}

const said = <T extends string>(value: T | 'unsaid'): T | null => (value === 'unsaid' ? null : value)

/** What became of a code: into which account it was redeemed, how the case was linked, and whether somebody has seen it there. */
export function LinkForm({ account, code, onMarked, onClose }: LinkFormProps) {
  const { accounts } = useStores()
  const todayDate = useTodayDate()
  const [today] = useState(todayDate)
  const isUsed = code.usedAt !== null
  const form = useForm<Fields>({
    defaultValues: {
      intoAccountId: code.link?.intoAccountId ?? account.id,
      linkedBy: code.link?.linkedBy ?? (isUsed ? 'unsaid' : 'access-code'),
      function: code.link?.function ?? 'unsaid',
      redeemedOn: code.link?.redeemedOn ?? today,
      verifiedOn: code.link?.verifiedOn ?? ''
    }
  })
  const { control } = form

  const save = async ({ intoAccountId, redeemedOn, verifiedOn, ...how }: Fields): Promise<void> => {
    const link = { id: code.id, intoAccountId, linkedBy: said(how.linkedBy), function: said(how.function) }
    if (isUsed) {
      await accounts.room.updateLink({ ...link, redeemedOn, verifiedOn: verifiedOn === '' ? null : verifiedOn })
      showToast({ tone: 'good', text: accessCodesText.saved })
    } else {
      await accounts.room.markAccessCodeUsed(link)
      onMarked()
    }
    onClose()
  }

  return (
    <FormDialog
      form={form}
      title={isUsed ? text.editTitle : text.useTitle}
      subtitle={accountName(account)}
      submitLabel={isUsed ? text.saveChanges : text.save}
      cancelLabel={text.cancel}
      onSubmit={save}
      onClose={onClose}
    >
      <IntoAccount control={control} account={account} />
      <Controller
        control={control}
        name="linkedBy"
        render={({ field }) => (
          <SelectField
            label={text.linkedBy}
            items={(['unsaid', ...linkMethods] as const).map((id) => ({ id, name: text.methods[id] }))}
            selectedKey={field.value}
            onSelectionChange={field.onChange}
            onBlur={field.onBlur}
            autoFocus
          />
        )}
      />
      <Controller
        control={control}
        name="function"
        render={({ field }) => (
          <RadioField
            label={text.function}
            options={([...linkFunctions, 'unsaid'] as const).map((id) => ({ id, name: text.functions[id] }))}
            description={text.functionHint}
            value={field.value}
            onChange={field.onChange}
            isInline
          />
        )}
      />
      {isUsed && (
        <div className={css.pair}>
          <FormDateField
            control={control}
            name="redeemedOn"
            label={text.redeemedOn}
            min={code.noticeOn}
            max={today}
            isRequired
            rules={{ validate: (on) => (on === '' ? text.redeemedMissing : (on <= today && on >= code.noticeOn) || text.redeemedWrong) }}
          />
          <FormDateField
            control={control}
            name="verifiedOn"
            label={text.verifiedOn}
            description={text.verifiedHint}
            max={today}
            rules={{ validate: (on, { redeemedOn }) => on === '' || (on <= today && on >= redeemedOn) || text.verifiedWrong }}
          />
        </div>
      )}
    </FormDialog>
  )
}

/** Asked only where the client has another account at the portal. */
function IntoAccount({ control, account }: { readonly control: Control<Fields>; readonly account: Account }) {
  const client = useClient()
  const { id, clientId, portalId, username, nickname } = account
  const [others, setOthers] = useState<readonly { id: string; username: string; nickname: string }[]>([])
  useEffect(() => {
    let isCurrent = true
    client.accounts
      .list({ clientId, portalId, limit: 500 })
      .then(({ rows }) => isCurrent && setOthers(rows.filter((row) => row.clientId === clientId && row.id !== id)))
      // Without the others the code went into its own account.
      .catch(() => undefined)
    return () => {
      isCurrent = false
    }
  }, [client, clientId, portalId, id])
  if (others.length === 0) return null
  const items = [{ id, username, nickname }, ...others].map((one) => ({
    id: one.id,
    name: one.nickname === '' ? one.username : `${one.username} · ${one.nickname}`
  }))
  return (
    <Controller
      control={control}
      name="intoAccountId"
      render={({ field }) => (
        <SelectField label={text.into} items={items} selectedKey={field.value} onSelectionChange={field.onChange} onBlur={field.onBlur} />
      )}
    />
  )
}
