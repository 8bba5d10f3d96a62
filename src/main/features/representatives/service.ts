import type { Case, Client, Output, Parsed, Representative } from '#contract'
import { fold } from '../../db/dialects/search-words.ts'
import type { FirmDb, ReadableDb, WritableDb } from '../../db/handles.ts'
import { AppError } from '../../errors.ts'
import type { Emit } from '../../events.ts'
import type { NewId } from '../../ids.ts'
import type { Clock } from '../../ports.ts'
import type { AuditEntry, AuditService } from '../audit/service.ts'
import type { SettingsService } from '../settings/service.ts'
import {
  deleteRepresentative,
  findRepresentative,
  findSameAppearance,
  insertRepresentative,
  listRepresentativesOf,
  listRepresentativesOfMatter,
  type StoredRepresentative,
  setWithdrawn
} from './repository.ts'
import { appearanceStatus } from './status.ts'

export interface RepresentativesDeps {
  readonly db: FirmDb
  readonly clock: Clock
  readonly newId: NewId
  readonly emit: Emit
  readonly audit: AuditService
  readonly settings: SettingsService
  readonly cases: { require(reader: ReadableDb, id: string): Promise<Pick<Case, 'clientId' | 'receiptNumber' | 'matterId'>> }
  readonly clients: {
    requireActive(reader: ReadableDb, id: string): Promise<Client>
    adopt(tx: WritableDb, client: Client): Promise<void>
  }
  readonly members: () => { require(reader: ReadableDb, id: string): Promise<{ readonly name: string }> }
  readonly matters: () => { closedOn(reader: ReadableDb, id: string): Promise<string | null> }
}

export type RepresentativesService = ReturnType<typeof createRepresentativesService>

const invalid = (path: string, reason: string) => new AppError('request.invalid', { issues: [{ path, reason }] })

