import { useStore } from 'zustand'
import type { VaultStatus } from '#contract'
import { useStores } from '../../../api/context.tsx'
import { errorText } from '../../../api/error-text.ts'
import { securityText } from '../../../text/security.ts'
import { SelectField } from '../../../ui/SelectField.tsx'
import { showToast } from '../../../ui/Toast.tsx'

const { autoLock: words } = securityText
const offered = [1, 2, 5, 10, 15, 30, 60, 120]

/** After how many minutes without input the vault locks. What this computer's policy does not allow is not offered. */
export function AutoLockSetting({ status }: { readonly status: VaultStatus }) {
  const { settings: store } = useStores()
  const setting = useStore(store, (state) => state.settings?.autoLockMinutes)
  if (setting === undefined) return null
  const most = status.maxAutoLockMinutes
  const present = most === null ? setting : Math.min(setting, most)
  const choices = [...new Set([...offered.filter((minutes) => most === null || minutes <= most), present])].sort((a, b) => a - b)
  const save = (autoLockMinutes: number): void => {
    store.update({ autoLockMinutes }).catch((error: unknown) => {
      const { title, body } = errorText(error)
      showToast({ tone: 'bad', title, text: body })
    })
  }
  return (
    <SelectField
      label={words.label}
      description={most === null ? words.note : words.policy(most)}
      items={choices.map((minutes) => ({ id: String(minutes), name: words.minutes(minutes) }))}
      selectedKey={String(present)}
      onSelectionChange={(key) => save(Number(key))}
    />
  )
}
