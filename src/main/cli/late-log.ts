import type { Log } from '../ports.ts'

/** A log whose writer is loaded at its first line; lines keep their order, `flush` waits until they are written. Most commands log nothing. */
export function createLateLog(load: () => Promise<Log>): Log & { flush(): Promise<void> } {
  let written: Promise<unknown> = Promise.resolve()
  let loading: Promise<Log> | null = null
  const later = (write: (log: Log) => void): void => {
    loading ??= load()
    const loaded = loading
    // A log that cannot be written must not stop the work.
    written = written.then(async () => write(await loaded)).catch(() => undefined)
  }
  return {
    info: (event, facts) => later((log) => log.info(event, facts)),
    warn: (event, facts) => later((log) => log.warn(event, facts)),
    error: (event, error, facts) => later((log) => log.error(event, error, facts)),
    async flush() {
      await written
    }
  }
}
