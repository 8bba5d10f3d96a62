import type { Output, Parsed } from '#contract'
import type { FirmDb } from '../../db/handles.ts'
import type { AuditLogTable } from '../../db/tables.ts'
import { AppError } from '../../errors.ts'
import type { Clock } from '../../ports.ts'
import type { OpenVault } from '../../vault/vault.ts'
import type { PortalsService } from '../portals/service.ts'
import { genesisOf, rowDigest } from './chain.ts'
import type * as Repository from './repository.ts'
import type { AuditWriting } from './writing.ts'

export interface ExportDeps {
  readonly db: FirmDb
  readonly vault: OpenVault
  readonly clock: Clock
  readonly device: string
  readonly appVersion: string
  readonly portals: PortalsService
  readonly writing: AuditWriting
  readonly repository: typeof Repository
}

type Page = Output<'audit.exportPage'>
type Scope = { readonly clientId: string | null; readonly withNames: boolean }

const rowsPerPage = 2_000

/** The log as lines of JSON that scripts/verify-audit.mjs can check without the program (docs/audit-log.md). */
export function createAuditExport({ db, vault, clock, device, appVersion, portals, writing, repository }: ExportDeps) {
  /** Writes down that the log leaves, signs the state with that row in it, and says what comes. */
  async function begin(scope: Scope): Promise<Page> {
    const { clientId, withNames } = scope
    const client = clientId === null ? null : (await repository.listNames(db.read, { clients: [clientId], accounts: [] })).clients[0]
    if (client === undefined) throw new AppError('record.not-found', { kind: 'client' })
    const head = await db.write(async (tx) => {
      await writing.record(tx, { event: 'audit.exported', clientId, details: { scope: clientId === null ? 'all' : 'client', withNames } })
      await writing.checkpoint(tx)
      return writing.headIn(tx)
    })
    const header = {
      type: 'keydocket-audit',
      version: 1,
      vaultId: vault.vaultId,
      exportedAt: clock.now(),
      appVersion,
      device,
      rows: head.seq,
      head: head.hash.toString('hex'),
      genesis: genesisOf(vault.vaultId).toString('hex'),
      clientId,
      ...(withNames && client !== null ? { clientName: client.name } : {}),
      keys: (await repository.listKeys(db.read)).map((key) => ({ device: key.device, publicKey: key.public_key }))
    }
    return { lines: [JSON.stringify(header)], next: { after: 0, through: head.seq } }
  }

  async function rowsPage({ clientId, withNames }: Scope, { after, through }: { after: number; through: number }): Promise<Page> {
    const rows = await repository.listRowsAfter(db.read, after, through, rowsPerPage)
    const names = withNames ? await namesOf(rows) : null
    const lines = rows.map((row) =>
      clientId === null || row.client_id === clientId ? rowLine(row, names) : JSON.stringify(hiddenRow(row))
    )
    const last = rows.at(-1)?.seq ?? through
    if (last < through && rows.length > 0) return { lines, next: { after: last, through } }
    const checkpoints = await repository.listCheckpoints(db.read, through)
    return {
      lines: [
        ...lines,
        ...checkpoints.map((one) => JSON.stringify({ type: 'checkpoint', ...one })),
        JSON.stringify({ type: 'end', rows: through, checkpoints: checkpoints.length })
      ],
      next: null
    }
  }

  async function namesOf(rows: readonly AuditLogTable[]): Promise<(row: AuditLogTable) => object> {
    const distinct = (ids: readonly (string | null)[]) => [...new Set(ids.filter((id) => id !== null))]
    const found = await repository.listNames(db.read, {
      clients: distinct(rows.map((row) => row.client_id)),
      accounts: distinct(rows.map((row) => row.account_id))
    })
    const clients = new Map(found.clients.map(({ id, name }) => [id, name]))
    const accounts = new Map(
      found.accounts.map(({ id, portal_id, username }) => [id, `${portals.find(portal_id)?.shortName ?? portal_id} · ${username}`])
    )
    return ({ client_id, account_id }) => ({
      clientName: client_id === null ? null : (clients.get(client_id) ?? null),
      accountName: account_id === null ? null : (accounts.get(account_id) ?? null)
    })
  }

  return {
    page: ({ cursor, ...scope }: Parsed<'audit.exportPage'>): Promise<Page> => (cursor === null ? begin(scope) : rowsPage(scope, cursor)),

    /** The whole export in parts; nothing is written down before the first part is asked for. */
    async *parts(scope: Scope): AsyncGenerator<string> {
      for (let page = await begin(scope); ; page = await rowsPage(scope, page.next)) {
        yield `${page.lines.join('\n')}\n`
        if (page.next === null) return
      }
    }
  }
}

/** Names stand beside what is hashed: they are what clients and accounts are called now. */
const rowLine = (row: AuditLogTable, names: ((row: AuditLogTable) => object) | null): string =>
  JSON.stringify({
    type: 'row',
    seq: row.seq,
    id: row.id,
    at: row.at,
    monotonicMs: row.monotonic_ms,
    runId: row.run_id,
    actorId: row.actor_id,
    actor: row.actor,
    device: row.device,
    event: row.event,
    clientId: row.client_id,
    accountId: row.account_id,
    recordId: row.record_id,
    details: row.details,
    sealedHash: row.sealed_hash,
    sealedRevision: row.sealed_revision,
    hash: row.hash,
    mac: row.mac,
    ...names?.(row)
  })

/** What the chain needs of a row that is another client's, and nothing that tells what it says. */
const hiddenRow = (row: AuditLogTable) => ({
  type: 'hidden',
  seq: row.seq,
  digest: rowDigest(row).toString('hex'),
  hash: row.hash,
  mac: row.mac
})
