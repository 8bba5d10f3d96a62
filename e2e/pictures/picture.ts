import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Keydocket } from '../fixtures.ts'

const folder = join(import.meta.dirname, '../../docs/pictures')
const sizes = [
  { name: '1440x900', width: 1440, height: 900 },
  { name: '1024x700', width: 1024, height: 700 }
] as const
type Size = (typeof sizes)[number]['name']
const themes = ['light', 'dark'] as const

interface Shown {
  readonly sizes?: readonly Size[]
  readonly themes?: readonly (typeof themes)[number][]
}

/** One picture per size and theme of what the window shows now, as docs/pictures/NAME-SIZE-THEME.png. NAME may have a folder in it. */
export async function picture({ page }: Keydocket, name: string, shown: Shown = {}): Promise<void> {
  mkdirSync(join(folder, name, '..'), { recursive: true })
  for (const { name: size, width, height } of sizes) {
    if (shown.sizes && !shown.sizes.includes(size)) continue
    await page.setViewportSize({ width, height })
    // Nothing lies under the pointer.
    await page.mouse.move(width - 1, 1)
    for (const colorScheme of shown.themes ?? themes) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
      await page.waitForFunction(() => document.getAnimations().every((animation) => animation.playState !== 'running'))
      await page.screenshot({ path: join(folder, `${name}-${size}-${colorScheme}.png`), animations: 'disabled' })
    }
  }
}
