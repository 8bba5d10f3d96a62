import type { AuditEvent } from '#contract'

/** Words of the activity screen. */
export const activityText = {
  title: 'Activity',
  subtitle: 'Who opened, showed, copied and changed what. Nothing here can be edited.',
  table: 'Activity, newest first',
  columns: { at: 'When', actor: 'Person', event: 'What', client: 'Client', account: 'Account' },
  empty: {
    title: 'Nothing has happened yet',
    body: 'Each time a code is shown or copied or something is changed, it is written down here.'
  },
  loading: 'Loading activity…',
  refresh: 'Refresh',
  tryAgain: 'Try again'
} as const

export const auditEventTexts: Record<AuditEvent, string> = {
  'vault.created': 'Keydocket set up',
  'vault.opened': 'Unlocked',
  'vault.locked': 'Locked',
  'vault.keychain-slot-added': 'Opening with the computer’s sign-in switched on',
  'vault.keychain-slot-removed': 'Opening with the computer’s sign-in switched off',
  'client.created': 'Client added',
  'client.changed': 'Client changed',
  'client.archived': 'Client archived',
  'client.restored': 'Client restored',
  'case.added': 'Case added',
  'case.changed': 'Case changed',
  'case.removed': 'Case removed',
  'account.created': 'Account added',
  'account.changed': 'Account changed',
  'account.archived': 'Account archived',
  'account.restored': 'Account restored',
  'authenticator.added': 'Authenticator added',
  'authenticator.confirmed': 'Authenticator confirmed',
  'authenticator.removed': 'Authenticator removed',
  'verification-code.shown': 'Verification code shown',
  'verification-code.copied': 'Verification code copied',
  'backup-code.recorded': 'Backup codes recorded',
  'backup-code.revealed': 'Backup code shown',
  'backup-code.copied': 'Backup code copied',
  'backup-code.used': 'Backup code marked as used',
  'backup-code.use-undone': 'Backup code marked as unused again',
  'backup-code.checked': 'Backup codes confirmed as current',
  'access-code.recorded': 'Access code recorded',
  'access-code.changed': 'Access code changed',
  'access-code.revealed': 'Access code shown',
  'access-code.copied': 'Access code copied',
  'access-code.used': 'Access code marked as used',
  'access-code.use-undone': 'Access code marked as unused again',
  'settings.changed': 'Settings changed',
  'sample.loaded': 'Sample firm loaded',
  'sample.removed': 'Sample firm removed'
}
