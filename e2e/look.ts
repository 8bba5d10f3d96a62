/** Pictures of a step of a test, for whoever wants to look at it: into the folder KEYDOCKET_LOOK names, and none without it. */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Keydocket } from './fixtures.ts'

const folder = process.env['KEYDOCKET_LOOK']

/** What the window shows now as NAME-WIDTH-SCHEME.png, wide and narrow, light and dark. */
export async function look({ page }: Pick<Keydocket, 'page'>, name: string): Promise<void> {
  if (!folder) return
  mkdirSync(folder, { recursive: true })
  for (const [width, height] of [
    [1440, 900],
    [1024, 700]
  ] as const) {
    await page.setViewportSize({ width, height })
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
      await page.screenshot({ path: join(folder, `${name}-${width}-${colorScheme}.png`) })
    }
  }
}
