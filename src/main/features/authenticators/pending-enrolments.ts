import type { HashAlgorithm } from '#contract'
import type { Clock } from '../../ports.ts'

/** What was read from a picture, an address or a typed key and waits to be saved. Its key never leaves the main process. */
export interface PendingKey {
  readonly accountId: string
  readonly issuer: string
  readonly label: string
  readonly algorithm: HashAlgorithm
  readonly digits: number
  readonly periodSeconds: number
  readonly key: Uint8Array
}

const keepForMs = 15 * 60_000
const keepAtMost = 20

/** Keeps a few read keys for a quarter of an hour, in memory only; wipes each when it is saved, forgotten or pushed out. */
export function createPendingEnrolments(clock: Clock) {
  const pending = new Map<string, PendingKey & { readonly readAt: number }>()

  function drop(id: string): void {
    pending.get(id)?.key.fill(0)
    pending.delete(id)
  }

  return {
    add(id: string, key: PendingKey): void {
      for (const [known, { readAt }] of pending) if (clock.now() - readAt > keepForMs) drop(known)
      if (pending.size >= keepAtMost) drop(pending.keys().next().value as string)
      pending.set(id, { ...key, readAt: clock.now() })
    },
    find: (id: string): PendingKey | null => pending.get(id) ?? null,
    drop,
    clear(): void {
      for (const id of [...pending.keys()]) drop(id)
    }
  }
}
