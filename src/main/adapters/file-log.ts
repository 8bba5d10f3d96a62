import { closeSync, existsSync, fstatSync, mkdirSync, openSync, renameSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { pino } from 'pino'
import { isAppError } from '../errors.ts'
import type { Log } from '../ports.ts'
import { redact } from './redact.ts'

/** Bytes after which the log starts a new file; one older file is kept beside it. */
const maxBytes = 2_500_000

type Facts = Readonly<Record<string, string | number | boolean | null>>

/**
 * A log of JSON lines at `<folder>/keydocket.log`, mode 0600, at most 5 MB with its predecessor `keydocket.1.log`. Written synchronously: the
 * line before a crash is the one that matters. Never throws; a log that cannot be written must not stop the work.
 */
export function createFileLog(folder: string, limit: number = maxBytes): Log {
  const logger = pino({ base: null, timestamp: pino.stdTimeFunctions.isoTime }, createRotatingFile(folder, limit))
  return {
    info: (event, facts) => logger.info(cleanFacts(facts), event),
    warn: (event, facts) => logger.warn(cleanFacts(facts), event),
    error: (event, error, facts) => logger.error({ ...cleanFacts(facts), error: kindOf(error) }, event)
  }
}

function cleanFacts(facts: Facts = {}): Facts {
  return Object.fromEntries(Object.entries(facts).map(([name, value]) => [name, typeof value === 'string' ? redact(value) : value]))
}

/** Name, code and our own stack frames: never the message, which can quote data. */
function kindOf(error: unknown): { name: string; code?: string; at?: string[] } {
  if (isAppError(error)) return { name: error.name, code: error.code }
  if (!(error instanceof Error)) return { name: typeof error }
  const code: unknown = (error as NodeJS.ErrnoException).code
  return { name: error.name.slice(0, 80), ...(typeof code === 'string' ? { code: code.slice(0, 80) } : {}), at: framesOf(error) }
}

/** `function (file:line:column)` of the innermost frames, file names without folders. */
function framesOf(error: Error): string[] {
  const frames = (error.stack ?? '').split('\n').filter((line) => /^ {4}at .*:\d+:\d+\)?$/.test(line))
  return frames.slice(0, 6).map((frame) =>
    frame
      .trim()
      .replace(/^at /, '')
      .replace(/(?:file:\/\/)?[^\s()]*[\\/]/g, '')
      .slice(0, 120)
  )
}

function createRotatingFile(folder: string, limit: number): { write(line: string): void } {
  const path = join(folder, 'keydocket.log')
  const older = join(folder, 'keydocket.1.log')
  let file: number | null = null
  let size = 0

  function open(): number {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    const opened = openSync(path, 'a', 0o600)
    size = fstatSync(opened).size
    return opened
  }
  function startNewFile(): void {
    if (file !== null) closeSync(file)
    file = null
    if (existsSync(path)) renameSync(path, older)
  }
  return {
    write(line) {
      try {
        file ??= open()
        if (size > 0 && size + line.length > limit) {
          startNewFile()
          file = open()
        }
        size += writeSync(file, line)
      } catch {
        file = null
      }
    }
  }
}
