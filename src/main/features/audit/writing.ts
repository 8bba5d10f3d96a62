import { createHash } from 'node:crypto'
import type { AuditEvent, AuditRow } from '#contract'
import type { FirmDb, ReadableDb, WritableDb } from '../../db/handles.ts'
import type { AuditLogTable } from '../../db/tables.ts'
import type { NewId } from '../../ids.ts'
import type { Clock, Log } from '../../ports.ts'
import type { OpenVault, SealContext } from '../../vault/vault.ts'
import type { Acting } from '../members/acting.ts'
import { chained, genesisOf, type Head } from './chain.ts'
import { newSigningKey, type SigningKey, signCheckpoint, signingKeyFrom } from './checkpoint.ts'
import type * as Repository from './repository.ts'

export type AuditDetails = AuditRow['details']

export interface AuditEntry {
  readonly event: AuditEvent
  readonly clientId?: string | null
  readonly accountId?: string | null
  readonly recordId?: string | null
  /** Small facts; never a secret, a code or a passphrase. */
  readonly details?: AuditDetails
  /** The sealed value the event is about, with its revision. Only its hash is kept. */
  readonly sealed?: { readonly blob: Uint8Array; readonly revision: number }
}

export interface WritingDeps {
  readonly db: FirmDb
  readonly vault: OpenVault
  readonly clock: Clock
  readonly log: Log
  readonly newId: NewId
  readonly acting: Acting
  readonly device: string
  readonly appVersion: string
  readonly repository: typeof Repository
}

export type AuditWriting = ReturnType<typeof createAuditWriting>

/** Rows between two signatures at most. */
export const rowsPerCheckpoint = 256
const rowsPerStep = 1_000

export const signingKeySealedAt = (id: string, revision: number): SealContext => ({
  table: 'audit_keys',
  recordId: id,
  column: 'secret',
  revision
})

/** Appends rows to the chain, signs its state, and chains what is older than the chain. */
export function createAuditWriting(deps: WritingDeps) {
  const { db, vault, clock, log, newId, acting, device, appVersion, repository } = deps
  const runId = newId()
  const genesis = genesisOf(vault.vaultId)
  // Where several computers write, the head may move without this one.
  const isSoleWriter = db.schema.name === 'sqlite'
  let committed: Head | null = null
  let signingKey: SigningKey | null = null
  /** Heads of transactions under way. A rollback takes its head along. */
  const heads = new WeakMap<WritableDb, Head>()

  async function headIn(reader: ReadableDb): Promise<Head> {
    const known = heads.get(reader as WritableDb) ?? (isSoleWriter ? committed : null)
    if (known !== null) return known
    const stored = await repository.findHead(reader)
    if (stored === null) return { seq: 0, hash: genesis }
    if (stored.hash === null) throw new Error('the audit log is not chained yet')
    return { seq: stored.seq, hash: Buffer.from(stored.hash, 'hex') }
  }

  function advance(tx: WritableDb, head: Head): void {
    const isFirst = !heads.has(tx)
    heads.set(tx, head)
    if (!isFirst) return
    db.afterCommit(tx, () => {
      committed = heads.get(tx) ?? null
    })
  }

  async function record(tx: WritableDb, entry: AuditEntry): Promise<void> {
    const before = await headIn(tx)
    const seq = before.seq + 1
    const content = {
      seq,
      id: newId(),
      at: clock.now(),
      monotonic_ms: Math.round(clock.monotonic()),
      run_id: runId,
      actor_id: acting.id(),
      actor: acting.name(),
      device,
      event: entry.event,
      client_id: entry.clientId ?? null,
      account_id: entry.accountId ?? null,
      record_id: entry.recordId ?? null,
      details: JSON.stringify(entry.details ?? {}),
      sealed_hash: entry.sealed === undefined ? null : createHash('sha256').update(entry.sealed.blob).digest('hex'),
      sealed_revision: entry.sealed?.revision ?? null
    }
    const { hash, columns } = chained(content, before.hash, vault.auditMac)
    await repository.insertAuditRow(tx, { ...content, ...columns })
    advance(tx, { seq, hash })
    if (seq % rowsPerCheckpoint === 0) await checkpoint(tx)
  }

  /** Numbering goes on behind `seq` although the rows up to it are lost, so that no number is given twice. The chain hangs on the last row left. */
  async function continueAfter(tx: WritableDb, seq: number): Promise<void> {
    const head = await headIn(tx)
    if (head.seq < seq) advance(tx, { seq, hash: head.hash })
  }

  /** Signs the state of the log as this transaction leaves it. */
  async function checkpoint(tx: WritableDb): Promise<void> {
    const { seq, hash } = await headIn(tx)
    if (seq === 0 || signingKey === null) return
    const facts = { seq, hash: hash.toString('hex'), count: seq, at: clock.now(), appVersion }
    await repository.insertCheckpoint(tx, signCheckpoint(vault.vaultId, signingKey, facts))
  }

  /** Chains rows written before there was a chain. Answers how many. */
  async function chainOlderRows(tx: WritableDb): Promise<number> {
    const newest = await repository.findHead(tx)
    if (newest === null || newest.hash !== null) return 0
    const last = await repository.findLastChained(tx)
    let after = last?.seq ?? 0
    let previous = last === null ? genesis : Buffer.from(last.hash as string, 'hex')
    let count = 0
    for (;;) {
      const rows: AuditLogTable[] = await repository.listRowsAfter(tx, after, newest.seq, rowsPerStep)
      for (const row of rows) {
        const { hash, columns } = chained(row, previous, vault.auditMac)
        await repository.setChain(tx, { seq: row.seq, ...columns })
        previous = hash
        after = row.seq
        count += 1
      }
      if (rows.length < rowsPerStep) return count
    }
  }

  /** The key of this computer, made when there is none that opens: a damaged one must not keep the firm out. */
  async function openSigningKey(tx: WritableDb): Promise<SigningKey> {
    const stored = (await repository.listKeys(tx)).find((key) => key.device === device)
    if (stored !== undefined) {
      try {
        return signingKeyFrom(vault.open(signingKeySealedAt(stored.id, Number(stored.secret_revision)), stored.secret))
      } catch (error) {
        log.error('audit.signing-key-unusable', error)
      }
    }
    const id = newId()
    const { secret, ...made } = newSigningKey()
    const sealed = vault.seal(signingKeySealedAt(id, 1), secret)
    secret.fill(0)
    await repository.insertKey(tx, {
      id,
      device,
      public_key: made.publicKey,
      secret: sealed,
      secret_revision: 1,
      created_at: clock.now()
    })
    return made
  }

  return {
    record,
    checkpoint,
    headIn,

    /** To be called before the first row of a session, in its transaction. `behind`: see `continueAfter`; 0 for a log that is whole. */
    async start(tx: WritableDb, behind = 0): Promise<void> {
      signingKey = await openSigningKey(tx)
      const count = await chainOlderRows(tx)
      await continueAfter(tx, behind)
      if (count > 0) await record(tx, { event: 'audit.chained', details: { rows: count } })
    },

    /** Forgets the signing key. */
    close(): void {
      signingKey = null
    }
  }
}
