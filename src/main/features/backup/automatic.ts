import type { Clock } from '../../ports.ts'

/** Ms after opening: the window comes first. */
const firstLookMs = 120_000
/** Ms between looks at the clock. A timer for a whole day would miss it when the computer sleeps or its clock is set. */
const lookMs = 600_000
/** Ms after a try that failed before the next. */
export const retryMs = 3_600_000

export interface AutomaticDeps {
  readonly clock: Pick<Clock, 'now' | 'monotonic' | 'after'>
  /** Makes a backup when one is due. Never throws; whether it failed. */
  run(): Promise<boolean>
}

/** Looks from time to time whether a backup is due while the vault is open. */
export function createAutomaticBackups({ clock, run }: AutomaticDeps) {
  let cancel = (): void => {}
  let running: Promise<void> = Promise.resolve()
  let failedAt: number | null = null
  let isStopped = true

  function look(): void {
    cancel = clock.after(lookMs, look)
    if (failedAt !== null && clock.monotonic() - failedAt < retryMs) return
    running = run().then((failed) => {
      failedAt = failed ? clock.monotonic() : null
    })
  }

  return {
    start(): void {
      if (!isStopped) return
      isStopped = false
      cancel = clock.after(firstLookMs, look)
    },
    /** Resolves when nothing runs any more. */
    async stop(): Promise<void> {
      isStopped = true
      cancel()
      await running
    }
  }
}
