import type { CustodyMode } from '#contract'
import { AppError } from '../../errors.ts'

export interface Custody {
  readonly custody: CustodyMode
  readonly consentOn: string | null
  /** Null where the account belongs to no client. */
  readonly clientId: string | null
}

/**
 * Why no secret of an account may be saved, or null when it may. USCIS forbids sharing a login (portals.md section 4), so the firm keeps a
 * client's secrets only with the date of the client's written consent. `firms-own` needs none, since it is the login of somebody of the firm:
 * an account of a client under that name is treated like any other of the client's.
 */
export function secretsForbidden({ custody, consentOn, clientId }: Custody): 'tracked-only' | 'client-holds' | 'consent-missing' | null {
  if (custody === 'tracked-only' || custody === 'client-holds') return custody
  return consentOn === null && (custody === 'firm-holds' || clientId !== null) ? 'consent-missing' : null
}

export function requireSecretsAllowed(account: Custody): void {
  const forbidden = secretsForbidden(account)
  if (forbidden === 'consent-missing') throw new AppError('accounts.consent-missing', {})
  if (forbidden !== null) throw new AppError('accounts.custody-forbids-secrets', { custody: forbidden })
}
