import { setImmediate as nextTurn } from 'node:timers/promises'
import type { ImportCounts, ImportKind, ImportMapping, ImportSource, Output, Parsed } from '#contract'
import type { FirmDb, ReadableDb } from '../../db/handles.ts'
import { AppError } from '../../errors.ts'
import type { Emit } from '../../events.ts'
import type { NewId } from '../../ids.ts'
import type { Clock, FileSaver, TableFile, TableReader, TableSheet } from '../../ports.ts'
import type { AuditService } from '../audit/service.ts'
import type { Acting } from '../members/acting.ts'
import type { SettingsService } from '../settings/service.ts'
import { commitPlan, type ImportTargets, readKnown } from './committing.ts'
import type { ImportJournal, JournalKind, Undoers } from './journal.ts'
import { guessMapping, guessSource, type KeptMapping, keptOf, withKept } from './mapping.ts'
import { type Plan, planImport } from './plan.ts'
import { createImportJournal, type JournalDeps } from './recording.ts'
import { rejectedRows } from './rejected.ts'
import * as repository from './repository.ts'
import { countImports, findImport, findMapping, listImports, markUndone, saveMapping } from './repository.ts'
import { type ImportRow, readRows } from './rows.ts'
import type { Likeness } from './subjects.ts'
import { refuseKept, undoChanges } from './undoing.ts'

export interface ImportsDeps {
  readonly db: FirmDb
  readonly clock: Clock
  readonly newId: NewId
  readonly emit: Emit
  readonly audit: AuditService
  readonly acting: Acting
  readonly settings: SettingsService
  readonly tableReader: TableReader
  readonly fileSaver: FileSaver
  readonly journal: ImportJournal
  readonly targets: ImportTargets
  readonly undoers: Undoers
  readonly like: Likeness
  /** Kind and name of a record that stays, for a person. */
  readonly nameOf: (reader: ReadableDb, kind: JournalKind, recordId: string) => Promise<string>
  /** One line of a CSV file that no spreadsheet takes for a formula. */
  readonly csvLine: (cells: readonly string[]) => string
  /** The day of an instant where the firm is. */
  readonly dayOf: (at: number) => string
}

export type ImportsService = ReturnType<typeof createImportsService>

interface OpenTable {
  readonly name: string
  readonly file: TableFile
}
interface Preview {
  readonly mapping: ImportMapping
  readonly sheet: TableSheet
  readonly rows: readonly ImportRow[]
  readonly plan: Plan
  readonly isCommitted: boolean
}

const examplesShown = 3
const exampleLength = 80

