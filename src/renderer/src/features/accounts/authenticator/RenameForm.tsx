import { useForm } from 'react-hook-form'
import type { Account, Authenticator } from '#contract'
import { useStores } from '../../../api/context.tsx'
import { FormDialog } from '../../../app/FormDialog.tsx'
import { accountName } from '../../../text/accounts.ts'
import { authenticatorsText } from '../../../text/authenticators.ts'
import { FormTextField } from '../../../ui/FormFields.tsx'
import { showToast } from '../../../ui/Toast.tsx'

const text = authenticatorsText.renameForm

export interface RenameFormProps {
  readonly account: Account
  readonly authenticator: Authenticator
  readonly onClose: () => void
}

/** Gives an authenticator the name by which it is told apart from the account's others. */
export function RenameForm({ account, authenticator, onClose }: RenameFormProps) {
  const { accounts } = useStores()
  const form = useForm({ defaultValues: { nickname: authenticator.nickname } })
  return (
    <FormDialog
      form={form}
      title={text.title}
      subtitle={accountName(account)}
      size="small"
      submitLabel={text.save}
      cancelLabel={text.cancel}
      onClose={onClose}
      onSubmit={async ({ nickname }) => {
        await accounts.room.renameAuthenticator(authenticator.id, nickname)
        showToast({ tone: 'good', text: text.done })
        onClose()
      }}
    >
      <FormTextField control={form.control} name="nickname" label={text.field} description={text.hint} maxLength={60} autoFocus />
    </FormDialog>
  )
}
