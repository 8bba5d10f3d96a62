import type { Addressee, ClientKind, CustodyMode, DraftOutcome, HashAlgorithm, LinkMethod, PasscodeOutcome } from '#contract'

/**
 * The made-up firm as plain rows. Every number of days is counted back from the day the sample is loaded, so that notices, expiries and
 * consents look alive whenever that is. All people and companies are invented; nothing here was taken from a real file.
 */
export interface CaseRow {
  readonly prefix: string
  readonly form: string
  readonly received: number
  readonly note: string
}
export interface AuthenticatorRow {
  /** Days since a code was confirmed; null while unconfirmed. */
  readonly confirmed: number | null
  /** Days since it was added; the day of confirmation when left out. */
  readonly added?: number
  readonly algorithm?: HashAlgorithm
  readonly digits?: number
  /** Whose phone or which desk. */
  readonly nickname?: string
}
export interface BackupRow {
  readonly issued: number
  /** 1-based positions already used. */
  readonly used?: readonly number[]
  /** Days since the portal issued newer codes than the recorded ones. */
  readonly staleSince?: number
  readonly keptAt?: string
  /** 1-based position that a colleague keeps for themselves. */
  readonly reserved?: { readonly position: number; readonly by: string; readonly for: string }
}
export interface AccessRow {
  readonly notice: number
  /** Days from today, where a person set the expiry; follows from the portal otherwise. */
  readonly expiresIn?: number
  readonly addressee?: Addressee
  /** Only the notice was logged, not the code. */
  readonly noticeOnly?: true
  readonly used?: number
  readonly byOther?: true
  /** How the case was linked, and days since somebody saw it in the account. */
  readonly linkedBy?: LinkMethod
  readonly verified?: number
  /** Days since a replacement was asked for. */
  readonly requested?: number
}
export interface PasscodeRow {
  /** Whose it is, by the client's whole name. */
  readonly client: string
  readonly form: string
  readonly about?: string
  readonly issued: number
  /** Days since it was handed over. */
  readonly handedOver?: number
  readonly outcome?: PasscodeOutcome
  /** Days since the answer. */
  readonly answered?: number
}
export interface DraftRow {
  /** Whose it is, by the client's whole name; the account's client when left out. */
  readonly client?: string
  readonly form: string
  readonly edited: number
  readonly note?: string
  readonly outcome?: DraftOutcome
}
export interface AccountRow {
  /** `uscis` when left out. */
  readonly portal?: string
  /** Before the @; the client's own when left out. */
  readonly mailbox?: string
  readonly nickname?: string
  readonly accountNumber?: string
  readonly custody: CustodyMode
  readonly consent?: number
  readonly notes?: string
  readonly authenticator?: AuthenticatorRow
  /** Further ones, at a portal that takes several. */
  readonly moreAuthenticators?: readonly AuthenticatorRow[]
  readonly backup?: BackupRow
  /** Oldest first. */
  readonly access?: readonly AccessRow[]
  readonly passcodes?: readonly PasscodeRow[]
  readonly drafts?: readonly DraftRow[]
  /** Days since the last noted sign-in. */
  readonly signedIn?: number
}
export interface ClientRow {
  readonly kind?: ClientKind
  readonly name: string
  readonly otherNames?: string
  readonly mailbox: string
  readonly opened: number
  readonly withoutANumber?: true
  readonly notes?: string
  readonly cases?: readonly CaseRow[]
  readonly accounts?: readonly AccountRow[]
}

export const filed = (prefix: string, form: string, received: number, note = ''): CaseRow => ({ prefix, form, received, note })

/** The four filings of an adjustment of status, mailed together. */
export const adjustment = (received: number) => ['I-130', 'I-485', 'I-765', 'I-131'].map((form) => filed('IOE', form, received))

/** An account the firm holds with consent, set up in one sitting: consent, authenticator, backup code. */
export const held = (consent: number, more: Partial<AccountRow> = {}): AccountRow => ({
  custody: 'firm-holds',
  consent,
  authenticator: { confirmed: consent - 1 },
  backup: { issued: consent - 1 },
  ...more
})
export const tracked = (more: Partial<AccountRow> = {}): AccountRow => ({ custody: 'tracked-only', ...more })
export const byClient = (more: Partial<AccountRow> = {}): AccountRow => ({ custody: 'client-holds', ...more })
