import type { AuditEvent, AuditGroup, AuditRow } from '#contract'
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
  noMatch: { title: 'Nothing fits', body: 'Nothing that was written down fits these filters.', clear: 'Clear the filters' },
  filters: {
    person: 'Person',
    everybody: 'Everybody',
    group: 'What',
    everything: 'Everything',
    from: 'From',
    to: 'To',
    client: 'Client…',
    only: (name: string): string => `Only ${name}`,
    all: (name: string): string => `No longer only ${name}`
  },
  chooseClient: {
    title: 'Whose history?',
    search: 'Name, file number or receipt number',
    none: 'No client matches.',
    more: (shown: number, total: number): string => `${shown} of ${total.toLocaleString('en-US')} shown. Type more to narrow it down.`
  },
  history: 'Who saw what'
} as const

export const auditGroupTexts: Record<AuditGroup, string> = {
  opened: 'Unlocked and locked',
  left: 'Shown, copied, saved',
  changes: 'Changes',
  paths: 'Guided paths and links',
  settings: 'Settings and members'
}

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
  'case.status-recorded': 'Status of a case checked',
  'case.status-removed': 'Check of a case taken back',
  'matter.created': 'Matter added',
  'matter.changed': 'Matter changed',
  'matter.closed': 'Matter closed',
  'matter.reopened': 'Matter reopened',
  'contact.created': 'Contact added',
  'contact.changed': 'Contact changed',
  'contact.archived': 'Contact archived',
  'contact.restored': 'Contact restored',
  'party.added': 'Party added to a case',
  'party.removed': 'Party removed from a case',
  'representative.added': 'G-28 recorded',
  'representative.withdrawn': 'Withdrawal of a G-28 noted',
  'representative.withdrawal-undone': 'Withdrawal of a G-28 taken back',
  'representative.removed': 'G-28 removed that was recorded by mistake',
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
  'member.acting-changed': 'Handed over to another member',
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
  'list.saved': 'List saved as CSV',
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
  checkedOn: (value) => dated('checked on', value),
  clients: (value) => counted(value, 'client', 'clients'),
  consentOn: (value) => dated('consent of', value),
  count: (value) => counted(value, 'code', 'codes'),
  custody: (value) => String(value).replaceAll('-', ' '),
  digits: (value) => `${value} digits`,
  edited: (value) => (value ? 'expiry set by hand' : ''),
  expiresOn: (value) => dated('expires', value),
  form: (value) => String(value),
  issuedOn: (value) => dated('issued', value),
  givenOn: (value) => dated('given on', value),
  leftOpen: (value) => counted(value, 'thing left open', 'things left open'),
  method: (value) => (value === 'created' ? '' : `with ${openingNames[value as keyof typeof openingNames] ?? value}`),
  noticeOn: (value) => dated('notice of', value),
  periodSeconds: (value) => `every ${value} seconds`,
  portal: () => '',
  position: (value) => `code ${value}`,
  receiptNumber: (value) => String(value),
  source: (value) => String(value).replaceAll('-', ' '),
  status: (value) => `“${value}”`,
  statusOn: (value) => (value === null ? '' : dated('status of', value)),
  replaced: (value) => (value === 0 ? '' : `${value} replaced`),
  role: (value) => `as ${value}`,
  title: (value) => String(value),
  withCode: (value) => (value ? '' : 'notice only')
}
