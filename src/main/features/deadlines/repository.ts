import { type Expression, type ExpressionBuilder, type Selectable, type SqlBool, sql, type Updateable } from 'kysely'
import type { DeadlineKind, DeadlineSort, DeadlineSubject, DeadlineView } from '#contract'
import { documentSubjects, noticeSubjects } from '#contract/vocabulary'
import type { ReadableDb, WritableDb } from '../../db/handles.ts'
import { literal } from '../../db/literal.ts'
import { isLike, partPatterns } from '../../db/parts-of-words.ts'
import type { DeadlinesTable, Tables } from '../../db/tables.ts'

/** A deadline with the names it is shown with. */
export interface StoredDeadline {
  readonly id: string
  readonly clientId: string
  readonly clientName: string
  readonly fileNumber: string
  /** Its own or, with a case, the case's. */
  readonly matterId: string | null
  readonly matterTitle: string | null
  readonly caseId: string | null
  readonly caseForm: string | null
  readonly caseReceipt: string | null
  readonly accountId: string | null
  readonly portalId: string | null
  readonly username: string | null
  readonly kind: DeadlineKind
  readonly subject: DeadlineSubject | null
  readonly title: string
  readonly dueOn: string
  readonly atTime: string
  readonly place: string
  readonly ownerId: string
  readonly ownerName: string
  readonly ownerLeftOn: string | null
  readonly reminderDays: readonly number[] | null
  readonly issuedOn: string | null
  readonly snoozedUntil: string | null
  readonly remindedLayer: number | null
  readonly doneAt: number | null
  readonly doneBy: string | null
  readonly outcome: string
  readonly cancelledAt: number | null
  readonly cancelledBy: string | null
  readonly cancelReason: string
  readonly createdAt: number
  readonly createdBy: string
  readonly updatedAt: number
  readonly revision: number
}

const numberOrNull = (value: number | null): number | null => (value === null ? null : Number(value))

/** Up to which due date a deadline that follows the firm's reminders is due soon, by class. */
export interface SoonUntil {
  readonly documents: string
  readonly notices: string
  readonly others: string
}

/** What needs a person, told apart as the start page does. */
export type DeadlineGroup = 'overdue' | 'unanswered' | 'appointment-near' | 'near' | 'document'

export interface DeadlineFilter {
  readonly query: string
  readonly ownerId: string | null
  readonly clientId: string | null
  /** With those of the matter's cases. */
  readonly matterId: string | null
  readonly caseId: string | null
  readonly accountId: string | null
  readonly kinds: readonly DeadlineKind[]
  readonly documentsOnly: boolean
  readonly view: DeadlineView
  /** Due dates from and to, both included; null leaves that end open. */
  readonly dueFrom: string | null
  readonly dueTo: string | null
}

export interface DeadlineOrder {
  readonly sort: DeadlineSort
  readonly descending: boolean
  readonly offset: number
  readonly limit: number
}

type Where = ExpressionBuilder<Tables, 'deadlines'>

const allOf = (db: ReadableDb) => db.selectFrom('deadlines')
type Selection = ReturnType<typeof allOf>

/** Without those of archived clients. Few are: leaving them out by a list costs less than looking up every client. */
const inUse = (query: Selection): Selection =>
  query.where('deadlines.client_id', 'not in', (where) =>
    where.selectFrom('clients').select('clients.id').where('clients.archived_at', 'is not', null)
  )

const stillOpen = (query: Selection): Selection => query.where('deadlines.done_at', 'is', null).where('deadlines.cancelled_at', 'is', null)
const openOnly = (db: ReadableDb): Selection => stillOpen(inUse(allOf(db)))

