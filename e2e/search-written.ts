/**
 * After the end-to-end run: looks for what the specs told in confidence in everything that was written. Each data folder and browser profile was
 * searched when its test ended; what is left in the temporary folder is searched now, without what a spec had saved for the person (keydocket-e2e-*)
 * and the specs themselves, which Playwright keeps there translated.
 * node e2e/search-written.ts TEMPORARY-FOLDER RECORD; exit code 1 when something was found.
 */
import { readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { type Searched, searchFolder } from './leaks.ts'

const [temp = '', record = ''] = process.argv.slice(2)
const ends = readFileSync(record, 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as Searched)
for (const name of readdirSync(temp))
  if (/^(keydocket-e2e-|playwright-transform-cache)/.test(name)) rmSync(join(temp, name), { recursive: true, force: true })
const all = [...ends, searchFolder(temp)]
const sum = (key: 'files' | 'searches'): number => all.reduce((total, end) => total + end[key], 0)
const hits = all.flatMap((end) => end.hits)
process.stdout.write(
  `Searched ${sum('files')} files in ${ends.length} data folders and profiles and the temporary folder, ${sum('searches')} searches: ${hits.length} hits\n`
)
for (const hit of hits) process.stdout.write(`  ${hit}\n`)
process.exitCode = hits.length === 0 ? 0 : 1
