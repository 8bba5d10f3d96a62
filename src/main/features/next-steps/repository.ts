import { type ExpressionBuilder, sql } from 'kysely'
import type { Output } from '#contract'
import type { ReadableDb } from '../../db/handles.ts'
import { literal } from '../../db/literal.ts'
import type { Tables } from '../../db/tables.ts'

type NextSteps = Output<'nextSteps.list'>

/** What is open for a client. */
const openOfClient = (where: ExpressionBuilder<Tables, 'clients'>) =>
  where
    .selectFrom('deadlines')
    .select('deadlines.id')
    .whereRef('deadlines.client_id', '=', 'clients.id')
    .where('deadlines.done_at', 'is', null)
    .where('deadlines.cancelled_at', 'is', null)

/** Matters that are not closed, of clients in use, with nothing open in them and nothing open for the client outside every matter. */
const forgottenMatters = (db: ReadableDb) =>
  db
    .selectFrom('matters')
    .innerJoin('clients', 'clients.id', 'matters.client_id')
    .where('matters.closed_on', 'is', null)
    .where('clients.archived_at', 'is', null)
    .where((where) =>
      where.not(
        where.exists(
          openOfClient(where)
            .leftJoin('cases', 'cases.id', 'deadlines.case_id')
            .where(sql<boolean>`coalesce(cases.matter_id, deadlines.matter_id, matters.id) = matters.id`)
        )
      )
    )

/** Clients in use with nothing open and no matter that would say so. */
const forgottenClients = (db: ReadableDb) =>
  db
    .selectFrom('clients')
    .where('clients.archived_at', 'is', null)
    .where((where) => where.not(where.exists(openOfClient(where))))
    .where((where) =>
      where.not(
        where.exists(
          where
            .selectFrom('matters')
            .select('matters.id')
            .whereRef('matters.client_id', '=', 'clients.id')
            .where('matters.closed_on', 'is', null)
        )
      )
    )

/** The page is chosen first; counts and names are read for its rows only. */
export async function listNextSteps(db: ReadableDb, offset: number, limit: number): Promise<NextSteps> {
  const chosen = forgottenMatters(db)
    .select([
      'clients.id as client_id',
      'clients.name_key as client_key',
      sql<string | null>`matters.id`.as('matter_id'),
      sql<string | null>`matters.title`.as('matter_title')
    ])
    .unionAll(
      forgottenClients(db).select([
        'clients.id as client_id',
        'clients.name_key as client_key',
        sql<string | null>`null`.as('matter_id'),
        sql<string | null>`null`.as('matter_title')
      ])
    )
    .orderBy('client_key')
    .orderBy('client_id')
    .orderBy('matter_title')
    .orderBy('matter_id')
    .limit(literal(limit))
    .offset(offset)
  const rows = await db
    .selectFrom(chosen.as('chosen'))
    .innerJoin('clients', 'clients.id', 'chosen.client_id')
    .leftJoin('matters', 'matters.id', 'chosen.matter_id')
    .select([
      'clients.id',
      'clients.name',
      'clients.file_number',
      'chosen.matter_id',
      'matters.title',
      'matters.file_number as matter_file'
    ])
    .select((select) => [
      select
        .selectFrom('cases')
        .select((count) => count.fn.countAll().as('n'))
        .whereRef('cases.client_id', '=', 'clients.id')
        .where(sql<boolean>`coalesce(chosen.matter_id, cases.matter_id, '') = coalesce(cases.matter_id, '')`)
        .as('case_count'),
      select
        .selectFrom('accounts')
        .select((count) => count.fn.countAll().as('n'))
        .whereRef('accounts.client_id', '=', 'clients.id')
        .where('accounts.archived_at', 'is', null)
        .as('account_count'),
      select
        .selectFrom('deadlines')
        .select((last) => last.fn.max('deadlines.done_at').as('at'))
        .whereRef('deadlines.client_id', '=', 'clients.id')
        .as('last_done_at')
    ])
    .orderBy('chosen.client_key')
    .orderBy('chosen.client_id')
    .orderBy('chosen.matter_title')
    .orderBy('chosen.matter_id')
    .execute()
  return {
    rows: rows.map((row) => ({
      id: row.matter_id ?? row.id,
      clientId: row.id,
      clientName: row.name,
      matterId: row.matter_id,
      matterTitle: row.title,
      fileNumber: row.matter_file ?? row.file_number,
      caseCount: Number(row.case_count),
      accountCount: Number(row.account_count),
      lastDoneAt: row.last_done_at === null ? null : Number(row.last_done_at)
    })),
    total: (await count(forgottenMatters(db).select(howMany))) + (await count(forgottenClients(db).select(howMany)))
  }
}

const howMany = sql<number>`count(*)`.as('n')

async function count(query: { executeTakeFirstOrThrow(): Promise<{ n: string | number | bigint }> }): Promise<number> {
  return Number((await query.executeTakeFirstOrThrow()).n)
}
