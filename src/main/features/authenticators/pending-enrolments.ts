import type { CodeKind, HashAlgorithm } from '#contract'
import type { Clock } from '../../ports.ts'

/** What was read from a picture, an address or a typed key and waits to be saved. Its key never leaves the main process. */
export interface PendingKey {
  readonly accountId: string
  readonly kind: CodeKind
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
  const timers = new Map<string, () => void>()

  function drop(id: string): void {
    timers.get(id)?.()
    timers.delete(id)
    pending.get(id)?.key.fill(0)
    pending.delete(id)
  }

  return {
    add(id: string, key: PendingKey): void {
      for (const [known, { readAt }] of pending) if (clock.now() - readAt > keepForMs) drop(known)
      if (pending.size >= keepAtMost) drop(pending.keys().next().value as string)
      pending.set(id, { ...key, readAt: clock.now() })
      const cancel = clock.after(keepForMs + 1, () => drop(id))
      timers.set(id, cancel)
    },
    find(id: string): PendingKey | null {
      const known = pending.get(id)
      if (known === undefined) return null
      if (clock.now() - known.readAt <= keepForMs) return known
      drop(id)
      return null
    },
    drop,
    dropOf(accountId: string): void {
      for (const [id, known] of pending) if (known.accountId === accountId) drop(id)
    },
    clear(): void {
      for (const id of [...pending.keys()]) drop(id)
    }
  }
}
