import type {
  AccessCodesTable,
  AuthenticatorsTable,
  BackupCodeSetsTable,
  BackupCodesTable,
  DraftsTable,
  FactorChangesTable,
  HandedOutCodesTable,
  PasscodesTable,
  PathStepsTable,
  PathsTable,
  SecondFactorsTable
} from './access-tables.ts'
import type { ImportChangesTable, ImportEntriesTable, ImportMappingsTable, ImportsTable } from './import-tables.ts'

export type { ImportChangesTable, ImportEntriesTable, ImportMappingsTable, ImportsTable } from './import-tables.ts'

/** Row types, one per table, as SQLite and PostgreSQL both give them. Times are epoch ms, dates ISO text, flags 0 or 1. */
export interface Tables {
  members: MembersTable
  clients: ClientsTable
  cases: CasesTable
  case_statuses: CaseStatusesTable
  matters: MattersTable
  contacts: ContactsTable
  case_parties: CasePartiesTable
  case_representatives: CaseRepresentativesTable
  accounts: AccountsTable
  authenticators: AuthenticatorsTable
  backup_code_sets: BackupCodeSetsTable
  backup_codes: BackupCodesTable
  access_codes: AccessCodesTable
  passcodes: PasscodesTable
  handed_out_codes: HandedOutCodesTable
  drafts: DraftsTable
  second_factors: SecondFactorsTable
  factor_changes: FactorChangesTable
  paths: PathsTable
  path_steps: PathStepsTable
  deadlines: DeadlinesTable
  calendar_files: CalendarFilesTable
  search_entries: SearchEntriesTable
  /** SQLite only: the full-text index over search_entries. */
  search_index: { rowid: number; search_index: string }
  settings: SettingsTable
  device_clocks: DeviceClocksTable
  audit_log: AuditLogTable
  vault_generations: VaultGenerationsTable
  audit_keys: AuditKeysTable
  audit_checkpoints: AuditCheckpointsTable
  rotation_closings: RotationClosingsTable
  backup_states: BackupStatesTable
  salvages: SalvagesTable
  imports: ImportsTable
  import_changes: ImportChangesTable
  import_entries: ImportEntriesTable
  import_mappings: ImportMappingsTable
  earlier_audit: EarlierAuditTable
}

export interface MembersTable {
  id: string
  name: string
  created_at: number
  /** Day the person left the firm. */
  left_on: string | null
}

export interface ClientsTable {
  id: string
  kind: string
  name: string
  /** Name folded for sorting: lower case, no accents. */
  name_key: string
  other_names: string
  email: string
  phone: string
  a_number: string
  file_number: string
  notes: string
  is_sample: number
  archived_at: number | null
  created_at: number
  updated_at: number
  revision: number
  /** The words of name_key in order of the alphabet, for finding the same name written another way round. */
  name_words: string
  /** E-mail in lower case, for finding duplicates; '' when there is none. */
  email_key: string
  /** A and nine digits, for finding duplicates; '' when there is none or it is misshapen. */
  a_number_key: string
  born_on: string | null
  /** Source and id of the program it was imported from, as `source:id`; '' without one. */
  external_key: string
}

export interface CasesTable {
  id: string
  client_id: string
  receipt_number: string
  form: string
  received_on: string | null
  note: string
  created_at: number
  updated_at: number
  number_kind: string
  office: string
  filed_on: string | null
  tracking_number: string
  notice_on: string | null
  priority_on: string | null
  decided_on: string | null
  /** Latest checked_on of its case_statuses, kept here so that lists can be ordered by it; null when there is none. */
  last_checked_on: string | null
  /** A matter of the same client. */
  matter_id: string | null
}

/** What the agency said about a case, once per check. */
export interface CaseStatusesTable {
  id: string
  case_id: string
  /** Verbatim. */
  text: string
  status_on: string | null
  checked_on: string
  /** Name of the member, as it was then. */
  checked_by: string
  source: string
  recorded_at: number
}

export interface MattersTable {
  id: string
  client_id: string
  title: string
  /** Title folded for sorting. */
  title_key: string
  file_number: string
  /** Null while pending. */
  opened_on: string | null
  closed_on: string | null
  attorney_id: string | null
  paralegal_id: string | null
  notes: string
  created_at: number
  updated_at: number
  revision: number
  /** As that of clients. */
  external_key: string
  /** Day up to which the matter is kept; null: nobody said. */
  retain_until: string | null
  /** Since when, and by whose word, nothing of it is destroyed; null: no legal hold. */
  held_at: number | null
  held_by: string | null
  hold_reason: string | null
}

export interface ContactsTable {
  id: string
  kind: string
  name: string
  /** Name folded for sorting. */
  name_key: string
  email: string
  phone: string
  note: string
  is_sample: number
  archived_at: number | null
  created_at: number
  updated_at: number
  revision: number
}

/** Exactly one of client_id and contact_id is set. */
export interface CasePartiesTable {
  id: string
  case_id: string
  role: string
  client_id: string | null
  contact_id: string | null
  created_at: number
}

/** One G-28. */
export interface CaseRepresentativesTable {
  id: string
  case_id: string
  kind: string
  /** Null for somebody outside the firm, whose name then stands in `name`. */
  member_id: string | null
  name: string
  /** The member's id, or the name folded: with case and day it tells the G-28 apart. */
  person_key: string
  given_on: string
  withdrawn_on: string | null
  created_at: number
}