/** Brings tables of clients, matters and cases in: previewed, all or nothing, and back again as a whole. */
export function createImportsService(deps: ImportsDeps) {
  const { db, clock, newId, emit, audit, acting, settings, tableReader, fileSaver, journal, targets, undoers, like } = deps
  let table: OpenTable | null = null
  let preview: Preview | null = null
  let running: { isCancelled: boolean } | null = null
  let isEnding = false

  async function keptMapping(source: ImportSource): Promise<KeptMapping | null> {
    const kept = await findMapping(db.read, source)
    return kept === null ? null : (JSON.parse(kept) as KeptMapping)
  }

  async function planFrom(rows: readonly ImportRow[], reader: Parameters<typeof readKnown>[0], turn?: () => void): Promise<Plan> {
    const numbers = new Set(rows.flatMap((row) => (row.case === null ? [] : [row.case.receiptNumber])))
    return planImport(rows, await readKnown(reader, targets, numbers), like, turn)
  }

  /** Runs long work that can be cancelled, one at a time. Between portions other calls have their turn. */
  async function inSteps<T>(work: (step: (done: number, total: number) => Promise<void>, turn: () => void) => Promise<T>): Promise<T> {
    if (running !== null) throw new AppError('imports.busy', {})
    const run = { isCancelled: false }
    running = run
    const turn = (): void => {
      if (run.isCancelled || isEnding) throw new AppError('imports.cancelled', {})
    }
    try {
      return await work(async (done, total) => {
        emit('imports.progress', { done, total })
        await nextTurn()
        turn()
      }, turn)
    } finally {
      running = null
    }
  }

  function requirePreview(): Preview {
    if (preview === null) throw new AppError('imports.not-open', {})
    return preview
  }

  return {
    async open({ name, bytes }: Parsed<'imports.open'>): Promise<Output<'imports.open'>> {
      table = null
      preview = null
      const file = await tableReader.readTable(bytes)
      if (isEnding) throw new AppError('vault.locked', {})
      table = { name: plainName(name), file }
      const sheets = await Promise.all(
        file.sheets.map(async (sheet, at) => {
          const source = guessSource(sheet.columns)
          return {
            name: sheet.name,
            rows: sheet.rows.length,
            columns: sheet.columns.map((column, index) => ({ name: column, examples: examplesOf(sheet, index) })),
            guess: withKept(guessMapping(sheet, at, source), sheet.columns, await keptMapping(source))
          }
        })
      )
      return { format: file.format, sheets }
    },

    async preview(mapping: Parsed<'imports.preview'>): Promise<Output<'imports.preview'>> {
      const sheet = table?.file.sheets[mapping.sheet]
      if (sheet === undefined) throw new AppError('imports.not-open', {})
      const { fields } = mapping
      const named = ['client-name', 'client-first-name', 'client-last-name'] as const
      if (!named.some((field) => fields.includes(field))) throw new AppError('imports.no-name-column', {})
      preview = null
      const rows = readRows(sheet, mapping, settings.today())
      const plan = await planFrom(rows, db.read)
      preview = { mapping, sheet, rows, plan, isCommitted: false }
      return { counts: plan.counts }
    },

    async rows({ outcome, offset, limit }: Parsed<'imports.rows'>): Promise<Output<'imports.rows'>> {
      const { plan } = requirePreview()
      const rows = outcome === null ? plan.rows : plan.rows.filter((row) => row.outcome === outcome)
      return { rows: rows.slice(offset, offset + limit), total: rows.length }
    },

    async commit(): Promise<Output<'imports.commit'>> {
      const open = requirePreview()
      if (open.isCommitted || table === null) throw new AppError('imports.not-open', {})
      const { name, file } = table
      const id = await inSteps((step, turn) =>
        db.write(async (tx) => {
          // What was shown is what is done, or nothing is.
          const plan = await planFrom(open.rows, tx, turn)
          if (plan.digest !== open.plan.digest) throw new AppError('imports.changed-since', {})
          if (plan.clients.length + plan.matters.length + plan.cases.length === 0) return null
          const written = await journal.begin(tx, { kind: 'clients', format: file.format, sourceName: name })
          await commitPlan(tx, plan, targets, written, newId, step)
          await saveMapping(tx, open.mapping.source, JSON.stringify(keptOf(open.sheet.columns, open.mapping)), clock.now())
          await written.finish(plan.counts)
          return written.importId
        })
      )
      preview = { ...open, isCommitted: true }
      if (id !== null) announce()
      return { id, counts: open.plan.counts }
    },

    async cancel(): Promise<Record<string, never>> {
      if (running !== null) running.isCancelled = true
      return {}
    },

    async close(): Promise<Record<string, never>> {
      table = null
      preview = null
      return {}
    },

    async saveRejected(): Promise<Output<'imports.saveRejected'>> {
      const { plan, sheet } = requirePreview()
      const count = (plan.counts['conflict'] ?? 0) + (plan.counts['rejected'] ?? 0)
      async function* parts(): AsyncGenerator<string> {
        if (isEnding) throw new AppError('vault.locked', {})
        for (const cells of rejectedRows(sheet, plan.rows)) yield deps.csvLine(cells)
        await db.write((tx) => audit.record(tx, { event: 'import.rejected-saved', details: { rows: count } }))
      }
      const saved = await fileSaver.saveParts(`keydocket-not-imported-${settings.today()}.csv`, parts())
      return { saved, rows: count }
    },

    async list({ offset, limit }: Parsed<'imports.list'>): Promise<Output<'imports.list'>> {
      const rows = await listImports(db.read, offset, limit)
      return {
        rows: rows.map((row) => ({
          id: row.id,
          kind: row.kind as ImportKind,
          format: row.format,
          sourceName: row.source_name,
          importedAt: Number(row.imported_at),
          importedOn: deps.dayOf(Number(row.imported_at)),
          importedBy: row.imported_by,
          counts: JSON.parse(row.counts) as ImportCounts,
          undoneAt: row.undone_at === null ? null : Number(row.undone_at),
          undoneBy: row.undone_by
        })),
        total: await countImports(db.read)
      }
    },

    async undo({ id, keepChanged }: Parsed<'imports.undo'>): Promise<Output<'imports.undo'>> {
      const result = await inSteps((step) =>
        db.write(async (tx) => {
          const found = await findImport(tx, id)
          if (found === null) throw new AppError('record.not-found', { kind: 'import' })
          if (found.undone_at !== null) throw new AppError('imports.already-undone', {})
          const undone = await undoChanges(repository, tx, id, undoers, deps.nameOf, step)
          if (!keepChanged) refuseKept(undone)
          await markUndone(tx, id, clock.now(), acting.name())
          await audit.record(tx, {
            event: 'import.undone',
            recordId: id,
            details: { kind: found.kind, file: found.source_name, undone: undone.undone, kept: undone.kept }
          })
          db.afterCommit(tx, () => emit('imports.changed', { importId: id }))
          return undone
        })
      )
      announce()
      return { ...result, names: [...result.names] }
    },

    /** Ends what is under way, and forgets the table that is open. */
    end(): void {
      isEnding = true
      table = null
      preview = null
    },
    resume(): void {
      isEnding = false
    }
  }

  function announce(): void {
    emit('clients.changed', { clientId: null })
    emit('matters.changed', { matterId: null, clientId: null })
    emit('accounts.changed', { accountId: null, clientId: null })
  }
}

/** A file's name without folders and without what cannot be shown. */
const plainName = (name: string): string =>
  (name.split(/[\\/]/).at(-1) ?? '')
    .replace(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu, '')
    .trim()
    .slice(0, 200)

function examplesOf(sheet: TableSheet, column: number): string[] {
  const found = new Set<string>()
  for (const row of sheet.rows) {
    const cell = row[column] ?? ''
    if (cell !== '') found.add(cell.length > exampleLength ? `${cell.slice(0, exampleLength - 1)}…` : cell)
    if (found.size === examplesShown) break
  }
  return [...found]
}

/** Writes down what any import does. */
export const importJournal = (deps: Omit<JournalDeps, 'repository'>): ImportJournal => createImportJournal({ ...deps, repository })
