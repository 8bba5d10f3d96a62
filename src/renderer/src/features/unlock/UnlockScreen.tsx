import { LogIn } from 'lucide-react'
import { useCallback, useEffect, useRef, useState } from 'react'
import type { VaultStatus } from '#contract'
import { useClient } from '../../api/context.tsx'
import { errorText } from '../../api/error-text.ts'
import { frameText } from '../../text/frame.ts'
import { unlockText } from '../../text/vault.ts'
import { Button } from '../../ui/Button.tsx'
import { CardPage } from '../../ui/CardPage.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { Spinner } from '../../ui/Spinner.tsx'
import { KitForm } from './KitForm.tsx'
import { PassphraseForm } from './PassphraseForm.tsx'
import css from './Unlock.module.css'

export interface UnlockScreenProps {
  readonly status: VaultStatus
  /** Asks the keychain at once; false after a lock in this window, so that locking by hand means something. */
  readonly opensByItself: boolean
  readonly below?: string | undefined
  readonly onVaultOpen: (status: VaultStatus) => void
  readonly onRestore: () => void
}

/** Opens with the keychain where it can, else with the passphrase, else with the recovery kit. */
export function UnlockScreen({ status, opensByItself, below, onVaultOpen, onRestore }: UnlockScreenProps) {
  const client = useClient()
  const [way, setWay] = useState<'passphrase' | 'kit'>('passphrase')
  const [isAskingKeychain, setAskingKeychain] = useState(status.keychainSlot && opensByItself)
  const [keychainError, setKeychainError] = useState<unknown>(null)

  const openWithKeychain = useCallback(async () => {
    setAskingKeychain(true)
    setKeychainError(null)
    try {
      onVaultOpen(await client.vault.unlockWithKeychain({}))
    } catch (problem) {
      setKeychainError(problem)
    } finally {
      setAskingKeychain(false)
    }
  }, [client, onVaultOpen])

  const hasAsked = useRef(false)
  useEffect(() => {
    if (!status.keychainSlot || !opensByItself || hasAsked.current) return
    hasAsked.current = true
    void openWithKeychain()
  }, [status.keychainSlot, opensByItself, openWithKeychain])

  if (way === 'kit') {
    return (
      <CardPage brand={frameText.product} title={unlockText.kitTitle} below={below} width="wide">
        <KitForm onVaultOpen={onVaultOpen} onBack={() => setWay('passphrase')} />
      </CardPage>
    )
  }
  return (
    <CardPage brand={frameText.product} title={unlockText.title} below={below}>
      {isAskingKeychain && (
        <div className={css.waiting} role="status">
          <Spinner />
          <div>
            <p>{unlockText.openingWithKeychain}</p>
            <p>{unlockText.keychainHint}</p>
          </div>
        </div>
      )}
      {keychainError !== null && (
        <Notice tone="warn" title={errorText(keychainError).title}>
          {errorText(keychainError).body}
        </Notice>
      )}
      {status.keychainSlot && !isAskingKeychain && (
        <div className={css.form}>
          <Button
            variant={keychainError === null ? 'primary' : 'secondary'}
            icon={LogIn}
            onPress={() => void openWithKeychain()}
            autoFocus={keychainError === null}
          >
            {unlockText.withKeychain}
          </Button>
          <div className={css.or}>{unlockText.or}</div>
        </div>
      )}
      <PassphraseForm
        takesFocus={!isAskingKeychain && (!status.keychainSlot || keychainError !== null)}
        isMain={!status.keychainSlot || keychainError !== null}
        onVaultOpen={onVaultOpen}
        onUseKit={() => setWay('kit')}
        onRestore={onRestore}
      />
    </CardPage>
  )
}
