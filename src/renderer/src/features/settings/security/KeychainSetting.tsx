import { useState } from 'react'
import type { VaultStatus } from '#contract'
import { useClient } from '../../../api/context.tsx'
import { errorText } from '../../../api/error-text.ts'
import { securityText } from '../../../text/security.ts'
import { settingsText } from '../../../text/settings.ts'
import { CheckboxField } from '../../../ui/CheckboxField.tsx'
import { ConfirmDialog } from '../../../ui/ConfirmDialog.tsx'
import { showToast } from '../../../ui/Toast.tsx'

interface KeychainSettingProps {
  readonly status: VaultStatus
  readonly onStatus: (status: VaultStatus) => void
}

/** "Open with this computer's sign-in". Switching it off is confirmed, since a forgotten passphrase would then lock the firm out. */
export function KeychainSetting({ status, onStatus }: KeychainSettingProps) {
  const client = useClient()
  const [isAsking, setAsking] = useState(false)
  const [isPending, setPending] = useState(false)

  const change = async (enabled: boolean): Promise<void> => {
    setPending(true)
    try {
      const next = await client.vault.setKeychainSlot({ enabled })
      onStatus(next)
      if (enabled && !next.keychainSlot) showToast({ tone: 'warn', text: settingsText.keychainRefused })
      else showToast({ tone: 'good', text: enabled ? settingsText.keychainOn : settingsText.keychainOff })
    } catch (error) {
      const { title, body } = errorText(error)
      showToast({ tone: 'bad', title, text: body })
    } finally {
      setPending(false)
    }
  }

  const canSwitchOn = status.keychainAvailable || status.keychainSlot
  const whyNot = status.keychainPolicy === 'forbidden' ? securityText.keychainForbidden : settingsText.keychainMissing
  return (
    <>
      <CheckboxField
        label={settingsText.keychain}
        description={canSwitchOn ? settingsText.keychainNote : whyNot}
        isSelected={status.keychainSlot}
        isDisabled={isPending || !canSwitchOn}
        onChange={(enabled) => {
          if (enabled) void change(true)
          else setAsking(true)
        }}
      />
      <ConfirmDialog
        isOpen={isAsking}
        tone="danger"
        title={settingsText.removeSlot.title}
        body={settingsText.removeSlot.body}
        confirmLabel={settingsText.removeSlot.confirm}
        onConfirm={() => change(false)}
        onClose={() => setAsking(false)}
      />
    </>
  )
}
