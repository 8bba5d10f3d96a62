import type { Migration } from './index.ts'

/** Keys that sign the state of the audit log, those signatures, and what was closed of a leaver's rotation list. Rows are chained on opening. */
export const auditChain: Migration = {
  version: 90,
  name: 'audit-chain',
  async up(db, dialect) {
    const { blob, whole } = dialect
    const create = db.schema

    await dialect
      .finish(
        create
          .createTable('audit_keys')
          .addColumn('id', 'text', (c) => c.primaryKey().notNull())
          .addColumn('device', 'text', (c) => c.notNull())
          .addColumn('public_key', 'text', (c) => c.notNull())
          .addColumn('secret', blob, (c) => c.notNull())
          .addColumn('secret_revision', whole, (c) => c.notNull())
          .addColumn('created_at', whole, (c) => c.notNull())
      )
      .execute()

    await dialect
      .finish(
        create
          .createTable('audit_checkpoints')
          .addColumn('seq', whole, (c) => c.primaryKey().notNull())
          .addColumn('hash', 'text', (c) => c.notNull())
          .addColumn('row_count', whole, (c) => c.notNull())
          .addColumn('at', whole, (c) => c.notNull())
          .addColumn('app_version', 'text', (c) => c.notNull())
          .addColumn('public_key', 'text', (c) => c.notNull())
          .addColumn('signature', 'text', (c) => c.notNull())
      )
      .execute()

    await dialect
      .finish(
        create
          .createTable('rotation_closings')
          .addColumn('id', 'text', (c) => c.primaryKey().notNull())
          .addColumn('member_id', 'text', (c) => c.notNull().references('members.id'))
          .addColumn('account_id', 'text', (c) => c.notNull().references('accounts.id').onDelete('cascade'))
          .addColumn('kind', 'text', (c) => c.notNull())
          .addColumn('record_id', 'text', (c) => c.notNull())
          .addColumn('closed_at', whole, (c) => c.notNull())
          .addColumn('closed_by', 'text', (c) => c.notNull())
          .addColumn('note', 'text', (c) => c.notNull())
      )
      .execute()
    await create
      .createIndex('rotation_closings_by_member')
      .unique()
      .on('rotation_closings')
      .columns(['member_id', 'kind', 'record_id'])
      .execute()
  }
}
