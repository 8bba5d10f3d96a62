import { useState } from 'react'
import type { Output, RecoveryKit, VaultStatus } from '#contract'
import { useClient } from '../../../api/context.tsx'
import { CheckStep } from '../../../app/kit/CheckStep.tsx'
import { KitStep } from '../../../app/kit/KitStep.tsx'
import { securityText } from '../../../text/security.ts'
import { setupText } from '../../../text/vault.ts'
import { Button } from '../../../ui/Button.tsx'
import { Dialog } from '../../../ui/Dialog.tsx'
import { Notice } from '../../../ui/Notice.tsx'
import { RotationPlan } from './RotationPlan.tsx'
import { RotationProgress } from './RotationProgress.tsx'
import css from './Security.module.css'

interface RotationDialogProps {
  readonly memberName: string
  /** Whether the keychain opened the vault before: then it should afterwards. */
  readonly hadKeychainSlot: boolean
  readonly onRotated: (status: VaultStatus) => void
  readonly onClose: () => void
}

const words = securityText.rotation

/** New keys: what happens and why, the new kit once, two groups retyped, the work with its progress, what to do afterwards. */
export function RotationDialog({ memberName, hadKeychainSlot, onRotated, onClose }: RotationDialogProps) {
  const client = useClient()
  const [kit, setKit] = useState<RecoveryKit | null>(null)
  const [isChecking, setChecking] = useState(false)
  const [isRunning, setRunning] = useState(false)
  const [done, setDone] = useState<Output<'vault.rotate'> | null>(null)

  const drop = (): void => {
    if (isRunning) return
    if (kit !== null && done === null) client.vault.cancelSetup({}).catch(() => undefined)
    onClose()
  }
  const rotate = async (groups: [string, string]): Promise<void> => {
    setRunning(true)
    try {
      const answer = await client.vault.rotate({ groups })
      setDone(answer)
      onRotated(answer.status)
    } finally {
      setRunning(false)
    }
  }

  if (done !== null) {
    const footer = (
      <Button variant="primary" onPress={onClose} autoFocus>
        {words.close}
      </Button>
    )
    return (
      <Dialog isOpen title={words.doneTitle} onClose={onClose} footer={footer}>
        <div className={css.form}>
          <Notice tone="good">{words.done(done.records)}</Notice>
          {hadKeychainSlot && !done.status.keychainSlot && <Notice tone="warn">{words.keychainLost}</Notice>}
        </div>
      </Dialog>
    )
  }
  if (kit === null) return <RotationPlan onKit={setKit} onClose={drop} />
  return (
    <Dialog isOpen size="large" title={isChecking ? setupText.check.title : setupText.kit.title} onClose={drop}>
      {!isChecking && <KitStep kit={kit} memberName={memberName} backLabel={words.back} onBack={drop} onNext={() => setChecking(true)} />}
      {isRunning && <RotationProgress />}
      {isChecking && (
        // Stays mounted while the keys are replaced: what went wrong is said here.
        <div hidden={isRunning}>
          <CheckStep asked={kit.confirm} confirmLabel={words.submit} onBack={() => setChecking(false)} onConfirm={rotate} />
        </div>
      )}
    </Dialog>
  )
}
