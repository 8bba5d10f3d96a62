import { useForm } from 'react-hook-form'
import { useStores } from '../../../api/context.tsx'
import { FormDialog } from '../../../app/FormDialog.tsx'
import { authenticatorsText } from '../../../text/authenticators.ts'
import { FormTextField } from '../../../ui/FormFields.tsx'
import { showToast } from '../../../ui/Toast.tsx'
import { LiveCodeBox } from './LiveCodeBox.tsx'

const text = authenticatorsText.dialog.confirm

export interface ConfirmAuthenticatorDialogProps {
  readonly authenticatorId: string
  /** Whose authenticator: client, portal and username. */
  readonly account: string
  readonly onClose: () => void
}

/** Confirms an authenticator with a code that the portal has accepted. Closing leaves it unconfirmed, which its panel shows. */
export function ConfirmAuthenticatorDialog({ authenticatorId, account, onClose }: ConfirmAuthenticatorDialogProps) {
  const { accounts } = useStores()
  const form = useForm({ defaultValues: { code: '' } })
  return (
    <FormDialog
      form={form}
      title={text.title}
      subtitle={account}
      submitLabel={text.confirm}
      cancelLabel={text.later}
      isFreelyClosed
      onClose={onClose}
      onSubmit={async ({ code }) => {
        await accounts.room.confirmAuthenticator(authenticatorId, code.replace(/\s/g, ''))
        showToast({ tone: 'good', text: text.done })
        onClose()
      }}
    >
      <p>{text.steps}</p>
      <LiveCodeBox authenticatorId={authenticatorId} isShownAtOnce />
      <FormTextField
        control={form.control}
        name="code"
        label={text.field}
        description={text.lapsed}
        mono
        inputMode="numeric"
        autoComplete="off"
        maxLength={20}
        isRequired
        autoFocus
        rules={{ validate: (code) => code.trim() !== '' || text.missing }}
      />
    </FormDialog>
  )
}
