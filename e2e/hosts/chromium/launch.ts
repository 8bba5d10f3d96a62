/**
 * Opens Keydocket in the Chromium stand-in, for a person at a screen: node e2e/hosts/chromium/launch.ts [--data-dir FOLDER]
 * Ends with main's own exit code.
 */
import { join } from 'node:path'
import { openInChromium } from './driver.ts'

process.stdout.write(
  "This is the Chromium stand-in: Electron's runtime is not used, see e2e/hosts/chromium/stand-in/electron.ts for what differs.\n"
)
try {
  const root = join(import.meta.dirname, '../../..')
  const running = await openInChromium({ root, args: process.argv.slice(2), headless: false, handleSignals: false })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void running.quit())
  const { code, signal } = await running.ended
  process.exitCode = code ?? 1
  if (signal !== null) process.stderr.write(`Keydocket was ended by ${signal}.\n`)
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exitCode = 1
}
