import { type ExpressionWrapper, type SqlBool, sql } from 'kysely'
import type { DuplicateKind } from '#contract'
import type { ReadableDb } from '../../db/handles.ts'
import { literal } from '../../db/literal.ts'

/** Values that several records in use have. */
export interface Group {
  /** Names the group among those of its kind. */
  readonly group: string
  readonly value: string
  readonly count: number
}

export interface DuplicateRecord {
  readonly group: string
  readonly id: string
  readonly clientId: string | null
  readonly clientName: string | null
  readonly detail: string
}

/** Account numbers are compared inside one portal. */
const accountGroup = (portalId: string, number: string): string => `${number} ${portalId}`

const clientKeys = { name: 'clients.name_words', email: 'clients.email_key', 'a-number': 'clients.a_number_key' } as const
type ClientKind = keyof typeof clientKeys

const several = sql<SqlBool>`count(*) > 1`
const whole = sql<number>`count(*)`
const isFilled = (column: string) => sql<SqlBool>`${sql.ref(column)} <> ''`

export async function listGroups(db: ReadableDb, kind: DuplicateKind, offset: number, limit: number): Promise<Group[]> {
  if (kind === 'account-number') {
    const rows = await accountGroups(db)
      .orderBy('accounts.account_number_key')
      .orderBy('accounts.portal_id')
      .limit(literal(limit))
      .offset(offset)
      .execute()
    return rows.map(({ value, portal_id, n }) => ({ group: accountGroup(portal_id, value), value, count: Number(n) }))
  }
  const groups = kind === 'case-number' ? caseGroups(db) : clientGroups(db, kind)
  const rows = await groups.orderBy('value').limit(literal(limit)).offset(offset).execute()
  return rows.map(({ value, n }) => ({ group: value, value, count: Number(n) }))
}

export async function countGroups(db: ReadableDb, kind: DuplicateKind): Promise<number> {
  const groups = kind === 'account-number' ? accountGroups(db) : kind === 'case-number' ? caseGroups(db) : clientGroups(db, kind)
  const { n } = await db
    .selectFrom(groups.as('groups') as never)
    .select(whole.as('n'))
    .executeTakeFirstOrThrow()
  return Number(n)
}

/*
 * Each in two steps: values that stand more than once, read from the index alone; of these, the ones that still do when archived records are
 * left out. Only the few of the first step cost a look at their rows.
 */

function clientGroups(db: ReadableDb, kind: ClientKind) {
  const key = sql.ref<string>(clientKeys[kind])
  const repeated = db.selectFrom('clients').select(key.as('value')).where(isFilled(clientKeys[kind])).groupBy(key).having(several)
  return db
    .selectFrom('clients')
    .select([key.as('value'), whole.as('n')])
    .where('clients.archived_at', 'is', null)
    .where(isFilled(clientKeys[kind]))
    .where(sql<SqlBool>`${key} in ${repeated}`)
    .groupBy(key)
    .having(several)
}

function caseGroups(db: ReadableDb) {
  const repeated = db.selectFrom('cases').select('receipt_number').groupBy('receipt_number').having(several)
  return db
    .selectFrom('cases')
    .innerJoin('clients', 'clients.id', 'cases.client_id')
    .select(['cases.receipt_number as value', whole.as('n')])
    .where('clients.archived_at', 'is', null)
    .where('cases.receipt_number', 'in', repeated)
    .groupBy('cases.receipt_number')
    .having(several)
}

function accountGroups(db: ReadableDb) {
  const repeated = db
    .selectFrom('accounts')
    .select('account_number_key')
    .where(isFilled('account_number_key'))
    .groupBy(['account_number_key', 'portal_id'])
    .having(several)
  return db
    .selectFrom('accounts')
    .select(['accounts.account_number_key as value', 'accounts.portal_id', whole.as('n')])
    .where('accounts.archived_at', 'is', null)
    .where(isFilled('accounts.account_number_key'))
    .where('accounts.account_number_key', 'in', repeated)
    .groupBy(['accounts.account_number_key', 'accounts.portal_id'])
    .having(several)
}

