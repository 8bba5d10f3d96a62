import { createHash } from 'node:crypto'
import type { AuditEvent, AuditRow, Output, Parsed } from '#contract'
import { addDays, dayStart } from '../../calendar.ts'
import type { FirmDb, WritableDb } from '../../db/handles.ts'
import type { NewId } from '../../ids.ts'
import type { Clock } from '../../ports.ts'
import type { Acting } from '../members/acting.ts'
import type { PortalsService } from '../portals/service.ts'
import { eventsIn } from './groups.ts'
import { appendAuditRow, listAuditRows } from './repository.ts'

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

export interface AuditDeps {
  readonly db: FirmDb
  readonly clock: Clock
  readonly newId: NewId
  readonly acting: Acting
  readonly device: string
  readonly portals: PortalsService
  /** Where the firm is: its days begin there. */
  readonly timeZone: () => string
}

export type AuditService = ReturnType<typeof createAuditService>

/** Writes down what happens and lists it. `record` takes the transaction of the change: both commit or neither does. */
export function createAuditService({ db, clock, newId, acting, device, portals, timeZone }: AuditDeps) {
  const runId = newId()

  return {
    async record(tx: WritableDb, entry: AuditEntry): Promise<void> {
      await appendAuditRow(tx, {
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
        sealed_revision: entry.sealed?.revision ?? null,
        previous_hash: null,
        hash: null,
        mac: null
      })
    },

    async list({ group, from, to, limit, ...rest }: Parsed<'audit.list'>): Promise<Output<'audit.list'>> {
      const found = await listAuditRows(db.read, {
        ...rest,
        events: group === null ? null : eventsIn(group),
        from: from === null ? null : dayStart(timeZone(), from),
        until: to === null ? null : dayStart(timeZone(), addDays(to, 1)),
        limit: limit + 1
      })
      const rows = found.slice(0, limit).map((row) => ({
        seq: Number(row.seq),
        at: Number(row.at),
        actor: row.actor,
        device: row.device,
        event: row.event as AuditEvent,
        clientId: row.client_id,
        clientName: row.client_name,
        accountId: row.account_id,
        accountName:
          row.portal_id === null || row.username === null
            ? null
            : `${portals.find(row.portal_id)?.shortName ?? row.portal_id} · ${row.username}`,
        details: JSON.parse(row.details) as AuditDetails
      }))
      return { rows, more: found.length > limit }
    }
  }
}
