import type { NewId } from '../../ids.ts'
import type { Clock } from '../../ports.ts'
import type { AuditService } from '../audit/service.ts'
import type { Acting } from '../members/acting.ts'
import type { ImportJournal } from './journal.ts'

export interface JournalDeps {
  readonly clock: Clock
  readonly newId: NewId
  readonly audit: Pick<AuditService, 'record'>
  readonly acting: Acting
}

export function createImportJournal({ clock, newId, audit, acting }: JournalDeps): ImportJournal {
  return {
    async begin(tx, { kind, format, sourceName }) {
      const importId = newId()
      await tx
        .insertInto('imports')
        .values({
          ...{ id: importId, kind, format, source_name: sourceName, imported_at: clock.now(), imported_by: acting.name() },
          ...{ counts: '{}', undone_at: null, undone_by: null }
        })
        .execute()
      let position = 0
      const write = async (recordKind: string, recordId: string, before: string | null, after: string): Promise<void> => {
        position += 1
        await tx
          .insertInto('import_changes')
          .values({ import_id: importId, position, kind: recordKind, record_id: recordId, before, after })
          .execute()
      }
      return {
        importId,
        added: (recordKind, recordId, after) => write(recordKind, recordId, null, JSON.stringify(after)),
        changed: (recordKind, recordId, before, after) => write(recordKind, recordId, JSON.stringify(before), JSON.stringify(after)),
        async finish(counts) {
          await tx
            .updateTable('imports')
            .set({ counts: JSON.stringify(counts) })
            .where('id', '=', importId)
            .execute()
          await audit.record(tx, { event: 'import.committed', recordId: importId, details: { kind, format, sourceName, ...counts } })
        }
      }
    }
  }
}
