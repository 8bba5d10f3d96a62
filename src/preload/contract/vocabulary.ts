/** Closed word lists of the contract. No imports: the renderer may load this file without loading any schema library. */

/** Who may hold an account's secrets. USCIS forbids sharing a login, so the mode is chosen per account and decides what may be saved. */
export const custodyModes = ['tracked-only', 'client-holds', 'firm-holds', 'firms-own'] as const
export type CustodyMode = (typeof custodyModes)[number]

export const clientKinds = ['person', 'company'] as const
export type ClientKind = (typeof clientKinds)[number]

/** In what a client agrees with what is typed for another. */
export const clientLikenesses = ['name', 'email', 'a-number'] as const
export type ClientLikeness = (typeof clientLikenesses)[number]
/** Derived, never stored. `pending`: the engagement has not begun. */
export const matterStatuses = ['open', 'pending', 'closed'] as const
export type MatterStatus = (typeof matterStatuses)[number]

/** What may be unfinished when a matter is closed. */
export const openThingKinds = ['case', 'representative', 'deadline', 'follow-up', 'appointment'] as const
export type OpenThingKind = (typeof openThingKinds)[number]

/** Who files, and for whom. */
export const partyRoles = ['petitioner', 'beneficiary', 'applicant', 'requestor', 'derivative', 'sponsor'] as const
export type PartyRole = (typeof partyRoles)[number]

export const representativeKinds = ['attorney', 'accredited-representative'] as const
export type RepresentativeKind = (typeof representativeKinds)[number]

/**
 * State of a G-28. Derived, never stored: in effect until the matter concludes unless withdrawn (Form G-28 instructions).
 * `matter-closed`: the firm closed the matter, and no withdrawal is written down.
 */
export const appearanceStatuses = ['in-effect', 'withdrawn', 'matter-closed'] as const
export type AppearanceStatus = (typeof appearanceStatuses)[number]

/** HMAC hash of an authenticator (RFC 6238 section 1.2 allows these three). */
export const hashAlgorithms = ['SHA1', 'SHA256', 'SHA512'] as const
export type HashAlgorithm = (typeof hashAlgorithms)[number]

/** Codes that can be made: digits by time (RFC 6238), and the five letters of Steam Guard. */
export const codeKinds = ['totp', 'steam'] as const
export type CodeKind = (typeof codeKinds)[number]

/** Whether an account has an authenticator here, and whether a code from it was ever confirmed by the portal. */
export const authenticatorStates = ['none', 'unconfirmed', 'confirmed'] as const
export type AuthenticatorState = (typeof authenticatorStates)[number]

/** Derived, never stored. `presumed-stale`: something happened after which the portal issues a new code. */
export const backupCodeStatuses = ['none', 'unused', 'used', 'presumed-stale'] as const
export type BackupCodeStatus = (typeof backupCodeStatuses)[number]

/** Derived, never stored. One code of a set; `void`: struck out, or of a replaced set. */
export const backupCodeStates = ['unused', 'reserved', 'used', 'void'] as const
export type BackupCodeState = (typeof backupCodeStates)[number]

/** What happened after which the portal has issued, or will issue, another backup code (docs/recoverability.md, S1 to S4). */
export const staleReasons = ['re-enrolled', 'method-changed', 'contact-changed', 'used'] as const
export type StaleReason = (typeof staleReasons)[number]

/** Derived, never stored: an account's backup codes on the board. `low`: unused ones at or below the portal's mark. */
export const backupCodeStocks = ['none', 'unused', 'low', 'used', 'presumed-stale'] as const
export type BackupCodeStock = (typeof backupCodeStocks)[number]

export const clientSorts = ['name', 'email', 'file-number', 'a-number'] as const
export type ClientSort = (typeof clientSorts)[number]

export const matterSorts = ['client', 'title', 'opened'] as const
export type MatterSort = (typeof matterSorts)[number]

export const contactSorts = ['name', 'email'] as const
export type ContactSort = (typeof contactSorts)[number]

