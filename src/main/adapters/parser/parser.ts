import { AppError } from '../../errors.ts'
import type { AuthenticatorFile, AuthenticatorFileReader, QrReader, TableFile, TableReader } from '../../ports.ts'
import { createExchange, type SeparateProcess } from '../separate-process/separate-process.ts'
import { checkedAuthenticatorFile } from './authenticator-file-schema.ts'
import { importRefusalOf } from './import-refusals.ts'
import { isParserReply, type ParserQuestion, type ParserReply, type ParserRequest, type Reading } from './parser-messages.ts'
import { readPictureHeader } from './picture-header.ts'
import { tableBounds, unreadable } from './table-sheet.ts'

export type ParserChild = SeparateProcess<ParserRequest>

export interface ParserOptions {
  readonly spawn: () => ParserChild
  /** Time limit of one reading, start of the process included. */
  readonly timeoutMs?: number
  /** The same for a file of an authenticator app: opening one takes as long as whoever encrypted it wanted. */
  readonly fileTimeoutMs?: number
  /** An idle process is ended after this long. */
  readonly idleMs?: number
}

/** A QR code holds 7,089 digits at most (ISO/IEC 18004 table 7); the decoder looks for 16 codes at most. */
const maxTexts = 16
const maxTextLength = 8_192
const maxFileBytes = 64 * 1024 * 1024
/** Pictures of all transfers that are read together. */
const maxTransferTexts = 1_000

/**
 * Reads untrusted input in a process of its own (`parser-process.ts`), one piece at a time. What exceeds its time or memory costs that process and
 * nothing else. What comes back is believed only as far as its shape can be checked.
 */
export function createParser(options: ParserOptions): QrReader & AuthenticatorFileReader & TableReader {
  const { spawn, timeoutMs = 8_000, fileTimeoutMs = 30_000, idleMs = 60_000 } = options
  const exchange = createExchange<ParserQuestion, ParserReply>({
    spawn,
    isReply: isParserReply,
    isLast: ({ reading }) => 'broke' in reading && reading.broke === 'too-much-memory'
  })
  let idle: NodeJS.Timeout | undefined

  async function read(question: ParserQuestion, limitMs = timeoutMs): Promise<Reading> {
    clearTimeout(idle)
    const answer = await exchange.ask(question, limitMs)
    clearTimeout(idle)
    idle = setTimeout(() => exchange.rest(), idleMs)
    idle.unref()
    if ('reply' in answer) return answer.reply.reading
    return { broke: 'unexpected' }
  }

  async function readFile(question: ParserQuestion): Promise<AuthenticatorFile> {
    const reading = await read(question, fileTimeoutMs)
    const file = 'value' in reading ? checkedAuthenticatorFile(reading.value) : null
    if (file === null) throw importRefusalOf(reading)
    return file
  }

  return {
    async readAuthenticatorFile(bytes, { fileName, password }) {
      if (bytes.byteLength > maxFileBytes) throw new AppError('imports.too-large', {})
      return readFile({ kind: 'authenticator-file', bytes, fileName, password })
    },
    async readMigrationTexts(texts) {
      if (texts.length > maxTransferTexts || texts.some((text) => text.length > maxTextLength)) throw new AppError('imports.too-large', {})
      return readFile({ kind: 'migration-texts', texts })
    },
    async read(picture) {
      // A few header bytes, judged here, save copying twenty megabytes to say no.
      readPictureHeader(picture)
      const reading = await read({ kind: 'qr-picture', bytes: picture }, timeoutMs)
      if ('value' in reading && isTexts(reading.value)) return reading.value
      throw new AppError('authenticators.picture-unreadable', { reason: reasonOf(reading) })
    },
    async readTable(bytes) {
      if (bytes.byteLength > tableBounds.bytes) throw unreadable('too-large')
      const reading = await read({ kind: 'table-file', bytes }, Math.max(timeoutMs, tableTimeoutMs))
      if ('value' in reading && isTable(reading.value)) return reading.value
      throw unreadable(tableReasonOf(reading))
    },
    close() {
      clearTimeout(idle)
      exchange.close()
    },
    rest() {
      clearTimeout(idle)
      exchange.rest()
    }
  }
}

const isTexts = (value: unknown): value is string[] =>
  Array.isArray(value) && value.length <= maxTexts && value.every((text) => typeof text === 'string' && text.length <= maxTextLength)

/** Fifty thousand rows take about two seconds. */
const tableTimeoutMs = 30_000

const isText = (value: unknown, max: number): value is string => typeof value === 'string' && value.length <= max
const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null

function isTable(value: unknown): value is TableFile {
  if (!isRecord(value) || !['csv', 'xlsx', 'vcard'].includes(value['format'] as string)) return false
  const { sheets } = value
  return Array.isArray(sheets) && sheets.length > 0 && sheets.length <= tableBounds.sheets && sheets.every(isSheet)
}

function isSheet(value: unknown): boolean {
  if (!isRecord(value)) return false
  const { name, columns, rows, lines, broken } = value
  if (!isText(name, 200) || !Array.isArray(columns) || !Array.isArray(rows) || !Array.isArray(lines) || !Array.isArray(broken)) return false
  const isLine = (line: unknown): boolean => Number.isSafeInteger(line) && Number(line) > 0
  return (
    columns.length <= tableBounds.columns &&
    columns.every((column) => isText(column, 200)) &&
    rows.length <= tableBounds.rows &&
    lines.length === rows.length &&
    lines.every(isLine) &&
    broken.every(isLine) &&
    rows.every((row) => Array.isArray(row) && row.length === columns.length && row.every((cell) => isText(cell, tableBounds.cell)))
  )
}

const tableReasons = ['kind', 'nothing', 'too-large', 'damaged', 'encrypted'] as const

function tableReasonOf(reading: Reading): (typeof tableReasons)[number] | 'failed' {
  if ('broke' in reading) return reading.broke === 'too-much-memory' ? 'too-large' : 'failed'
  const reason = 'params' in reading && isRecord(reading.params) ? reading.params['reason'] : null
  return tableReasons.find((one) => one === reason) ?? 'failed'
}

function reasonOf(reading: Reading): 'too-large' | 'not-a-picture' | 'failed' {
  if ('broke' in reading) return reading.broke === 'too-much-memory' ? 'too-large' : 'failed'
  const params = 'params' in reading ? reading.params : null
  const reason = typeof params === 'object' && params !== null && 'reason' in params ? params.reason : null
  return reason === 'too-large' || reason === 'not-a-picture' ? reason : 'failed'
}
