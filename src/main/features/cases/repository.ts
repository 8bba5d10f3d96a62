import { type ExpressionBuilder, type Selectable, sql, type Updateable } from 'kysely'
import type { CaseFreshness, CaseNumberKind, CaseSort, CaseStatus, StatusSource } from '#contract'
import { compiledOnce } from '../../db/compiled-once.ts'
import type { ReadableDb, WritableDb } from '../../db/handles.ts'
import { literal } from '../../db/literal.ts'
import type { CaseStatusesTable, CasesTable, Tables } from '../../db/tables.ts'

type CaseRow = Selectable<CasesTable>

/** A case as stored. What follows from today's date is not in it. */
export interface StoredCase {
  readonly id: string
  readonly clientId: string
  readonly matterId: string | null
  readonly receiptNumber: string
  readonly numberKind: CaseNumberKind
  readonly form: string
  readonly office: string
  readonly filedOn: string | null
  readonly trackingNumber: string
  readonly receivedOn: string | null
  readonly noticeOn: string | null
  readonly priorityOn: string | null
  readonly decidedOn: string | null
  readonly note: string
  readonly lastCheckedOn: string | null
  readonly createdAt: number
}

function caseFromRow(row: CaseRow): StoredCase {
  return {
    id: row.id,
    clientId: row.client_id,
    matterId: row.matter_id,
    receiptNumber: row.receipt_number,
    numberKind: row.number_kind as CaseNumberKind,
    form: row.form,
    office: row.office,
    filedOn: row.filed_on,
    trackingNumber: row.tracking_number,
    receivedOn: row.received_on,
    noticeOn: row.notice_on,
    priorityOn: row.priority_on,
    decidedOn: row.decided_on,
    note: row.note,
    lastCheckedOn: row.last_checked_on,
    createdAt: Number(row.created_at)
  }
}

function statusFromRow(row: Selectable<CaseStatusesTable>): CaseStatus {
  return {
    id: row.id,
    caseId: row.case_id,
    text: row.text,
    statusOn: row.status_on,
    checkedOn: row.checked_on,
    checkedBy: row.checked_by,
    source: row.source as StatusSource,
    recordedAt: Number(row.recorded_at)
  }
}

const caseById = compiledOnce((db, { id }: { id: string }) => db.selectFrom('cases').selectAll().where('id', '=', id))

export async function findCase(db: ReadableDb, id: string): Promise<StoredCase | null> {
  const [row] = await caseById(db, { id })
  return row === undefined ? null : caseFromRow(row)
}

export async function listCasesOf(db: ReadableDb, clientId: string): Promise<StoredCase[]> {
  const rows = await db.selectFrom('cases').selectAll().where('client_id', '=', clientId).orderBy('created_at').orderBy('id').execute()
  return rows.map(caseFromRow)
}

export async function listCasesOfMatter(db: ReadableDb, matterId: string): Promise<StoredCase[]> {
  const rows = await db.selectFrom('cases').selectAll().where('matter_id', '=', matterId).orderBy('created_at').orderBy('id').execute()
  return rows.map(caseFromRow)
}

export async function insertCase(tx: WritableDb, row: CaseRow): Promise<void> {
  await tx.insertInto('cases').values(row).execute()
}

export async function updateCase(tx: WritableDb, id: string, changes: Updateable<CasesTable>): Promise<void> {
  await tx.updateTable('cases').set(changes).where('id', '=', id).execute()
}

/** What goes with a case when it is removed. */
export async function countOfCase(db: ReadableDb, id: string): Promise<{ representatives: number; parties: number; checks: number }> {
  const count = async (table: 'case_representatives' | 'case_parties' | 'case_statuses'): Promise<number> => {
    const row = await db
      .selectFrom(table)
      .select((value) => value.fn.countAll().as('total'))
      .where('case_id', '=', id)
      .executeTakeFirstOrThrow()
    return Number(row.total)
  }
  return {
    representatives: await count('case_representatives'),
    parties: await count('case_parties'),
    checks: await count('case_statuses')
  }
}

export async function deleteCase(tx: WritableDb, id: string): Promise<void> {
  await tx.deleteFrom('cases').where('id', '=', id).execute()
}

/** Other cases with exactly this number, as kept; of archived clients too. */
export async function findSameNumber(db: ReadableDb, receiptNumber: string, exceptId: string | null, limit: number) {
  let query = db
    .selectFrom('cases')
    .innerJoin('clients', 'clients.id', 'cases.client_id')
    .select(['cases.id', 'cases.receipt_number as receiptNumber', 'cases.form', 'clients.id as clientId', 'clients.name as clientName'])
    .where('cases.receipt_number', '=', receiptNumber)
  if (exceptId !== null) query = query.where('cases.id', '!=', exceptId)
  return query.orderBy('cases.id').limit(literal(limit)).execute()
}

export interface CaseFilter {
  /** Beginning of the number; null for any. */
  readonly numberBegins: string | null
  /** Only of these clients; null means all. */
  readonly clientIds: readonly string[] | null
  /** Part of the number; null for any. */
  readonly numberHolds: string | null
  readonly form: string | null
  readonly freshness: CaseFreshness | null
  /** Last day whose checks are stale. */
  readonly lastStaleDay: string
}

