/** This process's end of the channel to the driver. */
import { existsSync, rmSync } from 'node:fs'
import { type DriverCalls, type StandInSettings, settingsVariable } from '../calls.ts'
import { createLink } from '../link.ts'
import { notInStandIn } from './only.ts'

const setting = process.env[settingsVariable]
if (setting === undefined || process.send === undefined) notInStandIn('starting without its driver (use e2e/hosts/chromium/launch.ts)')
export const settings = JSON.parse(setting) as StandInSettings
// Not for the processes this one starts.
delete process.env[settingsVariable]

const answers: Record<string, (input: never) => unknown> = {}

/** Adds calls the driver may make. */
export function answer(calls: Record<string, (input: never) => unknown>): void {
  Object.assign(answers, calls)
}

export const driver = createLink<DriverCalls>(
  {
    send: (message) => {
      // A driver that is just ending does not take the message; `disconnect` follows.
      if (process.connected) process.send?.(message, undefined, undefined, () => {})
    },
    onMessage: (listener) => process.on('message', listener)
  },
  answers
)

/** Milliseconds given to an orderly end once the driver, and with it the browser, is gone. */
const endWithinMs = 5000

export function whenDriverGone(quit: () => void): void {
  process.once('disconnect', () => {
    driver.end()
    setTimeout(() => process.exit(1), endWithinMs).unref()
    process.once('exit', removeProfile)
    quit()
  })
}

/** Chromium ends when its pipe does, and still writes while it ends: the folder counts as removed when it has stayed away for half a second. */
function removeProfile(): void {
  const clock = new Int32Array(new SharedArrayBuffer(4))
  let quietLooks = 0
  for (let looks = 0; looks < 40 && quietLooks < 5; looks += 1) {
    quietLooks = existsSync(settings.profile) ? 0 : quietLooks + 1
    removeQuietly()
    Atomics.wait(clock, 0, 0, 100)
  }
}

function removeQuietly(): void {
  try {
    rmSync(settings.profile, { recursive: true, force: true })
  } catch {
    // Written to at this very moment; there is another look.
  }
}
