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

/** A clipboard that could not be read or cleared is tried again this often, this many times. */
const retryMs = 5_000
const tries = 6

/**
 * Puts a secret on the clipboard for a while. It is cleared only if the clipboard still holds it: what the person copied since is left alone.
 * Only a digest is remembered, not the secret. Copying and clearing take turns, so that an older clearing never wipes a newer copy.
 */
export function createTimedClipboard({ clipboard, clock, emit, log }: TimedClipboardDeps) {
  let held: { readonly digest: Buffer; cancel: () => void; failures: number } | null = null
  let last: Promise<unknown> = Promise.resolve()

  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = last.then(work, work)
    last = turn.catch(() => {})
    return turn
  }

  async function clearHeld(): Promise<void> {
    const mine = held
    if (mine === null) return
    mine.cancel()
    try {
      const same = timingSafeEqual(digest(await clipboard.read()), mine.digest)
      if (same) await clipboard.clear()
      held = null
      emit('clipboard.released', { outcome: same ? 'cleared' : 'replaced' })
    } catch (error) {
      log.error('clipboard.release-failed', error)
      mine.failures += 1
      // Said once; tried on, because a clipboard that another program holds is free again a moment later.
      if (mine.failures === 1) emit('clipboard.released', { outcome: 'failed' })
      if (mine.failures < tries) mine.cancel = clock.after(retryMs, release)
    }
  }

  const release = (): Promise<void> => inTurn(clearHeld)

  return {
    /** Answers the epoch ms at which the clipboard will be cleared. Throws AppError `clipboard.failed`. */
    copy: (secret: string, seconds: number): Promise<number> =>
      inTurn(async () => {
        try {
          await clipboard.write(secret)
        } catch (cause) {
          if (cause instanceof AppError) throw cause
          throw new AppError('clipboard.failed', {}, { cause })
        }
        held?.cancel()
        held = { digest: digest(secret), cancel: clock.after(seconds * 1000, release), failures: 0 }
        return clock.now() + seconds * 1000
      }),
    /** Clears now, on lock and on quit. Never throws. */
    release
  }
}
