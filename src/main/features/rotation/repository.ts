import type { Selectable } from 'kysely'
import type { RotationKind } from '#contract'
import type { ReadableDb, WritableDb } from '../../db/handles.ts'
import type { RotationClosingsTable } from '../../db/tables.ts'

/** What is left of a secret or factor today. */
export interface Remains {
  readonly id: string
  readonly accountId: string
  readonly clientId: string | null
  /** Still what it was: neither replaced, used up, lapsed nor destroyed. */
  readonly isCurrent: boolean
}

/** Values one statement takes on every engine, with room to spare. */
const idsPerStatement = 500

export async function findRemains(db: ReadableDb, kind: RotationKind, ids: readonly string[], today: string): Promise<Remains[]> {
  const all: Remains[] = []
  for (let at = 0; at < ids.length; at += idsPerStatement) {
    const rows = await remainsQuery(db, kind, ids.slice(at, at + idsPerStatement))
    for (const { id, account_id, client_id, ended_at, ends_on } of rows) {
      all.push({ id, accountId: account_id, clientId: client_id, isCurrent: ended_at === null && (ends_on === null || ends_on >= today) })
    }
  }
  return all
}

interface RemainsRow {
  id: string
  account_id: string
  client_id: string | null
  ended_at: number | null
  ends_on: string | null
}

function remainsQuery(db: ReadableDb, kind: RotationKind, ids: readonly string[]): Promise<RemainsRow[]> {
  const account = ['accounts.id as account_id', 'accounts.client_id as client_id'] as const
  switch (kind) {
    case 'authenticator':
      return db
        .selectFrom('authenticators as record')
        .innerJoin('accounts', 'accounts.id', 'record.account_id')
        .select(['record.id', ...account, 'record.retired_at as ended_at', (make) => make.lit(null).as('ends_on')])
        .where('record.id', 'in', ids)
        .execute()
    case 'backup-code':
      return (
        db
          .selectFrom('backup_code_sets as record')
          .innerJoin('accounts', 'accounts.id', 'record.account_id')
          .select(['record.id', ...account, (make) => make.lit(null).as('ends_on')])
          // With every code used or struck out, a set opens nothing any more.
          .select((make) =>
            make.fn
              .coalesce(
                'record.replaced_at',
                make
                  .case()
                  .when(
                    make.not(
                      make.exists(
                        make
                          .selectFrom('backup_codes')
                          .select('backup_codes.id')
                          .whereRef('backup_codes.set_id', '=', 'record.id')
                          .where('backup_codes.used_at', 'is', null)
                          .where('backup_codes.voided_at', 'is', null)
                      )
                    )
                  )
                  .then(0)
                  .end()
              )
              .as('ended_at')
          )
          .where('record.id', 'in', ids)
          .execute()
      )
    case 'access-code':
      return (
        db
          .selectFrom('access_codes as record')
          .innerJoin('accounts', 'accounts.id', 'record.account_id')
          .select(['record.id', ...account, 'record.expires_on as ends_on'])
          // Its value destroyed, a code is known to nobody here.
          .select((make) =>
            make.fn
              .coalesce('record.used_at', 'record.replaced_at', make.case().when('record.secret', 'is', null).then(0).end())
              .as('ended_at')
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
          .select((make) =>
            make.fn
              .coalesce(
                'record.replaced_at',
                make.case().when('record.outcome', 'is not', null).then(0).when('record.secret', 'is', null).then(0).end()
              )
              .as('ended_at')
          )
          .where('record.id', 'in', ids)
          .execute()
      )
    case 'second-factor':
      return db
        .selectFrom('second_factors as record')
        .innerJoin('accounts', 'accounts.id', 'record.account_id')
        .select(['record.id', ...account, 'record.retired_at as ended_at', (make) => make.lit(null).as('ends_on')])
        .where('record.id', 'in', ids)
        .execute()
  }
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
