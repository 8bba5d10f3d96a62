import type { KeepingReason } from './destruction.ts'
import type { AuthenticatorFileFormat, OpenThingKind, PartyRole, UnreadablePart } from './vocabulary.ts'

/**
 * Every expected failure by code, with the plain data its sentence needs. Codes cross the bridge, texts do not: each host words them
 * (window: renderer/src/api/error-text.ts, command line: main/cli/error-text.ts), exhaustively, so a new code does not compile until worded.
 */
export interface ErrorParams {
  /** No such call. */
  'request.unknown-channel': { channel: string }
  /** Input did not fit its schema. Paths and reasons only, never the values. */
  'request.invalid': { issues: { path: string; reason: string }[] }
  /** A bug: nothing the user did wrong. `ref` stands in the log too. */
  internal: Record<string, never>

  'vault.locked': Record<string, never>
  'vault.missing': Record<string, never>
  'vault.already-exists': Record<string, never>
  'vault.no-setup-pending': Record<string, never>
  'vault.weak-passphrase': { reason: PassphraseWeakness }
  'vault.wrong-passphrase': Record<string, never>
  /** `groups`: 1-based numbers of the groups whose check character does not fit; empty when every group is well-formed but the key is another vault's. */
  'vault.wrong-kit': { groups: number[] }
  'vault.kit-not-confirmed': { groups: number[] }
  /** The keychain could not open the vault; passphrase and kit still can. */
  'vault.keychain-unusable': { reason: KeychainProblem }
  'vault.no-keychain-slot': Record<string, never>
  /** The firm's policy does not let a keychain open the vault. */
  'vault.keychain-forbidden': Record<string, never>
  /** A new passphrase without proof: the vault was not opened with the recovery kit just now. */
  'vault.proof-required': Record<string, never>
  /** Replacing the keys was cancelled before it counted. Nothing was changed; the kit shown for it opens nothing. */
  'vault.rotation-cancelled': Record<string, never>
  /** vault.json cannot be read or was altered. Nothing was changed. */
  'vault.damaged': { reason: string }
  'vault.from-newer-version': { format: number }

  /** The damaged database is open for reading: nothing is changed, and no secret is shown, since neither could be written down. */
  'vault.read-only': Record<string, never>
  /** Asked to read or salvage a damaged database, but none was found damaged. */
  'vault.not-damaged': Record<string, never>

  'storage.in-use': Record<string, never>
  'storage.damaged': Record<string, never>
  /** So damaged that not even its first page reads: nothing can be salvaged. */
  'storage.not-salvageable': Record<string, never>
  'storage.not-ours': Record<string, never>
  'storage.empty': Record<string, never>
  /** vault.json exists but the database beside it does not. */
  'storage.missing': Record<string, never>
  'storage.from-newer-version': { found: number; supported: number }
  'storage.remote-folder': { kind: string }
  'storage.read-only': Record<string, never>
  'storage.full': Record<string, never>
  'storage.migration-failed': { from: number; to: number; copy: string | null }

  /** The file is no backup of Keydocket. */
  'backup.not-ours': Record<string, never>
  /** The backup was altered, cut short or damaged. Nothing was changed. */
  'backup.damaged': { part: 'length' | 'vault' | 'manifest' | 'mac' | 'database' | 'content' }
  /** Written in a later format, or with a database of a later version. */
  'backup.from-newer-version': { found: number; supported: number }
  'backup.cancelled': Record<string, never>
  /** There is no backup to work with. */
  'backup.none': Record<string, never>
  /** The folder for backups is not there: a drive that is not plugged in, say. */
  'backup.place-missing': { place: string }
  /** A backup is restored only while the vault is locked. */
  'restore.vault-open': Record<string, never>
  /** A backup is inspected before it is restored. */
  'restore.nothing-inspected': Record<string, never>

  /** The id names nothing (any more). */
  'record.not-found': {
    kind:
      | 'client'
      | 'case'
      | 'case-status'
      | 'matter'
      | 'contact'
      | 'party'
      | 'representative'
      | 'account'
      | 'authenticator'
      | 'backup-code'
      | 'access-code'
      | 'passcode'
      | 'draft'
      | 'portal'
      | 'pending-enrolment'
      | 'import-preview'
      | 'import-entry'
      | 'member'
      | 'second-factor'
      | 'guide'
      | 'path'
      | 'path-step'
      | 'deadline'
      | 'import'
      | 'certificate'
  }
  'record.archived': { kind: 'client' | 'account' | 'contact' }

