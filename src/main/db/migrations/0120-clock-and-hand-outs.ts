import type { Migration } from './index.ts'

/** Verification codes that were handed out, by period, and what is known of the clock of each computer. */
export const clockAndHandOuts: Migration = {
  version: 120,
  name: 'clock-and-hand-outs',
  async up(db, dialect) {
    const { whole } = dialect
    await dialect
      .finish(
        db.schema
          .createTable('handed_out_codes')
          .addColumn('authenticator_id', 'text', (c) => c.notNull().references('authenticators.id').onDelete('cascade'))
          .addColumn('step', whole, (c) => c.notNull())
          .addColumn('at', whole, (c) => c.notNull())
          .addColumn('handed_out_by', 'text', (c) => c.notNull())
          .addPrimaryKeyConstraint('handed_out_codes_key', ['authenticator_id', 'step'])
      )
      .execute()
    await dialect
      .finish(
        db.schema
          .createTable('device_clocks')
          .addColumn('device', 'text', (c) => c.primaryKey().notNull())
          .addColumn('latest_at', whole, (c) => c.notNull())
          .addColumn('correction_seconds', whole, (c) => c.notNull())
          .addColumn('corrected_at', whole)
          .addColumn('corrected_by', 'text', (c) => c.notNull())
      )
      .execute()
  }
}
