import type { AddressProblem, ErrorParams, KeychainProblem, PassphraseWeakness } from '#contract'
import { fieldName } from '#contract/field-names'
import { formatDate } from '../text/dates.ts'
import { openThingText } from '../text/matters.ts'
import { ApiError } from './client.ts'
import { transferWording } from './transfer-error-text.ts'
import { always, type ErrorText, text, untouched, type Wording } from './wording.ts'

export type { ErrorText } from './wording.ts'

const restoreCopy = 'Keep the data folder as it is, make a copy of it, and put back the latest backup of the whole folder.'

export const passphraseWeaknesses: Record<PassphraseWeakness, string> = {
  'too-short': 'Use at least 12 characters. Four or five unrelated words are easy to remember and hard to guess.',
  'too-long': 'Use at most 128 characters.',
  'too-easy-to-guess': 'This would be guessed quickly. Add a word that has nothing to do with the others, the firm or you.'
}

export const keychainProblems: Record<KeychainProblem, string> = {
  'not-installed': 'This computer has no keychain that Keydocket can use.',
  'no-service': 'The computer’s keychain service is not running. Signing out of the computer and in again usually starts it.',
  'locked-or-empty':
    'The computer’s keychain is locked, or no longer has Keydocket’s entry. If a keychain prompt is open, answer it and try again.',
  'timed-out': 'The computer’s keychain did not answer in time. A prompt may be waiting behind another window.',
  crashed: 'The program that talks to the computer’s keychain stopped unexpectedly.',
  refused: 'The computer’s keychain refused access.',
  'wrong-value': 'The entry in this computer’s keychain belongs to another vault or an earlier state of this one.'
}

const addressProblems: Record<AddressProblem, string> = {
  'not-otpauth':
    'An authenticator address begins with “otpauth://totp/”. This text does not; it may be a web link or another QR code on the same page.',
  'too-long': 'The address is longer than any authenticator address. Copy only the part that begins with “otpauth://”.',
  unreadable: 'The address is damaged. Copy it again from the portal, or type the key that the portal shows beside the QR code.',
  'unsupported-type': 'The address is for a kind of code that Keydocket does not make. It makes time-based codes (TOTP).',
  'counter-based':
    'The address is for a counter-based authenticator (HOTP). Keydocket makes time-based codes (TOTP) only; choose “authenticator app” at the portal.',
  'migration-batch':
    'This is an export of several accounts from an authenticator app. Use the QR code that the portal itself shows for this account.',
  'missing-secret': 'The address has no key in it. Copy the whole address, up to its end.',
  'duplicate-parameter': 'The address gives the same setting twice, so it cannot be read one way only. Copy it again from the portal.',
  'bad-algorithm': 'The address names a hash other than SHA-1, SHA-256 or SHA-512.',
  'bad-digits': 'The address asks for a number of digits outside 5 to 10.',
  'bad-period': 'The address asks for codes that change faster than every second or slower than once a day.',
  'bad-counter': 'The address is for codes by counter but does not say, in whole numbers, where the counter stands.'
}

const custodyNames = {
  'tracked-only': 'Tracked only',
  'client-holds': 'Client holds',
  'firm-holds': 'Firm holds, with written consent',
  'firms-own': 'Firm’s own account'
} as const

const recordNames: Record<ErrorParams['record.not-found']['kind'], string> = {
  client: 'client',
  case: 'case',
  'case-status': 'check of the status',
  matter: 'matter',
  contact: 'contact',
  party: 'party',
  representative: 'representative',
  account: 'account',
  authenticator: 'authenticator',
  'backup-code': 'backup code',
  'access-code': 'access code',
  passcode: 'passcode',
  draft: 'draft',
  portal: 'portal',
  'pending-enrolment': 'authenticator being added',
  'import-preview': 'file being imported',
  'import-entry': 'imported entry',
  member: 'member',
  'second-factor': 'second factor',
  guide: 'guided path',
  path: 'guided path',
  'path-step': 'step of the guided path',
  deadline: 'deadline',
  import: 'import',
  certificate: 'certificate'
}

const doubtNames: Record<string, string> = { '0': 'zero', '1': 'digit one', '8': 'digit eight', '9': 'digit nine' }

function doubtfulCharacter({ position, character, maybe }: ErrorParams['authenticators.doubtful-key']['characters'][number]): string {
  const name = doubtNames[character]
  const what = name ? `base32 has no ${name}` : 'base32 does not have this character'
  const meant = maybe.length > 0 ? `; people often mean ${maybe.map((letter) => `the letter ${letter}`).join(' or ')}` : ''
  return `Character ${position} is “${character}”: ${what}${meant}.`
}

