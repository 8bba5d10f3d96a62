import type { LucideIcon } from 'lucide-react'
import type { Account } from '#contract'
import { accountsText } from '../../text/accounts.ts'
import { Button } from '../../ui/Button.tsx'
import css from './Accounts.module.css'

export interface AddSecretButtonProps {
  readonly account: Account
  readonly icon: LucideIcon
  readonly label: string
  readonly onAdd: () => void
  readonly onEditAccount: () => void
}

/** Adds something secret, or says why that is not possible now and leads to what would have to change. */
export function AddSecretButton({ account, icon, label, onAdd, onEditAccount }: AddSecretButtonProps) {
  if (account.archivedAt !== null) return null
  const reason = account.secretsForbidden
  if (reason === null) {
    return (
      <div>
        <Button icon={icon} onPress={onAdd}>
          {label}
        </Button>
      </div>
    )
  }
  return (
    <div className={css.chosen}>
      <span className={css.muted}>{accountsText.secretsForbidden[reason]}</span>
      <Button size="small" onPress={onEditAccount}>
        {reason === 'consent-missing' ? accountsText.recordConsent : accountsText.changeCustody}
      </Button>
    </div>
  )
}
