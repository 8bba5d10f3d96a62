/** What many test files need and none should make anew: the command line in few files, and a PostgreSQL with today's tables. Made again when their sources change. */
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { build } from 'vite'
import type { TestProject } from 'vitest/node'
import { bundledCommandLine, migratedPostgres } from '../src/main/testing/made-before.ts'

const root = join(import.meta.dirname, '..')

export default async function makeOnce(project: TestProject): Promise<void> {
  const make = async (): Promise<void> => {
    await madeFrom(['package-lock.json', 'electron.vite.config.ts', 'src/main', 'src/preload/contract'], bundledCommandLine, bundle)
    await madeFrom(['package-lock.json', 'src/main/db'], migratedPostgres, migrate)
  }
  await make()
  project.onTestsRerun(make)
}

/** Makes a file anew unless it was made from just these sources. */
async function madeFrom(sources: readonly string[], file: string, make: () => Promise<void>): Promise<void> {
  const hash = createHash('sha256')
  for (const path of sources.flatMap(filesBelow)) hash.update(`${path}\n`).update(readFileSync(join(root, path)))
  const note = `${file}.made-from`
  const sourcesNow = hash.digest('hex')
  if (existsSync(file) && existsSync(note) && readFileSync(note, 'utf8') === sourcesNow) return
  rmSync(note, { force: true })
  mkdirSync(dirname(file), { recursive: true })
  await make()
  writeFileSync(note, sourcesNow)
}

function filesBelow(path: string): string[] {
  if (!existsSync(join(root, path))) throw new Error(`${path} is missing`)
  if (/\.\w+$/.test(path)) return [path]
  return readdirSync(join(root, path), { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) =>
      entry.isDirectory() ? filesBelow(`${path}/${entry.name}`) : /\.test\.tsx?$/.test(entry.name) ? [] : [`${path}/${entry.name}`]
    )
}

/** Bundled as the product's, but without the time of a build: it checks its answers and starts other programs as the sources do. */
async function bundle(): Promise<void> {
  const { default: config } = await import('../electron.vite.config.ts')
  const { main } = config as { main: { build: { rolldownOptions: { output: { codeSplitting: object } } } } }
  const { codeSplitting } = main.build.rolldownOptions.output
  const { dependencies, optionalDependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  await build({
    root,
    configFile: false,
    logLevel: 'warn',
    ssr: { noExternal: true, external: [...Object.keys(dependencies), ...Object.keys(optionalDependencies)] },
    build: {
      ssr: true,
      outDir: dirname(bundledCommandLine),
      emptyOutDir: true,
      target: 'node24',
      sourcemap: true,
      rolldownOptions: {
        input: { cli: join(root, 'src/main/cli/index.ts') },
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js', codeSplitting } as never
      }
    }
  })
}

async function migrate(): Promise<void> {
  const { PGlite } = await import('@electric-sql/pglite')
  const { Kysely, PGliteDialect } = await import('kysely')
  const { postgresSchema } = await import('../src/main/db/dialects/postgres.ts')
  const { runMigrations } = await import('../src/main/db/migrate.ts')
  const postgres = new PGlite()
  await runMigrations(new Kysely<unknown>({ dialect: new PGliteDialect({ pglite: postgres }) }), postgresSchema)
  const dump = await postgres.dumpDataDir('none')
  await postgres.close()
  // Another run may be reading the one before.
  writeFileSync(`${migratedPostgres}.unfinished`, Buffer.from(await dump.arrayBuffer()))
  renameSync(`${migratedPostgres}.unfinished`, migratedPostgres)
}
