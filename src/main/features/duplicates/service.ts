import type { DuplicateKind, Output, Parsed } from '#contract'
import { duplicateKinds } from '#contract/vocabulary'
import type { FirmDb } from '../../db/handles.ts'
import { countGroups, type DuplicateRecord, listGroups, listRecords } from './repository.ts'

export interface DuplicatesDeps {
  readonly db: FirmDb
}

export type DuplicatesService = ReturnType<typeof createDuplicatesService>

/** An e-mail address of the firm's own may stand with hundreds of clients; a person sees that from the first ones. */
const recordsShown = 10

/** Finds records that may be one and the same. Only finds: what to do is a person's decision. */
export function createDuplicatesService({ db }: DuplicatesDeps) {
  return {
    async list({ kind, offset, limit }: Parsed<'duplicates.list'>): Promise<Output<'duplicates.list'>> {
      const groups = await listGroups(db.read, kind, offset, limit)
      const records = Map.groupBy(await listRecords(db.read, kind, groups, recordsShown), (one: DuplicateRecord) => one.group)
      const counts = {} as Record<DuplicateKind, number>
      for (const one of duplicateKinds) counts[one] = await countGroups(db.read, one)
      return {
        rows: groups.map(({ group, value, count }) => ({
          value,
          count,
          records: (records.get(group) ?? []).map(({ group: _, ...record }) => record)
        })),
        total: counts[kind],
        counts
      }
    }
  }
}
