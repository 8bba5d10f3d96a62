/** Row types of what opens an account: authenticators, codes that expire, second factors, guided paths. See tables.ts. */

export interface AuthenticatorsTable {
  id: string
  account_id: string
  issuer: string
  label: string
  algorithm: string
  digits: number
  period_seconds: number
  /** The key, sealed by the vault. */
  secret: Uint8Array
  secret_revision: number
  /** Keyed fingerprint of the key, to notice the same key twice. */
  secret_fingerprint: string
  confirmed_at: number | null
  /** When a newer authenticator, or its removal, took this one out of use. */
  retired_at: number | null
  created_at: number
  /** Whose phone or which desk, in the firm's words. */
  nickname: string
  /** totp or steam. */
  kind: string
}

/** A period's code that was copied or printed. Kept for as long as it can be met again. */
export interface HandedOutCodesTable {
  authenticator_id: string
  /** Number of the period since 1970 (RFC 6238's T). */
  step: number
  at: number
  handed_out_by: string
}

export interface BackupCodeSetsTable {
  id: string
  account_id: string
  issued_on: string | null
  kept_at: string
  recorded_at: number
  recorded_by: string
  /** When somebody last verified that the set is still the portal's current one. */
  checked_at: number | null
  replaced_at: number | null
  /** Day somebody last held the paper in hand, and who. */
  paper_checked_on: string | null
  paper_checked_by: string | null
}

export interface BackupCodesTable {
  id: string
  set_id: string
  position: number
  secret: Uint8Array
  secret_revision: number
  used_at: number | null
  used_by: string | null
  /** What it was used for, in words, and for which filing. */
  used_for: string | null
  used_case_id: string | null
  /** The member who keeps it for themselves, their name then, since when and for what; all null or all set. */
  reserved_by_id: string | null
  reserved_by: string | null
  reserved_at: number | null
  reserved_for: string | null
  /** Struck out: this one code is not to be used. All null or all set. */
  voided_at: number | null
  voided_by: string | null
  void_reason: string | null
}

export interface AccessCodesTable {
  id: string
  account_id: string
  secret: Uint8Array | null
  secret_revision: number
  notice_on: string
  /** Set by a person; null means notice date plus the portal's days. */
  expires_on_edited: string | null
  /** The date that counts, kept beside its inputs so that lists can be ordered by it. */
  expires_on: string
  addressee: string
  /** JSON array of receipt numbers as printed. */
  receipt_numbers: string
  used_at: number | null
  used_by: string | null
  used_by_other: number
  replaced_at: number | null
  recorded_at: number
  recorded_by: string
  /** Day a replacement was asked for; null when none was, or when the new one came. */
  replacement_requested_on: string | null
  /** Day the firm redeemed it; null on uses by somebody else and on those before version 50. */
  redeemed_on: string | null
  redeemed_into: string | null
  linked_by: string | null
  link_function: string | null
  link_verified_on: string | null
}

export interface PasscodesTable {
  id: string
  /** The representative's. */
  account_id: string
  /** Who must act. */
  client_id: string
  secret: Uint8Array | null
  secret_revision: number
  form: string
  about: string
  issued_on: string
  /** Set by a person; null means day of issue plus the portal's days. */
  expires_on_edited: string | null
  /** The date that counts, kept beside its inputs so that lists can be ordered by it. */
  expires_on: string
  handed_over_on: string | null
  handed_over_how: string
  outcome: string | null
  outcome_on: string | null
  replaced_at: number | null
  recorded_at: number
  recorded_by: string
}

export interface DraftsTable {
  id: string
  account_id: string
  client_id: string | null
  form: string
  note: string
  edited_on: string
  edited_by: string
  /** Last edit plus the portal's days, kept beside it so that lists can be ordered by it. */
  expires_on: string
  outcome: string | null
  outcome_on: string | null
  recorded_at: number
  recorded_by: string
}

/** What the portal has on file besides the authenticator kept here: whose phone, mailbox or device. */
export interface SecondFactorsTable {
  id: string
  account_id: string
  kind: string
  holder_kind: string
  /** Set exactly when holder_kind is `member`. */
  member_id: string | null
  holder_name: string
  detail: string
  added_on: string | null
  retired_at: number | null
  created_at: number
}

/** A change of a second factor at the portal, whose day somebody knew. */
export interface FactorChangesTable {
  id: string
  account_id: string
  /** `method-changed` or `contact-changed`. */
  kind: string
  changed_on: string
  /** Orders changes of one day: when it was noted, or when the step of a path was done. */
  happened_at: number
  noted_by: string
  /** The second factor or the path it came with. */
  record_id: string
}

export interface PathsTable {
  id: string
  account_id: string
  guide_id: string
  /** The guide as JSON, as it was when the path was started. */
  guide: string
  started_at: number
  started_by: string
  finished_at: number | null
  abandoned_at: number | null
}

export interface PathStepsTable {
  id: string
  path_id: string
  step_id: string
  done_at: number | null
  done_by: string | null
  note: string
}
