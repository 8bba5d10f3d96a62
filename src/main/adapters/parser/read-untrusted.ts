import type { ParserQuestion } from './parser-messages.ts'
import { createPictureReader } from './qr-pictures.ts'

const pictures = createPictureReader()

/** Reads one piece of untrusted input. Runs in the parser process only, without keys and without the database. Throws AppError for what is expected. */
export async function readUntrusted(question: ParserQuestion): Promise<unknown> {
  switch (question.kind) {
    case 'qr-picture':
      return pictures.read(question.bytes)
    case 'authenticator-file': {
      // Loaded when first asked for: pictures are read far more often, and need none of it.
      const { readAuthenticatorFile } = await import('./authenticator-files/read-authenticator-file.ts')
      return readAuthenticatorFile(question.bytes, question)
    }
    case 'table-file': {
      const { readTableFile } = await import('./table-file.ts')
      return readTableFile(question.bytes)
    }
    case 'migration-texts': {
      const { readMigrationTexts } = await import('./authenticator-files/google-migration.ts')
      return readMigrationTexts(question.texts)
    }
  }
}
