import { sql } from 'kysely'
import type { Migration } from './index.ts'

/** First schema: members, clients, cases, accounts, their secrets, search, settings, audit. */
export const initial: Migration = {
  version: 10,
  name: 'initial',
  async up(db, dialect) {
    const { blob, whole } = dialect
    const create = db.schema

    await dialect
      .finish(
        create
          .createTable('members')
          .addColumn('id', 'text', (c) => c.primaryKey().notNull())
          .addColumn('name', 'text', (c) => c.notNull())
          .addColumn('created_at', whole, (c) => c.notNull())
      )
      .execute()

    await dialect
      .finish(
        create
          .createTable('clients')
          .addColumn('id', 'text', (c) => c.primaryKey().notNull())
          .addColumn('kind', 'text', (c) => c.notNull())
          .addColumn('name', 'text', (c) => c.notNull())
          .addColumn('name_key', 'text', (c) => c.notNull())
          .addColumn('other_names', 'text', (c) => c.notNull())
          .addColumn('email', 'text', (c) => c.notNull())
          .addColumn('phone', 'text', (c) => c.notNull())
          .addColumn('a_number', 'text', (c) => c.notNull())
          .addColumn('file_number', 'text', (c) => c.notNull())
          .addColumn('notes', 'text', (c) => c.notNull())
          .addColumn('is_sample', whole, (c) => c.notNull())
          .addColumn('archived_at', whole)
          .addColumn('created_at', whole, (c) => c.notNull())
          .addColumn('updated_at', whole, (c) => c.notNull())
          .addColumn('revision', whole, (c) => c.notNull())
      )
      .execute()
    await create.createIndex('clients_by_name').on('clients').columns(['name_key', 'id']).execute()

    await dialect
      .finish(
        create
          .createTable('cases')
          .addColumn('id', 'text', (c) => c.primaryKey().notNull())
          .addColumn('client_id', 'text', (c) => c.notNull().references('clients.id').onDelete('cascade'))
          .addColumn('receipt_number', 'text', (c) => c.notNull())
          .addColumn('form', 'text', (c) => c.notNull())
          .addColumn('received_on', 'text')
          .addColumn('note', 'text', (c) => c.notNull())
          .addColumn('created_at', whole, (c) => c.notNull())
          .addColumn('updated_at', whole, (c) => c.notNull())
      )
      .execute()
    await create.createIndex('cases_by_client').on('cases').columns(['client_id', 'created_at']).execute()

    await dialect
      .finish(
        create
          .createTable('accounts')
          .addColumn('id', 'text', (c) => c.primaryKey().notNull())
          .addColumn('client_id', 'text', (c) => c.references('clients.id').onDelete('cascade'))
          .addColumn('portal_id', 'text', (c) => c.notNull())
          .addColumn('username', 'text', (c) => c.notNull())
          .addColumn('username_key', 'text', (c) => c.notNull())
          .addColumn('nickname', 'text', (c) => c.notNull())
          .addColumn('account_number', 'text', (c) => c.notNull())
          .addColumn('custody', 'text', (c) => c.notNull())
          .addColumn('consent_on', 'text')
          .addColumn('notes', 'text', (c) => c.notNull())
          .addColumn('sort_key', 'text', (c) => c.notNull())
          .addColumn('is_sample', whole, (c) => c.notNull())
          .addColumn('archived_at', whole)
          .addColumn('archived_with_client', whole, (c) => c.notNull())
          .addColumn('created_at', whole, (c) => c.notNull())
          .addColumn('updated_at', whole, (c) => c.notNull())
          .addColumn('revision', whole, (c) => c.notNull())
      )
      .execute()
    await create.createIndex('accounts_by_client').on('accounts').columns(['client_id', 'sort_key']).execute()
    await create.createIndex('accounts_in_order').on('accounts').columns(['sort_key', 'id']).execute()
    await create.createIndex('accounts_by_username').on('accounts').columns(['portal_id', 'username_key']).execute()

    await dialect
      .finish(
        create
          .createTable('authenticators')
          .addColumn('id', 'text', (c) => c.primaryKey().notNull())
          .addColumn('account_id', 'text', (c) => c.notNull().references('accounts.id').onDelete('cascade'))
          .addColumn('issuer', 'text', (c) => c.notNull())
          .addColumn('label', 'text', (c) => c.notNull())
          .addColumn('algorithm', 'text', (c) => c.notNull())
          .addColumn('digits', whole, (c) => c.notNull())
          .addColumn('period_seconds', whole, (c) => c.notNull())
          .addColumn('secret', blob, (c) => c.notNull())
          .addColumn('secret_revision', whole, (c) => c.notNull())
          .addColumn('secret_fingerprint', 'text', (c) => c.notNull())
          .addColumn('confirmed_at', whole)
          .addColumn('retired_at', whole)
          .addColumn('created_at', whole, (c) => c.notNull())
      )
      .execute()
    await create.createIndex('authenticators_by_account').on('authenticators').columns(['account_id', 'created_at']).execute()

    await dialect
      .finish(
        create
          .createTable('backup_code_sets')
          .addColumn('id', 'text', (c) => c.primaryKey().notNull())
          .addColumn('account_id', 'text', (c) => c.notNull().references('accounts.id').onDelete('cascade'))
          .addColumn('issued_on', 'text')
          .addColumn('kept_at', 'text', (c) => c.notNull())
          .addColumn('recorded_at', whole, (c) => c.notNull())
          .addColumn('recorded_by', 'text', (c) => c.notNull())
          .addColumn('checked_at', whole)
          .addColumn('replaced_at', whole)
      )
      .execute()
    await create.createIndex('backup_code_sets_by_account').on('backup_code_sets').columns(['account_id', 'recorded_at']).execute()

    await dialect
      .finish(
        create
          .createTable('backup_codes')
          .addColumn('id', 'text', (c) => c.primaryKey().notNull())
          .addColumn('set_id', 'text', (c) => c.notNull().references('backup_code_sets.id').onDelete('cascade'))
          .addColumn('position', whole, (c) => c.notNull())
          .addColumn('secret', blob, (c) => c.notNull())
          .addColumn('secret_revision', whole, (c) => c.notNull())
          .addColumn('used_at', whole)
          .addColumn('used_by', 'text')
      )
      .execute()
    await create.createIndex('backup_codes_by_set').unique().on('backup_codes').columns(['set_id', 'position']).execute()

    await dialect
      .finish(
        create
          .createTable('access_codes')
          .addColumn('id', 'text', (c) => c.primaryKey().notNull())
          .addColumn('account_id', 'text', (c) => c.notNull().references('accounts.id').onDelete('cascade'))
          .addColumn('secret', blob)
          .addColumn('secret_revision', whole, (c) => c.notNull())
          .addColumn('notice_on', 'text', (c) => c.notNull())
          .addColumn('expires_on_edited', 'text')
          .addColumn('expires_on', 'text', (c) => c.notNull())
          .addColumn('addressee', 'text', (c) => c.notNull())
          .addColumn('receipt_numbers', 'text', (c) => c.notNull())
          .addColumn('used_at', whole)
          .addColumn('used_by', 'text')
          .addColumn('used_by_other', whole, (c) => c.notNull())
          .addColumn('replaced_at', whole)
          .addColumn('recorded_at', whole, (c) => c.notNull())
          .addColumn('recorded_by', 'text', (c) => c.notNull())
      )
      .execute()
    await create.createIndex('access_codes_by_account').on('access_codes').columns(['account_id', 'notice_on']).execute()
    // Only codes that may still be used: the list of what lapses next walks this index from its beginning.
    await create
      .createIndex('access_codes_by_expiry')
      .on('access_codes')
      .columns(['expires_on', 'account_id'])
      .where(sql<boolean>`used_at is null and replaced_at is null`)
      .execute()

    await dialect
      .finish(
        dialect
          .entryNumber(create.createTable('search_entries'))
          .addColumn('record_id', 'text', (c) => c.notNull().unique())
          .addColumn('kind', 'text', (c) => c.notNull())
          .addColumn('client_id', 'text')
          .addColumn('body', 'text', (c) => c.notNull())
      )
      .execute()
    await create.createIndex('search_entries_by_client').on('search_entries').column('client_id').execute()
    await dialect.createSearchIndex(db)

    await dialect
      .finish(
        create
          .createTable('settings')
          .addColumn('name', 'text', (c) => c.primaryKey().notNull())
          .addColumn('value', 'text', (c) => c.notNull())
      )
      .execute()

    await dialect
      .finish(
        create
          .createTable('audit_log')
          .addColumn('seq', whole, (c) => c.primaryKey().notNull())
          .addColumn('id', 'text', (c) => c.notNull().unique())
          .addColumn('at', whole, (c) => c.notNull())
          .addColumn('monotonic_ms', whole, (c) => c.notNull())
          .addColumn('run_id', 'text', (c) => c.notNull())
          .addColumn('actor_id', 'text', (c) => c.notNull())
          .addColumn('actor', 'text', (c) => c.notNull())
          .addColumn('device', 'text', (c) => c.notNull())
          .addColumn('event', 'text', (c) => c.notNull())
          .addColumn('client_id', 'text')
          .addColumn('account_id', 'text')
          .addColumn('record_id', 'text')
          .addColumn('details', 'text', (c) => c.notNull())
          .addColumn('sealed_hash', 'text')
          .addColumn('sealed_revision', whole)
          .addColumn('previous_hash', 'text')
          .addColumn('hash', 'text')
          .addColumn('mac', 'text')
      )
      .execute()
    await create.createIndex('audit_log_by_client').on('audit_log').columns(['client_id', 'seq']).execute()
    await create.createIndex('audit_log_by_account').on('audit_log').columns(['account_id', 'seq']).execute()
  }
}
