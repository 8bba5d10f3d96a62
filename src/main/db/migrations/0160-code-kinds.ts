import type { Migration } from './index.ts'

/** How an authenticator writes its codes: digits by time, or Steam's letters. */
export const codeKinds: Migration = {
  version: 160,
  name: 'code-kinds',
  async up(db) {
    await db.schema
      .alterTable('authenticators')
      .addColumn('kind', 'text', (c) => c.notNull().defaultTo('totp'))
      .execute()
  }
}
