import { KeyRound, LifeBuoy, type LucideIcon, RefreshCcwDot } from 'lucide-react'
import { useEffect, useState } from 'react'
import type { VaultInfo, VaultStatus } from '#contract'
import { useClient } from '../../../api/context.tsx'
import { Problem } from '../../../app/Problem.tsx'
import { formatDate } from '../../../text/dates.ts'
import { securityText } from '../../../text/security.ts'
import { Button } from '../../../ui/Button.tsx'
import { type Fact, FactList } from '../../../ui/FactList.tsx'
import { Section } from '../../../ui/Section.tsx'
import { showToast } from '../../../ui/Toast.tsx'
import { AutoLockSetting } from './AutoLockSetting.tsx'
import { KeychainSetting } from './KeychainSetting.tsx'
import { KitDialog } from './KitDialog.tsx'
import { PassphraseDialog } from './PassphraseDialog.tsx'
import { RotationDialog } from './RotationDialog.tsx'
import css from './Security.module.css'

interface SecuritySectionProps {
  readonly status: VaultStatus
  readonly onStatus: (status: VaultStatus) => void
}

const { passphrase, renewal, rotation, facts: words } = securityText

/** What opens the vault, how each of it is changed, and how everything is protected. */
export function SecuritySection({ status, onStatus }: SecuritySectionProps) {
  const [opened, setOpened] = useState<'passphrase' | 'kit' | 'rotation' | null>(null)
  const [hadKeychainSlot, setHadKeychainSlot] = useState(false)
  const { info, error, load } = useVaultInfo(status)
  const close = (): void => setOpened(null)
  const changed = (text: string): void => {
    close()
    load()
    showToast({ tone: 'good', text })
  }
  const memberName = status.memberName ?? ''
  return (
    <Section title={securityText.title}>
      <div className={css.section}>
        <KeychainSetting status={status} onStatus={onStatus} />
        <AutoLockSetting status={status} />
        <Change icon={KeyRound} words={passphrase} onPress={() => setOpened('passphrase')} />
        <Change icon={LifeBuoy} words={renewal} onPress={() => setOpened('kit')} />
        <Change
          icon={RefreshCcwDot}
          words={rotation}
          onPress={() => {
            setHadKeychainSlot(status.keychainSlot)
            setOpened('rotation')
          }}
        />
        <div className={css.facts}>
          <h3 className={css.factsTitle}>{words.title}</h3>
          <Problem error={error} />
          {info && <FactList facts={factsOf(info)} />}
        </div>
      </div>
      {opened === 'passphrase' && (
        <PassphraseDialog
          onChanged={(next) => {
            onStatus(next)
            changed(passphrase.done)
          }}
          onClose={close}
        />
      )}
      {opened === 'kit' && <KitDialog memberName={memberName} onRenewed={() => changed(renewal.done)} onClose={close} />}
      {opened === 'rotation' && (
        <RotationDialog
          memberName={memberName}
          hadKeychainSlot={hadKeychainSlot}
          onRotated={(next) => {
            onStatus(next)
            load()
          }}
          onClose={close}
        />
      )}
    </Section>
  )
}

interface ChangeProps {
  readonly icon: LucideIcon
  readonly words: { readonly title: string; readonly body: string; readonly action: string }
  readonly onPress: () => void
}

function Change({ icon, words, onPress }: ChangeProps) {
  return (
    <div className={css.change}>
      <div>
        <h3 className={css.changeTitle}>{words.title}</h3>
        <p className={css.muted}>{words.body}</p>
      </div>
      <Button icon={icon} onPress={onPress}>
        {words.action}
      </Button>
    </div>
  )
}

/** Read when the section opens and after each change; the slots change with the status. */
function useVaultInfo({ keychainSlot }: VaultStatus) {
  const client = useClient()
  const [info, setInfo] = useState<VaultInfo | null>(null)
  const [error, setError] = useState<unknown>(null)
  const [count, setCount] = useState(0)
  // biome-ignore lint/correctness/useExhaustiveDependencies: count and the slot say that there is something new to read
  useEffect(() => {
    let isCurrent = true
    client.vault.info({}).then(
      (answer) => isCurrent && setInfo(answer),
      (problem: unknown) => isCurrent && setError(problem)
    )
    return () => {
      isCurrent = false
    }
  }, [client, count, keychainSlot])
  return { info, error, load: () => setCount((before) => before + 1) }
}

function factsOf({ vaultReference, generation, slots }: VaultInfo): Fact[] {
  const costs = slots.find(({ type }) => type === 'passphrase')?.costs
  return [
    { term: words.reference, value: vaultReference },
    { term: words.generation, value: words.generationValue(generation) },
    { term: words.encryption, value: words.encryptionValue },
    { term: words.derivation, value: costs && words.derivationValue(costs.memoryKiB / 1024, costs.passes, costs.lanes) },
    ...slots.map(({ type, createdOn }) => ({ term: words.slots[type], value: formatDate(createdOn) }))
  ]
}
