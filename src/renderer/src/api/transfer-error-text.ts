import type { ErrorCode, UnreadablePart } from '#contract'
import { keepingMatterText } from '../text/destruction.ts'
import { unreadableTexts } from '../text/imports.ts'
import { always, text, untouched, type Wording } from './wording.ts'

const unreadableParts: Record<UnreadablePart, string> = {
  text: 'It is not text in any usual encoding. Export it again.',
  header: 'Its beginning is damaged or cut short. Export it again.',
  content: 'It is damaged or cut short. Nothing was imported. Export it again.',
  archive: 'The archive is damaged, or none of what it holds is known.',
  'key-derivation':
    'Opening it would take more memory or time than Keydocket gives to a file that anybody may have made. Export it without a password, import it, and destroy the file.',
  'foreign-key':
    'It is encrypted with a key that is not in the file, such as that of an online account. Export it with a password or without one.',
  version: 'It was written by a later version of that app than Keydocket knows.'
}

/** Why an entry of an import was refused, in a sentence that says what to do. */
const refusals: Readonly<Record<string, string>> = {
  'accounts.custody-forbids-secrets':
    'Its account keeps no secrets here. Keep the entry until assigned, or change the custody of the account first.',
  'accounts.consent-missing':
    'The client’s written consent is missing in its account. Keep the entry until assigned, or enter the consent first.',
  'authenticators.limit-reached': 'The portal takes no more authenticators on its account. Keep the entry until assigned, or leave it out.',
  'authenticators.already-exists': 'Its account has this very authenticator already. Leave the entry out.',
  'record.archived': 'Its account is archived. Keep the entry until assigned, or restore the account first.'
}

/** What can go wrong while something comes in or goes out. */
export const transferWording: Pick<Wording, Extract<ErrorCode, `imports.${string}` | `exports.${string}` | `destruction.${string}`>> = {
  'imports.no-codes': always(
    'No codes can be made of this entry',
    'It stays with the import. Add an authenticator from the portal’s own QR code instead.'
  ),
  'imports.refused-at': ({ position, code }) =>
    text(
      `Entry ${position} was refused, so nothing was imported`,
      refusals[code] ?? 'Keep that entry until assigned, or leave it out, and import again.'
    ),
  'imports.password-needed': always(
    'The file is encrypted',
    'Give the password that was chosen when it was exported. It is used for this file only and kept nowhere.'
  ),
  'imports.wrong-password': always(
    'The password does not open this file',
    'It is the one chosen when the file was exported, which is often not the password of the app. If you are sure of it, the file is damaged.'
  ),
  'imports.unknown-format': always(
    'This is no file of an authenticator app that Keydocket knows',
    'Use the app’s own export, not a picture or a backup of the phone. A list of otpauth addresses in a text file always works.'
  ),
  'imports.unreadable': ({ part }) => text('The file cannot be read', unreadableParts[part]),
  'imports.too-large': always('The file is too large', 'Files up to 64 MB are read, and archives that unpack to at most 128 MB.'),
  'imports.parts-missing': ({ missing, of }) =>
    text(
      `The transfer has ${of} QR pictures; not all are there`,
      `Missing: ${missing.map((part) => `picture ${part}`).join(', ')}. Show the export on the phone again and add what is missing.`
    ),
  'imports.table-unreadable': ({ reason }) => text(...unreadableTexts[reason]),
  'imports.not-open': always('No file is open', 'Choose the file again.'),
  'imports.no-name-column': always(
    'No column says who the client is',
    'Choose for one column "Client: name", or one each for first and last name.'
  ),
  'imports.changed-since': always('Records changed since the preview', 'Nothing was imported. Look at the new preview and import again.'),
  'imports.busy': always('Another import is under way', 'Wait for it, or cancel it first.'),
  'imports.cancelled': always('Cancelled', 'Nothing was changed.'),
  'imports.already-undone': always('This import was undone before', 'There is nothing left of it to undo.'),
  'imports.worked-on': ({ count }) =>
    text(`${count} records were worked on since`, 'Nothing was undone. The rest of the import can be undone while these stay.'),

  'exports.not-ours': always('This file is no archive of Keydocket', `${untouched} Choose a file whose name ends in .keydocket-export.`),
  'exports.damaged': always('The archive is damaged or was altered', `${untouched} Take another copy of it.`),
  'exports.from-newer-version': always('The archive is from a newer version', `${untouched} Update Keydocket, then import it.`),
  'exports.from-older-version': always(
    'The archive is from an earlier version',
    `${untouched} Import it with the version that made it; that firm is brought up to date when this version opens it.`
  ),
  'exports.wrong-passphrase': always('This passphrase does not open the archive', 'It is the passphrase given when the archive was saved.'),
  'exports.firm-not-empty': always('This firm has records already', 'An archive is imported into an empty firm only.'),
  'exports.nothing-read': always('No archive was read', 'Choose the archive again.'),
  'exports.secrets-refused': ({ because }) => ({
    title: 'Secrets stay here',
    body: {
      'no-reason': 'Say why they leave; the reason is written into the activity record.',
      csv: 'Secrets never leave as CSV. Take the archive.',
      policy: 'The policy of this computer lets no secret leave as a file.'
    }[because]
  }),
  'exports.no-authenticators': always('No authenticator may leave', 'There is none here, or custody does not allow it.'),

  'destruction.matters-keep': ({ matters, more }) =>
    text(
      'Matters keep these records',
      `Nothing was destroyed. ${matters.map(keepingMatterText).join('; ')}${more === 0 ? '' : `; and ${more} more`}.`
    ),
  'destruction.wrong-name': always('This is not the client’s name', 'Nothing was destroyed. Type the name exactly as it stands.')
}
