import type { Migration } from './index.ts'

/** The firm's engagements, contacts, and who takes part in a case: parties, and representatives with their G-28. */
export const matters: Migration = {
  version: 30,
  name: 'matters',
  async up(db, dialect) {
    const { whole } = dialect
    const create = db.schema

    await dialect
      .finish(
        create
          .createTable('matters')
          .addColumn('id', 'text', (c) => c.primaryKey().notNull())
          .addColumn('client_id', 'text', (c) => c.notNull().references('clients.id').onDelete('cascade'))
          .addColumn('title', 'text', (c) => c.notNull())
          .addColumn('title_key', 'text', (c) => c.notNull())
          .addColumn('file_number', 'text', (c) => c.notNull())
          .addColumn('opened_on', 'text')
          .addColumn('closed_on', 'text')
          .addColumn('attorney_id', 'text', (c) => c.references('members.id'))
          .addColumn('paralegal_id', 'text', (c) => c.references('members.id'))
          .addColumn('notes', 'text', (c) => c.notNull())
          .addColumn('created_at', whole, (c) => c.notNull())
          .addColumn('updated_at', whole, (c) => c.notNull())
          .addColumn('revision', whole, (c) => c.notNull())
      )
      .execute()
    await create.createIndex('matters_by_client').on('matters').columns(['client_id', 'title_key', 'id']).execute()

    await create
      .alterTable('cases')
      .addColumn('matter_id', 'text', (c) => c.references('matters.id').onDelete('set null'))
      .execute()
    await create.createIndex('cases_by_matter').on('cases').columns(['matter_id', 'created_at']).execute()

    await dialect
      .finish(
        create
          .createTable('contacts')
          .addColumn('id', 'text', (c) => c.primaryKey().notNull())
          .addColumn('kind', 'text', (c) => c.notNull())
          .addColumn('name', 'text', (c) => c.notNull())
          .addColumn('name_key', 'text', (c) => c.notNull())
          .addColumn('email', 'text', (c) => c.notNull())
          .addColumn('phone', 'text', (c) => c.notNull())
          .addColumn('note', 'text', (c) => c.notNull())
          .addColumn('is_sample', whole, (c) => c.notNull())
          .addColumn('archived_at', whole)
          .addColumn('created_at', whole, (c) => c.notNull())
          .addColumn('updated_at', whole, (c) => c.notNull())
          .addColumn('revision', whole, (c) => c.notNull())
      )
      .execute()
    await create.createIndex('contacts_by_name').on('contacts').columns(['name_key', 'id']).execute()

    await dialect
      .finish(
        create
          .createTable('case_parties')
          .addColumn('id', 'text', (c) => c.primaryKey().notNull())
          .addColumn('case_id', 'text', (c) => c.notNull().references('cases.id').onDelete('cascade'))
          .addColumn('role', 'text', (c) => c.notNull())
          .addColumn('client_id', 'text', (c) => c.references('clients.id').onDelete('cascade'))
          .addColumn('contact_id', 'text', (c) => c.references('contacts.id'))
          .addColumn('created_at', whole, (c) => c.notNull())
      )
      .execute()
    // NULL differs from NULL, so each of the two holds for the parties of its kind.
    await create.createIndex('case_parties_by_client_role').unique().on('case_parties').columns(['case_id', 'role', 'client_id']).execute()
    await create
      .createIndex('case_parties_by_contact_role')
      .unique()
      .on('case_parties')
      .columns(['case_id', 'role', 'contact_id'])
      .execute()
    await create.createIndex('case_parties_by_client').on('case_parties').columns(['client_id', 'case_id']).execute()
    await create.createIndex('case_parties_by_contact').on('case_parties').columns(['contact_id', 'case_id']).execute()

    await dialect
      .finish(
        create
          .createTable('case_representatives')
          .addColumn('id', 'text', (c) => c.primaryKey().notNull())
          .addColumn('case_id', 'text', (c) => c.notNull().references('cases.id').onDelete('cascade'))
          .addColumn('kind', 'text', (c) => c.notNull())
          .addColumn('member_id', 'text', (c) => c.references('members.id'))
          .addColumn('name', 'text', (c) => c.notNull())
          .addColumn('person_key', 'text', (c) => c.notNull())
          .addColumn('given_on', 'text', (c) => c.notNull())
          .addColumn('withdrawn_on', 'text')
          .addColumn('created_at', whole, (c) => c.notNull())
      )
      .execute()
    await create
      .createIndex('case_representatives_by_case')
      .unique()
      .on('case_representatives')
      .columns(['case_id', 'person_key', 'given_on'])
      .execute()
  }
}