/** The rows of some ids with the names they are shown with. Outer joins, so that SQLite starts from the ids and not from the members. */
const named = (db: ReadableDb, ids: Selection) =>
  db
    .selectFrom(ids.select('deadlines.id').as('chosen'))
    .crossJoin('deadlines')
    .whereRef('deadlines.id', '=', 'chosen.id')
    .leftJoin('clients', 'clients.id', 'deadlines.client_id')
    .leftJoin('members', 'members.id', 'deadlines.owner_id')
    .leftJoin('cases', 'cases.id', 'deadlines.case_id')
    .leftJoin('matters', (join) => join.on('matters.id', '=', sql<string>`coalesce(cases.matter_id, deadlines.matter_id)`))
    .leftJoin('accounts', 'accounts.id', 'deadlines.account_id')
    .selectAll('deadlines')
    .select([
      'clients.name as client_name',
      'clients.file_number',
      'members.name as owner_name',
      'members.left_on as owner_left_on',
      'matters.id as of_matter_id',
      'matters.title as matter_title',
      'cases.form as case_form',
      'cases.receipt_number as case_receipt',
      'accounts.portal_id',
      'accounts.username'
    ])

type NamedRow = Awaited<ReturnType<ReturnType<typeof named>['execute']>>[number]

function deadlineFromRow(row: NamedRow): StoredDeadline {
  return {
    id: row.id,
    clientId: row.client_id,
    clientName: row.client_name ?? '',
    fileNumber: row.file_number ?? '',
    matterId: row.of_matter_id,
    matterTitle: row.matter_title,
    caseId: row.case_id,
    caseForm: row.case_form,
    caseReceipt: row.case_receipt,
    accountId: row.account_id,
    portalId: row.portal_id,
    username: row.username,
    kind: row.kind as DeadlineKind,
    subject: row.subject as DeadlineSubject | null,
    title: row.title,
    dueOn: row.due_on,
    atTime: row.at_time,
    place: row.place,
    ownerId: row.owner_id,
    ownerName: row.owner_name ?? '',
    ownerLeftOn: row.owner_left_on,
    reminderDays: row.reminder_days === null ? null : (JSON.parse(row.reminder_days) as number[]),
    issuedOn: row.issued_on,
    snoozedUntil: row.snoozed_until,
    remindedLayer: numberOrNull(row.reminded_layer),
    doneAt: numberOrNull(row.done_at),
    doneBy: row.done_by,
    outcome: row.outcome,
    cancelledAt: numberOrNull(row.cancelled_at),
    cancelledBy: row.cancelled_by,
    cancelReason: row.cancel_reason,
    createdAt: Number(row.created_at),
    createdBy: row.created_by,
    updatedAt: Number(row.updated_at),
    revision: Number(row.revision)
  }
}

/** Also of archived clients. */
export async function findDeadline(db: ReadableDb, id: string): Promise<StoredDeadline | null> {
  const row = await named(db, allOf(db).where('deadlines.id', '=', id)).executeTakeFirst()
  return row === undefined ? null : deadlineFromRow(row)
}

function filtered(from: Selection, filter: DeadlineFilter): Selection {
  let query = inUse(from)
  if (filter.view === 'open') query = stillOpen(query)
  if (filter.view === 'done') query = query.where('deadlines.done_at', 'is not', null).where('deadlines.cancelled_at', 'is', null)
  if (filter.view === 'cancelled') query = query.where('deadlines.cancelled_at', 'is not', null)
  if (filter.ownerId !== null) query = query.where('deadlines.owner_id', '=', filter.ownerId)
  if (filter.clientId !== null) query = query.where('deadlines.client_id', '=', filter.clientId)
  if (filter.matterId !== null) query = query.where((where) => ofMatter(where, filter.matterId ?? ''))
  if (filter.caseId !== null) query = query.where('deadlines.case_id', '=', filter.caseId)
  if (filter.accountId !== null) query = query.where('deadlines.account_id', '=', filter.accountId)
  if (filter.kinds.length > 0) query = query.where('deadlines.kind', 'in', filter.kinds)
  if (filter.documentsOnly) query = query.where('deadlines.subject', 'in', documentSubjects)
  if (filter.dueFrom !== null) query = query.where('deadlines.due_on', '>=', filter.dueFrom)
  if (filter.dueTo !== null) query = query.where('deadlines.due_on', '<=', filter.dueTo)
  for (const pattern of partPatterns(filter.query)) {
    query = query.where((where) =>
      where.or([
        isLike(where.ref('deadlines.title_key'), pattern),
        where(
          'deadlines.client_id',
          'in',
          where
            .selectFrom('clients')
            .select('clients.id')
            .where((client) => isLike(client.ref('clients.name_key'), pattern))
        )
      ])
    )
  }
  return query
}

