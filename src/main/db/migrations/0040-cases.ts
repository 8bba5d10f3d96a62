import { type Kysely, sql } from 'kysely'
import type { Migration } from './index.ts'

/** Dates and verbatim status of cases, kinds of case numbers, and keys by which duplicates are found. */
export const cases: Migration = {
  version: 40,
  name: 'cases',
  async up(db, dialect) {
    const { whole } = dialect
    const create = db.schema

    for (const column of ['filed_on', 'notice_on', 'priority_on', 'decided_on', 'last_checked_on']) {
      await create.alterTable('cases').addColumn(column, 'text').execute()
    }
    for (const [column, usual] of Object.entries({ number_kind: 'receipt', office: '', tracking_number: '' })) {
      await create
        .alterTable('cases')
        .addColumn(column, 'text', (c) => c.notNull().defaultTo(usual))
        .execute()
    }
    await create.createIndex('cases_by_number').on('cases').columns(['receipt_number', 'id']).execute()
    await create.createIndex('cases_by_form').on('cases').columns(['form', 'receipt_number', 'id']).execute()
    await create.createIndex('cases_by_check').on('cases').columns(['last_checked_on', 'id']).execute()

    await dialect
      .finish(
        create
          .createTable('case_statuses')
          .addColumn('id', 'text', (c) => c.primaryKey().notNull())
          .addColumn('case_id', 'text', (c) => c.notNull().references('cases.id').onDelete('cascade'))
          .addColumn('text', 'text', (c) => c.notNull())
          .addColumn('status_on', 'text')
          .addColumn('checked_on', 'text', (c) => c.notNull())
          .addColumn('checked_by', 'text', (c) => c.notNull())
          .addColumn('source', 'text', (c) => c.notNull())
          .addColumn('recorded_at', whole, (c) => c.notNull())
      )
      .execute()
    await create.createIndex('case_statuses_by_case').on('case_statuses').columns(['case_id', 'checked_on', 'recorded_at', 'id']).execute()

    const keys = { clients: ['name_words', 'email_key', 'a_number_key'], accounts: ['account_number_key'] }
    for (const [table, columns] of Object.entries(keys)) {
      for (const column of columns) {
        await create
          .alterTable(table)
          .addColumn(column, 'text', (c) => c.notNull().defaultTo(''))
          .execute()
      }
    }
    await fillKeys(db as Kysely<Keyed>)
    // Only records that have one: most accounts and many clients have not.
    for (const [name, table, columns, key] of [
      ['clients_by_name_words', 'clients', ['name_words'], 'name_words'],
      ['clients_by_email', 'clients', ['email_key'], 'email_key'],
      ['clients_by_a_number', 'clients', ['a_number_key'], 'a_number_key'],
      ['accounts_by_number', 'accounts', ['account_number_key', 'portal_id'], 'account_number_key']
    ] as const) {
      await create
        .createIndex(name)
        .on(table)
        .columns([...columns])
        .where(sql<boolean>`${sql.ref(key)} <> ''`)
        .execute()
    }
  }
}

interface Keyed {
  clients: { id: string; name_key: string; email: string; a_number: string; name_words: string; email_key: string; a_number_key: string }
  accounts: { id: string; account_number: string; account_number_key: string }
}

const portion = 1000

/** The keys of what is there already, made as the services of this version make them. */
async function fillKeys(db: Kysely<Keyed>): Promise<void> {
  for (let last = ''; ; ) {
    const rows = await db
      .selectFrom('clients')
      .select(['id', 'name_key', 'email', 'a_number'])
      .where('id', '>', last)
      .orderBy('id')
      .limit(portion)
      .execute()
    for (const { id, name_key, email, a_number } of rows) {
      const digits = /^A?(\d{7,9})$/i.exec(a_number.replace(/[\s.#\-–—]/g, ''))?.[1]
      await db
        .updateTable('clients')
        .set({
          name_words: name_key
            .split(/[^\p{L}\p{N}]+/u)
            .filter((word) => word !== '')
            .sort()
            .join(' '),
          email_key: email.trim().toLowerCase(),
          a_number_key: digits === undefined ? '' : `A${digits.padStart(9, '0')}`
        })
        .where('id', '=', id)
        .execute()
    }
    if (rows.length < portion) break
    last = rows[rows.length - 1]?.id ?? ''
  }
  for (let last = ''; ; ) {
    const rows = await db
      .selectFrom('accounts')
      .select(['id', 'account_number'])
      .where('id', '>', last)
      .orderBy('id')
      .limit(portion)
      .execute()
    for (const { id, account_number } of rows) {
      if (account_number === '') continue
      await db
        .updateTable('accounts')
        .set({ account_number_key: account_number.replace(/[\s\-–—]/g, '').toUpperCase() })
        .where('id', '=', id)
        .execute()
    }
    if (rows.length < portion) break
    last = rows[rows.length - 1]?.id ?? ''
  }
}