export interface CasePage extends CaseFilter {
  readonly sort: CaseSort
  readonly descending: boolean
  readonly offset: number
  readonly limit: number
}

export interface ListedCase extends StoredCase {
  readonly clientName: string
}

/**
 * One page of the cases of clients in use. The cross joins tell SQLite which table to walk: the one whose index has the wanted order, so that
 * it stops when the page is full; PostgreSQL takes them for any other inner join.
 */
export async function listCases(db: ReadableDb, page: CasePage): Promise<ListedCase[]> {
  const direction = page.descending ? 'desc' : 'asc'
  const walked = page.sort === 'client' ? db.selectFrom('clients').crossJoin('cases') : db.selectFrom('cases').crossJoin('clients')
  let query = walked
    .whereRef('cases.client_id', '=', 'clients.id')
    .where('clients.archived_at', 'is', null)
    .where((where) => where.and(conditions(where, page)))
    .selectAll('cases')
    .select('clients.name as client_name')
  switch (page.sort) {
    case 'client':
      query = query.orderBy('clients.name_key', direction).orderBy('clients.id', direction).orderBy('cases.created_at', direction)
      break
    case 'checked':
      query = query.orderBy('cases.last_checked_on', (order) => (page.descending ? order.desc().nullsLast() : order.asc().nullsFirst()))
      break
    case 'form':
      query = query.orderBy('cases.form', direction).orderBy('cases.receipt_number', direction)
      break
    case 'number':
      query = query.orderBy('cases.receipt_number', direction)
  }
  const rows = await query.orderBy('cases.id', direction).limit(literal(page.limit)).offset(page.offset).execute()
  return rows.map((row) => ({ ...caseFromRow(row), clientName: row.client_name }))
}

/** Counted as all cases less those of archived clients: a join that looks up a client for each of 60,000 cases costs ten times that. */
export async function countCases(db: ReadableDb, filter: CaseFilter): Promise<number> {
  const counted = db
    .selectFrom('cases')
    .select((count) => count.fn.countAll().as('n'))
    .where((where) => where.and(conditions(where, filter)))
  const all = await counted.executeTakeFirstOrThrow()
  const archived = await counted
    .where('cases.client_id', 'in', db.selectFrom('clients').select('clients.id').where('clients.archived_at', 'is not', null))
    .executeTakeFirstOrThrow()
  return Number(all.n) - Number(archived.n)
}

function conditions(where: ExpressionBuilder<Tables, 'cases'>, filter: CaseFilter) {
  const { numberBegins, clientIds, numberHolds, form, freshness } = filter
  return [
    // Numbers are upper case, so a lower-case letter ends the stretch in every collation.
    ...(numberBegins === null
      ? []
      : [where('cases.receipt_number', '>=', numberBegins), where('cases.receipt_number', '<', `${numberBegins}zz`)]),
    ...(clientIds === null ? [] : [where('cases.client_id', 'in', clientIds)]),
    ...(numberHolds === null ? [] : [where('cases.receipt_number', 'like', `%${numberHolds}%`)]),
    ...(form === null ? [] : [where('cases.form', '=', form)]),
    ...(freshness === null ? [] : isFreshness(where, freshness, filter.lastStaleDay))
  ]
}

/** The rules of freshness.ts as conditions. */
function isFreshness(where: ExpressionBuilder<Tables, 'cases'>, freshness: CaseFreshness, lastStaleDay: string) {
  if (freshness === 'decided') return [where('cases.decided_on', 'is not', null)]
  const open = where('cases.decided_on', 'is', null)
  switch (freshness) {
    case 'never-checked':
      return [open, where('cases.last_checked_on', 'is', null)]
    case 'stale':
      return [open, where('cases.last_checked_on', '<=', lastStaleDay)]
    case 'fresh':
      return [open, where('cases.last_checked_on', '>', lastStaleDay)]
  }
}

/** Forms of the cases of clients in use, each with how many have it; counted as `countCases` counts. */
export async function countForms(db: ReadableDb): Promise<{ form: string; count: number }[]> {
  const counted = db
    .selectFrom('cases')
    .select(['form', (count) => count.fn.countAll().as('n')])
    .where('form', '<>', '')
    .groupBy('form')
    .orderBy('form')
  const all = await counted.execute()
  const archived = await counted
    .where('client_id', 'in', db.selectFrom('clients').select('clients.id').where('clients.archived_at', 'is not', null))
    .execute()
  const left = new Map(all.map((row) => [row.form, Number(row.n)]))
  for (const row of archived) left.set(row.form, (left.get(row.form) ?? 0) - Number(row.n))
  return [...left].filter(([, count]) => count > 0).map(([form, count]) => ({ form, count }))
}

