import { type Session, session } from 'electron'
import { guardSession } from './guards.ts'
import { sessionName } from './policy.ts'

/** The session every window uses: in memory only, so Chromium writes no cache, history or storage of ours to the disk. */
export function createWindowSession(): Session {
  return guardSession(session.fromPartition(sessionName, { cache: false }))
}
