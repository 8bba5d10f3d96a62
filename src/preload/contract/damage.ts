import * as z from 'zod'
import { call, instant, later, nothing } from './schemas.ts'
import { lossReasons } from './vocabulary.ts'

const Loss = later(() =>
  z.strictObject({
    /** Of the database, as docs name it. */
    table: z.string(),
    /** Null when not even the id could be read. */
    id: z.string().nullable(),
    reason: z.enum(lossReasons),
    /** Rows; at most so many where the id is not known. */
    count: z.int().positive(),
    clientId: z.string().nullable(),
    client: z.string().nullable()
  })
)
export type Loss = z.output<ReturnType<typeof Loss>>

const Salvage = later(() =>
  z.strictObject({
    at: instant,
    rowsKept: z.int().nonnegative(),
    rowsLost: z.int().nonnegative(),
    /** Name of the damaged file in the data folder. */
    keptAs: z.string(),
    /** Rows of the activity record that are gone. */
    auditRowsLost: z.int().nonnegative(),
    losses: z.array(Loss())
  })
)
export type Salvage = z.output<ReturnType<typeof Salvage>>

export const damageContract = {
  /** The newest salvage this database came from; null for one that never was damaged. */
  'damage.lastSalvage': call(nothing, () => z.strictObject({ salvage: Salvage().nullable() })),
  /** What it could not carry over, as a text into a file the person chooses. Holds clients' names, no secrets. */
  'damage.saveReport': call(nothing, () => z.strictObject({ saved: z.boolean() }))
}
