/** This process's end of the channel to the driver. */
import { lstatSync, rmSync } from 'node:fs'
import { join } from 'node:path'
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
      if (process.connected) process.send?.(message)
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

/** Chromium ends when its pipe does, and writes while it ends: its lock, a symbolic link, is the last thing it takes away. */
function removeProfile(): void {
  const clock = new Int32Array(new SharedArrayBuffer(4))
  for (let waits = 0; waits < 60; waits += 1) {
    if (lstatSync(join(settings.profile, 'SingletonLock'), { throwIfNoEntry: false }) === undefined) break
    Atomics.wait(clock, 0, 0, 50)
  }
  rmSync(settings.profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 })
}
