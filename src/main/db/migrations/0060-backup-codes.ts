import type { Migration } from './index.ts'

/** Backup codes that are reserved, used for something or struck out; changes of second factors as facts; authenticators with names. */
export const backupCodes: Migration = {
  version: 60,
  name: 'backup-codes',
  async up(db, dialect) {
    const { whole } = dialect
    const create = db.schema

    for (const column of ['reserved_by_id', 'reserved_by', 'reserved_for', 'voided_by', 'void_reason', 'used_for'] as const) {
      await create.alterTable('backup_codes').addColumn(column, 'text').execute()
    }
    for (const column of ['reserved_at', 'voided_at'] as const) {
      await create.alterTable('backup_codes').addColumn(column, whole).execute()
    }
    await create
      .alterTable('backup_codes')
      .addColumn('used_case_id', 'text', (c) => c.references('cases.id').onDelete('set null'))
      .execute()
    await create.createIndex('backup_codes_by_case').on('backup_codes').column('used_case_id').execute()

    await create.alterTable('backup_code_sets').addColumn('paper_checked_on', 'text').execute()
    await create.alterTable('backup_code_sets').addColumn('paper_checked_by', 'text').execute()

    await create
      .alterTable('authenticators')
      .addColumn('nickname', 'text', (c) => c.notNull().defaultTo(''))
      .execute()

    await dialect
      .finish(
        create
          .createTable('factor_changes')
          .addColumn('id', 'text', (c) => c.primaryKey().notNull())
          .addColumn('account_id', 'text', (c) => c.notNull().references('accounts.id').onDelete('cascade'))
          .addColumn('kind', 'text', (c) => c.notNull())
          .addColumn('changed_on', 'text', (c) => c.notNull())
          .addColumn('happened_at', whole, (c) => c.notNull())
          .addColumn('noted_by', 'text', (c) => c.notNull())
          .addColumn('record_id', 'text', (c) => c.notNull())
      )
      .execute()
    await create.createIndex('factor_changes_by_account').on('factor_changes').column('account_id').execute()
  }
}
