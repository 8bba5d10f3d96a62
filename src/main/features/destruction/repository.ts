import { type Kysely, type RawBuilder, sql } from 'kysely'
import type { KeepingMatter, KeepingReason } from '#contract'
import { type DestroyedTable, destroyedTables } from '#contract/destruction'
import type { ReadableDb, WritableDb } from '../../db/handles.ts'

/** The tables are known by their list, not by their types. */
const untyped = (db: ReadableDb | WritableDb) => db as unknown as Kysely<Record<string, Record<string, unknown>>>

type Condition = RawBuilder<boolean>

/** Which rows of each table are the client's. Each condition finds its rows as long as those of the tables behind it are there. */
function conditionsOf(client: string): Readonly<Record<DestroyedTable, Condition>> {
  const accounts = sql`(select id from accounts where client_id = ${client})`
  const cases = sql`(select id from cases where client_id = ${client})`
  const authenticators = sql`(select id from authenticators where account_id in ${accounts})`
  const entries = sql`(select id from import_entries where account_id in ${accounts} or authenticator_id in ${authenticators})`
  const ofAccount = sql<boolean>`account_id in ${accounts}`
  const ofCase = sql<boolean>`case_id in ${cases}`
  const ofAccountOrClient = sql<boolean>`(account_id in ${accounts} or client_id = ${client})`
  const ofClient = sql<boolean>`client_id = ${client}`
  return {
    import_changes: sql<boolean>`(record_id = ${client} or record_id in ${accounts} or record_id in ${cases}
      or record_id in (select id from matters where client_id = ${client}) or record_id in ${authenticators} or record_id in ${entries})`,
    import_entries: sql<boolean>`id in ${entries}`,
    search_entries: ofClient,
    handed_out_codes: sql<boolean>`authenticator_id in ${authenticators}`,
    backup_codes: sql<boolean>`set_id in (select id from backup_code_sets where account_id in ${accounts})`,
    backup_code_sets: ofAccount,
    authenticators: ofAccount,
    access_codes: ofAccount,
    passcodes: ofAccountOrClient,
    drafts: ofAccountOrClient,
    second_factors: ofAccount,
    factor_changes: ofAccount,
    path_steps: sql<boolean>`path_id in (select id from paths where account_id in ${accounts})`,
    paths: ofAccount,
    rotation_closings: ofAccount,
    deadlines: ofClient,
    case_statuses: ofCase,
    case_parties: sql<boolean>`(case_id in ${cases} or client_id = ${client})`,
    case_representatives: ofCase,
    cases: ofClient,
    matters: ofClient,
    accounts: ofClient,
    clients: sql<boolean>`id = ${client}`
  }
}

/** Columns that hold a sealed key or code. */
const sealedColumns: Partial<Record<DestroyedTable, string>> = {
  import_entries: 'secret',
  backup_codes: 'secret',
  authenticators: 'secret',
  access_codes: 'secret',
  passcodes: 'secret'
}

export interface Counted {
  readonly counts: { readonly table: DestroyedTable; readonly rows: number }[]
  readonly rows: number
  readonly secrets: number
}

export async function countRecords(db: ReadableDb, clientId: string): Promise<Counted> {
  const conditions = conditionsOf(clientId)
  const counts: { table: DestroyedTable; rows: number }[] = []
  let secrets = 0
  for (const table of destroyedTables) {
    const sealed = sealedColumns[table]
    const held = sealed === undefined ? sql<number>`0` : sql<number>`sum(case when length(${sql.ref(sealed)}) > 0 then 1 else 0 end)`
    const [found] = await untyped(db)
      .selectFrom(table)
      .select([sql<number>`count(*)`.as('n'), held.as('held')])
      .where(conditions[table])
      .execute()
    const rows = Number(found?.n ?? 0)
    if (rows > 0) counts.push({ table, rows })
    secrets += Number(found?.held ?? 0)
  }
  return { counts, rows: counts.reduce((sum, { rows }) => sum + rows, 0), secrets }
}

/** Removes every row of the client, and what a code of somebody else's account says it was used for in one of the client's cases. */
export async function deleteRecords(tx: WritableDb, clientId: string): Promise<void> {
  const conditions = conditionsOf(clientId)
  await sql`update backup_codes set used_for = '' where used_case_id in (select id from cases where client_id = ${clientId})`.execute(tx)
  for (const table of destroyedTables) await sql`delete from ${sql.table(table)} where ${conditions[table]}`.execute(tx)
}

/** Matters of the client, and those in whose cases it takes part, that forbid destroying. `today`: a matter is kept through its day. */
export async function listKeepingMatters(db: ReadableDb, clientId: string, today: string): Promise<KeepingMatter[]> {
  const rows = await db
    .selectFrom('matters')
    .innerJoin('clients', 'clients.id', 'matters.client_id')
    .select(['matters.id', 'matters.title', 'clients.name', 'matters.held_at', 'matters.retain_until', 'matters.closed_on'])
    .where(
      sql<boolean>`(matters.client_id = ${clientId} or matters.id in (select cases.matter_id from cases
        inner join case_parties on case_parties.case_id = cases.id where case_parties.client_id = ${clientId}))`
    )
    .where(sql<boolean>`(matters.held_at is not null or matters.retain_until >= ${today} or matters.closed_on is null)`)
    .orderBy('matters.title_key')
    .orderBy('matters.id')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    title: row.title,
    clientName: row.name,
    because: [
      ...(row.held_at === null ? [] : (['held'] as const)),
      ...(row.retain_until !== null && row.retain_until >= today ? (['kept-until'] as const) : []),
      ...(row.closed_on === null ? (['not-closed'] as const) : [])
    ] satisfies KeepingReason[],
    retainUntil: row.retain_until
  }))
}

export interface DestructionRow {
  readonly seq: number
  readonly hash: string
  readonly at: number
  readonly actor: string
  readonly device: string
  readonly details: Readonly<Record<string, unknown>>
}

/** What the activity record says of the client's destruction; null when there was none. */
export async function findDestruction(db: ReadableDb, clientId: string): Promise<DestructionRow | null> {
  const row = await db
    .selectFrom('audit_log')
    .select(['seq', 'hash', 'at', 'actor', 'device', 'details'])
    .where('event', '=', 'client.destroyed')
    .where('client_id', '=', clientId)
    .orderBy('seq', 'desc')
    .executeTakeFirst()
  if (row === undefined || row.hash === null) return null
  const { seq, hash, at, actor, device, details } = row
  return { seq: Number(seq), hash, at: Number(at), actor, device, details: JSON.parse(details) as DestructionRow['details'] }
}
