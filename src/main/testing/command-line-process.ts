import { spawn } from 'node:child_process'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { bundledCommandLine } from './made-before.ts'

export interface Outcome {
  readonly exitCode: number | null
  readonly out: string
  readonly err: string
}

/** Runs the command line, bundled from its sources before the first test, each call a process of its own, with its own home folder and no keychain. */
export function createCommandLineProcess() {
  const home = mkdtempSync(join(tmpdir(), 'keydocket-cli-'))
  const file = (name: string): string => join(home, name)
  /** Output of every call, to be searched for secrets. */
  const everything: string[] = []

  function run(args: readonly string[], { input = '', env = {} }: { input?: string; env?: Record<string, string> } = {}): Promise<Outcome> {
    const child = spawn(process.execPath, [bundledCommandLine, ...args], {
      cwd: home,
      env: {
        PATH: process.env['PATH'] ?? '',
        HOME: home,
        DBUS_SESSION_BUS_ADDRESS: `unix:path=${file('no-bus')}`,
        TZ: 'America/New_York',
        ...env
      }
    })
    const parts = { out: '', err: '' }
    child.stdout.setEncoding('utf8').on('data', (text: string) => (parts.out += text))
    child.stderr.setEncoding('utf8').on('data', (text: string) => (parts.err += text))
    child.stdin.on('error', () => undefined).end(input)
    return new Promise((resolve, reject) => {
      child.on('error', reject)
      child.on('close', (exitCode) => {
        everything.push(`${args.join(' ')}\n${parts.out}${parts.err}`)
        resolve({ exitCode, ...parts })
      })
    })
  }

  return { home, file, run, everything }
}