/** Representatives of a case: each one G-28 with its day, kept when it is withdrawn. */
export function createRepresentativesService(deps: RepresentativesDeps) {
  const { db, clock, newId, emit, audit, settings, cases, clients, members, matters } = deps

  function shown({ receiptNumber: _r, matterClosedOn, ...stored }: StoredRepresentative): Representative {
    return { ...stored, status: appearanceStatus({ withdrawnOn: stored.withdrawnOn, matterClosedOn }, settings.today()) }
  }

  async function require(reader: ReadableDb, id: string): Promise<StoredRepresentative> {
    const found = await findRepresentative(reader, id)
    if (found === null) throw new AppError('record.not-found', { kind: 'representative' })
    return found
  }

  /** Adds a G-28 to a case, without its audit row. */
  async function addTo(
    tx: WritableDb,
    { caseId, kind, memberId, name, givenOn }: Parsed<'representatives.add'>
  ): Promise<StoredRepresentative> {
    if (givenOn > settings.today()) throw invalid('givenOn', 'lies in the future')
    const { matterId } = await cases.require(tx, caseId)
    const closedOn = matterId === null ? null : await matters().closedOn(tx, matterId)
    if (closedOn !== null && givenOn > closedOn) throw invalid('givenOn', 'lies after the day on which the matter was closed')
    const person = memberId === null ? name : (await members().require(tx, memberId)).name
    const personKey = memberId ?? fold(name)
    if ((await findSameAppearance(tx, caseId, personKey, givenOn)) !== null) {
      throw new AppError('representatives.duplicate', { name: person, givenOn })
    }
    const id = newId()
    await insertRepresentative(tx, {
      id,
      case_id: caseId,
      kind,
      member_id: memberId,
      name,
      person_key: personKey,
      given_on: givenOn,
      withdrawn_on: null,
      created_at: clock.now()
    })
    return require(tx, id)
  }

  /** Changes one G-28 of a case in use, with its audit row. `work` answers the event and its facts. */
  async function change(
    id: string,
    work: (tx: WritableDb, stored: StoredRepresentative) => Promise<Pick<AuditEntry, 'event' | 'details'>>
  ): Promise<StoredRepresentative> {
    const { stored, clientId } = await db.write(async (tx) => {
      const before = await require(tx, id)
      const { clientId } = await cases.require(tx, before.caseId)
      await clients.adopt(tx, await clients.requireActive(tx, clientId))
      const { event, details } = await work(tx, before)
      await audit.record(tx, {
        event,
        clientId,
        recordId: id,
        details: { name: before.name, receiptNumber: before.receiptNumber, ...details }
      })
      return { stored: (await findRepresentative(tx, id)) ?? before, clientId }
    })
    emit('representatives.changed', { caseId: stored.caseId, clientId })
    return stored
  }

  return {
    addTo,
    withdrawIn: (tx: WritableDb, id: string, on: string): Promise<void> => setWithdrawn(tx, id, on),

    async ofMatter(reader: ReadableDb, matterId: string): Promise<Representative[]> {
      return (await listRepresentativesOfMatter(reader, matterId)).map(shown)
    },
    /** Throws `representatives.withdrawn-stays` when the case cannot go without taking a withdrawn G-28 along. */
    async checkCaseRemoval(reader: ReadableDb, caseId: string): Promise<void> {
      const withdrawn = (await listRepresentativesOf(reader, caseId)).some((one) => one.withdrawnOn !== null)
      if (withdrawn) throw new AppError('representatives.withdrawn-stays', {})
    },

    async list({ caseId }: Parsed<'representatives.list'>): Promise<Output<'representatives.list'>> {
      await cases.require(db.read, caseId)
      const rows = (await listRepresentativesOf(db.read, caseId)).map(shown)
      rows.sort((a, b) => Number(b.status === 'in-effect') - Number(a.status === 'in-effect'))
      return { rows, hasAccess: rows.some((one) => one.status === 'in-effect') }
    },

    async add(input: Parsed<'representatives.add'>): Promise<Representative> {
      const { stored, clientId } = await db.write(async (tx) => {
        const { clientId } = await cases.require(tx, input.caseId)
        await clients.adopt(tx, await clients.requireActive(tx, clientId))
        const stored = await addTo(tx, input)
        await audit.record(tx, {
          event: 'representative.added',
          clientId,
          recordId: stored.id,
          details: { name: stored.name, receiptNumber: stored.receiptNumber, kind: stored.kind, givenOn: stored.givenOn }
        })
        return { stored, clientId }
      })
      emit('representatives.changed', { caseId: stored.caseId, clientId })
      return shown(stored)
    },

    async withdraw({ id, on }: Parsed<'representatives.withdraw'>): Promise<Representative> {
      const stored = await change(id, async (tx, before) => {
        if (before.withdrawnOn !== null) throw new AppError('representatives.already-withdrawn', { withdrawnOn: before.withdrawnOn })
        if (on > settings.today()) throw invalid('on', 'lies in the future')
        if (on < before.givenOn) throw invalid('on', 'lies before the G-28')
        await setWithdrawn(tx, id, on)
        return { event: 'representative.withdrawn', details: { on } }
      })
      return shown(stored)
    },

    async undoWithdrawal({ id }: Parsed<'representatives.undoWithdrawal'>): Promise<Representative> {
      const stored = await change(id, async (tx, before) => {
        if (before.withdrawnOn === null) throw new AppError('representatives.not-withdrawn', {})
        await setWithdrawn(tx, id, null)
        return { event: 'representative.withdrawal-undone', details: { before: before.withdrawnOn } }
      })
      return shown(stored)
    },

    async remove({ id }: Parsed<'representatives.remove'>): Promise<Record<string, never>> {
      await change(id, async (tx, before) => {
        if (before.withdrawnOn !== null) throw new AppError('representatives.withdrawn-stays', {})
        await deleteRepresentative(tx, id)
        return { event: 'representative.removed', details: { givenOn: before.givenOn } }
      })
      return {}
    }
  }
}
