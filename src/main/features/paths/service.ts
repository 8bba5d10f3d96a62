import type { Guide, Parsed, Path } from '#contract'
import { todayIn } from '../../calendar.ts'
import type { FirmDb, ReadableDb, WritableDb } from '../../db/handles.ts'
import { AppError } from '../../errors.ts'
import type { Emit } from '../../events.ts'
import type { NewId } from '../../ids.ts'
import type { Clock } from '../../ports.ts'
import type { AccountLookup } from '../accounts/account-lookup.ts'
import type { AuditEntry, AuditService } from '../audit/service.ts'
import type { FactorChangesService } from '../factor-changes/service.ts'
import type { Acting } from '../members/acting.ts'
import type { PortalsService } from '../portals/service.ts'
import type { SettingsService } from '../settings/service.ts'
import { readGuides } from './guide-file.ts'
import { blockersOf, changedByPath, type DoneTimes, doneDependents, openRequired, waitingFor } from './order.ts'
import { type AccountRecords, isRecorded } from './recorded.ts'
import {
  closePath,
  findOpenPathId,
  findPath,
  insertPath,
  listPaths,
  type PathOfAccount,
  readRecords,
  type StoredStep,
  updateStep
} from './repository.ts'

export interface PathsDeps {
  readonly db: FirmDb
  readonly clock: Clock
  readonly newId: NewId
  readonly emit: Emit
  readonly audit: AuditService
  readonly accounts: AccountLookup
  readonly factorChanges: FactorChangesService
  readonly portals: PortalsService
  readonly settings: SettingsService
  readonly resourcesFolder: string
  readonly acting: Acting
}

export type PathsService = ReturnType<typeof createPathsService>

