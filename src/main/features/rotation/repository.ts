import type { Selectable } from 'kysely'
import type { RotationKind, RotationStatus } from '#contract'
import type { ReadableDb, WritableDb } from '../../db/handles.ts'
import type { RotationClosingsTable } from '../../db/tables.ts'

/** What is left of a secret or factor today. */
export interface Remains {
  readonly id: string
  readonly accountId: string
  readonly clientId: string | null
  /** `open`: still what it was, neither replaced, used up, lapsed nor destroyed. */
  readonly state: Exclude<RotationStatus, 'closed'>
}

/** Values one statement takes on every engine, with room to spare. */
const idsPerStatement = 500

export async function findRemains(db: ReadableDb, kind: RotationKind, ids: readonly string[], today: string): Promise<Remains[]> {
  const all: Remains[] = []
  for (let at = 0; at < ids.length; at += idsPerStatement) {
    const rows = await remainsQuery(db, kind, ids.slice(at, at + idsPerStatement))
    for (const row of rows) all.push({ id: row.id, accountId: row.account_id, clientId: row.client_id, state: stateOf(row, today) })
  }
  return all
}

interface RemainsRow {
  id: string
  account_id: string
  client_id: string | null
  /** When it was replaced, taken out of use or destroyed. */
  ended_at: number | null
  /** Not null once nothing of it can be used again. */
  used_at: number | null
  ends_on: string | null
}

function stateOf({ ended_at, used_at, ends_on }: RemainsRow, today: string): Remains['state'] {
  if (used_at !== null) return 'used'
  if (ended_at !== null) return 'replaced'
  return ends_on !== null && ends_on < today ? 'expired' : 'open'
}

function remainsQuery(db: ReadableDb, kind: RotationKind, ids: readonly string[]): Promise<RemainsRow[]> {
  const account = ['accounts.id as account_id', 'accounts.client_id as client_id'] as const
  switch (kind) {
    case 'authenticator':
      return db
        .selectFrom('authenticators as record')
        .innerJoin('accounts', 'accounts.id', 'record.account_id')
        .select(['record.id', ...account, 'record.retired_at as ended_at'])
        .select((make) => [make.lit(null).as('used_at'), make.lit(null).as('ends_on')])
        .where('record.id', 'in', ids)
        .execute()
    case 'backup-code':
      return (
        db
          .selectFrom('backup_code_sets as record')
          .innerJoin('accounts', 'accounts.id', 'record.account_id')
          .select(['record.id', ...account])
          // With every code used or struck out, a set opens nothing any more.
          .select((make) => {
            const codes = make.selectFrom('backup_codes').select('backup_codes.id').whereRef('backup_codes.set_id', '=', 'record.id')
            const isSpent = make.not(
              make.exists(codes.where('backup_codes.used_at', 'is', null).where('backup_codes.voided_at', 'is', null))
            )
            const wasUsed = make.exists(codes.where('backup_codes.used_at', 'is not', null))
            return [
              make
                .case()
                .when(make.and([isSpent, wasUsed]))
                .then(0)
                .end()
                .as('used_at'),
              make.fn.coalesce('record.replaced_at', make.case().when(isSpent).then(0).end()).as('ended_at'),
              make.lit(null).as('ends_on')
            ]
          })
          .where('record.id', 'in', ids)
          .execute()
      )
    case 'access-code':
      return (
        db
          .selectFrom('access_codes as record')
          .innerJoin('accounts', 'accounts.id', 'record.account_id')
          .select(['record.id', ...account, 'record.used_at', 'record.expires_on as ends_on'])
          // Its value destroyed, a code is known to nobody here.
          .select((make) =>
            make.fn.coalesce('record.replaced_at', make.case().when('record.secret', 'is', null).then(0).end()).as('ended_at')
          )
          .where('record.id', 'in', ids)
          .execute()
      )
    case 'passcode':
      return (
        db
          .selectFrom('passcodes as record')
          .innerJoin('accounts', 'accounts.id', 'record.account_id')
          .select(['record.id', 'accounts.id as account_id', 'record.client_id', 'record.expires_on as ends_on'])
          // Answered, replaced or its value destroyed, a passcode opens nothing any more.
          .select((make) => [
            make.case().when('record.outcome', 'is not', null).then(0).end().as('used_at'),
            make.fn.coalesce('record.replaced_at', make.case().when('record.secret', 'is', null).then(0).end()).as('ended_at')
          ])
          .where('record.id', 'in', ids)
          .execute()
      )
    case 'second-factor':
      return db
        .selectFrom('second_factors as record')
        .innerJoin('accounts', 'accounts.id', 'record.account_id')
        .select(['record.id', ...account, 'record.retired_at as ended_at'])
        .select((make) => [make.lit(null).as('used_at'), make.lit(null).as('ends_on')])
        .where('record.id', 'in', ids)
        .execute()
  }
}

