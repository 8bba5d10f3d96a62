import type { AddressProblem, AnyWireError, ErrorCode, ErrorParams, KeychainProblem, PassphraseWeakness, UnreadablePart } from '#contract'
import { fieldName } from '#contract/field-names'
import { type ExitCode, exitCodes } from './exit-codes.ts'
import { visible } from './visible.ts'

type Wording = { readonly [C in ErrorCode]: readonly [exit: ExitCode, text: string | ((params: ErrorParams[C]) => string)] }

const weaknesses: Readonly<Record<PassphraseWeakness, string>> = {
  'too-short': 'the passphrase is too short: at least 12 characters',
  'too-long': 'the passphrase is too long: at most 128 characters',
  'too-easy-to-guess': 'the passphrase is too easy to guess: take four or more unrelated words'
}

const keychainProblems: Readonly<Record<KeychainProblem, string>> = {
  'not-installed': 'no keychain support is installed here',
  'no-service': 'no keychain is running here',
  'locked-or-empty': 'the keychain is locked or has no entry for this vault',
  'timed-out': 'the keychain did not answer in time',
  crashed: 'the keychain program ended unexpectedly',
  refused: 'the keychain refused',
  'wrong-value': 'the keychain entry belongs to another vault'
}

const unreadableParts: Readonly<Record<UnreadablePart, string>> = {
  text: 'it is not text in any usual encoding',
  header: 'its beginning is damaged or cut short',
  content: 'it is damaged or cut short',
  archive: 'the archive is damaged or holds nothing that is known',
  'key-derivation': 'opening it would take too much memory or time; export it without a password',
  'foreign-key': 'it is encrypted with a key that is not in the file',
  version: 'a later version wrote it'
}

const addressProblems: Readonly<Record<AddressProblem, string>> = {
  'not-otpauth': 'it does not start with otpauth://',
  'too-long': 'it is too long',
  unreadable: 'it cannot be read as an address',
  'unsupported-type': 'its type is not totp',
  'counter-based': 'it is counter-based (hotp); portals use time-based ones',
  'migration-batch': 'it is an export of several accounts; export one at a time',
  'missing-secret': 'it has no key',
  'duplicate-parameter': 'a parameter stands in it twice',
  'bad-algorithm': 'its algorithm is not SHA1, SHA256 or SHA512',
  'bad-digits': 'its number of digits is not 5 to 10',
  'bad-period': 'its period is not 1 to 86400 seconds',
  'bad-counter': 'it is for codes by counter and has no whole number as its counter'
}

