import type { ExportForm, Output } from '#contract'

const count = (n: number, one: string, many: string): string => `${n.toLocaleString('en-US')} ${n === 1 ? one : many}`

/** Words of Export: everything out, authenticators out, an archive in. */
export const exportsText = {
  subtitle: 'Take everything along, or a part of it.',
  cancel: 'Cancel',
  reason: 'Reason',
  reasonHint: 'Goes into the activity record.',
  reasonMissing: 'Say why secrets leave.',
  passphrase: 'Passphrase of the file',
  passphraseHint: 'Its own, not the vault’s: whoever gets the file needs it, and nobody can restore it.',
  again: 'Passphrase again',
  differs: 'The two differ.',
  everything: {
    title: 'Everything',
    body: 'Every record of the firm with its activity record: clients, contacts, matters, cases, accounts, codes, deadlines, members, settings. Secrets stay here unless you ask for them.',
    action: 'Save everything…',
    dialog: 'Save everything',
    form: 'As',
    forms: {
      archive: ['Encrypted archive', 'One file under a passphrase of its own. Can be imported into an empty Keydocket.'],
      json: ['JSON, not encrypted', 'One file that other programs can read.'],
      csv: ['CSV, not encrypted', 'A ZIP with one table a file, for spreadsheets. Never holds secrets.']
    } satisfies Record<ExportForm, readonly [string, string]>,
    withSecrets: 'With secrets',
    secretsHint: (isPlain: boolean): string =>
      `Keys of authenticators, backup codes, access codes and passcodes leave Keydocket${isPlain ? ' readable for anybody who gets the file' : ''}. Each account is written down in the activity record.`,
    submit: 'Choose a place and save',
    saved: ({ rows, secrets }: Output<'exports.save'>): string =>
      `${count(rows, 'row', 'rows')} saved, ${secrets === 0 ? 'no secrets' : count(secrets, 'secret', 'secrets')}.`
  },
  authenticators: {
    title: 'Authenticators',
    body: 'With their keys, for another program or a phone. Only those whose custody lets the firm keep secrets; archived accounts are left out.',
    action: 'Export authenticators…',
    dialog: 'Export authenticators',
    counting: 'Counting…',
    leaves: ({ authenticators, accounts }: Output<'exports.countAuthenticators'>): string =>
      authenticators === 0
        ? 'There is no authenticator that may leave.'
        : `${count(authenticators, 'authenticator', 'authenticators')} of ${count(accounts, 'account', 'accounts')} will leave with ${authenticators === 1 ? 'its key' : 'their keys'}. Whoever has a key makes the same codes.`,
    form: 'For',
    forms: {
      'aegis-encrypted': ['Aegis vault, encrypted', 'A file under a passphrase of its own; many authenticator apps read it.'],
      phone: ['A phone', 'QR codes on the screen for Google Authenticator and apps that read its codes.'],
      aegis: ['Aegis vault, not encrypted', 'A file that holds the keys readable for anybody.'],
      otpauth: ['List of otpauth addresses, not encrypted', 'A text file, one address a line, readable for anybody.']
    },
    submit: 'Export',
    saved: (n: number): string => `${count(n, 'authenticator', 'authenticators')} saved.`,
    pictures: {
      title: 'Scan with the phone',
      place: (number: number, of: number): string => `Code ${number} of ${of}`,
      label: (number: number, of: number): string => `QR code ${number} of ${of} for a phone`,
      next: 'Next',
      previous: 'Previous',
      close: 'Done',
      leftOut: (names: readonly string[]): string => `Left out, since these codes cannot say how they work: ${names.join(', ')}`
    }
  },
  archive: {
    title: 'Import an archive',
    body: 'Puts every record of an archive into a firm that has none yet. All of it or nothing; its activity record comes along.',
    action: 'Open an archive…',
    dialog: 'Open an archive',
    passphrase: 'Passphrase of the archive',
    submit: 'Choose the archive',
    confirm: 'Import everything',
    heldTitle: (vault: string): string => `Archive of vault ${vault}`,
    confirmTitle: (vault: string): string => `Import the archive of vault ${vault}?`,
    holds: (read: {
      readonly clients: number
      readonly accounts: number
      readonly cases: number
      readonly secrets: number
      readonly withSecrets: boolean
    }): string =>
      `${count(read.clients, 'client', 'clients')}, ${count(read.accounts, 'account', 'accounts')}, ${count(read.cases, 'case', 'cases')}; ${read.withSecrets ? count(read.secrets, 'secret', 'secrets') : 'secrets were left out when it was saved'}.`,
    made: (at: string, version: string): string => `Saved ${at} by version ${version}.`,
    leftOut: (n: number): string => `${count(n, 'authenticator comes', 'authenticators come')} without a key and will not be there.`,
    notEmpty: 'This firm has records already. An archive is imported into an empty firm only.',
    done: (rows: number): string => `${count(rows, 'row', 'rows')} imported.`,
    close: 'Close'
  }
} as const
