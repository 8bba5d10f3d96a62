import type { ReadableDb, WritableDb } from '../../db/handles.ts'
import type { NewId } from '../../ids.ts'
import type { OpenJournal } from './journal.ts'
import type { Plan } from './plan.ts'
import type { CaseFields, ClientFields, KnownRecords, MatterFields } from './subjects.ts'

type Changed = Promise<{ readonly before: Record<string, unknown>; readonly after: Record<string, unknown> }>
type Statuses = readonly { readonly text: string; readonly on: string }[]

/** The features whose records an import brings. */
export interface ImportTargets {
  readonly clients: {
    known(reader: ReadableDb): Promise<KnownRecords['clients']>
    addAll(tx: WritableDb, added: readonly (ClientFields & { readonly id: string })[]): Promise<void>
    change(tx: WritableDb, id: string, fields: ClientFields): Changed
    reindexAll(tx: WritableDb, ids: readonly string[]): Promise<void>
  }
  readonly matters: {
    known(reader: ReadableDb): Promise<KnownRecords['matters']>
    addAll(
      tx: WritableDb,
      added: readonly { readonly id: string; readonly clientId: string; readonly fields: MatterFields }[]
    ): Promise<void>
    change(tx: WritableDb, id: string, fields: MatterFields): Changed
    reindexAll(tx: WritableDb, ids: readonly string[]): Promise<void>
  }
  readonly cases: {
    known(reader: ReadableDb): Promise<KnownRecords['cases']>
    statusesOf(reader: ReadableDb, caseIds: readonly string[]): Promise<KnownRecords['statuses']>
    addAll(
      tx: WritableDb,
      added: readonly {
        readonly id: string
        readonly clientId: string
        readonly matterId: string | null
        readonly fields: CaseFields
        readonly statuses: Statuses
      }[]
    ): Promise<Record<string, unknown>[]>
    change(tx: WritableDb, id: string, fields: CaseFields, matterId: string | null, statuses: Statuses): Changed
  }
}

/** The firm's records an import may meet, with the statuses of the cases whose numbers stand in it. */
export async function readKnown(reader: ReadableDb, targets: ImportTargets, receiptNumbers: ReadonlySet<string>): Promise<KnownRecords> {
  const cases = await targets.cases.known(reader)
  const named = cases.filter((one) => receiptNumbers.has(one.receiptNumber)).map(({ id }) => id)
  return {
    clients: await targets.clients.known(reader),
    matters: await targets.matters.known(reader),
    cases,
    statuses: await targets.cases.statusesOf(reader, named)
  }
}

const portion = 500

/** Writes what was planned: clients, then matters, then cases; the search index last. `step` is told after each portion and may throw to end it. */
export async function commitPlan(
  tx: WritableDb,
  plan: Plan,
  targets: ImportTargets,
  journal: OpenJournal,
  newId: NewId,
  step: (done: number, total: number) => Promise<void>
): Promise<void> {
  const ids = new Map<object, string>()
  const idOf = (subject: { readonly stored: { readonly id: string } | null }): string => {
    const known = subject.stored?.id ?? ids.get(subject)
    if (known !== undefined) return known
    const id = newId()
    ids.set(subject, id)
    return id
  }
  const clientIds = new Set([...plan.clients.map(idOf), ...plan.cases.map(({ client }) => idOf(client))])
  const matterIds = new Set([...plan.matters.map(idOf), ...plan.cases.flatMap(({ matter }) => (matter === null ? [] : [idOf(matter)]))])
  // A client that goes by another name changes what its matters are found by: that is told by the client's own feature.
  const total = plan.clients.length + plan.matters.length + plan.cases.length + clientIds.size + matterIds.size
  let done = 0
  const inPortions = async <T>(all: readonly T[], work: (some: readonly T[]) => Promise<void>): Promise<void> => {
    for (let start = 0; start < all.length; start += portion) {
      const some = all.slice(start, start + portion)
      await work(some)
      done += some.length
      await step(done, total)
    }
  }

  await inPortions(plan.clients, async (some) => {
    const added = some.filter(({ stored }) => stored === null)
    await targets.clients.addAll(
      tx,
      added.map((one) => ({ id: idOf(one), ...one.fields }))
    )
    for (const one of added) await journal.added('client', idOf(one), { revision: 1 })
    for (const one of some) {
      if (one.stored === null) continue
      const { before, after } = await targets.clients.change(tx, one.stored.id, one.fields)
      await journal.changed('client', one.stored.id, before, after)
    }
  })
  await inPortions(plan.matters, async (some) => {
    const added = some.filter(({ stored }) => stored === null)
    await targets.matters.addAll(
      tx,
      added.map((one) => ({ id: idOf(one), clientId: idOf(one.client), fields: one.fields }))
    )
    for (const one of added) await journal.added('matter', idOf(one), { revision: 1 })
    for (const one of some) {
      if (one.stored === null) continue
      const { before, after } = await targets.matters.change(tx, one.stored.id, one.fields)
      await journal.changed('matter', one.stored.id, before, after)
    }
  })
  await inPortions(plan.cases, async (some) => {
    const matterOf = ({ matter }: (typeof some)[number]) => (matter === null ? null : idOf(matter))
    const added = some.filter(({ stored }) => stored === null)
    const left = await targets.cases.addAll(
      tx,
      added.map((one) => ({
        ...{ id: idOf(one), clientId: idOf(one.client), matterId: matterOf(one), fields: one.fields, statuses: one.newStatuses }
      }))
    )
    for (const [at, one] of added.entries()) await journal.added('case', idOf(one), left[at] ?? {})
    for (const one of some) {
      if (one.stored === null) continue
      const moved = one.movesIntoMatter ? matterOf(one) : null
      const { before, after } = await targets.cases.change(tx, one.stored.id, one.fields, moved, one.newStatuses)
      await journal.changed('case', one.stored.id, before, after)
    }
  })
  await inPortions([...clientIds], (some) => targets.clients.reindexAll(tx, some))
  await inPortions([...matterIds], (some) => targets.matters.reindexAll(tx, some))
}
