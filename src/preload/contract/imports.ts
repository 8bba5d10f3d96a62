import * as z from 'zod'
import { calendarDate, call, done, id, instant, later } from './schemas.ts'
import { dateOrders, importFields, importKinds, importSources, rowOutcomes, rowReasons, tableFormats } from './vocabulary.ts'

/** A table file at most. */
export const maxTableBytes = 64 * 1024 * 1024

const Mapping = later(() =>
  z.strictObject({
    /** What the file comes from: the mapping is kept for it, and external ids are told apart by it. */
    source: z.enum(importSources),
    /** Position of the sheet in the file, from 0. */
    sheet: z.int().min(0).max(255),
    /** For each column of the sheet what it holds; null leaves the column out. */
    fields: z.array(z.enum(importFields).nullable()).max(200),
    dateOrder: z.enum(dateOrders)
  })
)
export type ImportMapping = z.output<ReturnType<typeof Mapping>>

const OpenedSheet = later(() =>
  z.strictObject({
    name: z.string(),
    rows: z.int().nonnegative(),
    columns: z.array(
      z.strictObject({
        name: z.string(),
        /** The first different values, shortened. */
        examples: z.array(z.string()).max(3)
      })
    ),
    /** As kept from the last time with this source, else guessed by the columns' names. */
    guess: Mapping()
  })
)
export type OpenedSheet = z.output<ReturnType<typeof OpenedSheet>>

/** `added` and the others are counts of rows and add up to `rows`; what these do to records stands beside. */
const ImportCounts = later(() => z.record(z.string().max(40), z.int().nonnegative()))
export type ImportCounts = z.output<ReturnType<typeof ImportCounts>>

const RowPlan = later(() =>
  z.strictObject({
    /** Line of the sheet, its heading being line 1. */
    line: z.int().positive(),
    outcome: z.enum(rowOutcomes),
    /** Whose row it is, as far as it says. */
    name: z.string(),
    parts: z.array(
      z.strictObject({
        kind: z.enum(['client', 'matter', 'case']),
        does: z.enum(['add', 'change', 'same']),
        label: z.string(),
        changes: z.array(z.strictObject({ field: z.enum(importFields), before: z.string(), after: z.string() }))
      })
    ),
    reasons: z.array(z.strictObject({ reason: z.enum(rowReasons), field: z.enum(importFields).nullable(), names: z.array(z.string()) }))
  })
)
export type RowPlan = z.output<ReturnType<typeof RowPlan>>

const Import = later(() =>
  z.strictObject({
    id,
    kind: z.enum(importKinds),
    format: z.string(),
    /** Name of the file, without its folder. */
    sourceName: z.string(),
    importedAt: instant,
    importedOn: calendarDate,
    importedBy: z.string(),
    counts: ImportCounts(),
    undoneAt: instant.nullable(),
    undoneBy: z.string().nullable()
  })
)
export type Import = z.output<ReturnType<typeof Import>>

export const importsContract = {
  /** Reads a table in the parser process and keeps it until the next one, `imports.close` or a lock. Writes nothing. */
  'imports.open': call(
    () =>
      z.strictObject({
        name: z.string().max(255),
        bytes: z.instanceof(Uint8Array).refine((bytes) => bytes.byteLength <= maxTableBytes, 'is too large')
      }),
    () => z.strictObject({ format: z.enum(tableFormats), sheets: z.array(OpenedSheet()).min(1) })
  ),
  /** What an import with this mapping would do to each row. Writes nothing. */
  'imports.preview': call(Mapping, () => z.strictObject({ counts: ImportCounts() })),
  /** Rows of the last preview. */
  'imports.rows': call(
    () =>
      z.strictObject({
        outcome: z.enum(rowOutcomes).nullable().default(null),
        offset: z.int().min(0).max(10_000_000).default(0),
        limit: z.int().min(1).max(500).default(50)
      }),
    () => z.strictObject({ rows: z.array(RowPlan()), total: z.int().nonnegative() })
  ),
  /** Does what the last preview said, all of it or nothing. Refused when what is in Keydocket changed since. */
  'imports.commit': call(
    () => z.strictObject({}),
    () => z.strictObject({ id: id.nullable(), counts: ImportCounts() })
  ),
  /** Ends a commit or an undoing under way; nothing of it stays. */
  'imports.cancel': call(() => z.strictObject({}), done),
  'imports.close': call(() => z.strictObject({}), done),
  /** Rows that were not imported as CSV with their reasons, at a place the person chooses. */
  'imports.saveRejected': call(
    () => z.strictObject({}),
    () => z.strictObject({ saved: z.boolean(), rows: z.int().nonnegative() })
  ),
  /** Newest first. */
  'imports.list': call(
    () =>
      z.strictObject({
        offset: z.int().min(0).max(10_000_000).default(0),
        limit: z.int().min(1).max(200).default(20)
      }),
    () => z.strictObject({ rows: z.array(Import()), total: z.int().nonnegative() })
  ),
  /** Takes a whole import back. Records worked on since stay, which is refused unless `keepChanged`. */
  'imports.undo': call(
    () => z.strictObject({ id, keepChanged: z.boolean().default(false) }),
    () => z.strictObject({ undone: z.int().nonnegative(), kept: z.int().nonnegative(), names: z.array(z.string()) })
  )
}
