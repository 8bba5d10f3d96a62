import { type ReactNode, useCallback, useEffect, useState } from 'react'
import type { VaultStatus } from '#contract'
import { errorText } from '../api/error-text.ts'
import { DamagedScreen } from '../features/damage/DamagedScreen.tsx'
import { RestoreScreen } from '../features/restore/RestoreScreen.tsx'
import { SetupScreen } from '../features/setup/SetupScreen.tsx'
import { NewPassphraseScreen } from '../features/unlock/NewPassphraseScreen.tsx'
import { UnlockScreen } from '../features/unlock/UnlockScreen.tsx'
import { frameText } from '../text/frame.ts'
import { securityText } from '../text/security.ts'
import { Button } from '../ui/Button.tsx'
import { CardPage } from '../ui/CardPage.tsx'
import { Notice } from '../ui/Notice.tsx'
import { Spinner } from '../ui/Spinner.tsx'
import { showToast } from '../ui/Toast.tsx'
import type { Session, SessionControl } from './session.ts'

interface LockGateProps {
  readonly control: SessionControl
  /** `handleDamage` leads from a damaged database that is read to what else can be done about it. */
  readonly children: (session: Session, handleDamage: () => void) => ReactNode
}

const restorePlace = '#/restore'

/** Shows the first run while there is no vault, the unlock screen while it is locked, and `children` only while it is open. */
export function LockGate({ control, children }: LockGateProps) {
  const { session, error, apply, refresh, lock } = control
  // The last step of the first run is shown although the vault is open by then.
  const [isInSetup, setInSetup] = useState(false)
  // Opened with the recovery kit: first a new passphrase, if one is wanted.
  const [isChoosingPassphrase, setChoosingPassphrase] = useState(false)
  const [isRestoring, setRestoring] = useState(() => location.hash === restorePlace)
  const endRestoring = useCallback(() => {
    setRestoring(false)
    if (location.hash === restorePlace) location.hash = '#/'
  }, [])
  // What can be done about damage stays until something was done and read about.
  const [handlesDamage, setHandlesDamage] = useState(false)
  const state = session?.status.state
  useEffect(() => {
    if (state === 'none') setInSetup(true)
    if (state === 'open') endRestoring()
    if (state === 'damaged') setHandlesDamage(true)
    if (state === 'locked') {
      setHandlesDamage(false)
      setInSetup(false)
      setChoosingPassphrase(false)
    }
  }, [state, endRestoring])
  const opened = (status: VaultStatus): void => {
    setChoosingPassphrase(status.mayChoosePassphrase)
    apply(status)
    if (status.keychainRemoved) showToast({ tone: 'warn', text: securityText.keychainRemoved })
  }

  if (error !== null) return <StartProblem error={error} onRetry={() => void refresh()} />
  if (session === null) return <Spinner label={frameText.starting} />
  const { status, info } = session
  const below = info.host === 'chromium-host' ? frameText.standIn : undefined
  const restore = () => setRestoring(true)
  if (isRestoring && status.state !== 'open') {
    const back = (): void => {
      // A computer that had nothing may have a vault now.
      void refresh()
      endRestoring()
    }
    return <RestoreScreen below={below} onBack={back} />
  }
  if (status.state === 'none' || (isInSetup && status.state === 'open')) {
    return (
      <SetupScreen
        info={info}
        keychain={status.keychainPolicy === 'forbidden' ? 'forbidden' : status.keychainAvailable ? 'available' : 'missing'}
        below={below}
        onVaultOpen={apply}
        onFinished={() => setInSetup(false)}
        onRestore={restore}
      />
    )
  }
  if (status.state === 'damaged' || (handlesDamage && status.state === 'open')) {
    return (
      <DamagedScreen
        status={status}
        below={below}
        onDone={(next) => {
          apply(next)
          setHandlesDamage(false)
        }}
        onLock={lock}
        onRestore={async () => {
          // A lock loads the page anew; the address says where to go on.
          location.hash = restorePlace
          restore()
          await lock()
        }}
      />
    )
  }
  if (status.state === 'locked') {
    return <UnlockScreen status={status} opensByItself={!status.hasBeenOpen} below={below} onVaultOpen={opened} onRestore={restore} />
  }
  if (isChoosingPassphrase) {
    const done = () => setChoosingPassphrase(false)
    return (
      <NewPassphraseScreen
        below={below}
        onChosen={(next) => {
          apply(next)
          done()
        }}
        onSkip={done}
      />
    )
  }
  return children(session, () => setHandlesDamage(true))
}

function StartProblem({ error, onRetry }: { readonly error: unknown; readonly onRetry: () => void }) {
  const { title, body } = errorText(error)
  return (
    <CardPage brand={frameText.product} title={frameText.startFailed}>
      <Notice tone="bad" title={title}>
        {body}
      </Notice>
      <Button variant="primary" onPress={onRetry}>
        {frameText.tryAgain}
      </Button>
    </CardPage>
  )
}
