/** Closed word lists of the contract. No imports: the renderer may load this file without loading any schema library. */

/** Who may hold an account's secrets. USCIS forbids sharing a login, so the mode is chosen per account and decides what may be saved. */
export const custodyModes = ['tracked-only', 'client-holds', 'firm-holds', 'firms-own'] as const
export type CustodyMode = (typeof custodyModes)[number]

export const clientKinds = ['person', 'company'] as const
export type ClientKind = (typeof clientKinds)[number]

/** HMAC hash of an authenticator (RFC 6238 section 1.2 allows these three). */
export const hashAlgorithms = ['SHA1', 'SHA256', 'SHA512'] as const
export type HashAlgorithm = (typeof hashAlgorithms)[number]

/** Whether an account has an authenticator here, and whether a code from it was ever confirmed by the portal. */
export const authenticatorStates = ['none', 'unconfirmed', 'confirmed'] as const
export type AuthenticatorState = (typeof authenticatorStates)[number]

/** Derived, never stored. `presumed-stale`: something happened after which the portal issues a new code. */
export const backupCodeStatuses = ['none', 'unused', 'used', 'presumed-stale'] as const
export type BackupCodeStatus = (typeof backupCodeStatuses)[number]

/** Derived, never stored. `expiring`: inside the portal's first reminder window. */
export const accessCodeStatuses = ['new', 'expiring', 'expired', 'used', 'used-by-other', 'replaced'] as const
export type AccessCodeStatus = (typeof accessCodeStatuses)[number]

export const addressees = ['client', 'representative'] as const
export type Addressee = (typeof addressees)[number]

export const appearances = ['system', 'light', 'dark'] as const
export type Appearance = (typeof appearances)[number]

export const vaultStates = ['none', 'locked', 'open'] as const
export type VaultState = (typeof vaultStates)[number]

export const accountSorts = ['client', 'portal', 'username', 'access-code-expiry'] as const
export type AccountSort = (typeof accountSorts)[number]

/** Everything the audit table can say happened. Past tense, one word order: thing, then what was done to it. */
export const auditEvents = [
  'vault.created',
  'vault.opened',
  'vault.locked',
  'vault.keychain-slot-added',
  'vault.keychain-slot-removed',
  'client.created',
  'client.changed',
  'client.archived',
  'client.restored',
  'case.added',
  'case.changed',
  'case.removed',
  'account.created',
  'account.changed',
  'account.archived',
  'account.restored',
  'account.secrets-destroyed',
  'authenticator.added',
  'authenticator.confirmed',
  'authenticator.removed',
  'verification-code.shown',
  'verification-code.copied',
  'backup-code.recorded',
  'backup-code.revealed',
  'backup-code.copied',
  'backup-code.used',
  'backup-code.use-undone',
  'backup-code.checked',
  'access-code.recorded',
  'access-code.changed',
  'access-code.revealed',
  'access-code.copied',
  'access-code.used',
  'access-code.use-undone',
  'settings.changed',
  'sample.loaded',
  'sample.removed'
] as const
export type AuditEvent = (typeof auditEvents)[number]
