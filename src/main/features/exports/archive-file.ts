import { open } from 'node:fs/promises'
import { createInflateRaw } from 'node:zlib'
import { AppError } from '../../errors.ts'
import { type ArchiveKey, damagedArchive, headBytes, openChunks, openHead } from './container.ts'
import { recordsFile } from './record-writing.ts'
import { firstEntryOf } from './zip.ts'

/** The longest line of an archive that is read: a guided path or a long note takes some ten thousand characters. */
const maxLine = 8_000_000

export interface ArchiveFile {
  readonly path: string
  readonly head: Buffer
  readonly key: ArchiveKey
}

export async function openArchiveFile(path: string, passphrase: string): Promise<ArchiveFile> {
  const file = await open(path, 'r').catch(failToRead)
  try {
    const head = Buffer.alloc(headBytes)
    const { bytesRead } = await file.read(head, 0, headBytes, 0)
    return { path, head, key: await openHead(head.subarray(0, bytesRead), passphrase) }
  } finally {
    await file.close()
  }
}

/**
 * The lines of the records in an archive. Every byte is authenticated before it is looked at, as in a backup; what the holder of the passphrase wrote
 * is inflated a chunk at a time and never stands in memory as a whole. Throws `exports.damaged`.
 */
export async function* linesOf({ path, head, key }: ArchiveFile): AsyncGenerator<string> {
  const inflate = createInflateRaw()
  let problem: unknown = null
  const feeding = (async () => {
    for await (const part of firstEntryOf(openChunks(sealedChunks(path, head), key), recordsFile)) {
      if (part === null) throw damagedArchive('records')
      if (!inflate.write(part)) await new Promise<void>((resolve) => void inflate.once('drain', resolve).once('close', resolve))
      if (inflate.destroyed) return
    }
    inflate.end()
  })().catch((error: unknown) => {
    problem = error
    inflate.destroy()
  })
  try {
    yield* splitLines(inflate)
  } catch (error) {
    await endOf(feeding, inflate)
    if (problem !== null) throw problem
    throw error instanceof AppError ? error : damagedArchive('records', error)
  }
  await endOf(feeding, inflate)
  if (problem !== null) throw problem
}

async function endOf(feeding: Promise<void>, inflate: { destroy(): unknown }): Promise<void> {
  inflate.destroy()
  await feeding
}

async function* splitLines(bytes: AsyncIterable<Buffer>): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  let rest = ''
  for await (const chunk of bytes) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split('\n')
    rest = lines.pop() ?? ''
    if (rest.length > maxLine) throw damagedArchive('records')
    yield* lines
  }
  if (rest + decoder.decode() !== '') throw damagedArchive('records')
}

/** What follows the head, which must still be the one that was opened. */
async function* sealedChunks(path: string, head: Buffer): AsyncGenerator<Buffer> {
  const file = await open(path, 'r').catch(failToRead)
  try {
    const again = Buffer.alloc(headBytes)
    await file.read(again, 0, headBytes, 0)
    if (!again.equals(head)) throw damagedArchive('head')
    for (let at = headBytes; ; ) {
      const chunk = Buffer.allocUnsafe(262_144)
      const { bytesRead } = await file.read(chunk, 0, chunk.length, at)
      if (bytesRead === 0) return
      yield chunk.subarray(0, bytesRead)
      at += bytesRead
    }
  } finally {
    await file.close()
  }
}

function failToRead(cause: NodeJS.ErrnoException): never {
  const reason = cause.code === 'ENOENT' ? 'missing' : cause.code === 'EACCES' || cause.code === 'EPERM' ? 'denied' : 'failed'
  throw new AppError('file.cannot-read', { reason }, { cause })
}
