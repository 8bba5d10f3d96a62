import { join } from 'node:path'

/** What `scripts/before-unit-tests.ts` makes from the sources before the first unit test. */
const folder = join(import.meta.dirname, '../../../out/for-tests')

export const bundledCommandLine = join(folder, 'command-line/cli.js')
/** A data directory of PostgreSQL with every migration run, as PGlite dumps it. */
export const migratedPostgres = join(folder, 'postgres.tar')
