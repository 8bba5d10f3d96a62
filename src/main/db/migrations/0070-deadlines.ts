import { sql } from 'kysely'
import type { Migration } from './index.ts'

/** Deadlines, follow-ups and appointments; and the folder in which a computer keeps a calendar file of them. */
export const deadlines: Migration = {
  version: 70,
  name: 'deadlines',
  async up(db, dialect) {
    const { whole } = dialect
    const create = db.schema

    await dialect
      .finish(
        create
          .createTable('deadlines')
          .addColumn('id', 'text', (c) => c.primaryKey().notNull())
          .addColumn('client_id', 'text', (c) => c.notNull().references('clients.id').onDelete('cascade'))
          .addColumn('case_id', 'text', (c) => c.references('cases.id').onDelete('set null'))
          .addColumn('account_id', 'text', (c) => c.references('accounts.id').onDelete('set null'))
          .addColumn('kind', 'text', (c) => c.notNull())
          .addColumn('subject', 'text')
          .addColumn('title', 'text', (c) => c.notNull())
          .addColumn('title_key', 'text', (c) => c.notNull())
          .addColumn('due_on', 'text', (c) => c.notNull())
          .addColumn('at_time', 'text', (c) => c.notNull())
          .addColumn('place', 'text', (c) => c.notNull())
          .addColumn('owner_id', 'text', (c) => c.notNull().references('members.id'))
          .addColumn('reminder_days', 'text')
          .addColumn('remind_from', 'text')
          .addColumn('issued_on', 'text')
          .addColumn('snoozed_until', 'text')
          .addColumn('reminded_layer', whole)
          .addColumn('done_at', whole)
          .addColumn('done_by', 'text')
          .addColumn('outcome', 'text', (c) => c.notNull())
          .addColumn('cancelled_at', whole)
          .addColumn('cancelled_by', 'text')
          .addColumn('cancel_reason', 'text', (c) => c.notNull())
          .addColumn('created_at', whole, (c) => c.notNull())
          .addColumn('created_by', 'text', (c) => c.notNull())
          .addColumn('updated_at', whole, (c) => c.notNull())
          .addColumn('revision', whole, (c) => c.notNull())
      )
      .execute()
    // Most lists and all reminders are about what is open, soonest first.
    await create
      .createIndex('deadlines_open')
      .on('deadlines')
      .columns(['due_on', 'id'])
      .where(sql<boolean>`done_at is null and cancelled_at is null`)
      .execute()
    await create
      .createIndex('deadlines_own_reminders')
      .on('deadlines')
      .columns(['remind_from', 'due_on'])
      .where(sql<boolean>`remind_from is not null and done_at is null and cancelled_at is null`)
      .execute()
    // Clients of whom something is open; and the clients whose deadlines are left out everywhere.
    await create
      .createIndex('deadlines_open_by_client')
      .on('deadlines')
      .column('client_id')
      .where(sql<boolean>`done_at is null and cancelled_at is null`)
      .execute()
    await create.createIndex('clients_archived').on('clients').column('id').where(sql<boolean>`archived_at is not null`).execute()
    await create.createIndex('deadlines_by_due').on('deadlines').columns(['due_on', 'id']).execute()
    await create.createIndex('deadlines_by_client').on('deadlines').columns(['client_id', 'due_on', 'id']).execute()
    // For removing a case or an account. None by owner: an owner has too many for it to help, and SQLite would sort them.
    await create.createIndex('deadlines_by_case').on('deadlines').columns(['case_id', 'due_on', 'id']).execute()
    await create.createIndex('deadlines_by_account').on('deadlines').columns(['account_id', 'due_on', 'id']).execute()

    await dialect
      .finish(
        create
          .createTable('calendar_files')
          .addColumn('device', 'text', (c) => c.primaryKey().notNull())
          .addColumn('folder', 'text', (c) => c.notNull())
          .addColumn('chosen_at', whole, (c) => c.notNull())
          .addColumn('chosen_by', 'text', (c) => c.notNull())
      )
      .execute()
  }
}
