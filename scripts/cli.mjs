// `npm run --silent cli -- COMMAND …`: the command line, installed and built first where needed. Runs on any Node from 14 on.
import { join } from 'node:path'
import { buildProgram, installLibraries } from './prepare.mjs'
import { node24, root, runInForeground } from './processes.mjs'

process.exitCode =
  installLibraries() && buildProgram() ? await runInForeground([node24, join(root, 'out', 'main', 'cli.js'), ...process.argv.slice(2)]) : 1
