import type { AuditEvent, AuditRow } from '#contract'
import { formatDate } from './dates.ts'

/** Words of the activity screen. */
export const activityText = {
  title: 'Activity',
  subtitle: 'Who opened, showed, copied and changed what. Nothing here can be edited.',
  table: 'Activity, newest first',
  columns: { at: 'When', actor: 'Person, computer', event: 'What', client: 'Client', account: 'Account' },
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
  'account.secrets-destroyed': 'Saved secrets destroyed',
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
  'access-code.replacement-requested': 'Replacement of an access code noted',
  'member.added': 'Member added',
  'member.changed': 'Member renamed',
  'member.left': 'Member left the firm',
  'member.returned': 'Member works here again',
  'second-factor.added': 'Second factor added',
  'second-factor.changed': 'Second factor changed',
  'second-factor.retired': 'Second factor taken out of use',
  'account.signed-in': 'Sign-in noted',
  'path.started': 'Guided path started',
  'path.step-done': 'Step of a guided path done',
  'path.step-undone': 'Step of a guided path not done after all',
  'path.finished': 'Guided path finished',
  'path.abandoned': 'Guided path abandoned',
  'link.opened': 'Page of a portal opened',
  'audit.chained': 'Earlier rows tied into the chain',
  'audit.verified': 'Record checked',
  'audit.exported': 'Record saved to a file',
  'audit.rolled-back': 'Database found to be older than the keychain remembers',
  'audit.state-accepted': 'Older state of the record taken for right',
  'rotation.closed': 'Line of a rotation list settled',
  'rotation.reopened': 'Line of a rotation list opened again',
  'settings.changed': 'Settings changed',
  'sample.loaded': 'Sample firm loaded',
  'sample.removed': 'Sample firm removed'
}

type DetailValue = AuditRow['details'][string]

const counted = (count: DetailValue, one: string, many: string): string => (count === 0 ? '' : `${count} ${count === 1 ? one : many}`)
const dated = (words: string, date: DetailValue): string => `${words} ${formatDate(String(date))}`
const openingNames = { keychain: 'the computer’s sign-in', passphrase: 'the passphrase', kit: 'the recovery kit' } as const

/** How a detail reads; '' leaves it out. A detail not named here is shown by its own name. */
export const auditDetailTexts: Readonly<Record<string, (value: DetailValue) => string>> = {
  addressee: (value) => `addressed to ${value}`,
  algorithm: (value) => String(value).replace('SHA', 'SHA-'),
  clients: (value) => counted(value, 'client', 'clients'),
  consentOn: (value) => dated('consent of', value),
  count: (value) => counted(value, 'code', 'codes'),
  custody: (value) => String(value).replaceAll('-', ' '),
  digits: (value) => `${value} digits`,
  edited: (value) => (value ? 'expiry set by hand' : ''),
  expiresOn: (value) => dated('expires', value),
  form: (value) => String(value),
  issuedOn: (value) => dated('issued', value),
  method: (value) => (value === 'created' ? '' : `with ${openingNames[value as keyof typeof openingNames] ?? value}`),
  noticeOn: (value) => dated('notice of', value),
  periodSeconds: (value) => `every ${value} seconds`,
  portal: () => '',
  position: (value) => `code ${value}`,
  receiptNumber: (value) => String(value),
  replaced: (value) => (value === 0 ? '' : `${value} replaced`),
  withCode: (value) => (value ? '' : 'notice only')
}
