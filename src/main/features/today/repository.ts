import type { ReadableDb } from '../../db/handles.ts'

/** A guided path under way on an account in use. */
export interface OpenPath {
  readonly id: string
  readonly accountId: string
  readonly clientId: string | null
  readonly clientName: string | null
  readonly portalId: string
  readonly username: string
  readonly startedAt: number
  readonly startedBy: string
}

/** Longest under way first, and how many there are in all. */
export async function listOpenPaths(db: ReadableDb, limit: number): Promise<{ rows: OpenPath[]; total: number }> {
  const rows = await openPaths(db)
    .leftJoin('clients', 'clients.id', 'accounts.client_id')
    .select(['paths.id', 'paths.account_id', 'paths.started_at', 'paths.started_by'])
    .select(['accounts.client_id', 'accounts.portal_id', 'accounts.username', 'clients.name as client_name'])
    .orderBy('paths.started_at')
    .orderBy('paths.id')
    .limit(limit)
    .execute()
  const { n } = await openPaths(db)
    .select((count) => count.fn.countAll().as('n'))
    .executeTakeFirstOrThrow()
  return {
    rows: rows.map((row) => ({
      id: row.id,
      accountId: row.account_id,
      clientId: row.client_id,
      clientName: row.client_name,
      portalId: row.portal_id,
      username: row.username,
      startedAt: Number(row.started_at),
      startedBy: row.started_by
    })),
    total: Number(n)
  }
}

const openPaths = (db: ReadableDb) =>
  db
    .selectFrom('paths')
    .innerJoin('accounts', 'accounts.id', 'paths.account_id')
    .where('paths.finished_at', 'is', null)
    .where('paths.abandoned_at', 'is', null)
    .where('accounts.archived_at', 'is', null)
