import type { Tables } from '../../db/tables.ts'

/**
 * What a column holds, and how an export writes it: `text` and `whole` (a whole number) as they are, `secret` as the text that was sealed, `key` as the
 * base64 of the bytes that were, `print` as 1 where there is a keyed fingerprint, which is made anew. With `?` it may be null.
 */
export type ColumnKind = 'text' | 'text?' | 'whole' | 'whole?' | 'secret' | 'secret?' | 'key' | 'key?' | 'print'

export interface RecordTable {
  readonly name: keyof Tables
  /** Primary key: the order in which rows are written. */
  readonly key: readonly string[]
  readonly columns: Readonly<Record<string, ColumnKind>>
}

const kinds: Readonly<Record<string, ColumnKind>> = {
  '': 'text',
  '?': 'text?',
  '#': 'whole',
  '#?': 'whole?',
  '!': 'secret',
  '!?': 'secret?',
  '=': 'key',
  '=?': 'key?',
  '~': 'print'
}

/** Names of columns with the mark of their kind. */
function columnsOf(words: string): Readonly<Record<string, ColumnKind>> {
  return Object.fromEntries(
    words.split(' ').map((word) => {
      const name = word.replace(/[^a-z_]+$/, '')
      return [name, kinds[word.slice(name.length)] as ColumnKind]
    })
  )
}

/**
 * Every table that an export carries, each after those it refers to. Left out is what belongs to one vault or one computer and means nothing in another:
 * keys and signatures, clocks, calendar files, backups, salvages. A test compares the list with the schema.
 */
