import { execFileSync } from 'node:child_process'

/** ImageMagick's own program: a `convert` on the path may be something else. Debian names version 6 so; version 7 calls itself `magick`. */
const names = ['convert-im6.q16', 'magick', 'convert-im6', 'convert']

/** The first of them that answers, or null. */
export function findImageMagick(): string | null {
  return names.find(answers) ?? null
}

function answers(name: string): boolean {
  try {
    return execFileSync(name, ['-version'], { encoding: 'utf8' }).startsWith('Version: ImageMagick')
  } catch {
    return false
  }
}
