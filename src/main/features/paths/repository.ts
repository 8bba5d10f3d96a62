import { type Selectable, sql } from 'kysely'
import type { CustodyMode, Guide, GuideStep } from '#contract'
import type { PathsTable } from '../../db/access-tables.ts'
import type { ReadableDb, WritableDb } from '../../db/handles.ts'
import type { AccountRecords } from './recorded.ts'

export interface StoredStep {
  readonly stepId: string
  readonly doneAt: number | null
  readonly doneBy: string | null
  readonly note: string
}

export interface StoredPath {
  readonly id: string
  readonly accountId: string
  /** The guide as it was when the path was started. */
  readonly guide: Guide
  readonly startedAt: number
  readonly startedBy: string
  readonly finishedAt: number | null
  readonly abandonedAt: number | null
}

/** A path with its steps and the account it belongs to. */
export interface PathOfAccount extends StoredPath {
  readonly portalId: string
  readonly username: string
  readonly clientId: string | null
  readonly clientName: string | null
  readonly steps: readonly StoredStep[]
}

interface AccountColumns {
  portal_id: string
  username: string
  client_id: string | null
  client_name: string | null
}

const withAccount = (db: ReadableDb) =>
  db
    .selectFrom('paths')
    .innerJoin('accounts', 'accounts.id', 'paths.account_id')
    .leftJoin('clients', 'clients.id', 'accounts.client_id')
    .selectAll('paths')
    .select(['accounts.portal_id', 'accounts.username', 'accounts.client_id', 'clients.name as client_name'])

const isOpen = sql<boolean>`paths.finished_at is null and paths.abandoned_at is null`

async function withSteps(db: ReadableDb, rows: readonly (Selectable<PathsTable> & AccountColumns)[]): Promise<PathOfAccount[]> {
  if (rows.length === 0) return []
  const ids = rows.map((row) => row.id)
  const steps = Map.groupBy(await db.selectFrom('path_steps').selectAll().where('path_id', 'in', ids).execute(), (step) => step.path_id)
  return rows.map((row) => ({
    id: row.id,
    accountId: row.account_id,
    guide: guideOf(row.guide),
    startedAt: Number(row.started_at),
    startedBy: row.started_by,
    finishedAt: row.finished_at === null ? null : Number(row.finished_at),
    abandonedAt: row.abandoned_at === null ? null : Number(row.abandoned_at),
    portalId: row.portal_id,
    username: row.username,
    clientId: row.client_id,
    clientName: row.client_name,
    steps: (steps.get(row.id) ?? []).map((step) => ({
      stepId: step.step_id,
      doneAt: step.done_at === null ? null : Number(step.done_at),
      doneBy: step.done_by,
      note: step.note
    }))
  }))
}

/** Guides stored before steps named the code they ask for have none. */
function guideOf(json: string): Guide {
  const guide = JSON.parse(json) as Guide & { steps: (Omit<GuideStep, 'code'> & Partial<GuideStep>)[] }
  return { ...guide, steps: guide.steps.map((step) => ({ ...step, code: step.code ?? null })) }
}

export async function findPath(db: ReadableDb, id: string): Promise<PathOfAccount | null> {
  const rows = await withAccount(db).where('paths.id', '=', id).execute()
  return (await withSteps(db, rows))[0] ?? null
}

/** Open ones first, newest first. */
export async function listPaths(
  db: ReadableDb,
  { accountId, openOnly, limit }: { readonly accountId: string | null; readonly openOnly: boolean; readonly limit: number }
): Promise<PathOfAccount[]> {
  let query = withAccount(db)
  if (accountId !== null) query = query.where('paths.account_id', '=', accountId)
  if (openOnly) query = query.where(isOpen)
  const rows = await query
    .orderBy(sql`case when ${isOpen} then 0 else 1 end`)
    .orderBy('paths.started_at', 'desc')
    .orderBy('paths.id', 'desc')
    .limit(limit)
    .execute()
  return withSteps(db, rows)
}

/** Id of the path of this guide that is under way for the account, or null. */
export async function findOpenPathId(db: ReadableDb, accountId: string, guideId: string): Promise<string | null> {
  const row = await db
    .selectFrom('paths')
    .select('id')
    .where('account_id', '=', accountId)
    .where('guide_id', '=', guideId)
    .where(isOpen)
    .limit(1)
    .executeTakeFirst()
  return row?.id ?? null
}

/** Stores a path that begins, with a row for each of its steps. */
export async function insertPath(tx: WritableDb, path: StoredPath, stepIds: ReadonlyMap<string, string>): Promise<void> {
  await tx
    .insertInto('paths')
    .values({
      id: path.id,
      account_id: path.accountId,
      guide_id: path.guide.id,
      guide: JSON.stringify(path.guide),
      started_at: path.startedAt,
      started_by: path.startedBy,
      finished_at: path.finishedAt,
      abandoned_at: path.abandonedAt
    })
    .execute()
  const rows = [...stepIds].map(([stepId, id]) => ({ id, path_id: path.id, step_id: stepId, done_at: null, done_by: null, note: '' }))
  await tx.insertInto('path_steps').values(rows).execute()
}

export async function updateStep(tx: WritableDb, pathId: string, { stepId, doneAt, doneBy, note }: StoredStep): Promise<void> {
  await tx
    .updateTable('path_steps')
    .set({ done_at: doneAt, done_by: doneBy, note })
    .where('path_id', '=', pathId)
    .where('step_id', '=', stepId)
    .execute()
}