const groupList = (groups: readonly number[]): string => new Intl.ListFormat('en').format(groups.map(String))
const plural = (count: number, one: string, many: string): string => (count === 1 ? one : many)

function issueText({ path, reason }: ErrorParams['request.invalid']['issues'][number]): string {
  const sentence = `${fieldName(path)} ${reason}`.trim()
  return `${sentence.charAt(0).toUpperCase()}${sentence.slice(1)}.`
}

const wording: Wording = {
  'request.unknown-channel': always(
    'This part of Keydocket is not available',
    'The window and the program behind it are of different versions. Close Keydocket and start it again.'
  ),
  'request.invalid': ({ issues }) =>
    text(
      'Some of this was not accepted',
      issues.length > 0 ? `${issues.map(issueText).join(' ')} Correct it and try again.` : 'Check what you entered and try again.'
    ),
  internal: (_params, ref) =>
    text(
      'Something went wrong in Keydocket',
      `This is a fault of the program, not of what you did.${ref ? ` If you report it, give the reference ${ref}.` : ''} Try again; if it happens once more, restart Keydocket.`
    ),

  'vault.locked': always('Keydocket is locked', 'Unlock it to go on.'),
  'vault.missing': always(
    'There is nothing to unlock yet',
    'This data folder has no vault. Close Keydocket and start it again to set it up.'
  ),
  'vault.already-exists': always(
    'Keydocket is already set up here',
    `This data folder already has a vault. ${untouched} Restart Keydocket and unlock it.`
  ),
  'vault.no-setup-pending': always(
    'Setup has to begin again',
    'The recovery kit shown is no longer valid. Go back to the first step; destroy the kit you may have printed.'
  ),
  'vault.weak-passphrase': ({ reason }) => text('Choose a stronger passphrase', passphraseWeaknesses[reason]),
  'vault.wrong-passphrase': always(
    'That passphrase does not open this vault',
    'Check Caps Lock and the keyboard language. If you cannot remember it, use the recovery kit.'
  ),
  'vault.wrong-kit': ({ groups }) =>
    groups.length > 0
      ? text(
          `${plural(groups.length, 'Group', 'Groups')} ${groupList(groups)} ${plural(groups.length, 'does', 'do')} not fit`,
          `Compare ${plural(groups.length, 'this group', 'these groups')} with the printed kit, character by character. Each has eight characters; the last one checks the others.`
        )
      : text(
          'This kit opens another vault',
          'It was typed correctly, but it belongs to another vault or was replaced by a newer kit. Compare the vault reference and the date printed on it.'
        ),
  'vault.kit-not-confirmed': ({ groups }) =>
    text(
      `${plural(groups.length, 'Group', 'Groups')} ${groupList(groups)} ${plural(groups.length, 'does', 'do')} not match the kit`,
      'Read the group from the paper or file once more and retype it.'
    ),
  'vault.keychain-unusable': ({ reason }) =>
    text('Could not open with this computer’s sign-in', `${keychainProblems[reason]} Your passphrase or the recovery kit opens Keydocket.`),
  'vault.no-keychain-slot': always(
    'This computer’s sign-in is not set up',
    'Open with your passphrase. You can switch it on in Settings afterwards.'
  ),
  'vault.keychain-forbidden': always(
    'Your firm does not allow opening with this computer’s sign-in',
    'Your passphrase or the recovery kit opens Keydocket.'
  ),
  'vault.proof-required': always(
    'The present passphrase is needed',
    'Enter the present passphrase, or open Keydocket with the recovery kit first.'
  ),
  'vault.rotation-cancelled': always(
    'Replacing the keys was cancelled',
    'Nothing was changed. Destroy the new recovery kit if you printed or saved it: it opens nothing.'
  ),
  'vault.damaged': always('The vault file cannot be read', `vault.json is damaged or was altered. ${untouched} ${restoreCopy}`),
  'vault.from-newer-version': always(
    'This vault was written by a newer Keydocket',
    `${untouched} Install the newer version of Keydocket on this computer.`
  ),

  'storage.in-use': always(
    'Keydocket is already running with this data folder',
    'Switch to the other window, or close the other program that has it open.'
  ),
  'vault.read-only': always(
    'Open for reading only',
    'The database is damaged, so nothing is changed and no code or key is shown: neither could be written down. Salvage the database or restore a backup to work on.'
  ),
  'vault.not-damaged': always('The database is not damaged', 'Nothing was changed. Unlock the vault as usual.'),
  'storage.not-salvageable': always(
    'Too damaged to be salvaged',
    `Not even the beginning of the database can be read. ${untouched} ${restoreCopy}`
  ),
  'storage.damaged': always('The database is damaged', `Part of it cannot be read or was altered. ${untouched} ${restoreCopy}`),
  'storage.not-ours': always(
    'The database file belongs to another program',
    `${untouched} Move that file out of the data folder, or start Keydocket with another data folder.`
  ),
  'storage.empty': always(
    'The database file is empty',
    `It has no content at all, which happens when a disk is full or a copy was cut short. ${untouched} ${restoreCopy}`
  ),
  'storage.missing': always(
    'The database is missing',
    `The vault file is here, the database beside it is not. ${untouched} Put it back from a backup; do not delete vault.json.`
  ),
  'storage.from-newer-version': ({ found, supported }) =>
    text(
      'These data were written by a newer Keydocket',
      `They have format ${found}; this version reads up to ${supported}. ${untouched} Install the newer version.`
    ),
  'storage.remote-folder': ({ kind }) =>
    text(
      'The data folder is on a network or synchronised drive',
      `Found: ${kind}. Such drives can damage the database while it is open. Move the data folder to a disk of this computer and start Keydocket with it.`
    ),
  'storage.read-only': always(
    'The data folder cannot be written to',
    'Ask for write permission on the data folder, or start Keydocket with another one.'
  ),
  'storage.full': always('The disk is full', 'The last change was not saved. Free some space and do it again.'),
  'storage.migration-failed': ({ from, to, copy }) =>
    text(
      'The data could not be brought up to date',
      `Updating from format ${from} to ${to} did not work and was undone.${copy ? ` A copy taken beforehand lies beside the database: ${copy}.` : ''} Use the previous version of Keydocket until this is solved.`
    ),

  'backup.not-ours': always('This file is no backup of Keydocket', `${untouched} Choose a file whose name ends in .keydocket-backup.`),
  'backup.damaged': always(
    'The backup is damaged or was altered',
    `It is not what Keydocket wrote: cut short in copying, say. ${untouched} Choose another backup.`
  ),
  'backup.from-newer-version': always(
    'This backup was written by a newer Keydocket',
    `${untouched} Install the newer version of Keydocket on this computer.`
  ),
  'backup.cancelled': always('Cancelled', untouched),
  'backup.none': always('There is no backup yet', 'Make one first: Settings, Backup, Back up now.'),
  'backup.place-missing': ({ place }) =>
    text(
      'The folder for backups is not there',
      `${place} does not answer. Plug the drive in, sign in to the network, or choose another folder.`
    ),
  'restore.vault-open': always('Keydocket is open', 'Lock it first: a backup is restored while it is locked.'),
  'restore.nothing-inspected': always(
    'Look into the backup once more',
    'It waited for too long. Choose it again and enter its passphrase.'
  ),

  'record.not-found': ({ kind }) =>
    text(`This ${recordNames[kind]} is no longer there`, 'It may have been removed or replaced meanwhile. Go back and look again.'),
  'record.archived': ({ kind }) => text(`This ${kind} is archived`, 'Restore it first, then make the change.'),

  'matters.open-things': ({ things, more }) =>
    text(
      'The matter has open things',
      `Not finished: ${things.map(openThingText).join('; ')}${more === 0 ? '' : ` and ${more} more`}. Close it all the same, or finish them first.`
    ),
  'matters.already-closed': ({ closedOn }) => text('The matter is closed already', `It was closed on ${formatDate(closedOn)}.`),
  'matters.not-closed': always('The matter is not closed', 'There is nothing to reopen.'),
  'matters.other-client': always('The matter belongs to another client', 'A case can only stand in a matter of its own client.'),
  'parties.duplicate': ({ name, role }) => text('Already there', `${name} is ${role} of this case already.`),
  'representatives.duplicate': ({ name, givenOn }) =>
    text('This G-28 is recorded already', `${name} has a G-28 of ${formatDate(givenOn)} in this case.`),
  'representatives.already-withdrawn': ({ withdrawnOn }) =>
    text('This G-28 is withdrawn already', `It was withdrawn on ${formatDate(withdrawnOn)}.`),
  'representatives.not-withdrawn': always('This G-28 is not withdrawn', 'There is nothing to take back.'),
  'representatives.withdrawn-stays': always(
    'A withdrawn G-28 stays on record',
    'Neither it nor its case can be removed, so that the record says who represented when.'
  ),

  'accounts.duplicate': ({ username }) =>
    text(
      'This account exists already',
      `The client already has an account “${username}” at this portal. Open that one, or check the username.`
    ),
  'accounts.firms-own-of-client': always(
    'A client’s account is not the firm’s own',
    'Choose who holds it; with the client’s written consent the firm may. A representative’s own login is recorded without a client.'
  ),
  'accounts.client-required': always('Choose a client', 'Only accounts of the firm itself can be without a client.'),
  'accounts.custody-forbids-secrets': ({ custody }) =>
    text(
      'This account’s secrets are not kept here',
      `Its custody is “${custodyNames[custody]}”, so nothing secret may be saved. If the firm may hold them, change the custody of the account first.`
    ),
  'accounts.consent-missing': always(
    'The client’s written consent is missing',
    'Enter the date of the client’s written consent in the account. Until then nothing secret is saved under “Firm holds, with written consent”.'
  ),
  'accounts.secrets-present': ({ custody }) =>
    text(
      'Secrets are saved in this account',
      `Custody cannot become “${custodyNames[custody]}” while they are. Choose “Destroy saved secrets” in the account’s menu first.`
    ),

  'authenticators.not-an-address': ({ reason, detail }) =>
    text('This is not an authenticator address', detail ? `${addressProblems[reason]} (${detail})` : addressProblems[reason]),
  'authenticators.doubtful-key': ({ characters, more }) =>
    text(
      'The key has characters that such keys never have',
      `${characters.map(doubtfulCharacter).join(' ')}${more > 0 ? ` And ${more} more.` : ''} Check the original; Keydocket does not guess.`
    ),
  'authenticators.bad-key': ({ reason }) =>
    ({
      empty: text('There is no key', 'Type or paste the key that the portal shows beside the QR code.'),
      'impossible-length': text(
        'The key is not complete',
        'No key has this number of characters: one or more are missing or too many. Compare it with the original.'
      ),
      'too-long': text('The key is too long', 'Portals give keys of 16 to 64 characters. Check that only the key was pasted.')
    })[reason],
  'authenticators.no-code-in-picture': always(
    'No QR code found',
    'Take a picture or screenshot that shows the whole code with its white border, sharp and not too small.'
  ),
  'authenticators.several-codes-in-picture': ({ count }) =>
    text(`The picture has ${count} QR codes`, 'Cut it so that only the portal’s authenticator code is left, and try again.'),
  'authenticators.picture-unreadable': ({ reason }) =>
    ({
      'too-large': text('The picture is too large', 'Use one below 20 MB. A screenshot of the code alone is best.'),
      'not-a-picture': text('This file is not a picture', 'Use a PNG, JPEG, WebP, GIF or BMP file.'),
      failed: text('The picture could not be read', 'It may be damaged. Take a new screenshot and try again.')
    })[reason],
  'authenticators.wrong-code': ({ digits }) =>
    text(
      'That is none of this authenticator’s recent codes',
      `Type the ${digits} characters that Keydocket showed in the last five minutes and that the portal accepted. If the portal refuses them, check this computer’s clock and the key.`
    ),
  'authenticators.limit-reached': ({ limit }) =>
    text(
      'The portal takes no more authenticators',
      `One account there can have ${limit}, and ${limit} are kept here. Remove one that the portal no longer has, then add the new one.`
    ),
  'authenticators.already-exists': always(
    'This authenticator is already saved',
    'The account already has an authenticator with the same key.'
  ),

  'cases.no-status': () => ({
    title: 'No status recorded yet',
    body: 'Record the status as the agency writes it; from then on one press notes that it is unchanged.'
  }),
  'codes.already-used': ({ usedAt }) =>
    text('This code was already used', `It was marked as used on ${new Date(usedAt).toLocaleString()}.`),
  'codes.not-replaced': always('No newer notice replaced this code', 'There is nothing to take back.'),
  'codes.not-used': always('This code is not marked as used', 'There is nothing to undo.'),
  'codes.no-value': always(
    'The code itself was not recorded',
    'Only the notice was logged. Record the code from the paper to show or copy it.'
  ),
  'codes.reserved': ({ by, since, for: purpose }) =>
    text(
      `${by} reserved this code`,
      `On ${new Date(since).toLocaleString()}${purpose === '' ? '' : `, for “${purpose}”`}. Ask them first, or take it over from its row.`
    ),
  'codes.void': always('This code is not to be used', 'It is struck out, or a newer set replaced it.'),
  'codes.duplicate': always(
    'A code appears twice',
    'The same code stands in the list more than once, or is already recorded here. Check the sheet.'
  ),
  'passcodes.settled': ({ status }) =>
    ({
      accepted: text('The client has accepted this passcode', 'Take the answer back first if it was noted by mistake.'),
      declined: text('The client has declined this passcode', 'Take the answer back first if it was noted by mistake.'),
      replaced: text('Another passcode took its place', 'Only the latest passcode can be answered.')
    })[status],
  'drafts.closed': ({ outcome }) =>
    text(outcome === 'filed' ? 'This draft was filed' : 'This draft was given up', 'Open it again first if that was noted by mistake.'),

  'members.duplicate': ({ name }) =>
    text('This member exists already', `There is already a member “${name}”. Add something that tells the two apart.`),
  'members.cannot-leave': ({ reason }) =>
    ({
      last: text('The last member cannot leave', 'Add another member first.'),
      acting: text('You cannot mark yourself as gone', 'Somebody else has to do this, working under their own name.')
    })[reason],
  'members.cannot-act': ({ name }) => text(`${name} has left the firm`, 'Choose somebody who works here.'),
  'deadlines.closed': ({ as }) => text(`This deadline is ${as}`, 'Open it again first, then make the change.'),
  'deadlines.not-closed': always('This deadline is open', 'There is nothing to take back.'),
  'paths.closed': always('This path is closed', 'It was finished or abandoned. Start a new one from the account.'),
  'paths.step-order': ({ steps }) =>
    text(
      'Other steps come first',
      `The order of the steps protects access to the account. Do ${plural(steps.length, 'this step', 'these steps')} first: ${steps.join(', ')}.`
    ),
  'paths.not-recorded': ({ steps }) =>
    text(
      'Something was not recorded',
      `Done without being recorded since the path was begun: ${plural(steps.length, 'one step', `${steps.length} steps`)}.`
    ),
  'paths.already-open': always('This path is already under way', 'Continue the one that was started, or abandon it first.'),
  'links.not-allowed': ({ host }) =>
    text(
      'This page was not opened',
      `“${host}” is not among the known addresses of the portals. Check the address before you open it yourself.`
    ),
  'links.failed': always('The page could not be opened', 'No browser answered. Copy the address and open it by hand.'),

  'clipboard.failed': always(
    'Could not copy',
    'The clipboard of this computer did not answer; nothing was copied. Try again, or show the code and type it.'
  ),
  'clipboard.show-only': ({ by }) =>
    text(
      'Nothing was copied',
      by === 'policy'
        ? 'The policy of this computer keeps codes off the clipboard. Show the code and type it.'
        : 'The firm keeps codes off the clipboard. Show the code and type it.'
    ),
  'file.cannot-write': ({ reason }) =>
    ({
      exists: text('A file with this name exists', 'Choose another name; existing files are not overwritten.'),
      denied: text('Not allowed to save there', 'Choose a folder that you may write to.'),
      full: text('The disk is full', 'Free some space or choose another disk. No usable file was written.'),
      name: text('This name cannot be used', 'Choose a shorter, plain name without a colon, such as list.csv.'),
      'not-a-file': text('There is something other than a file', 'Choose another name.'),
      failed: text('The file could not be saved', 'Choose another place and try again.')
    })[reason],
  'file.cannot-read': ({ reason }) =>
    ({
      missing: text('The file is no longer there', 'Choose it again.'),
      denied: text('Not allowed to read this file', 'Choose a file that you may open.'),
      'too-large': text('The file is too large', 'Choose a smaller one.'),
      failed: text('The file could not be read', 'Try again, or choose a copy of it.')
    })[reason],

  ...transferWording,

  'sample.not-empty': always('The sample firm was not loaded', 'It can only be loaded while there are no clients.'),
  'search.unavailable': always('Search is not available', 'The list without a search term still works. Restart Keydocket to try again.')
}

/** The text for anything that was thrown. What is not an ApiError is a fault of the window and reads like `internal`. */
export function errorText(error: unknown): ErrorText {
  if (!(error instanceof ApiError)) return wording.internal({}, null)
  const { code, params, ref } = error as ApiError
  const word = wording[code] as (params: unknown, ref: string | null) => ErrorText
  return word(params, ref)
}