/** The latest check of each case, in one query. */
export async function latestStatuses(db: ReadableDb, caseIds: readonly string[]): Promise<Map<string, CaseStatus>> {
  if (caseIds.length === 0) return new Map()
  const rows = await db
    .selectFrom('cases')
    .innerJoin('case_statuses', (join) =>
      join.on((on) =>
        on(
          'case_statuses.id',
          '=',
          on
            .selectFrom('case_statuses as latest')
            .select('latest.id')
            .whereRef('latest.case_id', '=', 'cases.id')
            .orderBy('latest.checked_on', 'desc')
            .orderBy('latest.recorded_at', 'desc')
            .orderBy('latest.id', 'desc')
            .limit(literal(1))
        )
      )
    )
    .selectAll('case_statuses')
    .where('cases.id', 'in', caseIds)
    .execute()
  return new Map(rows.map((row) => [row.case_id, statusFromRow(row)]))
}

export async function findStatus(db: ReadableDb, id: string): Promise<CaseStatus | null> {
  const row = await db.selectFrom('case_statuses').selectAll().where('id', '=', id).executeTakeFirst()
  return row === undefined ? null : statusFromRow(row)
}

/** Latest check first. */
export async function listStatuses(db: ReadableDb, caseId: string, offset: number, limit: number): Promise<CaseStatus[]> {
  const rows = await db
    .selectFrom('case_statuses')
    .selectAll()
    .where('case_id', '=', caseId)
    .orderBy('checked_on', 'desc')
    .orderBy('recorded_at', 'desc')
    .orderBy('id', 'desc')
    .limit(literal(limit))
    .offset(offset)
    .execute()
  return rows.map(statusFromRow)
}

export async function countStatuses(db: ReadableDb, caseId: string): Promise<number> {
  const { n } = await db
    .selectFrom('case_statuses')
    .select((count) => count.fn.countAll().as('n'))
    .where('case_id', '=', caseId)
    .executeTakeFirstOrThrow()
  return Number(n)
}

export async function insertStatus(tx: WritableDb, status: CaseStatus): Promise<void> {
  await tx
    .insertInto('case_statuses')
    .values({
      id: status.id,
      case_id: status.caseId,
      text: status.text,
      status_on: status.statusOn,
      checked_on: status.checkedOn,
      checked_by: status.checkedBy,
      source: status.source,
      recorded_at: status.recordedAt
    })
    .execute()
}

export async function deleteStatus(tx: WritableDb, id: string): Promise<void> {
  await tx.deleteFrom('case_statuses').where('id', '=', id).execute()
}

/** Keeps cases.last_checked_on equal to its latest check. */
export async function followLatestCheck(tx: WritableDb, caseId: string): Promise<void> {
  await tx
    .updateTable('cases')
    .set({ last_checked_on: sql<string | null>`(select max(checked_on) from case_statuses where case_id = ${caseId})` })
    .where('id', '=', caseId)
    .execute()
}

/** Cases of clients that are the firm's own. */
export async function listOwnCases(db: ReadableDb): Promise<StoredCase[]> {
  const rows = await db
    .selectFrom('cases')
    .innerJoin('clients', 'clients.id', 'cases.client_id')
    .selectAll('cases')
    .where('clients.is_sample', '=', 0)
    .orderBy('cases.id')
    .execute()
  return rows.map(caseFromRow)
}

/** As `insertCase`, many at once. */
export async function insertCases(tx: WritableDb, rows: readonly CaseRow[]): Promise<void> {
  for (let start = 0; start < rows.length; start += 200) {
    await tx
      .insertInto('cases')
      .values(rows.slice(start, start + 200))
      .execute()
  }
}

export async function findCaseRow(db: ReadableDb, id: string): Promise<CaseRow | null> {
  const [row] = await caseById(db, { id })
  return row ?? null
}

export async function statusesOfCases(db: ReadableDb, caseIds: readonly string[]): Promise<CaseStatus[]> {
  const found: CaseStatus[] = []
  for (let start = 0; start < caseIds.length; start += 500) {
    const page = caseIds.slice(start, start + 500)
    found.push(...(await db.selectFrom('case_statuses').selectAll().where('case_id', 'in', page).execute()).map(statusFromRow))
  }
  return found
}

export async function receiptNumbersBy(
  db: ReadableDb,
  column: 'client_id' | 'matter_id',
  ids: readonly string[]
): Promise<Map<string, string[]>> {
  const found = new Map<string, string[]>()
  for (let start = 0; start < ids.length; start += 500) {
    const page = ids.slice(start, start + 500)
    const rows = await db
      .selectFrom('cases')
      .select([column, 'receipt_number'])
      .where(column, 'in', page)
      .orderBy('created_at')
      .orderBy('id')
      .execute()
    for (const row of rows) {
      const key = row[column] as string
      found.set(key, [...(found.get(key) ?? []), row.receipt_number])
    }
  }
  return found
}

/** Whether a deadline or a backup code that was used for it names the case. */
export async function isNamedElsewhere(db: ReadableDb, id: string): Promise<boolean> {
  const rows = await db
    .selectFrom('deadlines')
    .select('id')
    .where('case_id', '=', id)
    .unionAll(db.selectFrom('backup_codes').select('id').where('used_case_id', '=', id))
    .limit(literal(1))
    .execute()
  return rows.length > 0
}
