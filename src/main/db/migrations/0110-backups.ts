import type { Migration } from './index.ts'

/** Where each computer puts its backups, and how the last ones went. */
export const backups: Migration = {
  version: 110,
  name: 'backups',
  async up(db, dialect) {
    const { whole } = dialect
    await dialect
      .finish(
        db.schema
          .createTable('backup_states')
          .addColumn('device', 'text', (c) => c.primaryKey().notNull())
          .addColumn('place', 'text')
          .addColumn('made_at', whole)
          .addColumn('failed_at', whole)
          .addColumn('failure', 'text')
          .addColumn('drilled_at', whole)
      )
      .execute()
  }
}
