import type { WritableDb } from '../../db/handles.ts'

/** Kinds of records an import can add or change; each has one undoer. */
export type JournalKind = 'client' | 'contact' | 'matter' | 'case' | 'account' | 'authenticator' | 'backup-code-set' | 'import-entry'

/** Writes down what one import does, in the import's own transaction, so that it can be undone as a whole. */
export interface OpenJournal {
  readonly importId: string
  added(kind: JournalKind, recordId: string, after: Readonly<Record<string, unknown>>): Promise<void>
  /** `before` and `after` hold the same fields; never a secret. */
  changed(
    kind: JournalKind,
    recordId: string,
    before: Readonly<Record<string, unknown>>,
    after: Readonly<Record<string, unknown>>
  ): Promise<void>
  /** How many rows were read and what became of them; written with the import's row. */
  finish(counts: Readonly<Record<string, number>>): Promise<void>
}

export interface ImportJournal {
  begin(tx: WritableDb, about: { readonly kind: string; readonly format: string; readonly sourceName: string }): Promise<OpenJournal>
}

/** Takes back what an import did to one record of a kind. `kept`: it was worked on since, and stays as it is. */
export interface Undoer {
  remove(tx: WritableDb, recordId: string, after: Readonly<Record<string, unknown>>): Promise<'undone' | 'kept'>
  restore(
    tx: WritableDb,
    recordId: string,
    before: Readonly<Record<string, unknown>>,
    after: Readonly<Record<string, unknown>>
  ): Promise<'undone' | 'kept'>
  /** Called once, after the last record of the import: what search and lists know of records that stayed. */
  settle?(tx: WritableDb): Promise<void>
}

/** One undoer for each kind of record, made anew for each undoing. */
export type Undoers = Readonly<Partial<Record<JournalKind, () => Undoer>>>