const wording: Wording = {
  'request.unknown-channel': [exitCodes.unexpected, 'the core does not know this call'],
  'request.invalid': [
    exitCodes.usage,
    ({ issues }) => `not accepted: ${issues.map((issue) => `${visible(fieldName(issue.path))} ${visible(issue.reason)}`.trim()).join('; ')}`
  ],
  internal: [exitCodes.unexpected, 'something went wrong inside Keydocket'],

  'vault.locked': [exitCodes.cannotOpen, 'the vault is locked'],
  'vault.missing': [exitCodes.cannotOpen, 'there is no vault in this folder yet: run "keydocket init --kit-file FILE"'],
  'vault.already-exists': [exitCodes.refused, 'there is a vault in this folder already; nothing was changed'],
  'vault.no-setup-pending': [exitCodes.unexpected, 'no setup is under way'],
  'vault.weak-passphrase': [exitCodes.refused, ({ reason }) => weaknesses[reason]],
  'vault.wrong-passphrase': [exitCodes.cannotOpen, 'wrong passphrase'],
  'vault.wrong-kit': [
    exitCodes.cannotOpen,
    ({ groups }) =>
      groups.length > 0
        ? `the recovery kit has a mistake in group ${groups.join(', ')}`
        : 'this recovery kit belongs to another vault, or was replaced by a newer kit'
  ],
  'vault.kit-not-confirmed': [exitCodes.cannotOpen, ({ groups }) => `the recovery kit groups do not fit: ${groups.join(', ')}`],
  'vault.keychain-unusable': [
    exitCodes.cannotOpen,
    ({ reason }) => `${keychainProblems[reason]}: open with the passphrase or the recovery kit`
  ],
  'vault.no-keychain-slot': [exitCodes.cannotOpen, 'this vault does not open with the keychain: use the passphrase or the recovery kit'],
  'vault.keychain-forbidden': [
    exitCodes.cannotOpen,
    "the firm's policy does not let the keychain open the vault: use the passphrase or the recovery kit"
  ],
  'vault.proof-required': [exitCodes.cannotOpen, 'a new passphrase needs the present one or the recovery kit'],
  'vault.rotation-cancelled': [
    exitCodes.refused,
    'replacing the keys was cancelled; nothing was changed, and the new recovery kit opens nothing'
  ],
  'vault.damaged': [exitCodes.storage, 'vault.json cannot be read or was altered; nothing was changed: restore it from a backup'],
  'vault.from-newer-version': [exitCodes.storage, 'this vault was written by a newer Keydocket: update first'],

  'storage.in-use': [exitCodes.storage, 'another Keydocket has this data folder open: lock or close it first'],
  'vault.read-only': [exitCodes.storage, 'the database is damaged and open for reading only: nothing is changed and no secret is shown'],
  'vault.not-damaged': [exitCodes.refused, 'the database is not damaged: there is nothing to salvage, and nothing was changed'],
  'storage.not-salvageable': [
    exitCodes.storage,
    'not even the beginning of the database can be read: nothing can be salvaged, and nothing was changed; restore a backup'
  ],
  'storage.damaged': [
    exitCodes.storage,
    'the database is damaged; nothing was changed: restore a backup, or salvage what can be read with "keydocket vault salvage"'
  ],
  'storage.not-ours': [exitCodes.storage, 'the database file in this folder is not a Keydocket database'],
  'storage.empty': [exitCodes.storage, 'the database file is empty (0 bytes): restore it from a backup'],
  'storage.missing': [exitCodes.storage, 'the vault is there but the database beside it is missing: restore it from a backup'],
  'storage.from-newer-version': [
    exitCodes.storage,
    ({ found, supported }) =>
      `the database was written by a newer Keydocket (version ${found}, this one reads up to ${supported}); it was not touched`
  ],
  'storage.remote-folder': [
    exitCodes.storage,
    ({ kind }) => `the data folder is on a network or synced folder (${visible(kind)}): choose a local one with --data-dir`
  ],
  'storage.read-only': [exitCodes.storage, 'the data folder cannot be written to'],
  'storage.full': [exitCodes.storage, 'the disk is full'],
  'storage.migration-failed': [
    exitCodes.storage,
    ({ from, to, copy }) =>
      `the database could not be brought from version ${from} to ${to}${copy === null ? '' : '; the copy taken before is beside it'}`
  ],

  'backup.not-ours': [exitCodes.badFile, 'the file is no backup of Keydocket'],
  'backup.damaged': [exitCodes.badFile, ({ part }) => `the backup is damaged or was altered (${part}); nothing was changed`],
  'backup.from-newer-version': [
    exitCodes.badFile,
    ({ found, supported }) =>
      `the backup was written by a newer Keydocket (version ${found}, this one reads up to ${supported}): update first`
  ],
  'backup.cancelled': [exitCodes.refused, 'cancelled; nothing was changed'],
  'backup.none': [exitCodes.notFound, 'there is no backup of this vault in its place: run "keydocket backup create"'],
  'backup.place-missing': [exitCodes.badFile, ({ place }) => `the folder for backups is not there: ${visible(place)}`],
  'restore.vault-open': [exitCodes.refused, 'the vault is open: lock it first'],
  'restore.nothing-inspected': [exitCodes.unexpected, 'no backup was inspected'],

  'record.not-found': [exitCodes.notFound, ({ kind }) => `no such ${kind.replaceAll('-', ' ')}`],
  'record.archived': [exitCodes.refused, ({ kind }) => `this ${kind} is archived: restore it first`],

  'matters.open-things': [
    exitCodes.refused,
    ({ things, more }) =>
      `not finished: ${things.map(openThingWords).join('; ')}${more === 0 ? '' : ` and ${more} more`}; give --leave-open to close it all the same`
  ],
  'matters.already-closed': [exitCodes.refused, ({ closedOn }) => `the matter was closed on ${closedOn} already`],
  'matters.not-closed': [exitCodes.refused, 'the matter is not closed'],
  'matters.other-client': [exitCodes.refused, 'the matter belongs to another client than the case'],
  'parties.duplicate': [exitCodes.refused, ({ name, role }) => `${visible(name)} is ${role} of this case already`],
  'representatives.duplicate': [exitCodes.refused, ({ name, givenOn }) => `${visible(name)} has a G-28 of ${givenOn} in this case already`],
  'representatives.already-withdrawn': [exitCodes.refused, ({ withdrawnOn }) => `this G-28 was withdrawn on ${withdrawnOn} already`],
  'representatives.not-withdrawn': [exitCodes.refused, 'this G-28 is not withdrawn'],
  'representatives.withdrawn-stays': [exitCodes.refused, 'a withdrawn G-28 stays on record, and so does its case'],

  'accounts.duplicate': [exitCodes.refused, 'this client already has an account with that username at that portal'],
  'accounts.firms-own-of-client': [
    exitCodes.refused,
    "custody firms-own is for logins of the firm's own people: leave out --client, or choose another mode"
  ],
  'accounts.client-required': [exitCodes.refused, 'this custody mode needs a client: give --client'],
  'accounts.custody-forbids-secrets': [
    exitCodes.refused,
    ({ custody }) => `the account's custody is ${custody}: the firm keeps no secret of it`
  ],
  'accounts.consent-missing': [
    exitCodes.refused,
    "the date of the client's written consent is missing: no secret is saved under firm-holds without it"
  ],
  'accounts.secrets-present': [
    exitCodes.refused,
    ({ custody }) => `secrets are saved for this account, so its custody cannot become ${custody}`
  ],

  'authenticators.not-an-address': [exitCodes.badFile, ({ reason }) => `not a usable otpauth address: ${addressProblems[reason]}`],
  'authenticators.doubtful-key': [
    exitCodes.badFile,
    ({ characters, more }) =>
      `the key has characters that such keys do not have: ${characters
        .map(({ position, maybe }) => `position ${position}${maybe.length > 0 ? ` (often ${maybe.join(' or ')})` : ''}`)
        .join(', ')}${more > 0 ? ` and ${more} more` : ''}; nothing was guessed`
  ],
  'authenticators.bad-key': [
    exitCodes.badFile,
    ({ reason }) =>
      ({
        empty: 'the key is empty',
        'impossible-length': 'the key is incomplete: no such key has this length',
        'too-long': 'the key is too long'
      })[reason]
  ],
  'authenticators.no-code-in-picture': [exitCodes.badFile, 'no QR code was found in the picture'],
  'authenticators.several-codes-in-picture': [
    exitCodes.badFile,
    ({ count }) => `the picture has ${count} QR codes: cut out the one you mean`
  ],
  'authenticators.picture-unreadable': [
    exitCodes.badFile,
    ({ reason }) =>
      ({ 'too-large': 'the picture is too large', 'not-a-picture': 'the file is not a picture', failed: 'the picture could not be read' })[
        reason
      ]
  ],
  'imports.no-codes': [exitCodes.refused, 'no codes can be made of this entry'],
  'imports.refused-at': [exitCodes.refused, ({ position, code }) => `entry ${position} was refused (${code}); nothing was imported`],
  'authenticators.wrong-code': [
    exitCodes.refused,
    ({ digits }) => `the code does not fit this authenticator (${digits} characters expected, made within the last five minutes)`
  ],
  'authenticators.limit-reached': [
    exitCodes.refused,
    ({ limit }) => `the portal takes ${limit} authenticators on one account and they are all here: remove one that it no longer has first`
  ],
  'authenticators.already-exists': [exitCodes.refused, 'this account already has this authenticator'],

  'cases.no-status': [exitCodes.refused, 'no status is recorded yet: give --text'],

  'codes.already-used': [exitCodes.refused, ({ usedAt }) => `this code was used already (${new Date(usedAt).toISOString()})`],
  'codes.not-replaced': [exitCodes.refused, 'no newer notice replaced this code'],
  'codes.not-used': [exitCodes.refused, 'this code is not marked as used'],
  'codes.no-value': [exitCodes.notFound, 'only the notice was logged; the code itself is not here'],
  'codes.reserved': [
    exitCodes.refused,
    ({ by, since, for: purpose }) =>
      `${visible(by)} reserved this code (${new Date(since).toISOString()}${purpose === '' ? '' : `, for ${visible(purpose)}`}): ask first, then give --take-over`
  ],
  'codes.void': [exitCodes.refused, 'this code is struck out, or its set was replaced: it is not to be used'],
  'codes.duplicate': [exitCodes.refused, 'the same code is given or recorded twice'],
  'passcodes.settled': [
    exitCodes.refused,
    ({ status }) => (status === 'replaced' ? 'another passcode took the place of this one' : `the client has ${status} this passcode`)
  ],
  'drafts.closed': [exitCodes.refused, ({ outcome }) => `this draft was ${outcome === 'filed' ? 'filed' : 'given up'}`],

  'members.duplicate': [exitCodes.refused, ({ name }) => `somebody of the firm has that name already: ${visible(name)}`],
  'members.cannot-leave': [
    exitCodes.refused,
    ({ reason }) =>
      reason === 'last' ? 'the last member of the firm cannot leave' : 'who is acting now cannot leave: somebody else must note it'
  ],
  'members.cannot-act': [exitCodes.refused, ({ name }) => `${visible(name)} has left the firm and cannot act`],

  'deadlines.closed': [exitCodes.refused, ({ as }) => `this deadline is ${as}: open it again first`],
  'deadlines.not-closed': [exitCodes.refused, 'this deadline is open: there is nothing to take back'],
  'paths.closed': [exitCodes.refused, 'this path is finished or abandoned and takes no more steps: start it anew'],
  'paths.step-order': [
    exitCodes.refused,
    ({ steps }) => `these steps come first, their order protects access: ${steps.map(visible).join(', ')}`
  ],
  'paths.not-recorded': [
    exitCodes.refused,
    ({ steps }) =>
      `done, but not recorded since the path was begun: ${steps.map(visible).join(', ')}; record it, or finish with --unrecorded-too`
  ],
  'paths.already-open': [exitCodes.refused, 'this path is under way already: see "keydocket path show"'],
  'links.not-allowed': [exitCodes.refused, ({ host }) => `${visible(host)} is not a page of a known portal and is not opened`],
  'links.failed': [exitCodes.unexpected, 'the page could not be opened'],

  'clipboard.failed': [exitCodes.unexpected, 'there is no clipboard on the command line'],
  'clipboard.show-only': [exitCodes.refused, 'nothing is put on the clipboard: codes are only shown'],
  'file.cannot-write': [
    exitCodes.badFile,
    ({ reason }) =>
      ({
        exists: 'the file exists already and is not overwritten',
        denied: 'the file may not be written',
        full: 'the disk is full',
        name: 'the name is too long, or this system would write it elsewhere',
        'not-a-file': 'a folder, device or pipe is there',
        failed: 'the file could not be written'
      })[reason]
  ],
  'file.cannot-read': [
    exitCodes.badFile,
    ({ reason }) =>
      ({
        missing: 'the file does not exist',
        denied: 'the file may not be read',
        'too-large': 'the file is too large',
        failed: 'the file could not be read'
      })[reason]
  ],

  'imports.password-needed': [exitCodes.badFile, 'the file is encrypted: give its password'],
  'imports.wrong-password': [exitCodes.badFile, 'the password does not open the file, or the file is damaged'],
  'imports.unknown-format': [exitCodes.badFile, 'the file is of no authenticator app that is known'],
  'imports.unreadable': [exitCodes.badFile, ({ format, part }) => `the ${format} file cannot be read: ${unreadableParts[part]}`],
  'imports.too-large': [exitCodes.badFile, 'the file, or what it unpacks to, is too large'],
  'imports.parts-missing': [
    exitCodes.badFile,
    ({ missing, of }) => `of ${of} pictures of the transfer these are missing: ${missing.join(', ')}`
  ],
  'imports.table-unreadable': [
    exitCodes.badFile,
    ({ reason }) =>
      ({
        kind: 'the file is no CSV, Excel workbook (.xlsx) or vCard',
        nothing: 'there are no rows in the file',
        'too-large': 'the file is too large: at most 64 MB, 200,000 rows and 200 columns',
        damaged: 'the file is damaged',
        encrypted: 'the workbook is protected by a password: save it without one',
        failed: 'the file could not be read in time: split it into smaller ones'
      })[reason]
  ],
  'imports.not-open': [exitCodes.refused, 'no file is open to be imported'],
  'imports.no-name-column': [exitCodes.refused, 'no column is said to hold the name of the client: give --map "COLUMN=client-name"'],
  'imports.changed-since': [exitCodes.refused, 'records changed since the preview; nothing was imported: try again'],
  'imports.busy': [exitCodes.refused, 'another import is under way'],
  'imports.cancelled': [exitCodes.refused, 'cancelled; nothing was changed'],
  'imports.already-undone': [exitCodes.refused, 'this import was undone before'],
  'imports.worked-on': [
    exitCodes.refused,
    ({ count, names }) =>
      `${count} records were worked on since (${names.map(visible).join('; ')}); nothing was undone: --keep-changed undoes the rest`
  ],

  'exports.not-ours': [exitCodes.badFile, 'the file is no archive of Keydocket'],
  'exports.damaged': [exitCodes.badFile, ({ part }) => `the archive is damaged or was altered (${part}); nothing was changed`],
  'exports.from-newer-version': [
    exitCodes.badFile,
    ({ found, supported }) => `the archive is from a newer version (${found}, this one reads up to ${supported})`
  ],
  'exports.from-older-version': [
    exitCodes.badFile,
    ({ found, supported }) =>
      `the archive is from an earlier version (tables ${found}, this one has ${supported}): import it there, then update`
  ],
  'exports.wrong-passphrase': [exitCodes.refused, 'this passphrase does not open the archive'],
  'exports.firm-not-empty': [exitCodes.refused, 'this firm has records already; an archive is imported into an empty one only'],
  'exports.nothing-read': [exitCodes.unexpected, 'no archive was read'],
  'exports.secrets-refused': [
    exitCodes.refused,
    ({ because }) =>
      ({
        'no-reason': 'secrets leave with a reason only: add --reason TEXT',
        csv: 'secrets never leave as CSV: use --archive or --export-json',
        policy: 'the policy of this computer lets no secret leave as a file'
      })[because]
  ],
  'exports.no-authenticators': [exitCodes.notFound, 'there is no authenticator that may leave'],
  'destruction.matters-keep': [
    exitCodes.refused,
    ({ matters, more }) =>
      `nothing was destroyed, matters keep the records: ${matters.map(keepingMatterWords).join('; ')}${more === 0 ? '' : `; and ${more} more`}`
  ],
  'destruction.wrong-name': [exitCodes.refused, 'the name in --confirm is not the name of the client; nothing was destroyed'],
  'sample.not-empty': [exitCodes.refused, 'the sample firm can be loaded only before the first client'],
  'search.unavailable': [exitCodes.unexpected, 'search is not available']
}

function openThingWords({ kind, name, dueOn }: ErrorParams['matters.open-things']['things'][number]): string {
  const word = kind === 'representative' ? 'G-28 of ' : `${kind} `
  return `${word}${visible(name)}${dueOn === null ? '' : `, due ${dueOn}`}`
}

function keepingMatterWords({
  title,
  clientName,
  because,
  retainUntil
}: ErrorParams['destruction.matters-keep']['matters'][number]): string {
  const words = { held: 'under legal hold', 'kept-until': `kept until ${retainUntil ?? ''}`, 'not-closed': 'not closed' }
  return `${visible(title)} of ${visible(clientName)} (${because.map((one) => words[one]).join(', ')})`
}

/** The sentence and the exit code of a core error. */
export function wordError(error: AnyWireError): { readonly exitCode: ExitCode; readonly message: string } {
  const [exitCode, text] = wording[error.code] as readonly [ExitCode, string | ((params: unknown) => string)]
  const message = typeof text === 'string' ? text : text(error.params)
  return { exitCode, message: error.ref === undefined ? message : `${message} (reference ${error.ref})` }
}
