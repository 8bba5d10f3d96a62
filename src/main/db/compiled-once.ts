import type { Compilable, CompiledQuery, Kysely } from 'kysely'
import type { ReadableDb } from './handles.ts'
import type { Tables } from './tables.ts'

/** Stands for a value that is known only when the statement runs. */
class Slot {
  readonly name: string

  constructor(name: string) {
    this.name = name
  }
}

const slots = new Proxy({}, { get: (_, name) => new Slot(String(name)) })

/**
 * A statement whose text is the same every time, built and compiled at its first use with each dialect. Building and compiling costs more
 * than running a point look-up does, so this is for the few statements that stand in nearly every call (bench/look-ups.ts).
 *
 * `build` gets a stand-in for each value by its name: it hands them on to the query one by one, and neither looks at them nor decides by them.
 */
export function compiledOnce<Values extends object, Row>(
  build: (db: Kysely<Tables>, values: Values) => Compilable<Row>
): (db: ReadableDb, values: Values) => Promise<Row[]> {
  const byDialect = new WeakMap<object, CompiledQuery<Row>>()

  return async (reader, values) => {
    const db = reader as Kysely<Tables>
    const dialect = db.getExecutor().adapter.constructor
    let compiled = byDialect.get(dialect)
    if (compiled === undefined) {
      compiled = build(db, slots as Values).compile()
      byDialect.set(dialect, compiled)
    }
    const parameters = compiled.parameters.map((value) => (value instanceof Slot ? values[value.name as keyof Values] : value))
    return (await db.executeQuery<Row>({ ...compiled, parameters })).rows
  }
}
