import { serveReadings } from './serve-readings.ts'

/**
 * A program of its own, and the only one that reads untrusted pictures and files. It holds no key and no database, gets nothing of our environment
 * and ends with its parent.
 */
serveReadings(import.meta.url, async (question) => {
  const { readUntrusted } = await import('./read-untrusted.ts')
  return readUntrusted(question)
})
