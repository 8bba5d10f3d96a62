/** What the specs tell the application in confidence, and whether anything of it stands in what was written to the disk. */
import { appendFileSync, existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** Long enough that none turns up by chance. Typed by specs, as client names, logins, keys and codes; none is the name of a portal, a file or a word of ours. */
const canaries = [
  'six quiet herons on a wire',
  'Garcia Lopez, Maria',
  'maria.garcia@example.com',
  'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ',
  '12345678901234567890',
  'Quetzalmemory Lopez',
  'zephyrine.memory@example.com',
  'KRUGS43JONQWG3DFMFZGG2DBOI2DEMRT',
  '7Q4K-MEMO-RY2P-9XWT',
  'OAC-MEMORY-58213',
  'PASS-MEMORY-90417',
  '7Q4K-SHOW-RY2P-9XWT'
]
const forms = canaries.flatMap((canary) =>
  [Buffer.from(canary, 'utf8'), Buffer.from(canary, 'utf16le')].map((bytes) => ({ canary, bytes }))
)

export interface Searched {
  readonly files: number
  readonly searches: number
  /** Files, relative to their folder, with the canary found. */
  readonly hits: readonly string[]
}

/** Searches every file below a folder. */
export function searchFolder(folder: string): Searched {
  const files = existsSync(folder)
    ? readdirSync(folder, { recursive: true, withFileTypes: true }).flatMap((entry) =>
        entry.isFile() ? [join(entry.parentPath, entry.name)] : []
      )
    : []
  const hits = files.flatMap((file) => {
    const bytes = contentOf(file)
    return forms.filter((form) => bytes.includes(form.bytes)).map(({ canary }) => `${file.slice(folder.length + 1)}: ${canary}`)
  })
  return { files: files.length, searches: files.length * forms.length, hits }
}

function contentOf(file: string): Buffer {
  try {
    return readFileSync(file)
  } catch {
    // Gone meanwhile: a browser that has just ended tidies up.
    return Buffer.alloc(0)
  }
}

/** Adds what a test left behind to the run's record, which `npm test` reads after the last one. */
export function noteSearched(what: string, test: string, { files, searches, hits }: Searched): void {
  const folder = join(import.meta.dirname, '../test-results')
  mkdirSync(folder, { recursive: true })
  appendFileSync(join(folder, 'written.jsonl'), `${JSON.stringify({ what, test, files, searches, hits })}\n`)
}
