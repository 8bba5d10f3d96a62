// `npm run typecheck`: class names of the style sheets, then every part of the program under its own strict settings.
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { isThere, node24, node24Environment, root } from './processes.mjs'

const tsc = join(root, 'node_modules', '@typescript', 'native', 'bin', 'tsc')
const cmk = join(root, 'node_modules', '@css-modules-kit', 'codegen', 'bin', 'cmk.js')

const runs = [
  [cmk, '-p', 'src/renderer/tsconfig.json'],
  ...['src/main', 'src/preload', 'src/renderer', 'e2e', 'scripts'].map((part) => [tsc, '-p', part])
]

let failed = 0
for (const [program = '', ...args] of runs) {
  const part = args[1] || ''
  if (!isThere(part)) {
    process.stdout.write(`${part} is missing\n`)
    failed += 1
    continue
  }
  const result = spawnSync(node24, [program, ...args], { cwd: root, env: node24Environment(), encoding: 'utf8' })
  if (result.status !== 0) {
    failed += 1
    process.stdout.write(`${part}:\n${result.stdout}${result.stderr}`)
  }
}
process.exitCode = failed === 0 ? 0 : 1
