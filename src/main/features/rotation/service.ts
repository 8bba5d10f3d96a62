import type { Output, Parsed, RotationItem, RotationKind } from '#contract'
import { rotationKinds } from '#contract/vocabulary'
import type { FirmDb, ReadableDb } from '../../db/handles.ts'
import { AppError } from '../../errors.ts'
import type { Emit } from '../../events.ts'
import type { NewId } from '../../ids.ts'
import type { Clock } from '../../ports.ts'
import type { AuditService } from '../audit/service.ts'
import type { Acting } from '../members/acting.ts'
import type { StoredMember } from '../members/repository.ts'
import type { SettingsService } from '../settings/service.ts'
import {
  type Closing,
  countOpenDeadlines,
  countOpenPaths,
  findRemains,
  listClosings,
  listFactorsOf,
  type Remains,
  removeClosing,
  setClosing
} from './repository.ts'

export interface RotationDeps {
  readonly db: FirmDb
  readonly clock: Clock
  readonly newId: NewId
  readonly emit: Emit
  readonly audit: AuditService
  readonly settings: SettingsService
  readonly members: { require(reader: ReadableDb, id: string): Promise<StoredMember> }
  readonly acting: Acting
}

export type RotationService = ReturnType<typeof createRotationService>

/** A line before it is known what is left of the secret. */
type Seen = Pick<RotationItem, 'kind' | 'recordId' | 'since' | 'lastAt' | 'entered' | 'shown' | 'copied'>

const keyOf = ({ kind, recordId }: { kind: string; recordId: string }): string => `${kind} ${recordId}`

/** What a member who leaves has seen or holds, line by line until each is settled. */
export function createRotationService({ db, clock, newId, emit, audit, settings, members, acting }: RotationDeps) {
  async function seenBy(memberId: string): Promise<Seen[]> {
    const secrets = await audit.exposuresOf(memberId)
    const factors = await listFactorsOf(db.read, memberId)
    return [
      ...secrets.map(({ kind, recordId, firstAt, lastAt, entered, shown, copied }) => ({
        ...{ kind, recordId, since: firstAt, lastAt, entered, shown, copied }
      })),
      ...factors.map(({ id, addedAt }) => ({
        ...{ kind: 'second-factor' as const, recordId: id, since: addedAt, lastAt: addedAt, entered: 0, shown: 0, copied: 0 }
      }))
    ]
  }

  async function remainsOf(seen: readonly Seen[]): Promise<Map<string, Remains>> {
    const found = new Map<string, Remains>()
    for (const kind of rotationKinds) {
      const ids = seen.filter((one) => one.kind === kind).map((one) => one.recordId)
      for (const remains of await findRemains(db.read, kind, ids, settings.today()))
        found.set(keyOf({ kind, recordId: remains.id }), remains)
    }
    return found
  }

  /** Secrets that went with their account are nobody's any more and left out. */
  async function linesOf(memberId: string) {
    const seen = await seenBy(memberId)
    const remains = await remainsOf(seen)
    const closings = new Map((await listClosings(db.read, memberId)).map((one) => [keyOf(one), one]))
    return seen
      .flatMap((one) => {
        const left = remains.get(keyOf(one))
        return left === undefined ? [] : [{ ...one, ...left, ...settledBy(one, left, closings.get(keyOf(one))) }]
      })
      .sort((a, b) => Number(a.status !== 'open') - Number(b.status !== 'open') || a.since - b.since || (a.recordId < b.recordId ? -1 : 1))
  }

  async function requirePlace(reader: ReadableDb, kind: RotationKind, recordId: string): Promise<Remains> {
    const [found] = await findRemains(reader, kind, [recordId], settings.today())
    if (found === undefined) throw new AppError('record.not-found', { kind })
    return found
  }

  return {
    async list({ memberId, onlyOpen, offset, limit }: Parsed<'rotation.list'>): Promise<Output<'rotation.list'>> {
      const { id, name, leftOn } = await members.require(db.read, memberId)
      const all = await linesOf(memberId)
      const open = all.filter(({ status }) => status === 'open').length
      const wanted = onlyOpen ? all.slice(0, open) : all
      const page = wanted.slice(offset, offset + limit)
      const names = await audit.namesFor(page)
      return {
        member: { id, name, leftOn },
        rows: page.map(({ id: _id, state: _state, ...line }) => ({ ...line, ...names(line) })),
        total: wanted.length,
        open,
        settled: all.length - open,
        openDeadlines: await countOpenDeadlines(db.read, memberId),
        openPaths: await countOpenPaths(db.read, memberId)
      }
    },

    async close({ memberId, kind, recordId, note }: Parsed<'rotation.close'>): Promise<Record<string, never>> {
      await db.write(async (tx) => {
        const member = await members.require(tx, memberId)
        const { accountId, clientId } = await requirePlace(tx, kind, recordId)
        await setClosing(tx, {
          ...{ id: newId(), member_id: memberId, account_id: accountId, kind, record_id: recordId },
          ...{ closed_at: clock.now(), closed_by: acting.name(), note }
        })
        const details = { kind, member: member.name, ...(note === '' ? {} : { note }) }
        await audit.record(tx, { event: 'rotation.closed', clientId, accountId, recordId, details })
      })
      emit('rotation.changed', { memberId })
      return {}
    },

    async reopen({ memberId, kind, recordId }: Parsed<'rotation.reopen'>): Promise<Record<string, never>> {
      await db.write(async (tx) => {
        const member = await members.require(tx, memberId)
        const { accountId, clientId } = await requirePlace(tx, kind, recordId)
        if (!(await removeClosing(tx, { memberId, kind, recordId }))) return
        await audit.record(tx, { event: 'rotation.reopened', clientId, accountId, recordId, details: { kind, member: member.name } })
      })
      emit('rotation.changed', { memberId })
      return {}
    }
  }
}

/** What was seen once more after it was closed is open again. */
function settledBy(
  { lastAt }: Pick<Seen, 'lastAt'>,
  { state }: Remains,
  closing: Closing | undefined
): Pick<RotationItem, 'status' | 'closedAt' | 'closedBy' | 'note'> {
  if (closing !== undefined && closing.closedAt >= lastAt) {
    return { status: 'closed', closedAt: closing.closedAt, closedBy: closing.closedBy, note: closing.note }
  }
  return { status: state, closedAt: null, closedBy: null, note: '' }
}
