import { sql } from 'kysely'
import type { Migration } from './index.ts'

/** More clocks: passcodes, unfinished filings, password changes, and what became of a used access code. */
export const passcodes: Migration = {
  version: 50,
  name: 'passcodes',
  async up(db, dialect) {
    const { blob, whole } = dialect
    const create = db.schema

    await create.alterTable('accounts').addColumn('password_changed_on', 'text').execute()
    // Only accounts in use with a noted sign-in: the calendar counts them without reading the accounts.
    await create
      .createIndex('accounts_by_sign_in')
      .on('accounts')
      .columns(['portal_id', 'last_signed_in_on'])
      .where(sql<boolean>`archived_at is null and last_signed_in_on is not null`)
      .execute()

    await create.alterTable('access_codes').addColumn('redeemed_on', 'text').execute()
    await create
      .alterTable('access_codes')
      .addColumn('redeemed_into', 'text', (c) => c.references('accounts.id').onDelete('set null'))
      .execute()
    await create.alterTable('access_codes').addColumn('linked_by', 'text').execute()
    await create.alterTable('access_codes').addColumn('link_function', 'text').execute()
    await create.alterTable('access_codes').addColumn('link_verified_on', 'text').execute()
    await create
      .createIndex('access_codes_unverified')
      .on('access_codes')
      .columns(['redeemed_on', 'account_id'])
      .where(sql<boolean>`redeemed_on is not null and link_verified_on is null`)
      .execute()
    await create.createIndex('access_codes_by_redeemed_into').on('access_codes').column('redeemed_into').execute()

    await dialect
      .finish(
        create
          .createTable('passcodes')
          .addColumn('id', 'text', (c) => c.primaryKey().notNull())
          .addColumn('account_id', 'text', (c) => c.notNull().references('accounts.id').onDelete('cascade'))
          .addColumn('client_id', 'text', (c) => c.notNull().references('clients.id').onDelete('cascade'))
          .addColumn('secret', blob)
          .addColumn('secret_revision', whole, (c) => c.notNull())
          .addColumn('form', 'text', (c) => c.notNull())
          .addColumn('about', 'text', (c) => c.notNull())
          .addColumn('issued_on', 'text', (c) => c.notNull())
          .addColumn('expires_on_edited', 'text')
          .addColumn('expires_on', 'text', (c) => c.notNull())
          .addColumn('handed_over_on', 'text')
          .addColumn('handed_over_how', 'text', (c) => c.notNull())
          .addColumn('outcome', 'text')
          .addColumn('outcome_on', 'text')
          .addColumn('replaced_at', whole)
          .addColumn('recorded_at', whole, (c) => c.notNull())
          .addColumn('recorded_by', 'text', (c) => c.notNull())
      )
      .execute()
    await create.createIndex('passcodes_by_account').on('passcodes').columns(['account_id', 'issued_on']).execute()
    await create.createIndex('passcodes_by_client').on('passcodes').column('client_id').execute()
    await create
      .createIndex('passcodes_by_expiry')
      .on('passcodes')
      .columns(['expires_on', 'account_id'])
      .where(sql<boolean>`outcome is null and replaced_at is null`)
      .execute()

    await dialect
      .finish(
        create
          .createTable('drafts')
          .addColumn('id', 'text', (c) => c.primaryKey().notNull())
          .addColumn('account_id', 'text', (c) => c.notNull().references('accounts.id').onDelete('cascade'))
          .addColumn('client_id', 'text', (c) => c.references('clients.id').onDelete('set null'))
          .addColumn('form', 'text', (c) => c.notNull())
          .addColumn('note', 'text', (c) => c.notNull())
          .addColumn('edited_on', 'text', (c) => c.notNull())
          .addColumn('edited_by', 'text', (c) => c.notNull())
          .addColumn('expires_on', 'text', (c) => c.notNull())
          .addColumn('outcome', 'text')
          .addColumn('outcome_on', 'text')
          .addColumn('recorded_at', whole, (c) => c.notNull())
          .addColumn('recorded_by', 'text', (c) => c.notNull())
      )
      .execute()
    await create.createIndex('drafts_by_account').on('drafts').columns(['account_id', 'edited_on']).execute()
    await create.createIndex('drafts_by_client').on('drafts').column('client_id').execute()
    await create
      .createIndex('drafts_by_expiry')
      .on('drafts')
      .columns(['expires_on', 'account_id'])
      .where(sql<boolean>`outcome is null`)
      .execute()
  }
}