/** Of the lists of what expires: access codes, passcodes, drafts. */
export const expirySorts = ['expires', 'client'] as const
export type ExpirySort = (typeof expirySorts)[number]

/** `report`: the order the report is made for, e.g. its day. */
export const reportSorts = ['report', 'client'] as const
export type ReportSort = (typeof reportSorts)[number]

export const backupBoardSorts = ['client', 'portal', 'stock', 'unused', 'issued'] as const
export type BackupBoardSort = (typeof backupBoardSorts)[number]

/** Derived, never stored. `expiring`: inside the portal's first reminder window. */
export const accessCodeStatuses = ['new', 'expiring', 'expired', 'used', 'used-by-other', 'replacement-requested', 'replaced'] as const
export type AccessCodeStatus = (typeof accessCodeStatuses)[number]

/** How the paper case of a used access code came to stand in the account (practice.md section 3, row 10). */
export const linkMethods = [
  'account-number-on-form',
  'access-code',
  'receipt-and-birth-date',
  'receipt-and-a-number',
  'receipt-only'
] as const
export type LinkMethod = (typeof linkMethods)[number]

/** What a linked paper case can do in the account (practice.md section 2). */
export const linkFunctions = ['full', 'minimal'] as const
export type LinkFunction = (typeof linkFunctions)[number]

/** Derived, never stored (docs/clocks.md). `expiring`: inside the portal's reminder window. */
export const passcodeStatuses = ['waiting', 'expiring', 'expired', 'accepted', 'declined', 'replaced'] as const
export type PasscodeStatus = (typeof passcodeStatuses)[number]

/** What the client answered. */
export const passcodeOutcomes = ['accepted', 'declined'] as const
export type PasscodeOutcome = (typeof passcodeOutcomes)[number]

/** Derived, never stored (docs/clocks.md). `lapsed`: the portal has dropped it by now. */
export const draftStatuses = ['open', 'expiring', 'lapsed', 'filed', 'given-up'] as const
export type DraftStatus = (typeof draftStatuses)[number]

/** How an unfinished filing ended. */
export const draftOutcomes = ['filed', 'given-up'] as const
export type DraftOutcome = (typeof draftOutcomes)[number]

/** `csv`: a ZIP with one file a table. */
export const exportForms = ['archive', 'json', 'csv'] as const
export type ExportForm = (typeof exportForms)[number]

/** Files other programs read authenticators from. */
export const authenticatorFormats = ['otpauth', 'aegis', 'aegis-encrypted'] as const
export type AuthenticatorFormat = (typeof authenticatorFormats)[number]

export const addressees = ['client', 'representative'] as const
export type Addressee = (typeof addressees)[number]

export const appearances = ['system', 'light', 'dark'] as const
export type Appearance = (typeof appearances)[number]

/** `damaged`: the keys are there, but the database cannot be opened for writing. */
export const vaultStates = ['none', 'locked', 'damaged', 'open'] as const
export type VaultState = (typeof vaultStates)[number]

/** Why something of a damaged database was not carried over as it was (db/salvage-losses.ts). */
export const lossReasons = ['unreadable', 'seal-broken', 'contradicts', 'belongs-to-lost', 'link-cut', 'placeholder'] as const
export type LossReason = (typeof lossReasons)[number]

/** Why the vault was locked. `computer`: it sleeps, locks its screen, changes its user or shuts down. */
export const lockReasons = ['idle', 'by-hand', 'computer'] as const
export type LockReason = (typeof lockReasons)[number]

/** Minutes without input after which the vault locks. */
export const autoLockBounds = { min: 1, max: 120 } as const

/** Why the keys of the vault are replaced. Kept with the replacement, without names. */
export const rotationReasons = ['person-left', 'suspected-leak', 'precaution'] as const
export type RotationReason = (typeof rotationReasons)[number]

/** Steps of replacing the keys, in order. */
export const rotationPhases = ['copying', 'sealing', 'checking'] as const
export type RotationPhase = (typeof rotationPhases)[number]

