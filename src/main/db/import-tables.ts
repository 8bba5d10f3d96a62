/** One import that was committed. A preview leaves no row. */
export interface ImportsTable {
  id: string
  /** ImportKind. */
  kind: string
  /** Which file format it was, as the format's reader names it. */
  format: string
  /** Name of the file, without its folder. */
  source_name: string
  imported_at: number
  imported_by: string
  /** JSON: how many rows were read, added, changed and left alone; they add up. */
  counts: string
  undone_at: number | null
  undone_by: string | null
}

/** What an import did to one record, in the order it was done. */
export interface ImportChangesTable {
  import_id: string
  /** From 1. */
  position: number
  /** Kind of the record, by which undoing knows its table. */
  kind: string
  record_id: string
  /** JSON of the fields that were changed, as they were; null where the record was added. */
  before: string | null
  /** JSON of the same fields as the import left them; of an added record its revision. */
  after: string
}

/** One entry of an imported authenticator file. It waits until it was given to an account, or set aside; nothing of a file is dropped. */
export interface ImportEntriesTable {
  id: string
  import_id: string
  /** Place in the file, from 1. */
  position: number
  /** EntryKind: what it would generate. */
  kind: string
  issuer: string
  label: string
  /** The key, sealed; null where the file held none that could be read, and once the entry was settled. */
  secret: Uint8Array | null
  secret_revision: number
  /** Of the key; '' without one. */
  fingerprint: string
  /** Sealed JSON of the rest of the entry, fields nobody knows included; null once it was settled. */
  details: Uint8Array | null
  details_revision: number
  account_id: string | null
  authenticator_id: string | null
  settled_at: number | null
  settled_by: string | null
  /** EntryOutcome, once settled. */
  outcome: string | null
}

/** How the columns of a source (a program, or the firm's own list) were read the last time. */
export interface ImportMappingsTable {
  source: string
  /** JSON. */
  mapping: string
  updated_at: number
}
