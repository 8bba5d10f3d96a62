import type { Migration } from './index.ts'

/** What was imported, what each import added and changed (so that it can be undone), the entries of authenticator files, and how a source's columns were read. */
export const imports: Migration = {
  version: 150,
  name: 'imports',
  async up(db, dialect) {
    const { whole, blob } = dialect
    await dialect
      .finish(
        db.schema
          .createTable('imports')
          .addColumn('id', 'text', (c) => c.primaryKey().notNull())
          .addColumn('kind', 'text', (c) => c.notNull())
          .addColumn('format', 'text', (c) => c.notNull())
          .addColumn('source_name', 'text', (c) => c.notNull())
          .addColumn('imported_at', whole, (c) => c.notNull())
          .addColumn('imported_by', 'text', (c) => c.notNull())
          .addColumn('counts', 'text', (c) => c.notNull())
          .addColumn('undone_at', whole)
          .addColumn('undone_by', 'text')
      )
      .execute()
    await dialect
      .finish(
        db.schema
          .createTable('import_changes')
          .addColumn('import_id', 'text', (c) => c.notNull().references('imports.id').onDelete('cascade'))
          .addColumn('position', whole, (c) => c.notNull())
          .addColumn('kind', 'text', (c) => c.notNull())
          .addColumn('record_id', 'text', (c) => c.notNull())
          .addColumn('before', 'text')
          .addColumn('after', 'text', (c) => c.notNull())
          .addPrimaryKeyConstraint('import_changes_key', ['import_id', 'position'])
      )
      .execute()
    await dialect
      .finish(
        db.schema
          .createTable('import_entries')
          .addColumn('id', 'text', (c) => c.primaryKey().notNull())
          .addColumn('import_id', 'text', (c) => c.notNull().references('imports.id'))
          .addColumn('position', whole, (c) => c.notNull())
          .addColumn('kind', 'text', (c) => c.notNull())
          .addColumn('issuer', 'text', (c) => c.notNull())
          .addColumn('label', 'text', (c) => c.notNull())
          .addColumn('secret', blob)
          .addColumn('secret_revision', whole, (c) => c.notNull())
          .addColumn('fingerprint', 'text', (c) => c.notNull())
          .addColumn('details', blob)
          .addColumn('details_revision', whole, (c) => c.notNull())
          .addColumn('account_id', 'text', (c) => c.references('accounts.id').onDelete('set null'))
          .addColumn('authenticator_id', 'text')
          .addColumn('settled_at', whole)
          .addColumn('settled_by', 'text')
          .addColumn('outcome', 'text')
          .addUniqueConstraint('import_entries_position', ['import_id', 'position'])
      )
      .execute()
    await db.schema.createIndex('import_entries_waiting').on('import_entries').columns(['settled_at', 'id']).execute()
    await db.schema.createIndex('import_entries_by_fingerprint').on('import_entries').column('fingerprint').execute()
    await dialect
      .finish(
        db.schema
          .createTable('import_mappings')
          .addColumn('source', 'text', (c) => c.primaryKey().notNull())
          .addColumn('mapping', 'text', (c) => c.notNull())
          .addColumn('updated_at', whole, (c) => c.notNull())
      )
      .execute()
  }
}
