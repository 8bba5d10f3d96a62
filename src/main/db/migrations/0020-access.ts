import type { Migration } from './index.ts'

/** Access that outlives people: leavers, second factors at the portal, sign-ins, requested replacements, guided paths. */
export const access: Migration = {
  version: 20,
  name: 'access',
  async up(db, dialect) {
    const { whole } = dialect
    const create = db.schema

    await create.alterTable('members').addColumn('left_on', 'text').execute()
    // SQLite adds one column per statement; PostgreSQL accepts that too.
    await create
      .alterTable('accounts')
      .addColumn('sign_in_provider', 'text', (c) => c.notNull().defaultTo('own'))
      .execute()
    await create.alterTable('accounts').addColumn('last_signed_in_on', 'text').execute()
    await create.alterTable('access_codes').addColumn('replacement_requested_on', 'text').execute()

    await dialect
      .finish(
        create
          .createTable('second_factors')
          .addColumn('id', 'text', (c) => c.primaryKey().notNull())
          .addColumn('account_id', 'text', (c) => c.notNull().references('accounts.id').onDelete('cascade'))
          .addColumn('kind', 'text', (c) => c.notNull())
          .addColumn('holder_kind', 'text', (c) => c.notNull())
          .addColumn('member_id', 'text', (c) => c.references('members.id'))
          .addColumn('holder_name', 'text', (c) => c.notNull())
          .addColumn('detail', 'text', (c) => c.notNull())
          .addColumn('added_on', 'text')
          .addColumn('retired_at', whole)
          .addColumn('created_at', whole, (c) => c.notNull())
      )
      .execute()
    await create.createIndex('second_factors_by_account').on('second_factors').columns(['account_id', 'created_at']).execute()
    await create.createIndex('second_factors_by_member').on('second_factors').column('member_id').execute()

    await dialect
      .finish(
        create
          .createTable('paths')
          .addColumn('id', 'text', (c) => c.primaryKey().notNull())
          .addColumn('account_id', 'text', (c) => c.notNull().references('accounts.id').onDelete('cascade'))
          .addColumn('guide_id', 'text', (c) => c.notNull())
          .addColumn('guide', 'text', (c) => c.notNull())
          .addColumn('started_at', whole, (c) => c.notNull())
          .addColumn('started_by', 'text', (c) => c.notNull())
          .addColumn('finished_at', whole)
          .addColumn('abandoned_at', whole)
      )
      .execute()
    await create.createIndex('paths_by_account').on('paths').columns(['account_id', 'started_at']).execute()

    await dialect
      .finish(
        create
          .createTable('path_steps')
          .addColumn('id', 'text', (c) => c.primaryKey().notNull())
          .addColumn('path_id', 'text', (c) => c.notNull().references('paths.id').onDelete('cascade'))
          .addColumn('step_id', 'text', (c) => c.notNull())
          .addColumn('done_at', whole)
          .addColumn('done_by', 'text')
          .addColumn('note', 'text', (c) => c.notNull())
      )
      .execute()
    await create.createIndex('path_steps_by_path').unique().on('path_steps').columns(['path_id', 'step_id']).execute()
  }
}
