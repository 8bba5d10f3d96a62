import type { Clock, ReadEntry } from '../../ports.ts'

/** What was read of a file and waits for the person's decision, keys included. */
export interface PendingPreview {
  readonly id: string
  readonly format: string
  readonly sourceName: string
  readonly entries: readonly ReadEntry[]
}

const keepForMs = 15 * 60_000

export const wipeEntries = (entries: readonly ReadEntry[]): void => {
  for (const { key } of entries) key?.fill(0)
}

/** Keeps the latest preview for a quarter of an hour, in memory only, and wipes its keys when it goes. */
export function createPendingPreview(clock: Clock) {
  let kept: PendingPreview | null = null
  let cancel: (() => void) | null = null

  function drop(): void {
    cancel?.()
    cancel = null
    if (kept !== null) wipeEntries(kept.entries)
    kept = null
  }

  return {
    keep(preview: PendingPreview): void {
      drop()
      kept = preview
      cancel = clock.after(keepForMs, drop)
    },
    find: (id: string): PendingPreview | null => (kept?.id === id ? kept : null),
    drop
  }
}
