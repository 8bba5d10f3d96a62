import { AppError } from '../errors.ts'

/** SQLite's own codes as storage errors, in one place. Null when the error is none of SQLite's or a bug of ours (constraint, misuse). */
export function storageErrorFrom(error: unknown): AppError | null {
  const code = error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : ''
  if (code === 'SQLITE_FULL' || code === 'SQLITE_IOERR_WRITE' || code === 'ENOSPC' || code === 'EDQUOT' || code === 'EFBIG') {
    return new AppError('storage.full', {}, { cause: error })
  }
  if (code.startsWith('SQLITE_BUSY') || code.startsWith('SQLITE_LOCKED')) return new AppError('storage.in-use', {}, { cause: error })
  if (
    code.startsWith('SQLITE_READONLY') ||
    code.startsWith('SQLITE_CANTOPEN') ||
    code === 'EACCES' ||
    code === 'EPERM' ||
    code === 'EROFS'
  ) {
    return new AppError('storage.read-only', {}, { cause: error })
  }
  if (code.startsWith('SQLITE_CORRUPT') || code === 'SQLITE_NOTADB' || code.startsWith('SQLITE_IOERR')) {
    return new AppError('storage.damaged', {}, { cause: error })
  }
  return null
}

/** Whether SQLite met damage in the file itself, as opposed to a value that does not open or a disk that does not answer. */
export function isCorruption(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  return code.startsWith('SQLITE_CORRUPT') || code === 'SQLITE_NOTADB'
}

/** Runs `work` and answers SQLite's failures as storage errors. */
export function withStorageErrors<T>(work: () => T): T {
  try {
    return work()
  } catch (error) {
    throw storageErrorFrom(error) ?? error
  }
}