export const slotTypes = ['passphrase', 'kit', 'keychain'] as const
export type SlotType = (typeof slotTypes)[number]

export const accountSorts = ['client', 'portal', 'username', 'access-code-expiry'] as const
export type AccountSort = (typeof accountSorts)[number]

/** Kinds of second factor a portal may have on file for an account. A backup code is not among them: it has a table of its own. */
export const factorKinds = ['email', 'text', 'email-and-text', 'authenticator', 'passkey', 'security-key', 'other'] as const
export type FactorKind = (typeof factorKinds)[number]

/** Whose phone, mailbox or device carries a second factor. */
export const holderKinds = ['member', 'client', 'other'] as const
export type HolderKind = (typeof holderKinds)[number]

/** Through whom one signs in: the portal itself or an identity provider. */
export const signInProviders = ['own', 'login-gov', 'id-me', 'doj-login'] as const
export type SignInProvider = (typeof signInProviders)[number]

/**
 * Derived, never stored (docs/recoverability.md). `yes`: anybody at the firm; `with-person`: only with a named person's phone, mailbox or device;
 * `help-desk`: only through the portal's help desk; `no`: the portal cannot recover it; `unknown`: nothing is recorded.
 */
export const recoverabilities = ['yes', 'with-person', 'help-desk', 'no', 'unknown'] as const
export type Recoverability = (typeof recoverabilities)[number]

/** Whose file a portal is read from. */
export const portalOrigins = ['shipped', 'replaced-by-firm', 'added-by-firm'] as const
export type PortalOrigin = (typeof portalOrigins)[number]

/** Guided paths. Each portal offers those its data describe. */
export const guideIds = [
  'lost-phone',
  'lost-backup-code',
  'locked-out',
  'forgotten-password',
  'changed-contact',
  'expired-access-code',
  'change-method',
  'enrol-account',
  'add-paper-case',
  'hand-back',
  'person-leaves'
] as const
export type GuideId = (typeof guideIds)[number]
/** What a step of a guided path has somebody write down. */
export const pathRecords = [
  'backup-code',
  'backup-code-used',
  'backup-code-current',
  'authenticator',
  'authenticator-confirmed',
  'access-code',
  'access-code-request',
  'access-code-used',
  'second-factor',
  /** Neither an authenticator here nor a second factor of somebody at the firm is left in use. */
  'firms-ways',
  'sign-in',
  'username',
  'case',
  'custody',
  'client-custody',
  'note'
] as const
export type PathRecord = (typeof pathRecords)[number]
export const pathCodes = ['backup-code', 'authenticator', 'access-code'] as const

/** Reports over all accounts in use. */
export const accessReports = [
  'not-recoverable',
  'single-person',
  'leavers-factor',
  'not-signed-in',
  'access-codes-dying',
  'stale-backup-codes',
  'low-backup-codes',
  'unconfirmed-authenticators',
  'nothing-recorded'
] as const
export type AccessReport = (typeof accessReports)[number]

/** What verifying the audit log can find, told by the first row that is wrong (docs/audit-log.md section 5). */
export const auditProblems = [
  'edited',
  'missing',
  'inserted',
  'reordered',
  'forged',
  'swapped',
  'truncated',
  'rolled-back',
  'checkpoint-differs',
  'signature-wrong',
  'value-changed'
] as const
export type AuditProblem = (typeof auditProblems)[number]

/** What stands outside the database: `off`: nothing, `unread`: not asked yet, `none`: nothing written yet, `unreadable`: no answer. */
export const anchorStates = ['off', 'unread', 'none', 'unreadable', 'agrees', 'rolled-back'] as const

export const secretKinds = ['authenticator', 'backup-code', 'access-code', 'passcode'] as const
export type SecretKind = (typeof secretKinds)[number]

/** Lines of a rotation list: secrets a member saw, and second factors that hang on their phone, mailbox or device. */
export const rotationKinds = [...secretKinds, 'second-factor'] as const
export type RotationKind = (typeof rotationKinds)[number]

