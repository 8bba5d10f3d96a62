import { constants, fstatSync, read } from 'node:fs'
import { open, unlink } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { reasonOf } from '../adapters/node-file-saver.ts'
import { AppError } from '../errors.ts'
import { isPlainFilePath, syncedFolderIn } from '../file-place.ts'
import { CommandError } from './exit-codes.ts'
import type { Terminal } from './terminal.ts'
import { visible } from './visible.ts'

/** Reads files named on the command line. `-` is standard input; at a terminal it is one line asked for without showing it. */
export interface InputFiles {
  /** `maxBytes` bounds what is read. Throws AppError `file.cannot-read`. */
  bytes(file: string, maxBytes: number): Promise<Buffer<ArrayBuffer>>
  /** UTF-8 text, one trailing newline dropped. Throws also CommandError `command.bad-file` when it is empty or not UTF-8. */
  text(file: string, maxBytes: number, question: string): Promise<string>
  /** As `text`, for what opens the vault: a file that its group or others may use is refused with the line that fixes it. */
  privateText(file: string, maxBytes: number, question: string): Promise<string>
}

export function createInputFiles(terminal: Terminal): InputFiles {
  const bytes = async (file: string, maxBytes: number): Promise<Buffer<ArrayBuffer>> => (await readUpTo(file, maxBytes)).content
  const text = async (file: string, maxBytes: number, question: string, mustBePrivate: boolean): Promise<string> => {
    if (file === '-' && terminal.canAsk) return terminal.askHidden(question)
    const { content, mode } = await readUpTo(file, maxBytes)
    if (mustBePrivate && file !== '-' && process.platform !== 'win32' && (mode & 0o077) !== 0) {
      content.fill(0)
      throw new CommandError(
        'command.exposed-file',
        `others may read ${visible(file)}; make it yours alone first: chmod 600 ${shellQuoted(file)}`
      )
    }
    return textOf(content, file)
  }
  return {
    bytes,
    text: (file, maxBytes, question) => text(file, maxBytes, question, false),
    privateText: (file, maxBytes, question) => text(file, maxBytes, question, true)
  }
}

function textOf(content: Buffer, file: string): string {
  const source = file === '-' ? 'standard input' : visible(file)
  let decoded: string
  try {
    decoded = new TextDecoder('utf-8', { fatal: true }).decode(content)
  } catch {
    throw new CommandError('command.bad-file', `${source} is not UTF-8 text`)
  } finally {
    content.fill(0)
  }
  const text = decoded.replace(/\r?\n$/, '')
  if (text === '') throw new CommandError('command.bad-file', `${source} is empty`)
  return text
}

async function readUpTo(file: string, maxBytes: number): Promise<{ content: Buffer<ArrayBuffer>; mode: number }> {
  const handle = file === '-' ? null : await open(file, constants.O_RDONLY).catch(failToRead)
  const descriptor = handle?.fd ?? 0
  try {
    const status = fstatSync(descriptor)
    if (status.isDirectory()) throw new AppError('file.cannot-read', { reason: 'failed' })
    const chunks: Buffer[] = []
    let total = 0
    for (;;) {
      const chunk = Buffer.allocUnsafe(Math.min(65_536, maxBytes + 1 - total))
      const size = await readChunk(descriptor, chunk)
      if (size === 0) break
      chunks.push(chunk.subarray(0, size))
      total += size
      if (total > maxBytes) throw new AppError('file.cannot-read', { reason: 'too-large' })
    }
    return { content: Buffer.concat(chunks), mode: status.mode }
  } finally {
    await handle?.close()
  }
}

const readChunk = (descriptor: number, into: Buffer): Promise<number> =>
  new Promise((resolve, reject) => {
    read(descriptor, into, 0, into.length, null, (error, size) => {
      if (!error) resolve(size)
      // Windows reports the end of a pipe as an error.
      else if (error.code === 'EOF') resolve(0)
      // A pipe whose writer is not ready yet.
      else if (error.code === 'EAGAIN') setTimeout(() => readChunk(descriptor, into).then(resolve, reject), 20)
      else reject(new AppError('file.cannot-read', { reason: 'failed' }, { cause: error }))
    })
  })

function failToRead(error: NodeJS.ErrnoException): never {
  const reason = error.code === 'ENOENT' ? 'missing' : error.code === 'EACCES' || error.code === 'EPERM' ? 'denied' : 'failed'
  throw new AppError('file.cannot-read', { reason }, { cause: error })
}

/** Says so when a file was written where a service copies it to other computers: a command does not ask. */
export function noteSyncedFolder(terminal: Terminal, file: string): void {
  const service = syncedFolderIn(resolve(file))
  if (service !== null) terminal.note('file.synced-folder', `${visible(service)} copies this file to other computers`)
}

/**
 * Writes a new file that only its owner may read and returns once it is on the disk. Never overwrites.
 * Throws AppError `file.cannot-write`; nothing of a half-written file is left behind.
 */
export async function writePrivateFile(file: string, text: string | AsyncIterable<string>): Promise<void> {
  if (!isPlainFilePath(file)) throw new AppError('file.cannot-write', { reason: 'name' })
  const handle = await open(file, 'wx', 0o600).catch(failToWrite)
  try {
    try {
      await handle.writeFile(text, 'utf8')
      await handle.sync()
    } finally {
      await handle.close()
    }
    await syncFolder(dirname(file))
  } catch (error) {
    await unlink(file).catch(() => undefined)
    // What ended the text itself is not the file's fault.
    if ((error as NodeJS.ErrnoException).syscall === undefined) throw error
    failToWrite(error as NodeJS.ErrnoException)
  }
}

export const removeFile = (file: string): Promise<void> => unlink(file)

/** Makes the new name itself durable. Windows has no such call and does not need it. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return
  const handle = await open(folder, constants.O_RDONLY)
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

function failToWrite(error: NodeJS.ErrnoException): never {
  throw new AppError('file.cannot-write', { reason: reasonOf(error) }, { cause: error })
}

const shellQuoted = (path: string): string => (/^[\w./-]+$/.test(path) ? path : `'${visible(path).replaceAll("'", "'\\''")}'`)