/** A case that belongs to another matter by now takes its deadlines with it. */
const ofMatter = (where: Where, matterId: string): Expression<SqlBool> => {
  const filings = where.selectFrom('cases').select('cases.id')
  const elsewhere = filings.whereRef('cases.id', '=', 'deadlines.case_id').where('cases.matter_id', '!=', matterId)
  return where.or([
    where('deadlines.case_id', 'in', filings.where('cases.matter_id', '=', matterId)),
    where.and([where('deadlines.matter_id', '=', matterId), where.not(where.exists(elsewhere))])
  ])
}

/** The ids of one page. By client the clients are walked in the order of their names; the cross join tells SQLite so. */
function page(db: ReadableDb, filter: DeadlineFilter, { sort, descending, offset, limit }: DeadlineOrder): Selection {
  const direction = descending ? 'desc' : 'asc'
  const byClient = () =>
    db
      .selectFrom('clients')
      .crossJoin('deadlines')
      .whereRef('deadlines.client_id', '=', 'clients.id')
      .orderBy('clients.name_key', direction)
  const ordered = filtered(sort === 'client' ? (byClient() as unknown as Selection) : allOf(db), filter)
  const byTitle = sort === 'title' ? ordered.orderBy('deadlines.title_key', direction) : ordered
  return byTitle.orderBy('deadlines.due_on', direction).orderBy('deadlines.id', direction).limit(literal(limit)).offset(offset)
}

const orderColumns = { due: 'deadlines.due_on', client: 'clients.name_key', title: 'deadlines.title_key' } as const

export async function listDeadlines(db: ReadableDb, filter: DeadlineFilter, order: DeadlineOrder): Promise<StoredDeadline[]> {
  const direction = order.descending ? 'desc' : 'asc'
  const rows = await named(db, page(db, filter, order))
    .orderBy(orderColumns[order.sort], direction)
    .orderBy('deadlines.due_on', direction)
    .orderBy('deadlines.id', direction)
    .execute()
  return rows.map(deadlineFromRow)
}

export async function countDeadlines(db: ReadableDb, filter: DeadlineFilter): Promise<number> {
  const { n } = await filtered(allOf(db), filter)
    .select((count) => count.fn.countAll().as('n'))
    .executeTakeFirstOrThrow()
  return Number(n)
}

/** Days that have any, with how many, and the first few of each as rows in order. */
export async function listDays(
  db: ReadableDb,
  filter: DeadlineFilter,
  perDay: number
): Promise<{ counts: { on: string; count: number }[]; first: StoredDeadline[] }> {
  const counts = await filtered(allOf(db), filter)
    .select(['deadlines.due_on', (count) => count.fn.countAll().as('n')])
    .groupBy('deadlines.due_on')
    .orderBy('deadlines.due_on')
    .execute()
  const numbered = filtered(allOf(db), filter).select([
    'deadlines.id',
    sql<number>`row_number() over (partition by deadlines.due_on order by deadlines.id)`.as('place')
  ])
  const first = allOf(db).where('deadlines.id', 'in', (where) =>
    where.selectFrom(numbered.as('numbered')).select('numbered.id').where('numbered.place', '<=', perDay)
  )
  const rows = await named(db, first).orderBy('deadlines.due_on').orderBy('deadlines.id').execute()
  return { counts: counts.map((row) => ({ on: row.due_on, count: Number(row.n) })), first: rows.map(deadlineFromRow) }
}