  /** Closing would leave these open; the first twenty, and how many more. */
  'matters.open-things': { things: { kind: OpenThingKind; name: string; dueOn: string | null }[]; more: number }
  'matters.already-closed': { closedOn: string }
  'matters.not-closed': Record<string, never>
  /** The matter is another client's than the case. */
  'matters.other-client': Record<string, never>
  'parties.duplicate': { name: string; role: PartyRole }
  /** The same representative gave a G-28 of that day in this case already. */
  'representatives.duplicate': { name: string; givenOn: string }
  'representatives.already-withdrawn': { withdrawnOn: string }
  'representatives.not-withdrawn': Record<string, never>
  /** A withdrawn G-28 is never removed, nor is the case it belongs to. */
  'representatives.withdrawn-stays': Record<string, never>

  'accounts.duplicate': { username: string }
  'accounts.client-required': Record<string, never>
  /** Custody mode `firms-own` is for logins of the firm's own people: an account of a client has another. */
  'accounts.firms-own-of-client': Record<string, never>
  /** Custody mode `tracked-only` or `client-holds`: the firm keeps no secret of this account. */
  'accounts.custody-forbids-secrets': { custody: 'tracked-only' | 'client-holds' }
  /** Custody mode `firm-holds` without the date of the client's written consent. */
  'accounts.consent-missing': Record<string, never>
  /** Secrets are already saved here, so custody cannot change to a mode that forbids them. */
  'accounts.secrets-present': { custody: 'tracked-only' | 'client-holds' | 'firm-holds' | 'firms-own' }

  'authenticators.not-an-address': { reason: AddressProblem; detail: string | null }
  /** Characters that base32 does not have. Explained, never guessed: position is 1-based in the typed text, `maybe` what people usually meant. */
  'authenticators.doubtful-key': { characters: { position: number; character: string; maybe: string[] }[]; more: number }
  'authenticators.bad-key': { reason: 'empty' | 'impossible-length' | 'too-long' }
  'authenticators.no-code-in-picture': Record<string, never>
  'authenticators.several-codes-in-picture': { count: number }
  'authenticators.picture-unreadable': { reason: 'too-large' | 'not-a-picture' | 'failed' }
  'authenticators.wrong-code': { digits: number }
  /** The portal takes no more authenticators on one account. */
  'authenticators.limit-reached': { limit: number }
  'authenticators.already-exists': Record<string, never>

  /** An imported entry of which no codes can be made cannot become an authenticator. */
  'imports.no-codes': Record<string, never>
  /** One entry was refused, and with it the whole import: nothing was stored. `code` says why. */
  'imports.refused-at': { position: number; code: string }

  /** Nobody has recorded a status yet, so none can be unchanged. */
  'cases.no-status': Record<string, never>

  'codes.already-used': { usedAt: number }
  'codes.not-used': Record<string, never>
  'codes.not-replaced': Record<string, never>
  'codes.no-value': Record<string, never>
  /** Another member keeps this code for themselves; it can be taken when asked for expressly. `since` epoch ms. */
  'codes.reserved': { by: string; since: number; for: string }
  /** Struck out, or of a set that a newer one replaced. */
  'codes.void': Record<string, never>
  'codes.duplicate': Record<string, never>
  /** The passcode was answered by the client, or another one took its place. */
  'passcodes.settled': { status: 'accepted' | 'declined' | 'replaced' }
  /** The draft was filed or given up. */
  'drafts.closed': { outcome: 'filed' | 'given-up' }

  'members.duplicate': { name: string }
  /** The last member of the firm, or the one acting now, cannot leave. */
  'members.cannot-leave': { reason: 'last' | 'acting' }
  /** A member who left does not act. */
  'members.cannot-act': { name: string }
  /** Done and cancelled deadlines change no more; `deadlines.reopen` takes that back. */
  'deadlines.closed': { as: 'done' | 'cancelled' }
  'deadlines.not-closed': Record<string, never>
  /** A path that is finished or abandoned takes no more steps. */
  'paths.closed': Record<string, never>
  /** Steps that must be done before this one, or before finishing: they protect access. */
  'paths.step-order': { steps: string[] }
  /** Ids of steps that are done without what they have somebody write down; `unrecordedToo` finishes all the same. */
  'paths.not-recorded': { steps: string[] }
  'paths.already-open': { pathId: string }
  /** The host of the address is not one of the known portals'. */
  'links.not-allowed': { host: string }
  'links.failed': Record<string, never>

