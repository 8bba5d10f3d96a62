import { type RawBuilder, sql } from 'kysely'

/**
 * A whole number written into the statement instead of bound to it, for LIMIT: SQLite plans by a limit's value, so it prepares a statement
 * with a bound one anew each time it runs, which costs more than running it. Limits are few, so few statements come of it.
 */
export function literal(count: number): RawBuilder<number> {
  if (!Number.isSafeInteger(count)) throw new RangeError('only whole numbers are written into statements')
  return sql.lit(count)
}
