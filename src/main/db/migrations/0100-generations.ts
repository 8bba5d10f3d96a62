import type { Migration } from './index.ts'

/** Vault keys that were replaced: what of each generation must outlive it. */
export const generations: Migration = {
  version: 100,
  name: 'generations',
  async up(db, dialect) {
    const { blob, whole } = dialect
    await dialect
      .finish(
        db.schema
          .createTable('vault_generations')
          .addColumn('id', 'text', (c) => c.primaryKey().notNull())
          .addColumn('generation', whole, (c) => c.notNull().unique())
          .addColumn('audit_key', blob, (c) => c.notNull())
          .addColumn('audit_key_revision', whole, (c) => c.notNull())
          .addColumn('last_audit_seq', whole, (c) => c.notNull())
          .addColumn('reason', 'text', (c) => c.notNull())
          .addColumn('records', whole, (c) => c.notNull())
          .addColumn('replaced_at', whole, (c) => c.notNull())
          .addColumn('noted_at', whole)
      )
      .execute()
  }
}