/** The first records of each group, all groups in one query. */
export async function listRecords(
  db: ReadableDb,
  kind: DuplicateKind,
  groups: readonly Group[],
  perGroup: number
): Promise<DuplicateRecord[]> {
  if (groups.length === 0) return []
  const values = [...new Set(groups.map(({ value }) => value))]
  if (kind === 'account-number') return accountRecords(db, values, perGroup)
  if (kind === 'case-number') return caseRecords(db, values, perGroup)
  return clientRecords(db, kind, values, perGroup)
}

/** A record's place among those of its group. */
const place = (group: string, order: string) =>
  sql<number>`row_number() over (partition by ${sql.raw(group)} order by ${sql.raw(order)})`.as('place')

async function clientRecords(db: ReadableDb, kind: ClientKind, values: readonly string[], perGroup: number): Promise<DuplicateRecord[]> {
  const key = sql.ref<string>(clientKeys[kind])
  const placed = db
    .selectFrom('clients')
    .select(['clients.id', 'clients.name', 'clients.email', 'clients.file_number', key.as('value')])
    .select(place(clientKeys[kind], 'clients.created_at, clients.id'))
    .where('clients.archived_at', 'is', null)
    .where(isFilled(clientKeys[kind]))
    .where((where) => where(key as unknown as ExpressionWrapper<never, never, string>, 'in', values))
  const rows = await db
    .selectFrom(placed.as('placed'))
    .selectAll()
    .where('place', '<=', perGroup)
    .orderBy('value')
    .orderBy('place')
    .execute()
  return rows.map((row) => ({
    group: row.value,
    id: row.id,
    clientId: row.id,
    clientName: row.name,
    detail: [row.file_number, row.email].filter(Boolean).join(' · ')
  }))
}

async function caseRecords(db: ReadableDb, values: readonly string[], perGroup: number): Promise<DuplicateRecord[]> {
  const placed = db
    .selectFrom('cases')
    .innerJoin('clients', 'clients.id', 'cases.client_id')
    .select(['cases.id', 'cases.receipt_number as value', 'cases.form', 'clients.id as client_id', 'clients.name'])
    .select(place('cases.receipt_number', 'cases.created_at, cases.id'))
    .where('clients.archived_at', 'is', null)
    .where('cases.receipt_number', 'in', values)
  const rows = await db
    .selectFrom(placed.as('placed'))
    .selectAll()
    .where('place', '<=', perGroup)
    .orderBy('value')
    .orderBy('place')
    .execute()
  return rows.map((row) => ({
    group: row.value,
    id: row.id,
    clientId: row.client_id,
    clientName: row.name,
    detail: [row.value, row.form].filter(Boolean).join(' · ')
  }))
}

async function accountRecords(db: ReadableDb, values: readonly string[], perGroup: number): Promise<DuplicateRecord[]> {
  const placed = db
    .selectFrom('accounts')
    .leftJoin('clients', 'clients.id', 'accounts.client_id')
    .select(['accounts.id', 'accounts.account_number_key as value', 'accounts.portal_id', 'accounts.username', 'accounts.nickname'])
    .select(['clients.id as client_id', 'clients.name'])
    .select(place('accounts.account_number_key, accounts.portal_id', 'accounts.created_at, accounts.id'))
    .where('accounts.archived_at', 'is', null)
    .where(isFilled('accounts.account_number_key'))
    .where('accounts.account_number_key', 'in', values)
  const rows = await db
    .selectFrom(placed.as('placed'))
    .selectAll()
    .where('place', '<=', perGroup)
    .orderBy('value')
    .orderBy('place')
    .execute()
  return rows.map((row) => ({
    group: accountGroup(row.portal_id, row.value),
    id: row.id,
    clientId: row.client_id,
    clientName: row.name,
    detail: [row.username, row.nickname].filter(Boolean).join(' · ')
  }))
}
