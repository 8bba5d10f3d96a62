import type { Migration } from './index.ts'

/** How long a matter is kept and what holds it, and the activity record that came along with an archive of another vault. */
export const retention: Migration = {
  version: 180,
  name: 'retention',
  async up(db, dialect) {
    const { whole } = dialect
    await db.schema.alterTable('matters').addColumn('retain_until', 'text').execute()
    await db.schema.alterTable('matters').addColumn('held_at', whole).execute()
    await db.schema.alterTable('matters').addColumn('held_by', 'text').execute()
    await db.schema.alterTable('matters').addColumn('hold_reason', 'text').execute()
    await dialect
      .finish(
        db.schema
          .createTable('earlier_audit')
          .addColumn('vault_id', 'text', (c) => c.notNull())
          .addColumn('seq', whole, (c) => c.notNull())
          .addColumn('id', 'text', (c) => c.notNull())
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
          .addPrimaryKeyConstraint('earlier_audit_key', ['vault_id', 'seq'])
      )
      .execute()
  }
}
