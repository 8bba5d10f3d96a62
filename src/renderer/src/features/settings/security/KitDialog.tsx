import { useId, useState } from 'react'
import type { RecoveryKit } from '#contract'
import { useClient } from '../../../api/context.tsx'
import { CheckStep } from '../../../app/kit/CheckStep.tsx'
import { KitStep } from '../../../app/kit/KitStep.tsx'
import { Problem } from '../../../app/Problem.tsx'
import { securityText } from '../../../text/security.ts'
import { setupText } from '../../../text/vault.ts'
import { Button } from '../../../ui/Button.tsx'
import { Dialog } from '../../../ui/Dialog.tsx'
import { PresentPassphrase, usePresentPassphrase } from './PresentPassphrase.tsx'
import css from './Security.module.css'
import { useSubmit } from './use-submit.ts'

interface KitDialogProps {
  readonly memberName: string
  readonly onRenewed: () => void
  readonly onClose: () => void
}

/** A new recovery kit: passphrase, the kit once, two groups retyped. The old one counts until then. */
export function KitDialog({ memberName, onRenewed, onClose }: KitDialogProps) {
  const client = useClient()
  const words = securityText.renewal
  const id = useId()
  const present = usePresentPassphrase()
  const [kit, setKit] = useState<RecoveryKit | null>(null)
  const [isChecking, setChecking] = useState(false)
  const { isPending, error, onSubmit } = useSubmit(async () => {
    if (present.isThere()) setKit(await client.vault.renewKit({ passphrase: present.value }))
  }, present.takes)
  const drop = (): void => {
    // A failure leaves nothing behind: locking drops the kit too.
    if (kit !== null) client.vault.cancelSetup({}).catch(() => undefined)
    onClose()
  }

  if (kit === null) {
    return (
      <Dialog
        isOpen
        title={words.dialog}
        onClose={drop}
        footer={
          <>
            <Button onPress={drop}>{securityText.cancel}</Button>
            <Button variant="primary" type="submit" form={id} isPending={isPending}>
              {securityText.next}
            </Button>
          </>
        }
      >
        <form id={id} className={css.form} noValidate onSubmit={onSubmit}>
          <p>{words.explain}</p>
          <Problem error={error} />
          <PresentPassphrase {...present.field} />
        </form>
      </Dialog>
    )
  }
  return (
    <Dialog isOpen size="large" title={isChecking ? setupText.check.title : words.dialog} onClose={drop}>
      {isChecking ? (
        <CheckStep
          asked={kit.confirm}
          confirmLabel={words.submit}
          onBack={() => setChecking(false)}
          onConfirm={async (groups) => {
            await client.vault.confirmRenewedKit({ groups })
            onRenewed()
          }}
        />
      ) : (
        <KitStep kit={kit} memberName={memberName} backLabel={words.back} onBack={drop} onNext={() => setChecking(true)} />
      )}
    </Dialog>
  )
}