/** The rules of state.ts for the groups of the start page, as conditions on open deadlines. */
function inGroup(where: Where, group: DeadlineGroup, today: string, tomorrow: string, soon: SoonUntil): Expression<SqlBool> {
  const isDocument = where('deadlines.subject', 'in', documentSubjects)
  const isOther = where.or([where('deadlines.subject', 'is', null), where('deadlines.subject', 'in', noticeSubjects)])
  const isAppointment = where('deadlines.kind', '=', 'appointment')
  const isNoAppointment = where('deadlines.kind', '!=', 'appointment')
  const past = where('deadlines.due_on', '<', today)
  const awake = where.or([where('deadlines.snoozed_until', 'is', null), where('deadlines.snoozed_until', '<=', today)])
  const begun = where.or([
    where('deadlines.due_on', '=', today),
    where.and([awake, where('deadlines.remind_from', '<=', today)]),
    where.and([awake, where('deadlines.remind_from', 'is', null), where('deadlines.due_on', '<=', soonUntil(soon))])
  ])
  switch (group) {
    case 'overdue':
      return where.and([past, isNoAppointment, isOther])
    case 'unanswered':
      return where.and([past, isAppointment])
    case 'appointment-near':
      return where.and([isAppointment, where('deadlines.due_on', '>=', today), where('deadlines.due_on', '<=', tomorrow)])
    case 'near':
      return where.and([isNoAppointment, isOther, where('deadlines.due_on', '>=', today), begun])
    case 'document':
      return where.and([isDocument, where.or([past, begun])])
  }
}

const soonUntil = (soon: SoonUntil): Expression<string> =>
  sql<string>`case when deadlines.subject in (${sql.join([...documentSubjects])}) then ${soon.documents}
    when deadlines.subject in (${sql.join([...noticeSubjects])}) then ${soon.notices} else ${soon.others} end`

/** What can be in any group at all, said once outside the alternatives: most of what is open is further off. */
const mayBeNear = (where: Where, today: string, until: string): Expression<SqlBool> =>
  where.or([where('deadlines.due_on', '<=', until), where('deadlines.remind_from', '<=', today)])

/** The first of one group, soonest first. */
export async function listGroup(
  db: ReadableDb,
  group: DeadlineGroup,
  { today, tomorrow, soon, until }: GroupDays,
  limit: number
): Promise<StoredDeadline[]> {
  const ids = openOnly(db)
    .where((where) => inGroup(where, group, today, tomorrow, soon))
    .where((where) => mayBeNear(where, today, until))
    .orderBy('deadlines.due_on')
    .orderBy('deadlines.id')
    .limit(literal(limit))
  const rows = await named(db, ids).orderBy('deadlines.due_on').orderBy('deadlines.id').execute()
  return rows.map(deadlineFromRow)
}

export interface GroupDays {
  readonly today: string
  readonly tomorrow: string
  readonly soon: SoonUntil
  /** Last due date for which the firm's reminders may have begun. */
  readonly until: string
}

const groups: readonly DeadlineGroup[] = ['overdue', 'unanswered', 'appointment-near', 'near', 'document']

/** How many are in each group: those due soon enough for the firm's reminders, and those whose own reminders began before that. */
export async function countGroups(db: ReadableDb, days: GroupDays): Promise<Record<DeadlineGroup, number>> {
  const soonEnough = await countAmong(openOnly(db).where('deadlines.due_on', '<=', days.until), days)
  const further = openOnly(db).where('deadlines.remind_from', '<=', days.today).where('deadlines.due_on', '>', days.until)
  const ownReminders = await countAmong(further, days)
  return Object.fromEntries(groups.map((group) => [group, Number(soonEnough[group]) + Number(ownReminders[group])])) as Record<
    DeadlineGroup,
    number
  >
}

const countAmong = (among: Selection, { today, tomorrow, soon }: GroupDays): Promise<Record<DeadlineGroup, string | number | bigint>> =>
  among
    .select((where) =>
      groups.map((group) => {
        const one = where
          .case()
          .when(inGroup(where, group, today, tomorrow, soon))
          .then(1)
          .else(0)
          .end()
        return where.fn.coalesce(where.fn.sum(one), sql.lit(0)).as(group)
      })
    )
    .executeTakeFirstOrThrow()

export async function insertDeadline(tx: WritableDb, row: Selectable<DeadlinesTable>): Promise<void> {
  await tx.insertInto('deadlines').values(row).execute()
}

export async function updateDeadline(tx: WritableDb, id: string, changes: Updateable<DeadlinesTable>, at: number): Promise<void> {
  await tx
    .updateTable('deadlines')
    .set((value) => ({ ...changes, updated_at: at, revision: value('revision', '+', 1) }))
    .where('id', '=', id)
    .execute()
}
