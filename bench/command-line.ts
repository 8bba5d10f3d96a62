import { spawnSync } from 'node:child_process'
import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type FirmData, passphrase } from './firm-data.ts'
import { alternate } from './measure.ts'
import type { Measured } from './report.ts'

const project = join(import.meta.dirname, '..')
const program = join(project, 'out', 'main', 'cli.js')

/** One code from the built command line, as a script would ask for it, against a process that only derives the key. */
export async function measureCommandLine(data: FirmData, folder: string): Promise<Measured[]> {
  if (!existsSync(program)) build()
  const passphraseFile = join(folder, 'passphrase')
  writeFileSync(passphraseFile, passphrase, { mode: 0o600 })
  const bareProgram = join(project, 'bench', 'derive-key.mjs')
  const args = ['code', data.accountIds[7] as string, '--data-dir', data.folder, '--passphrase-file', passphraseFile, '--json']
  const ours = () => {
    const answer = run([program, ...args], folder)
    if (!/"code": *"\d{6}"/.test(answer)) throw new Error('no code came')
  }
  const times = await alternate(11, ours, () => run([bareProgram], folder))
  return [
    {
      subject: 'one code from the command line, start to end',
      against: 'starting Node and deriving the key, nothing else',
      ...times,
      goal: { kind: 'times', most: 1.5 }
    }
  ]
}

/** With a cache folder of its own, so that a first start on a new machine is what the unmeasured turn is. */
function run(args: readonly string[], folder: string): string {
  const env = { PATH: process.env['PATH'] ?? '', HOME: folder, NODE_ENV: 'production' }
  const { status, stdout, stderr } = spawnSync(process.execPath, [...args], { encoding: 'utf8', env })
  if (status !== 0) throw new Error(`exit code ${status}: ${stderr.slice(0, 300)}`)
  return stdout
}

function build(): void {
  process.stdout.write('building, because out/main/cli.js is missing\n')
  const { status } = spawnSync(process.execPath, [join(project, 'node_modules', 'electron-vite', 'bin', 'electron-vite.js'), 'build'], {
    cwd: project,
    stdio: ['ignore', 'ignore', 'inherit']
  })
  if (status !== 0) throw new Error('the build failed')
}
