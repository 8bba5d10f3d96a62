import { sql } from 'kysely'
import type { Migration } from './index.ts'

/** By what an import knows a record again: the id another program gave it, and a client's date of birth. */
export const importIdentity: Migration = {
  version: 170,
  name: 'import-identity',
  async up(db) {
    await db.schema.alterTable('clients').addColumn('born_on', 'text').execute()
    await db.schema
      .alterTable('clients')
      .addColumn('external_key', 'text', (c) => c.notNull().defaultTo(''))
      .execute()
    await db.schema
      .alterTable('matters')
      .addColumn('external_key', 'text', (c) => c.notNull().defaultTo(''))
      .execute()
    await db.schema.createIndex('imports_by_time').on('imports').columns(['imported_at', 'id']).execute()
    await db.schema
      .createIndex('clients_by_external_key')
      .on('clients')
      .column('external_key')
      .where(sql.ref('external_key'), '<>', '')
      .execute()
  }
}
