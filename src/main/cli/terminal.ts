import { once } from 'node:events'
import { columnsOf, safeJson, visible } from './visible.ts'

/** Where a command writes and asks. */
export interface Terminal {
  /** Answer for programs: one JSON value on standard output. */
  readonly json: boolean
  /** Whether standard output is a terminal. */
  readonly isTerminal: boolean
  /** Whether a person can be asked. */
  readonly canAsk: boolean
  /** Prints a command's answer: `value` as JSON, or the lines for people. */
  answer(value: unknown, lines: () => readonly string[]): Promise<void>
  /** A remark beside the answer, on standard error. */
  note(code: string, message: string): void
  failure(code: string, message: string): void
  /** Asks for one line without showing it. Throws Interrupted on Ctrl+C. */
  askHidden(question: string): Promise<string>
}

/** The person pressed Ctrl+C at a prompt. */
export class Interrupted extends Error {}

export function createTerminal(json: boolean): Terminal {
  const { stdin, stdout, stderr } = process
  return {
    json,
    isTerminal: stdout.isTTY === true,
    canAsk: stdin.isTTY === true,
    async answer(value, lines) {
      const text = json
        ? `${safeJson(value)}\n`
        : lines()
            .map((line) => `${line}\n`)
            .join('')
      await new Promise<void>((resolve) => stdout.write(text, () => resolve()))
    },
    note: (code, message) => void stderr.write(json ? `${safeJson({ note: { code, message } })}\n` : `keydocket: ${message}\n`),
    failure: (code, message) => void stderr.write(json ? `${safeJson({ error: { code, message } })}\n` : `keydocket: ${message}\n`),
    askHidden
  }
}

async function askHidden(question: string): Promise<string> {
  const { stdin, stderr } = process
  // Echo is off before the question shows, so that what is typed at once does not show either.
  stdin.setRawMode(true)
  stdin.setEncoding('utf8')
  stdin.resume()
  stderr.write(question)
  try {
    const typed: string[] = []
    for (;;) {
      const [chunk] = (await once(stdin, 'data')) as [string]
      for (const character of chunk) {
        if (character === '\r' || character === '\n' || character === '\u0004') return typed.join('')
        if (character === '\u0003') throw new Interrupted()
        if (character === '\u007f' || character === '\b') typed.pop()
        else if (character === '\u0015') typed.length = 0
        else typed.push(character)
      }
    }
  } finally {
    stdin.setRawMode(false)
    stdin.pause()
    stderr.write('\n')
  }
}

/** Rows as aligned columns under their headings; data made visible. */
export function table(headings: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const cells = [headings, ...rows.map((row) => row.map(visible))]
  const widths = headings.map((_, column) => Math.max(...cells.map((row) => columnsOf(row[column] ?? ''))))
  return cells.map((row) =>
    row
      .map((cell, column) => cell + ' '.repeat(Math.max(0, (widths[column] ?? 0) - columnsOf(cell))))
      .join('  ')
      .trimEnd()
  )
}

/** Names and values one per line, aligned; empty values left out. */
export function facts(pairs: readonly (readonly [name: string, value: string | null])[]): string[] {
  const shown = pairs.filter(([, value]) => value !== null && value !== '')
  const width = Math.max(0, ...shown.map(([name]) => columnsOf(name)))
  return shown.map(([name, value]) => `${name.padEnd(width)}  ${visible(value ?? '')}`)
}

/** Digits in groups of three, as people read them out; five and seven digits keep their remainder first. */
export function groupDigits(code: string): string {
  if (!/^[0-9]+$/.test(code)) return code
  return code.replace(/\B(?=([0-9]{3})+$)/g, ' ')
}

/** Epoch ms as local date and time, sortable. */
export function localTime(epochMs: number | null): string {
  if (epochMs === null) return ''
  const at = new Date(epochMs)
  const two = (n: number): string => String(n).padStart(2, '0')
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())} ${two(at.getHours())}:${two(at.getMinutes())}:${two(at.getSeconds())}`
}
