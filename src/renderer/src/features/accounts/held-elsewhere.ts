import type { Account } from '#contract'
import { authenticatorsText } from '../../text/authenticators.ts'
import { backupCodesText } from '../../text/backup-codes.ts'

type Held = Pick<Account, 'custody' | 'clientName'>

/** Custody under which no code and no key is meant to be here. */
export const isHeldElsewhere = ({ custody }: Held): boolean => custody === 'client-holds' || custody === 'tracked-only'

const holderOf = ({ custody, clientName }: Held): string | null => (custody === 'client-holds' ? clientName : null)

/** That no authenticator is here, and whose it is to have one. */
export const noAuthenticatorHere = (account: Held): string =>
  isHeldElsewhere(account) ? authenticatorsText.noneHeld(holderOf(account)) : authenticatorsText.none

/** Who keeps the backup codes that are not meant to be here. */
export const backupCodesElsewhere = (account: Held): string => backupCodesText.heldElsewhere(holderOf(account))