export const recordTables = [
  {
    name: 'members',
    key: ['id'],
    columns: columnsOf('id name created_at# left_on?')
  },
  {
    name: 'settings',
    key: ['name'],
    columns: columnsOf('name value')
  },
  {
    name: 'clients',
    key: ['id'],
    columns: columnsOf(
      'id kind name name_key other_names email phone a_number file_number notes is_sample# archived_at#? created_at# ' +
        'updated_at# revision# name_words email_key a_number_key born_on? external_key'
    )
  },
  {
    name: 'contacts',
    key: ['id'],
    columns: columnsOf('id kind name name_key email phone note is_sample# archived_at#? created_at# updated_at# revision#')
  },
  {
    name: 'matters',
    key: ['id'],
    columns: columnsOf(
      'id client_id title title_key file_number opened_on? closed_on? attorney_id? paralegal_id? notes created_at# ' +
        'updated_at# revision# retain_until? held_at#? held_by? hold_reason? external_key'
    )
  },
  {
    name: 'cases',
    key: ['id'],
    columns: columnsOf(
      'id client_id receipt_number form received_on? note created_at# updated_at# matter_id? filed_on? notice_on? ' +
        'priority_on? decided_on? last_checked_on? number_kind office tracking_number'
    )
  },
  {
    name: 'case_statuses',
    key: ['id'],
    columns: columnsOf('id case_id text status_on? checked_on checked_by source recorded_at#')
  },
  {
    name: 'case_parties',
    key: ['id'],
    columns: columnsOf('id case_id role client_id? contact_id? created_at#')
  },
  {
    name: 'case_representatives',
    key: ['id'],
    columns: columnsOf('id case_id kind member_id? name person_key given_on withdrawn_on? created_at#')
  },
  {
    name: 'accounts',
    key: ['id'],
    columns: columnsOf(
      'id client_id? portal_id username username_key nickname account_number custody consent_on? notes sort_key ' +
        'is_sample# archived_at#? archived_with_client# created_at# updated_at# revision# sign_in_provider ' +
        'last_signed_in_on? account_number_key password_changed_on?'
    )
  },
  {
    name: 'authenticators',
    key: ['id'],
    columns: columnsOf(
      'id account_id issuer label algorithm digits# period_seconds# secret= secret_revision# secret_fingerprint~ ' +
        'confirmed_at#? retired_at#? created_at# nickname kind'
    )
  },
  {
    name: 'handed_out_codes',
    key: ['authenticator_id', 'step'],
    columns: columnsOf('authenticator_id step# at# handed_out_by')
  },
  {
    name: 'backup_code_sets',
    key: ['id'],
    columns: columnsOf(
      'id account_id issued_on? kept_at recorded_at# recorded_by checked_at#? replaced_at#? paper_checked_on? ' + 'paper_checked_by?'
    )
  },
  {
    name: 'backup_codes',
    key: ['id'],
    columns: columnsOf(
      'id set_id position# secret! secret_revision# used_at#? used_by? reserved_by_id? reserved_by? reserved_for? ' +
        'voided_by? void_reason? used_for? reserved_at#? voided_at#? used_case_id?'
    )
  },
  {
    name: 'access_codes',
    key: ['id'],
    columns: columnsOf(
      'id account_id secret!? secret_revision# notice_on expires_on_edited? expires_on addressee receipt_numbers ' +
        'used_at#? used_by? used_by_other# replaced_at#? recorded_at# recorded_by replacement_requested_on? redeemed_on? ' +
        'redeemed_into? linked_by? link_function? link_verified_on?'
    )
  },
  {
    name: 'passcodes',
    key: ['id'],
    columns: columnsOf(
      'id account_id client_id secret!? secret_revision# form about issued_on expires_on_edited? expires_on ' +
        'handed_over_on? handed_over_how outcome? outcome_on? replaced_at#? recorded_at# recorded_by'
    )
  },
  {
    name: 'drafts',
    key: ['id'],
    columns: columnsOf('id account_id client_id? form note edited_on edited_by expires_on outcome? outcome_on? recorded_at# recorded_by')
  },
  {
    name: 'second_factors',
    key: ['id'],
    columns: columnsOf('id account_id kind holder_kind member_id? holder_name detail added_on? retired_at#? created_at#')
  },
  {
    name: 'factor_changes',
    key: ['id'],
    columns: columnsOf('id account_id kind changed_on happened_at# noted_by record_id')
  },
  {
    name: 'paths',
    key: ['id'],
    columns: columnsOf('id account_id guide_id guide started_at# started_by finished_at#? abandoned_at#?')
  },
  {
    name: 'path_steps',
    key: ['id'],
    columns: columnsOf('id path_id step_id done_at#? done_by? note')
  },
  {
    name: 'deadlines',
    key: ['id'],
    columns: columnsOf(
      'id client_id case_id? account_id? kind subject? title title_key due_on at_time place owner_id reminder_days? ' +
        'remind_from? issued_on? snoozed_until? reminded_layer#? done_at#? done_by? outcome cancelled_at#? cancelled_by? ' +
        'cancel_reason created_at# created_by updated_at# revision# matter_id?'
    )
  },
  {
    name: 'rotation_closings',
    key: ['id'],
    columns: columnsOf('id member_id account_id kind record_id closed_at# closed_by note')
  },
  {
    name: 'imports',
    key: ['id'],
    columns: columnsOf('id kind format source_name imported_at# imported_by counts undone_at#? undone_by?')
  },
  {
    name: 'import_changes',
    key: ['import_id', 'position'],
    columns: columnsOf('import_id position# kind record_id before? after')
  },
  {
    name: 'import_entries',
    key: ['id'],
    columns: columnsOf(
      'id import_id position# kind issuer label secret=? secret_revision# fingerprint~ details!? details_revision# ' +
        'account_id? authenticator_id? settled_at#? settled_by? outcome?'
    )
  },
  {
    name: 'import_mappings',
    key: ['source'],
    columns: columnsOf('source mapping updated_at#')
  },
  {
    name: 'search_entries',
    key: ['record_id'],
    columns: columnsOf('record_id kind client_id? body')
  },
  {
    name: 'earlier_audit',
    key: ['vault_id', 'seq'],
    columns: columnsOf(
      'vault_id seq# id at# monotonic_ms# run_id actor_id actor device event client_id? account_id? record_id? details ' +
        'sealed_hash? sealed_revision#? previous_hash? hash? mac?'
    )
  },
  {
    name: 'audit_log',
    key: ['seq'],
    columns: columnsOf(
      'seq# id at# monotonic_ms# run_id actor_id actor device event client_id? account_id? record_id? details ' +
        'sealed_hash? sealed_revision#? previous_hash? hash? mac?'
    )
  }
] as const satisfies readonly RecordTable[]

export type RecordTableName = (typeof recordTables)[number]['name']

/** Belong to one vault or one computer. */
export const tablesLeftOut: readonly (keyof Tables)[] = [
  'search_index',
  'device_clocks',
  'calendar_files',
  'audit_keys',
  'audit_checkpoints',
  'vault_generations',
  'backup_states',
  'salvages'
]
