import type { Emit, Handlers } from './fake-answer.ts'
import { refuse } from './fake-answer.ts'

type ImportChannel = Extract<keyof Handlers, `imports.${string}`>

/** Imports of a window without main: nothing was imported, and no file can be read. */
export const importHandlers = (_emit: Emit): Pick<Handlers, ImportChannel> => ({
  'imports.open': () => refuse('imports.table-unreadable', { reason: 'kind' }),
  'imports.preview': () => refuse('imports.not-open', {}),
  'imports.rows': () => refuse('imports.not-open', {}),
  'imports.commit': () => refuse('imports.not-open', {}),
  'imports.cancel': () => ({}),
  'imports.close': () => ({}),
  'imports.saveRejected': () => refuse('imports.not-open', {}),
  'imports.list': () => ({ rows: [], total: 0 }),
  'imports.undo': () => refuse('record.not-found', { kind: 'import' })
})