  'clipboard.failed': Record<string, never>
  /** The firm, or the policy of this computer, wants secrets shown only. */
  'clipboard.show-only': { by: 'firm' | 'policy' }
  /** `name`: too long, or the system would write it elsewhere; `not-a-file`: a folder, device or pipe is there. */
  'file.cannot-write': { reason: 'exists' | 'denied' | 'full' | 'name' | 'not-a-file' | 'failed' }
  'file.cannot-read': { reason: 'missing' | 'denied' | 'too-large' | 'failed' }

  /** The file is encrypted and no password came with it. */
  'imports.password-needed': { format: AuthenticatorFileFormat }
  'imports.wrong-password': { format: AuthenticatorFileFormat }
  /** Nothing that is known begins like this file. */
  'imports.unknown-format': Record<string, never>
  /** The format is known, but this file of it cannot be read. Nothing was imported. */
  'imports.unreadable': { format: AuthenticatorFileFormat; part: UnreadablePart }
  /** The file, or what it unpacks to, is larger than is read. */
  'imports.too-large': Record<string, never>
  /** Parts of a transfer in several QR pictures that are not there yet, counted from 1. */
  'imports.parts-missing': { missing: number[]; of: number }

  /** The table cannot be read: `kind`: no table of a kind that is read; `nothing`: no rows in it. */
  'imports.table-unreadable': { reason: 'kind' | 'nothing' | 'too-large' | 'damaged' | 'encrypted' | 'failed' }
  /** Nothing is open to be imported: it was closed, or the vault locked meanwhile. */
  'imports.not-open': Record<string, never>
  /** No column says who the client is. */
  'imports.no-name-column': Record<string, never>
  /** What is in Keydocket changed since the preview; nothing was imported. */
  'imports.changed-since': Record<string, never>
  'imports.cancelled': Record<string, never>
  /** Another import, or an undoing, is under way. */
  'imports.busy': Record<string, never>
  'imports.already-undone': Record<string, never>
  /** Records of the import were worked on since: undone only when these stay. Nothing was undone. `names`: the first of them. */
  'imports.worked-on': { count: number; names: string[] }
  /** The file is no archive of Keydocket. */
  'exports.not-ours': Record<string, never>
  /** The archive was altered, cut short or damaged, or is not as the format says. Nothing was changed. */
  'exports.damaged': { part: 'head' | 'content' | 'records' }
  'exports.from-newer-version': { found: number; supported: number }
  /** Made by an earlier version, whose tables were others: a firm takes it there, and is brought up to date as a whole. */
  'exports.from-older-version': { found: number; supported: number }
  /** Another passphrase, or the head of the archive was altered: they cannot be told apart. */
  'exports.wrong-passphrase': Record<string, never>
  /** Only a firm without records takes an archive. */
  'exports.firm-not-empty': Record<string, never>
  /** An archive is read before it is restored. */
  'exports.nothing-read': Record<string, never>
  /** Secrets leave only with a reason, and never as CSV. */
  'exports.secrets-refused': { because: 'no-reason' | 'csv' | 'policy' }
  /** No authenticator that may leave. */
  'exports.no-authenticators': Record<string, never>

  /** Matters that keep the client's records; the first twenty, and how many more. Nothing was destroyed. */
  'destruction.matters-keep': {
    matters: { title: string; clientName: string; because: KeepingReason[]; retainUntil: string | null }[]
    more: number
  }
  /** The name was not typed as it stands. */
  'destruction.wrong-name': Record<string, never>

  'sample.not-empty': Record<string, never>
  'search.unavailable': Record<string, never>
}

export type ErrorCode = keyof ErrorParams

export type PassphraseWeakness = 'too-short' | 'too-long' | 'too-easy-to-guess'

/** Why the keychain gave nothing usable. `locked-or-empty`: libsecret answers null for both, so they cannot be told apart. */
export type KeychainProblem = 'not-installed' | 'no-service' | 'locked-or-empty' | 'timed-out' | 'crashed' | 'refused' | 'wrong-value'

export type AddressProblem =
  | 'not-otpauth'
  | 'too-long'
  | 'unreadable'
  | 'unsupported-type'
  | 'counter-based'
  | 'migration-batch'
  | 'missing-secret'
  | 'duplicate-parameter'
  | 'bad-algorithm'
  | 'bad-digits'
  | 'bad-period'
  | 'bad-counter'

export interface WireError<C extends ErrorCode = ErrorCode> {
  readonly code: C
  readonly params: ErrorParams[C]
  /** Short reference that also stands in the log, on `internal` only. */
  readonly ref?: string
}

/** What every call answers. Nothing is ever thrown across the bridge: both hosts would lose the code and one would leak the stack. */
export type Envelope<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: AnyWireError }
export type AnyWireError = { [C in ErrorCode]: WireError<C> }[ErrorCode]
