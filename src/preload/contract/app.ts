import * as z from 'zod'
import { call, later, nothing } from './schemas.ts'

export const hostKinds = ['electron', 'chromium-host', 'command-line'] as const

const AppInfo = later(() =>
  z.strictObject({
    version: z.string(),
    /** Which program runs the core. `chromium-host` is the stand-in used where Electron's runtime cannot be had. */
    host: z.enum(hostKinds),
    /** Name of the signed-in user of this computer: the suggestion for "your name" at first run. */
    computerUser: z.string(),
    dataFolder: z.string()
  })
)
export type AppInfo = z.output<ReturnType<typeof AppInfo>>

export const appContract = {
  'app.info': call(nothing, AppInfo)
}
