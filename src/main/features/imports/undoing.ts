import type { ReadableDb, WritableDb } from '../../db/handles.ts'
import { AppError } from '../../errors.ts'
import type { JournalKind, Undoer, Undoers } from './journal.ts'
import type * as repositoryModule from './repository.ts'

export interface Undone {
  readonly undone: number
  /** Records that were worked on since and stay. */
  readonly kept: number
  /** Of those, the first ones, by kind and name. */
  readonly names: readonly string[]
}

const changesPerRead = 500
const namesShown = 5

/** Takes back every change of an import, last first. `step` is told how far it is and may throw to end it. */
export async function undoChanges(
  { countChanges, listChangesBefore }: Pick<typeof repositoryModule, 'countChanges' | 'listChangesBefore'>,
  tx: WritableDb,
  importId: string,
  undoers: Undoers,
  nameOf: (reader: ReadableDb, kind: JournalKind, recordId: string) => Promise<string>,
  step: (done: number, total: number) => Promise<void>
): Promise<Undone> {
  const total = await countChanges(tx, importId)
  const made = new Map<JournalKind, Undoer>()
  const undoerOf = (kind: JournalKind): Undoer => {
    const known = made.get(kind) ?? undoers[kind]?.()
    if (known === undefined) throw new Error(`nothing undoes a ${kind}`)
    made.set(kind, known)
    return known
  }
  let [undone, done] = [0, 0]
  const kept = new Map<string, JournalKind>()
  for (let before = Number.MAX_SAFE_INTEGER; ; ) {
    const changes = await listChangesBefore(tx, importId, before, changesPerRead)
    for (const change of changes) {
      const kind = change.kind as JournalKind
      const after = JSON.parse(change.after) as Record<string, unknown>
      const undoer = undoerOf(kind)
      const outcome =
        change.before === null
          ? await undoer.remove(tx, change.record_id, after)
          : await undoer.restore(tx, change.record_id, JSON.parse(change.before) as Record<string, unknown>, after)
      if (outcome === 'kept') kept.set(change.record_id, kind)
      else undone += 1
    }
    done += changes.length
    await step(done, total)
    const last = changes.at(-1)
    if (last === undefined || changes.length < changesPerRead) break
    before = Number(last.position)
  }
  for (const undoer of made.values()) await undoer.settle?.(tx)
  const first = [...kept].slice(0, namesShown)
  const names: string[] = []
  for (const [id, kind] of first) names.push(await nameOf(tx, kind, id))
  return { undone, kept: kept.size, names }
}

/** Refuses an undoing that would leave something behind unasked. */
export function refuseKept({ kept, names }: Undone): void {
  if (kept > 0) throw new AppError('imports.worked-on', { count: kept, names: [...names] })
}
