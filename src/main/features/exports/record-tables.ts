import type { Tables } from '../../db/tables.ts'

/**
 * What a column holds, and how an export writes it: `text` and `whole` (a whole number) as they are, `secret` as the text that was sealed, `key` as the
 * base64 of the bytes that were, `print` as 1 where there is a keyed fingerprint, which is made anew. With `?` it may be null.
 */
export type ColumnKind = 'text' | 'text?' | 'whole' | 'whole?' | 'secret' | 'secret?' | 'key' | 'print'

export interface RecordTable {
  readonly name: keyof Tables
  /** Primary key: the order in which rows are written. */
  readonly key: readonly string[]
  readonly columns: Readonly<Record<string, ColumnKind>>
}

/**
 * Every table that an export carries, each after those it refers to. Left out is what belongs to one vault or one computer and means nothing in another:
 * keys and signatures, clocks, calendar files, backups, salvages. A test compares the list with the schema.
 */
export const recordTables = [
  { name: 'members', key: ['id'], columns: { id: 'text', name: 'text', created_at: 'whole', left_on: 'text?' } },
  { name: 'settings', key: ['name'], columns: { name: 'text', value: 'text' } },
  {
    name: 'clients',
    key: ['id'],
    columns: {
      id: 'text',
      kind: 'text',
      name: 'text',
      name_key: 'text',
      other_names: 'text',
      email: 'text',
      phone: 'text',
      a_number: 'text',
      file_number: 'text',
      notes: 'text',
      is_sample: 'whole',
      archived_at: 'whole?',
      created_at: 'whole',
      updated_at: 'whole',
      revision: 'whole',
      name_words: 'text',
      email_key: 'text',
      a_number_key: 'text'
    }
  },
  {
    name: 'contacts',
    key: ['id'],
    columns: {
      id: 'text',
      kind: 'text',
      name: 'text',
      name_key: 'text',
      email: 'text',
      phone: 'text',
      note: 'text',
      is_sample: 'whole',
      archived_at: 'whole?',
      created_at: 'whole',
      updated_at: 'whole',
      revision: 'whole'
    }
  },
  {
    name: 'matters',
    key: ['id'],
    columns: {
      id: 'text',
      client_id: 'text',
      title: 'text',
      title_key: 'text',
      file_number: 'text',
      opened_on: 'text?',
      closed_on: 'text?',
      attorney_id: 'text?',
      paralegal_id: 'text?',
      notes: 'text',
      created_at: 'whole',
      updated_at: 'whole',
      revision: 'whole',
      retain_until: 'text?',
      held_at: 'whole?',
      held_by: 'text?',
      hold_reason: 'text?'
    }
  },
  {
    name: 'cases',
    key: ['id'],
    columns: {
      id: 'text',
      client_id: 'text',
      receipt_number: 'text',
      form: 'text',
      received_on: 'text?',
      note: 'text',
      created_at: 'whole',
      updated_at: 'whole',
      matter_id: 'text?',
      filed_on: 'text?',
      notice_on: 'text?',
      priority_on: 'text?',
      decided_on: 'text?',
      last_checked_on: 'text?',
      number_kind: 'text',
      office: 'text',
      tracking_number: 'text'
    }
  },
  {
    name: 'case_statuses',
    key: ['id'],
    columns: {
      id: 'text',
      case_id: 'text',
      text: 'text',
      status_on: 'text?',
      checked_on: 'text',
      checked_by: 'text',
      source: 'text',
      recorded_at: 'whole'
    }
  },
  {
    name: 'case_parties',
    key: ['id'],
    columns: { id: 'text', case_id: 'text', role: 'text', client_id: 'text?', contact_id: 'text?', created_at: 'whole' }
  },
  {
    name: 'case_representatives',
    key: ['id'],
    columns: {
      id: 'text',
      case_id: 'text',
      kind: 'text',
      member_id: 'text?',
      name: 'text',
      person_key: 'text',
      given_on: 'text',
      withdrawn_on: 'text?',
      created_at: 'whole'
    }
  },
  {
    name: 'accounts',
    key: ['id'],
    columns: {
      id: 'text',
      client_id: 'text?',
      portal_id: 'text',
      username: 'text',
      username_key: 'text',
      nickname: 'text',
      account_number: 'text',
      custody: 'text',
      consent_on: 'text?',
      notes: 'text',
      sort_key: 'text',
      is_sample: 'whole',
      archived_at: 'whole?',
      archived_with_client: 'whole',
      created_at: 'whole',
      updated_at: 'whole',
      revision: 'whole',
      sign_in_provider: 'text',
      last_signed_in_on: 'text?',
      account_number_key: 'text',
      password_changed_on: 'text?'
    }
  },
  {
    name: 'authenticators',
    key: ['id'],
    columns: {
      id: 'text',
      account_id: 'text',
      issuer: 'text',
      label: 'text',
      algorithm: 'text',
      digits: 'whole',
      period_seconds: 'whole',
      secret: 'key',
      secret_revision: 'whole',
      secret_fingerprint: 'print',
      confirmed_at: 'whole?',
      retired_at: 'whole?',
      created_at: 'whole',
      nickname: 'text'
    }
  },
  {
    name: 'handed_out_codes',
    key: ['authenticator_id', 'step'],
    columns: { authenticator_id: 'text', step: 'whole', at: 'whole', handed_out_by: 'text' }
  },
  {
    name: 'backup_code_sets',
    key: ['id'],
    columns: {
      id: 'text',
      account_id: 'text',
      issued_on: 'text?',
      kept_at: 'text',
      recorded_at: 'whole',
      recorded_by: 'text',
      checked_at: 'whole?',
      replaced_at: 'whole?',
      paper_checked_on: 'text?',
      paper_checked_by: 'text?'
    }
  },
  {
    name: 'backup_codes',
    key: ['id'],
    columns: {
      id: 'text',
      set_id: 'text',
      position: 'whole',
      secret: 'secret',
      secret_revision: 'whole',
      used_at: 'whole?',
      used_by: 'text?',
      reserved_by_id: 'text?',
      reserved_by: 'text?',
      reserved_for: 'text?',
      voided_by: 'text?',
      void_reason: 'text?',
      used_for: 'text?',
      reserved_at: 'whole?',
      voided_at: 'whole?',
      used_case_id: 'text?'
    }
  },
  {
    name: 'access_codes',
    key: ['id'],
    columns: {
      id: 'text',
      account_id: 'text',
      secret: 'secret?',
      secret_revision: 'whole',
      notice_on: 'text',
      expires_on_edited: 'text?',
      expires_on: 'text',
      addressee: 'text',
      receipt_numbers: 'text',
      used_at: 'whole?',
      used_by: 'text?',
      used_by_other: 'whole',
      replaced_at: 'whole?',
      recorded_at: 'whole',
      recorded_by: 'text',
      replacement_requested_on: 'text?',
      redeemed_on: 'text?',
      redeemed_into: 'text?',
      linked_by: 'text?',
      link_function: 'text?',
      link_verified_on: 'text?'
    }
  },
  {
    name: 'passcodes',
    key: ['id'],
    columns: {
      id: 'text',
      account_id: 'text',
      client_id: 'text',
      secret: 'secret?',
      secret_revision: 'whole',
      form: 'text',
      about: 'text',
      issued_on: 'text',
      expires_on_edited: 'text?',
      expires_on: 'text',
      handed_over_on: 'text?',
      handed_over_how: 'text',
      outcome: 'text?',
      outcome_on: 'text?',
      replaced_at: 'whole?',
      recorded_at: 'whole',
      recorded_by: 'text'
    }
  },
  {
    name: 'drafts',
    key: ['id'],
    columns: {
      id: 'text',
      account_id: 'text',
      client_id: 'text?',
      form: 'text',
      note: 'text',
      edited_on: 'text',
      edited_by: 'text',
      expires_on: 'text',
      outcome: 'text?',
      outcome_on: 'text?',
      recorded_at: 'whole',
      recorded_by: 'text'
    }
  },
  {
    name: 'second_factors',
    key: ['id'],
    columns: {
      id: 'text',
      account_id: 'text',
      kind: 'text',
      holder_kind: 'text',
      member_id: 'text?',
      holder_name: 'text',
      detail: 'text',
      added_on: 'text?',
      retired_at: 'whole?',
      created_at: 'whole'
    }
  },
  {
    name: 'factor_changes',
    key: ['id'],
    columns: { id: 'text', account_id: 'text', kind: 'text', changed_on: 'text', happened_at: 'whole', noted_by: 'text', record_id: 'text' }
  },
  {
    name: 'paths',
    key: ['id'],
    columns: {
      id: 'text',
      account_id: 'text',
      guide_id: 'text',
      guide: 'text',
      started_at: 'whole',
      started_by: 'text',
      finished_at: 'whole?',
      abandoned_at: 'whole?'
    }
  },
  {
    name: 'path_steps',
    key: ['id'],
    columns: { id: 'text', path_id: 'text', step_id: 'text', done_at: 'whole?', done_by: 'text?', note: 'text' }
  },
  {
    name: 'deadlines',
    key: ['id'],
    columns: {
      id: 'text',
      client_id: 'text',
      case_id: 'text?',
      account_id: 'text?',
      kind: 'text',
      subject: 'text?',
      title: 'text',
      title_key: 'text',
      due_on: 'text',
      at_time: 'text',
      place: 'text',
      owner_id: 'text',
      reminder_days: 'text?',
      remind_from: 'text?',
      issued_on: 'text?',
      snoozed_until: 'text?',
      reminded_layer: 'whole?',
      done_at: 'whole?',
      done_by: 'text?',
      outcome: 'text',
      cancelled_at: 'whole?',
      cancelled_by: 'text?',
      cancel_reason: 'text',
      created_at: 'whole',
      created_by: 'text',
      updated_at: 'whole',
      revision: 'whole',
      matter_id: 'text?'
    }
  },
  {
    name: 'rotation_closings',
    key: ['id'],
    columns: {
      id: 'text',
      member_id: 'text',
      account_id: 'text',
      kind: 'text',
      record_id: 'text',
      closed_at: 'whole',
      closed_by: 'text',
      note: 'text'
    }
  },
  {
    name: 'imports',
    key: ['id'],
    columns: {
      id: 'text',
      kind: 'text',
      format: 'text',
      source_name: 'text',
      imported_at: 'whole',
      imported_by: 'text',
      counts: 'text',
      undone_at: 'whole?',
      undone_by: 'text?'
    }
  },
  {
    name: 'import_changes',
    key: ['import_id', 'position'],
    columns: { import_id: 'text', position: 'whole', kind: 'text', record_id: 'text', before: 'text?', after: 'text' }
  },
  {
    name: 'import_entries',
    key: ['id'],
    columns: {
      id: 'text',
      import_id: 'text',
      position: 'whole',
      kind: 'text',
      issuer: 'text',
      label: 'text',
      payload: 'secret?',
      payload_revision: 'whole',
      fingerprint: 'print',
      account_id: 'text?',
      authenticator_id: 'text?',
      settled_at: 'whole?',
      settled_by: 'text?',
      outcome: 'text?'
    }
  },
  { name: 'import_mappings', key: ['source'], columns: { source: 'text', mapping: 'text', updated_at: 'whole' } },
  { name: 'search_entries', key: ['record_id'], columns: { record_id: 'text', kind: 'text', client_id: 'text?', body: 'text' } },
  {
    name: 'earlier_audit',
    key: ['vault_id', 'seq'],
    columns: {
      vault_id: 'text',
      seq: 'whole',
      id: 'text',
      at: 'whole',
      monotonic_ms: 'whole',
      run_id: 'text',
      actor_id: 'text',
      actor: 'text',
      device: 'text',
      event: 'text',
      client_id: 'text?',
      account_id: 'text?',
      record_id: 'text?',
      details: 'text',
      sealed_hash: 'text?',
      sealed_revision: 'whole?',
      previous_hash: 'text?',
      hash: 'text?',
      mac: 'text?'
    }
  },
  {
    name: 'audit_log',
    key: ['seq'],
    columns: {
      seq: 'whole',
      id: 'text',
      at: 'whole',
      monotonic_ms: 'whole',
      run_id: 'text',
      actor_id: 'text',
      actor: 'text',
      device: 'text',
      event: 'text',
      client_id: 'text?',
      account_id: 'text?',
      record_id: 'text?',
      details: 'text',
      sealed_hash: 'text?',
      sealed_revision: 'whole?',
      previous_hash: 'text?',
      hash: 'text?',
      mac: 'text?'
    }
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
