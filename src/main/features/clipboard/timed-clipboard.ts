import { createHash, timingSafeEqual } from 'node:crypto'
import { AppError } from '../../errors.ts'
import type { Emit } from '../../events.ts'
import type { Clipboard, Clock, Log } from '../../ports.ts'

export interface TimedClipboardDeps {
  readonly clipboard: Clipboard
  readonly clock: Clock
  readonly emit: Emit
  readonly log: Log
}

export type TimedClipboard = ReturnType<typeof createTimedClipboard>

const digest = (text: string): Buffer => createHash('sha256').update(text, 'utf8').digest()

/**
 * Puts a secret on the clipboard for a while. It is cleared only if the clipboard still holds it: what the person copied since is left alone.
 * Only a digest is remembered, not the secret.
 */
export function createTimedClipboard({ clipboard, clock, emit, log }: TimedClipboardDeps) {
  let held: { digest: Buffer; cancel: () => void } | null = null

  async function release(): Promise<void> {
    const mine = held
    if (mine === null) return
    held = null
    mine.cancel()
    try {
      const now = await clipboard.read()
      const same = timingSafeEqual(digest(now), mine.digest)
      if (same) await clipboard.clear()
      emit('clipboard.released', { outcome: same ? 'cleared' : 'replaced' })
    } catch (error) {
      log.error('clipboard.release-failed', error)
      emit('clipboard.released', { outcome: 'failed' })
    }
  }

  return {
    /** Answers the epoch ms at which the clipboard will be cleared. Throws AppError `clipboard.failed`. */
    async copy(secret: string, seconds: number): Promise<number> {
      try {
        await clipboard.write(secret)
      } catch (cause) {
        if (cause instanceof AppError) throw cause
        throw new AppError('clipboard.failed', {}, { cause })
      }
      held?.cancel()
      held = { digest: digest(secret), cancel: clock.after(seconds * 1000, () => void release()) }
      return clock.now() + seconds * 1000
    },
    /** Clears now, on lock and on quit. Never throws. */
    release
  }
}