/**
 * Derived, never stored. `used` and `expired`: the portal takes it no more; `replaced`: it is not the one they saw any more, or was destroyed here;
 * `closed`: a person says it is settled.
 */
export const rotationStatuses = ['open', 'used', 'expired', 'replaced', 'closed'] as const
export type RotationStatus = (typeof rotationStatuses)[number]
/** What kind of number a case has. Chosen by a person: all but `other` can look the same. */
export const caseNumberKinds = ['receipt', 'nvc', 'foia', 'other'] as const
export type CaseNumberKind = (typeof caseNumberKinds)[number]

/** Where somebody read or heard the status of a case. */
export const statusSources = ['portal-account', 'case-status-page', 'mailed-notice', 'phone', 'other'] as const
export type StatusSource = (typeof statusSources)[number]

/**
 * Derived, never stored. `stale`: the last check is longer ago than the firm's own setting allows; `decided`: a decision date is recorded,
 * so that no further check is asked for.
 */
export const caseFreshnesses = ['fresh', 'stale', 'never-checked', 'decided'] as const
export type CaseFreshness = (typeof caseFreshnesses)[number]

export const caseSorts = ['checked', 'number', 'form', 'client'] as const
export type CaseSort = (typeof caseSorts)[number]

/** By what two records may be one and the same. */
export const duplicateKinds = ['case-number', 'a-number', 'email', 'name', 'account-number'] as const
export type DuplicateKind = (typeof duplicateKinds)[number]
/** Kinds of what the audit table holds, to filter by: opened and locked, what left (shown, copied, saved), guided paths, settings and people, all else. */
export const auditGroups = ['opened', 'left', 'changes', 'paths', 'settings'] as const
export type AuditGroup = (typeof auditGroups)[number]
/** A deadline is met or missed, a follow-up is somebody's own reminder, an appointment takes place (practice.md section 5). */
export const deadlineKinds = ['deadline', 'follow-up', 'appointment'] as const
export type DeadlineKind = (typeof deadlineKinds)[number]

/** What a deadline is about when that has rules of its own: two notices that want an answer, and documents that expire. */
export const deadlineSubjects = ['rfe', 'noid', 'i-94', 'ead', 'passport', 'visa', 'advance-parole', 'other-document'] as const
export type DeadlineSubject = (typeof deadlineSubjects)[number]
/** Notices that want an answer by the date in the letter. */
export const noticeSubjects = ['rfe', 'noid'] as const satisfies readonly DeadlineSubject[]
/** Documents whose deadline is their last day. */
export const documentSubjects = [
  'i-94',
  'ead',
  'passport',
  'visa',
  'advance-parole',
  'other-document'
] as const satisfies readonly DeadlineSubject[]

/** Derived, never stored. `unanswered`: an appointment that passed without an outcome; `due-soon`: inside its first reminder. */
export const deadlineStates = ['overdue', 'unanswered', 'today', 'due-soon', 'later', 'snoozed', 'done', 'cancelled'] as const
export type DeadlineState = (typeof deadlineStates)[number]

export const deadlineSpans = ['overdue', 'days-7', 'days-30', 'days-90', 'all'] as const
export type DeadlineSpan = (typeof deadlineSpans)[number]

export const deadlineViews = ['open', 'done', 'cancelled', 'every'] as const
export type DeadlineView = (typeof deadlineViews)[number]

export const deadlineSorts = ['due', 'client', 'title'] as const
export type DeadlineSort = (typeof deadlineSorts)[number]

export const backupPhases = ['copying', 'writing', 'checking'] as const
export type BackupPhase = (typeof backupPhases)[number]

/** Why a backup did not come to be. `unreadable`: what was written did not read back. `too-slow`: locking did not wait for it any longer. */
export const backupFailures = ['place-missing', 'denied', 'full', 'unreadable', 'too-slow', 'failed'] as const
export type BackupFailure = (typeof backupFailures)[number]

export * from './audit-events.ts'
export * from './import-vocabulary.ts'
