import { type Selectable, sql } from 'kysely'
import type { Guide } from '#contract'
import type { PathsTable } from '../../db/access-tables.ts'
import type { ReadableDb, WritableDb } from '../../db/handles.ts'

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
    guide: JSON.parse(row.guide) as Guide,
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
