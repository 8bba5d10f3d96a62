import type { Migration } from './index.ts'

/** Salvages of a damaged database: what was carried over into this one, what was not, and where the damaged file is kept. */
export const salvages: Migration = {
  version: 130,
  name: 'salvages',
  async up(db, dialect) {
    const { whole } = dialect
    await dialect
      .finish(
        db.schema
          .createTable('salvages')
          .addColumn('id', 'text', (c) => c.primaryKey().notNull())
          .addColumn('salvaged_at', whole, (c) => c.notNull())
          .addColumn('rows_kept', whole, (c) => c.notNull())
          .addColumn('rows_lost', whole, (c) => c.notNull())
          .addColumn('losses', 'text', (c) => c.notNull())
          .addColumn('audit_through', whole, (c) => c.notNull())
          .addColumn('audit_gaps', 'text', (c) => c.notNull())
          .addColumn('audit_lost', whole, (c) => c.notNull())
          .addColumn('kept_as', 'text', (c) => c.notNull())
          .addColumn('noted_at', whole)
      )
      .execute()
  }
}
