import { useState } from 'react'
import type { AppInfo, RecoveryKit, VaultStatus } from '#contract'
import { useClient } from '../../api/context.tsx'
import { CheckStep } from '../../app/kit/CheckStep.tsx'
import { KitStep } from '../../app/kit/KitStep.tsx'
import { frameText } from '../../text/frame.ts'
import { setupText } from '../../text/vault.ts'
import { Button } from '../../ui/Button.tsx'
import { CardPage } from '../../ui/CardPage.tsx'
import { FactList } from '../../ui/FactList.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { type KeychainOffer, type PassphraseDraft, PassphraseStep } from './PassphraseStep.tsx'
import css from './Setup.module.css'
import { type StepName, Steps } from './Steps.tsx'
import { suggestedName } from './suggested-name.ts'
import { WelcomeStep } from './WelcomeStep.tsx'

export interface SetupScreenProps {
  readonly info: AppInfo
  readonly keychain: KeychainOffer
  /** A line under the card. */
  readonly below?: string | undefined
  /** The vault was written and is open; the last step is still to come. */
  readonly onVaultOpen: (status: VaultStatus) => void
  readonly onFinished: () => void
  /** There is a backup to begin with. */
  readonly onRestore: () => void
}

/** The first run: welcome, passphrase, recovery kit, two groups retyped, done. Nothing is written before the kit is confirmed. */
export function SetupScreen({ info, keychain, below, onVaultOpen, onFinished, onRestore }: SetupScreenProps) {
  const client = useClient()
  const [step, setStep] = useState<StepName>('welcome')
  const [draft, setDraft] = useState<PassphraseDraft>({
    memberName: suggestedName(info.computerUser),
    passphrase: '',
    retyped: '',
    useKeychain: true
  })
  const [kit, setKit] = useState<RecoveryKit | null>(null)
  const [opened, setOpened] = useState<VaultStatus | null>(null)

  const [dropped, setDropped] = useState<string | null>(null)

  const dropKit = (): void => {
    setDropped(kit?.vaultReference ?? null)
    setKit(null)
    setStep('passphrase')
    // The next "Continue" makes a new kit in any case; a failure here leaves nothing behind.
    client.vault.cancelSetup({}).catch(() => undefined)
  }
  const confirmed = (status: VaultStatus): void => {
    setOpened(status)
    setKit(kit && { ...kit, groups: [] })
    setDraft({ ...draft, passphrase: '', retyped: '' })
    setStep('done')
    onVaultOpen(status)
  }

  return (
    <CardPage
      brand={frameText.product}
      title={setupText[step].title}
      lead={setupText[step].lead}
      above={<Steps current={step} />}
      below={below}
      width="wide"
      focusTitle={step === 'done'}
    >
      {step === 'welcome' && <WelcomeStep onNext={() => setStep('passphrase')} onRestore={onRestore} />}
      {step === 'passphrase' && (
        <PassphraseStep
          draft={draft}
          keychain={keychain}
          onDraft={setDraft}
          onBack={() => setStep('welcome')}
          onKit={(next) => {
            setKit(next)
            setStep('kit')
          }}
        />
      )}
      {step === 'kit' && kit && (
        <KitStep kit={kit} dropped={dropped} memberName={draft.memberName} onBack={dropKit} onNext={() => setStep('check')} />
      )}
      {step === 'check' && kit && (
        <CheckStep
          asked={kit.confirm}
          onBack={() => setStep('kit')}
          onConfirm={async (groups) => confirmed(await client.vault.confirmKit({ groups }))}
        />
      )}
      {step === 'done' && kit && opened && (
        <DoneStep
          status={opened}
          reference={kit.vaultReference}
          keychainRefused={draft.useKeychain && keychain === 'available' && !opened.keychainSlot}
          onFinished={onFinished}
        />
      )}
    </CardPage>
  )
}

interface DoneStepProps {
  readonly status: VaultStatus
  readonly reference: string
  readonly keychainRefused: boolean
  readonly onFinished: () => void
}

function DoneStep({ status, reference, keychainRefused, onFinished }: DoneStepProps) {
  const words = setupText.done
  return (
    <div className={css.form}>
      <FactList
        facts={[
          { term: words.member, value: status.memberName },
          { term: words.opensWith, value: status.keychainSlot ? words.keychain : words.passphrase },
          { term: words.recovery, value: words.kit(reference) }
        ]}
      />
      {keychainRefused && <Notice tone="warn">{words.keychainRefused}</Notice>}
      <div className={css.actions}>
        <Button variant="primary" onPress={onFinished}>
          {words.next}
        </Button>
      </div>
    </div>
  )
}
