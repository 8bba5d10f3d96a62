/**
 * Opens Keydocket in the Chromium stand-in, for a person at a screen: node e2e/hosts/chromium/launch.ts [--data-dir FOLDER]
 * Ends with main's own exit code.
 */
import { join } from 'node:path'
import { type Ended, EndedEarly, openInChromium } from './driver.ts'

// `npm start` has said it in its own line.
if (process.env['KEYDOCKET_STAND_IN_ANNOUNCED'] === undefined) {
  process.stdout.write(
    "This is the Chromium stand-in: Electron's runtime is not used. What differs: e2e/hosts/chromium/stand-in/electron.ts\n"
  )
}
process.exitCode = await launch()

async function launch(): Promise<number> {
  if (process.platform === 'linux' && !process.env['DISPLAY'] && !process.env['WAYLAND_DISPLAY']) {
    process.stderr.write('There is no display here, so no window can open.\n')
    return 1
  }
  try {
    const root = join(import.meta.dirname, '../../..')
    const running = await openInChromium({ root, args: process.argv.slice(2), headless: false, handleSignals: false, onExternal: report })
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void running.quit())
    return codeOf(await running.ended)
  } catch (error) {
    if (error instanceof EndedEarly) return codeOf(error.ended)
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
    return 1
  }
}

/** The stand-in opens no page outside itself. */
function report(url: string): void {
  process.stdout.write(`Would open in the browser: ${url}\n`)
}

function codeOf({ code, signal }: Ended): number {
  if (signal !== null) process.stderr.write(`Keydocket was ended by ${signal}.\n`)
  return code ?? 1
}