export interface AccountsTable {
  id: string
  client_id: string | null
  portal_id: string
  username: string
  /** Username folded for finding duplicates. */
  username_key: string
  nickname: string
  account_number: string
  custody: string
  consent_on: string | null
  notes: string
  /** Client, portal and username folded, so that the list is read in order from an index. */
  sort_key: string
  is_sample: number
  archived_at: number | null
  /** 1 when archiving the client archived this account too, so that restoring the client brings it back. */
  archived_with_client: number
  created_at: number
  updated_at: number
  revision: number
  sign_in_provider: string
  last_signed_in_on: string | null
  /** Account number without spaces and dashes, upper case, for finding duplicates. */
  account_number_key: string
  password_changed_on: string | null
}

export interface DeadlinesTable {
  id: string
  client_id: string
  /** Null also where the case says which matter it is. */
  matter_id: string | null
  case_id: string | null
  account_id: string | null
  kind: string
  subject: string | null
  title: string
  /** Title folded for search and sorting. */
  title_key: string
  due_on: string
  at_time: string
  place: string
  owner_id: string
  /** JSON array of days before the due date, most first; null follows the firm's setting. */
  reminder_days: string | null
  /** First day of its own reminders, kept beside its inputs so that lists can ask for it; null follows the firm's setting. */
  remind_from: string | null
  issued_on: string | null
  snoozed_until: string | null
  /** The reminder last shown (reminders.ts); null when none was, or when it changed since. */
  reminded_layer: number | null
  done_at: number | null
  done_by: string | null
  outcome: string
  cancelled_at: number | null
  cancelled_by: string | null
  cancel_reason: string
  created_at: number
  created_by: string
  updated_at: number
  revision: number
}

/** Where each computer keeps its calendar file. */
export interface CalendarFilesTable {
  device: string
  folder: string
  chosen_at: number
  chosen_by: string
}

export interface SearchEntriesTable {
  entry_no?: number
  record_id: string
  kind: string
  client_id: string | null
  body: string
}

export interface SettingsTable {
  name: string
  /** JSON. */
  value: string
}

export interface DeviceClocksTable {
  /** Name of the computer. */
  device: string
  /** The newest time of its clock that is known. */
  latest_at: number
  /** Seconds by which codes are moved, 0 for none. */
  correction_seconds: number
  corrected_at: number | null
  corrected_by: string
}

export interface AuditLogTable {
  /** 1, 2, 3 … without gaps. */
  seq: number
  id: string
  at: number
  /** Monotonic ms and the id of this run of the program: order survives a changed clock. */
  monotonic_ms: number
  run_id: string
  actor_id: string
  actor: string
  device: string
  event: string
  client_id: string | null
  account_id: string | null
  record_id: string | null
  /** JSON object of small facts; never a secret. */
  details: string
  /** SHA-256 of the sealed value the event is about, and its revision: lets a verifier notice a swapped row. */
  sealed_hash: string | null
  sealed_revision: number | null
  /** Hash chain (docs/audit-log.md), hex. Null only in rows older than the chain, until the file is opened the next time. */
  previous_hash: string | null
  hash: string | null
  mac: string | null
}

/** The activity record of a vault whose archive was imported here. Its MACs are that vault's; the hashes still chain. */
export interface EarlierAuditTable extends AuditLogTable {
  vault_id: string
}

/** One row per vault key that was replaced. */
export interface VaultGenerationsTable {
  /** `g` and the generation. */
  id: string
  generation: number
  /** The audit-mac key of that generation, sealed under the present one: its rows of the audit table can still be checked. */
  audit_key: Uint8Array
  audit_key_revision: number
  /** Audit rows up to this one carry MACs of that generation, or of an earlier one. */
  last_audit_seq: number
  reason: string
  /** Sealed values that were sealed anew. */
  records: number
  replaced_at: number
  /** When the replacement was written into the audit table: at the first opening with the new keys. Null until then. */
  noted_at: number | null
}

/** Ed25519 keys, one per computer, that sign checkpoints. */
export interface AuditKeysTable {
  id: string
  device: string
  /** 32 bytes, base64url. */
  public_key: string
  /** The private key, sealed by the vault. */
  secret: Uint8Array
  secret_revision: number
  created_at: number
}

/** The state of the audit log at a row, signed. */
export interface AuditCheckpointsTable {
  seq: number
  hash: string
  row_count: number
  at: number
  app_version: string
  public_key: string
  /** 64 bytes, base64url. */
  signature: string
}

/** Backups as one computer makes them. */
export interface BackupStatesTable {
  device: string
  /** Folder somebody chose; null: `backups` in the data folder. */
  place: string | null
  made_at: number | null
  /** The last try that failed, and why; null again after one that succeeded. */
  failed_at: number | null
  failure: string | null
  drilled_at: number | null
}

/** What a person has settled of a leaver's rotation list. */
export interface RotationClosingsTable {
  id: string
  member_id: string
  account_id: string
  kind: string
  record_id: string
  closed_at: number
  closed_by: string
  note: string
}

/** One row per salvage of a damaged database into the one before this one, or this one. */
export interface SalvagesTable {
  id: string
  salvaged_at: number
  rows_kept: number
  rows_lost: number
  /** JSON array of Loss (db/salvage-losses.ts). */
  losses: string
  /** Number of the last audit row there is known to have been; numbering goes on behind it. */
  audit_through: number
  /** Audit rows that could not be read, as `3-5,9-9`; '' when all were. */
  audit_gaps: string
  /** How many these are. */
  audit_lost: number
  /** Name of the damaged file, which stays. */
  kept_as: string
  /** When the salvage was written into the audit table: at the first opening. Null until then. */
  noted_at: number | null
}
