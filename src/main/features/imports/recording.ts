import type { FirmDb, WritableDb } from '../../db/handles.ts'
import type { ImportChangesTable } from '../../db/tables.ts'
import type { Emit } from '../../events.ts'
import type { NewId } from '../../ids.ts'
import type { Clock } from '../../ports.ts'
import type { AuditService } from '../audit/service.ts'
import type { Acting } from '../members/acting.ts'
import type { ImportJournal, JournalKind, OpenJournal } from './journal.ts'
import type * as repositoryModule from './repository.ts'

export interface JournalDeps {
  readonly repository: Pick<typeof repositoryModule, 'insertChanges' | 'insertImport' | 'setImportCounts'>
  readonly db: FirmDb
  readonly clock: Clock
  readonly newId: NewId
  readonly acting: Acting
  readonly audit: AuditService
  readonly emit: Emit
}

/** Changes written at once. */
const portion = 500

/** Keeps what an import does beside what it does, so that both stand or neither does. `finish` writes the import's audit row. */
export function createImportJournal({ repository, db, clock, newId, acting, audit, emit }: JournalDeps): ImportJournal {
  const { insertChanges, insertImport, setImportCounts } = repository
  return {
    async begin(tx: WritableDb, { kind, format, sourceName }): Promise<OpenJournal> {
      const importId = newId()
      let waiting: ImportChangesTable[] = []
      let position = 0
      await insertImport(tx, {
        ...{ id: importId, kind, format, source_name: sourceName, counts: '{}' },
        ...{ imported_at: clock.now(), imported_by: acting.name(), undone_at: null, undone_by: null }
      })
      const flush = async (): Promise<void> => {
        const rows = waiting
        waiting = []
        if (rows.length > 0) await insertChanges(tx, rows)
      }
      const note = async (kind: JournalKind, recordId: string, before: string | null, after: object): Promise<void> => {
        position += 1
        waiting.push({ import_id: importId, position, kind, record_id: recordId, before, after: JSON.stringify(after) })
        if (waiting.length >= portion) await flush()
      }
      return {
        importId,
        added: (kind, recordId, after) => note(kind, recordId, null, after),
        changed: (kind, recordId, before, after) => note(kind, recordId, JSON.stringify(before), after),
        async finish(counts) {
          await flush()
          await setImportCounts(tx, importId, JSON.stringify(counts))
          await audit.record(tx, { event: 'import.committed', recordId: importId, details: { kind, format, file: sourceName, ...counts } })
          db.afterCommit(tx, () => emit('imports.changed', { importId }))
        }
      }
    }
  }
}
