import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** The folder with package.json and resources/, found upwards: this code runs from its source folder and from out/main alike. */
export function projectFolder(): { readonly folder: string; readonly version: string } {
  for (let folder = import.meta.dirname; ; folder = dirname(folder)) {
    const file = join(folder, 'package.json')
    if (existsSync(file)) return { folder, version: (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version }
    if (dirname(folder) === folder) throw new Error('package.json not found')
  }
}
