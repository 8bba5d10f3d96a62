import type { BackupFailure, BackupPhase } from '#contract'

export const backupFailureTexts: Record<BackupFailure, string> = {
  'place-missing': 'the folder for backups is not there',
  denied: 'the folder for backups cannot be written to',
  full: 'the disk is full',
  unreadable: 'what was written could not be read back',
  'too-slow': 'it took too long before locking',
  failed: 'it could not be written'
}

const size = (bytes: number): string => `${(bytes / 1_000_000).toFixed(bytes < 10_000_000 ? 1 : 0)} MB`
const plural = (count: number, one: string, many: string): string => `${count.toLocaleString('en-US')} ${count === 1 ? one : many}`

/** Words of Settings > Backup, and of what Today says about backups. */
export const backupText = {
  title: 'Backup',
  loading: 'Looking for backups…',
  body: 'A backup is one encrypted file. It opens on any computer with the passphrase or the recovery kit of its day. One is made before locking and once a day, when something changed.',
  place: 'Folder',
  placeGone: 'This folder is not there now.',
  inside:
    'On this computer, in the data folder. A second place survives the loss of the computer: an external drive, a network or a synchronised folder.',
  last: 'Last good backup',
  never: 'None yet',
  drilled: 'Last tried out',
  neverDrilled: 'Never',
  now: 'Back up now',
  copy: 'Save a copy to…',
  choose: 'Choose a folder…',
  reset: 'Use the data folder',
  drill: 'Try the newest backup',
  drillNote: 'Restores it into a folder of its own, opens every secret in it, and removes it again.',
  cancel: 'Cancel',
  phases: { copying: 'Copying the database', writing: 'Writing the backup', checking: 'Opening it to check' } satisfies Record<
    BackupPhase,
    string
  >,
  made: (name: string): string => `Backup made and checked: ${name}`,
  copied: (path: string): string => `Backup made and checked: ${path}`,
  cancelled: 'Cancelled. No backup was made.',
  drillDone: (rows: number, secrets: number): string =>
    `The newest backup holds: ${plural(rows, 'row', 'rows')} read, ${plural(secrets, 'secret', 'secrets')} opened.`,
  table: 'Backups in this folder, newest first',
  columns: { at: 'Made', holds: 'Holds', size: 'Size', state: 'Checked' },
  holds: (clients: number, accounts: number, cases: number): string =>
    `${plural(clients, 'client', 'clients')}, ${plural(accounts, 'account', 'accounts')}, ${plural(cases, 'case', 'cases')}`,
  size,
  verified: 'Yes',
  notOurs: 'Not ours',
  earlierKeys: 'Earlier keys',
  more: (count: number): string => `and ${plural(count, 'older one', 'older ones')}`,
  none: 'No backup lies in this folder yet.',
  remind: 'Remind of a try after',
  remindNote: 'On Today, when no backup was tried out for so long. The firm’s own rule.',
  days: (count: number): string => (count === 0 ? 'Never' : plural(count, 'day', 'days')),
  failedTitle: 'The last backup failed',
  failed: (reason: BackupFailure, at: string, last: string | null): string =>
    `${at}: ${backupFailureTexts[reason]}. Last good backup: ${last ?? 'none yet'}.`,
  drillDueTitle: 'Nobody has tried the backups lately',
  drillDue: (last: string | null): string =>
    `${last === null ? 'They were never tried out' : `The last try was on ${last}`}. A backup counts once it was opened.`,
  toSettings: 'Open Settings'
} as const

/** Words of restoring, on the unlock screen and at the first run. */
export const restoreText = {
  action: 'Restore a backup',
  title: 'Restore a backup',
  lead: 'First you see what the backup holds. Nothing is changed before you say so.',
  choose: 'Choose a file…',
  which: 'Backup',
  listed: 'Backups in the data folder',
  noneListed: 'No backup lies in the data folder. Choose a file.',
  missing: 'Choose a backup.',
  way: 'Opens with',
  ways: { passphrase: 'Passphrase of its day', kit: 'Recovery kit of its day' },
  passphrase: 'Passphrase',
  passphraseMissing: 'Enter the passphrase.',
  kit: 'Recovery kit',
  kitNote: 'All eight groups in order. Spaces, dashes and capitals do not matter.',
  kitMissing: 'Type the eight groups of the kit.',
  look: 'Look into it',
  back: 'Back',
  holdsTitle: 'What this backup holds',
  holdsLead: 'It was opened beside everything else. Nothing was changed yet.',
  facts: {
    made: 'Made',
    vault: 'Vault',
    members: 'Members',
    last: 'Last entry',
    record: 'Record',
    holds: 'Holds',
    secrets: 'Secrets',
    version: 'Written by'
  },
  lastEntry: (actor: string, device: string, at: string): string => `${at}, ${actor} on ${device}`,
  secrets: (count: number): string => count.toLocaleString('en-US'),
  version: (version: string): string => `Keydocket ${version}`,
  present: {
    none: 'There is nothing in the data folder yet.',
    same: 'This vault is in the data folder now. It is moved to a folder of its own beside it, not deleted. What was entered after the backup is not in the backup.',
    other: 'Another vault is in the data folder now, or one that cannot be read. It is moved to a folder of its own beside it, not deleted.'
  },
  restore: 'Restore this backup',
  running: 'Restoring. Keep Keydocket open; if it is interrupted, either the old or the restored vault is there.',
  looking: 'Opening the backup',
  doneTitle: 'Restored',
  done: 'Unlock it with the passphrase or the recovery kit of the backup.',
  aside: (folder: string): string => `What was there before is in the data folder under ${folder}.`,
  keychain: 'This computer’s sign-in opens it too.',
  noKeychain: 'This computer’s sign-in does not open it. You can switch that on in Settings.',
  toUnlock: 'Unlock'
} as const
