import { sql } from 'kysely'
import type { Migration } from './index.ts'

/** The matter a deadline belongs to, where no case says it. */
export const deadlineMatters: Migration = {
  version: 140,
  name: 'deadline-matters',
  async up(db) {
    await db.schema
      .alterTable('deadlines')
      .addColumn('matter_id', 'text', (c) => c.references('matters.id').onDelete('set null'))
      .execute()
    await db.schema
      .createIndex('deadlines_by_matter')
      .on('deadlines')
      .columns(['matter_id', 'due_on', 'id'])
      .where(sql<boolean>`matter_id is not null`)
      .execute()
  }
}