/** How many open deadlines of clients in use hang on a member. */
export async function countOpenDeadlines(db: ReadableDb, memberId: string): Promise<number> {
  const { count } = await db
    .selectFrom('deadlines')
    .innerJoin('clients', 'clients.id', 'deadlines.client_id')
    .select(({ fn }) => fn.countAll().as('count'))
    .where('deadlines.owner_id', '=', memberId)
    .where('deadlines.done_at', 'is', null)
    .where('deadlines.cancelled_at', 'is', null)
    .where('clients.archived_at', 'is', null)
    .executeTakeFirstOrThrow()
  return Number(count)
}

/** How many guided paths under way a member began: a path keeps the name of then, the record who that was. */
export async function countOpenPaths(db: ReadableDb, memberId: string): Promise<number> {
  const { count } = await db
    .selectFrom('paths')
    .innerJoin('audit_log', (join) =>
      join
        .onRef('audit_log.account_id', '=', 'paths.account_id')
        .onRef('audit_log.record_id', '=', 'paths.id')
        .on('audit_log.event', '=', 'path.started')
    )
    .select(({ fn }) => fn.countAll().as('count'))
    .where('paths.finished_at', 'is', null)
    .where('paths.abandoned_at', 'is', null)
    .where('audit_log.actor_id', '=', memberId)
    .executeTakeFirstOrThrow()
  return Number(count)
}

/** Second factors that hang on a member, those taken out of use included. */
export async function listFactorsOf(db: ReadableDb, memberId: string): Promise<{ id: string; addedAt: number }[]> {
  const rows = await db.selectFrom('second_factors').select(['id', 'created_at']).where('member_id', '=', memberId).execute()
  return rows.map((row) => ({ id: row.id, addedAt: Number(row.created_at) }))
}

export interface Closing {
  readonly kind: RotationKind
  readonly recordId: string
  readonly closedAt: number
  readonly closedBy: string
  readonly note: string
}

export async function listClosings(db: ReadableDb, memberId: string): Promise<Closing[]> {
  const rows = await db.selectFrom('rotation_closings').selectAll().where('member_id', '=', memberId).execute()
  return rows.map((row) => ({
    kind: row.kind as RotationKind,
    recordId: row.record_id,
    closedAt: Number(row.closed_at),
    closedBy: row.closed_by,
    note: row.note
  }))
}

export async function setClosing(tx: WritableDb, closing: Selectable<RotationClosingsTable>): Promise<void> {
  await removeClosing(tx, { memberId: closing.member_id, kind: closing.kind, recordId: closing.record_id })
  await tx.insertInto('rotation_closings').values(closing).execute()
}

/** Whether there was one. */
export async function removeClosing(tx: WritableDb, place: { memberId: string; kind: string; recordId: string }): Promise<boolean> {
  const result = await tx
    .deleteFrom('rotation_closings')
    .where('member_id', '=', place.memberId)
    .where('kind', '=', place.kind)
    .where('record_id', '=', place.recordId)
    .executeTakeFirst()
  return Number(result.numDeletedRows) > 0
}
