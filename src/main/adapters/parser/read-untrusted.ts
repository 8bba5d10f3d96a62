import type { ParserQuestion } from './parser-messages.ts'
import { createPictureReader } from './qr-pictures.ts'
import { readTableFile } from './table-file.ts'

const pictures = createPictureReader()

/** Reads one piece of untrusted input. Runs in the parser process only, without keys and without the database. Throws AppError for what is expected. */
export async function readUntrusted({ kind, bytes }: ParserQuestion): Promise<unknown> {
  switch (kind) {
    case 'qr-picture':
      return pictures.read(bytes)
    case 'table-file':
      return readTableFile(bytes)
  }
}
