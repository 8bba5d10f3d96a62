import { useForm } from 'react-hook-form'
import type { Account, Portal, SecondFactor } from '#contract'
import { useStores } from '../../../api/context.tsx'
import { FormDialog } from '../../../app/FormDialog.tsx'
import { accountName } from '../../../text/accounts.ts'
import { factorTitle, secondFactorsText } from '../../../text/second-factors.ts'
import { showToast } from '../../../ui/Toast.tsx'
import { ChangedField } from './ChangedField.tsx'
import { changedOnFrom, type FactorDraft, newFactorDraft } from './factor-draft.ts'

const text = secondFactorsText

export interface RetireFactorFormProps {
  readonly account: Account
  readonly portal: Portal | null
  readonly factor: SecondFactor
  readonly onClose: () => void
}

/** Takes a second factor out of use, and asks when the portal lost it. */
export function RetireFactorForm({ account, portal, factor, onClose }: RetireFactorFormProps) {
  const { accounts } = useStores()
  const form = useForm<FactorDraft>({ defaultValues: newFactorDraft })
  return (
    <FormDialog
      form={form}
      title={text.retireTitle}
      subtitle={accountName(account)}
      size="small"
      submitLabel={text.retireConfirm}
      cancelLabel={text.cancel}
      isFreelyClosed
      onClose={onClose}
      onSubmit={async (draft) => {
        await accounts.room.retireFactor({ id: factor.id, changedOn: changedOnFrom(draft) })
        showToast({ text: text.retired })
        onClose()
      }}
    >
      <p>{text.retireBody(factorTitle(factor))}</p>
      <ChangedField control={form.control} portal={portal} />
    </FormDialog>
  )
}