/** Guided paths: which there are for a portal, and how far those under way have come. Guides are read once, at the first question. */
export function createPathsService(deps: PathsDeps) {
  const { db, clock, newId, emit, audit, accounts, factorChanges, portals, settings, resourcesFolder, acting } = deps
  let guides: ReadonlyMap<string, readonly Guide[]> | undefined

  function guidesOf(portalId: string): readonly Guide[] {
    guides ??= new Map(readGuides(resourcesFolder).map((file) => [file.portalId, file.guides]))
    return guides.get(portalId) ?? []
  }

  async function require(reader: ReadableDb, id: string): Promise<PathOfAccount> {
    const path = await findPath(reader, id)
    if (path === null) throw new AppError('record.not-found', { kind: 'path' })
    return path
  }

  async function requireOpen(reader: ReadableDb, id: string): Promise<PathOfAccount> {
    const path = await require(reader, id)
    if (isClosed(path)) throw new AppError('paths.closed', {})
    return path
  }

  const zone = (): string => settings.get().timeZone ?? clock.timeZone()

  /** By step: whether what it has somebody write down was. Nothing is looked for once a path is closed. */
  function recordedOf(path: PathOfAccount, records: AccountRecords | undefined): Map<string, boolean | null> {
    if (records === undefined || isClosed(path)) return new Map()
    const begun = { at: path.startedAt, on: todayIn(zone(), path.startedAt) }
    const mayKeepSecrets = accounts.secretsForbidden(records) === null
    return new Map(
      path.guide.steps.map((step) => [step.id, isRecorded(step, storedStep(path, step.id).note, records, { begun, mayKeepSecrets })])
    )
  }

  async function shownAll(reader: ReadableDb, paths: readonly PathOfAccount[]): Promise<Path[]> {
    const open = new Set(paths.filter((path) => !isClosed(path)).map(({ accountId }) => accountId))
    const records = await readRecords(reader, [...open])
    return paths.map((path) => withFacts(path, recordedOf(path, records.get(path.accountId))))
  }

  async function shown(path: PathOfAccount): Promise<Path> {
    return (await shownAll(db.read, [path]))[0] as Path
  }

  function withFacts(path: PathOfAccount, recorded: ReadonlyMap<string, boolean | null>): Path {
    const { id, accountId, clientName, username, guide, startedAt, startedBy, finishedAt, abandonedAt } = path
    const done = doneTimes(path)
    const since = { startedAt, timeZone: zone() }
    const closed = isClosed(path)
    const steps = guide.steps.map((step) => ({
      ...storedStep(path, step.id),
      ...(closed ? { waitUntil: null, waitUntilDay: null } : waitingFor(step, done, since)),
      blockedBy: blockersOf(guide, step, done),
      isRecorded: recorded.get(step.id) ?? null
    }))
    const portalName = portals.find(path.portalId)?.shortName ?? path.portalId
    return { id, accountId, clientName, portalName, username, guide, steps, startedAt, startedBy, finishedAt, abandonedAt }
  }

  /** A change of a path under way, its audit row, and what the path looks like afterwards. Null: nothing was to be changed. */
  async function change(
    id: string,
    work: (tx: WritableDb, path: PathOfAccount) => Promise<Pick<AuditEntry, 'event' | 'details'> | null>
  ): Promise<Path> {
    const { path, changed } = await db.write(async (tx) => {
      const before = await requireOpen(tx, id)
      const entry = await work(tx, before)
      if (entry === null) return { path: before, changed: false }
      const { accountId, clientId, guide } = before
      await audit.record(tx, { ...entry, clientId, accountId, recordId: id, details: { guide: guide.id, ...entry.details } })
      return { path: await require(tx, id), changed: true }
    })
    if (changed) emit('paths.changed', { pathId: id, accountId: path.accountId })
    return shown(path)
  }

  return {
    guides: ({ portalId }: Parsed<'guides.list'>): Guide[] => [...guidesOf(portalId)],

    list: async (input: Parsed<'paths.list'>): Promise<Path[]> => shownAll(db.read, await listPaths(db.read, input)),

    get: async ({ id }: Parsed<'paths.get'>): Promise<Path> => shown(await require(db.read, id)),

    async start({ accountId, guideId }: Parsed<'paths.start'>): Promise<Path> {
      const path = await db.write(async (tx) => {
        const account = await accounts.require(tx, accountId)
        if (account.archivedAt !== null) throw new AppError('record.archived', { kind: 'account' })
        const guide = guidesOf(account.portalId).find((one) => one.id === guideId)
        if (guide === undefined) throw new AppError('record.not-found', { kind: 'guide' })
        const open = await findOpenPathId(tx, accountId, guideId)
        if (open !== null) throw new AppError('paths.already-open', { pathId: open })
        const id = newId()
        const begun = { id, accountId, guide, startedAt: clock.now(), startedBy: acting.name(), finishedAt: null, abandonedAt: null }
        await insertPath(tx, begun, new Map(guide.steps.map((step) => [step.id, newId()])))
        await audit.record(tx, { event: 'path.started', clientId: account.clientId, accountId, recordId: id, details: { guide: guideId } })
        return require(tx, id)
      })
      emit('paths.changed', { pathId: path.id, accountId })
      return shown(path)
    },

    setStep: ({ id, stepId, done, note }: Parsed<'paths.setStep'>): Promise<Path> =>
      change(id, async (tx, path) => {
        const step = path.guide.steps.find((one) => one.id === stepId)
        if (step === undefined) throw new AppError('record.not-found', { kind: 'path-step' })
        const times = doneTimes(path)
        const inTheWay = done ? blockersOf(path.guide, step, times) : doneDependents(path.guide, stepId, times)
        if (inTheWay.length > 0) throw new AppError('paths.step-order', { steps: inTheWay })
        const before = storedStep(path, stepId)
        // A step done again stays done when and by whom it first was; only its note changes.
        const kept = done && before.doneAt !== null
        const after: StoredStep = done
          ? { stepId, doneAt: kept ? before.doneAt : clock.now(), doneBy: kept ? before.doneBy : acting.name(), note }
          : { stepId, doneAt: null, doneBy: null, note }
        if (after.doneAt === before.doneAt && after.note === before.note) return null
        await updateStep(tx, id, after)
        return { event: done ? 'path.step-done' : 'path.step-undone', details: { step: stepId } }
      }),

    async finish({ id, unrecordedToo }: Parsed<'paths.finish'>): Promise<Path> {
      let account: { readonly accountId: string; readonly clientId: string | null } | null = null
      const finished = await change(id, async (tx, path) => {
        const open = openRequired(path.guide, doneTimes(path))
        if (open.length > 0) throw new AppError('paths.step-order', { steps: open })
        const recorded = recordedOf(path, (await readRecords(tx, [path.accountId])).get(path.accountId))
        const done = doneTimes(path)
        // What may be skipped and was, had no outcome.
        const missing = path.guide.steps.filter((step) => done.has(step.id) && recorded.get(step.id) === false).map((step) => step.id)
        if (missing.length > 0 && !unrecordedToo) throw new AppError('paths.not-recorded', { steps: missing })
        await closePath(tx, id, { finished_at: clock.now() })
        const changed = changedByPath(path.guide, done, clock.now())
        if (changed !== null) {
          await factorChanges.recordIn(tx, { accountId: path.accountId, recordId: id, ...changed })
          account = { accountId: path.accountId, clientId: path.clientId }
        }
        return { event: 'path.finished', details: missing.length === 0 ? {} : { notRecorded: missing } }
      })
      if (account !== null) emit('accounts.changed', account)
      return finished
    },

    abandon: ({ id, reason }: Parsed<'paths.abandon'>): Promise<Path> =>
      change(id, async (tx) => {
        await closePath(tx, id, { abandoned_at: clock.now() })
        return { event: 'path.abandoned', details: reason === '' ? {} : { reason } }
      })
  }
}

const isClosed = (path: PathOfAccount): boolean => path.finishedAt !== null || path.abandonedAt !== null

const storedStep = (path: PathOfAccount, stepId: string): StoredStep =>
  path.steps.find((step) => step.stepId === stepId) ?? { stepId, doneAt: null, doneBy: null, note: '' }

function doneTimes(path: PathOfAccount): DoneTimes {
  return new Map(path.steps.flatMap(({ stepId, doneAt }) => (doneAt === null ? [] : [[stepId, doneAt] as const])))
}