export async function closePath(tx: WritableDb, id: string, at: { finished_at: number } | { abandoned_at: number }): Promise<void> {
  await tx.updateTable('paths').set(at).where('id', '=', id).execute()
}

/** What the records of accounts say that steps ask for, in one query per table. At most 500 accounts. */
export async function readRecords(db: ReadableDb, accountIds: readonly string[]): Promise<Map<string, AccountRecords>> {
  if (accountIds.length === 0) return new Map()
  const accounts = await db
    .selectFrom('accounts')
    .select(['id', 'custody', 'consent_on', 'client_id', 'last_signed_in_on'])
    .where('id', 'in', accountIds)
    .execute()
  const latest = await readLatest(db, accountIds)
  const of = (name: keyof typeof latest, id: string, column: string): string | number | null => latest[name].get(id)?.[column] ?? null
  return new Map(
    accounts.map(({ id, custody, consent_on, client_id, last_signed_in_on }) => {
      const at = (name: keyof typeof latest, column: string): number | null => {
        const value = of(name, id, column)
        return value === null ? null : Number(value)
      }
      const requestedOn = of('accessCodes', id, 'requested_on')
      return [
        id,
        {
          custody: custody as CustodyMode,
          consentOn: consent_on,
          clientId: client_id,
          lastSignedInOn: last_signed_in_on,
          usernameChangedAt: at('usernames', 'changed_at'),
          caseChangedAt: at('cases', 'changed_at'),
          backupCodeRecordedAt: at('sets', 'recorded_at'),
          backupCodeCheckedAt: at('sets', 'checked_at'),
          backupCodeUsedAt: at('uses', 'used_at'),
          authenticatorAddedAt: at('authenticators', 'added_at'),
          authenticatorConfirmedAt: at('authenticators', 'confirmed_at'),
          accessCodeRecordedAt: at('accessCodes', 'recorded_at'),
          accessCodeRequestedOn: requestedOn === null ? null : String(requestedOn),
          accessCodeUsedAt: at('accessCodes', 'used_at'),
          factorChangedAt: laterOf(at('factors', 'added_at'), at('factors', 'retired_at')),
          firmsWays: (at('authenticators', 'in_use') ?? 0) + (at('factors', 'of_members') ?? 0)
        }
      ]
    })
  )
}

const laterOf = (a: number | null, b: number | null): number | null => (a === null ? b : b === null ? a : Math.max(a, b))

type Latest = Map<string, Record<string, string | number | null>>

const byAccount = (rows: readonly ({ account_id: string } & Record<string, string | number | null>)[]): Latest =>
  new Map(rows.map((row) => [row.account_id, row]))

/** The latest of each kind by account, and how many ways of the firm are in use. */
async function readLatest(db: ReadableDb, ids: readonly string[]) {
  const sets = await db
    .selectFrom('backup_code_sets')
    .select(({ fn }) => ['account_id', fn.max('recorded_at').as('recorded_at'), fn.max('checked_at').as('checked_at')])
    .where('account_id', 'in', ids)
    .groupBy('account_id')
    .execute()
  const uses = await db
    .selectFrom('backup_codes')
    .innerJoin('backup_code_sets', 'backup_code_sets.id', 'backup_codes.set_id')
    .select(({ fn }) => ['account_id', fn.max('used_at').as('used_at')])
    .where('account_id', 'in', ids)
    .groupBy('account_id')
    .execute()
  const authenticators = await db
    .selectFrom('authenticators')
    .select(({ fn }) => [
      'account_id',
      fn.max('created_at').as('added_at'),
      fn.max('confirmed_at').as('confirmed_at'),
      sql<number>`sum(case when retired_at is null then 1 else 0 end)`.as('in_use')
    ])
    .where('account_id', 'in', ids)
    .groupBy('account_id')
    .execute()
  const accessCodes = await db
    .selectFrom('access_codes')
    .select(({ fn }) => [
      'account_id',
      fn.max('recorded_at').as('recorded_at'),
      fn.max('used_at').as('used_at'),
      fn.max('replacement_requested_on').as('requested_on')
    ])
    .where('account_id', 'in', ids)
    .groupBy('account_id')
    .execute()
  const factors = await db
    .selectFrom('second_factors')
    .select(({ fn }) => [
      'account_id',
      fn.max('created_at').as('added_at'),
      fn.max('retired_at').as('retired_at'),
      sql<number>`sum(case when retired_at is null and holder_kind = 'member' then 1 else 0 end)`.as('of_members')
    ])
    .where('account_id', 'in', ids)
    .groupBy('account_id')
    .execute()
  const usernames = await db
    .selectFrom('audit_log')
    .select(({ fn }) => ['account_id', fn.max('at').as('changed_at')])
    .where('account_id', 'in', ids)
    .where('event', '=', 'account.changed')
    .where('details', 'like', '%"username"%')
    .groupBy('account_id')
    .$narrowType<{ account_id: string }>()
    .execute()
  const cases = await db
    .selectFrom('cases')
    .innerJoin('accounts', 'accounts.client_id', 'cases.client_id')
    .select(({ fn }) => ['accounts.id as account_id', fn.max('cases.updated_at').as('changed_at')])
    .where('accounts.id', 'in', ids)
    .groupBy('accounts.id')
    .execute()
  return {
    ...{ sets: byAccount(sets), uses: byAccount(uses), authenticators: byAccount(authenticators), accessCodes: byAccount(accessCodes) },
    ...{ factors: byAccount(factors), usernames: byAccount(usernames), cases: byAccount(cases) }
  }
}
