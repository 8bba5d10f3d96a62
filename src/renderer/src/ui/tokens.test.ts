// @ts-expect-error The window's program knows no Node; this test alone runs there.
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const css: string = readFileSync(new URL('./tokens.css', import.meta.url), 'utf8')
const themes = ['light', 'dark'] as const

/** Hex colour of a token in one theme. */
function colour(name: string, theme: (typeof themes)[number]): string {
  const pair = new RegExp(`--${name}: light-dark\\((#[0-9a-f]{6}), (#[0-9a-f]{6})\\)`).exec(css)
  const single = new RegExp(`--${name}: (#[0-9a-f]{6});`).exec(css)
  const found = pair ? pair[theme === 'light' ? 1 : 2] : single?.[1]
  if (!found) throw new Error(`no colour --${name}`)
  return found
}

/** Relative luminance, WCAG 2.2. */
function luminance(hex: string): number {
  const [r, g, b] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(hex.slice(at, at + 2), 16) / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  }) as [number, number, number]
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}

function contrast(a: string, b: string): number {
  const [dark, light] = [luminance(a), luminance(b)].sort((x, y) => x - y) as [number, number]
  return (light + 0.05) / (dark + 0.05)
}

const surfaces = ['window', 'surface', 'surface-raised', 'surface-sunken', 'surface-hover', 'surface-pressed', 'surface-selected']
const tones = ['neutral', 'info', 'good', 'warn', 'bad']

/** Text on what it stands on, 4.5:1 (1.4.3). */
const textPairs: [string, string][] = [
  ...['text', 'text-muted', 'accent-text'].flatMap((text) => surfaces.map((surface): [string, string] => [text, surface])),
  ...tones.map((tone): [string, string] => [`${tone}-text`, `${tone}-soft`]),
  ...tones.map((tone): [string, string] => ['text', `${tone}-soft`]),
  ...['bad-text', 'warn-text', 'good-text'].flatMap((text) =>
    ['surface', 'surface-raised', 'surface-hover'].map((surface): [string, string] => [text, surface])
  ),
  ...['accent', 'accent-hover', 'accent-pressed', 'danger', 'danger-hover', 'danger-pressed'].map((fill): [string, string] => [
    'on-accent',
    fill
  ])
]
/** Frames of controls, and the focus ring, 3:1 (1.4.11). */
const framePairs: [string, string][] = ['line-strong', 'focus'].flatMap((frame) =>
  ['surface', 'surface-raised', 'window'].map((surface): [string, string] => [frame, surface])
)

test.each(themes)('contrast of the %s theme', (theme) => {
  const tooLow = [...textPairs.map((pair) => [...pair, 4.5] as const), ...framePairs.map((pair) => [...pair, 3] as const)]
    .map(([front, back, least]) => ({ front, back, least, ratio: contrast(colour(front, theme), colour(back, theme)) }))
    .filter(({ ratio, least }) => ratio < least)
    .map(({ front, back, ratio }) => `--${front} on --${back}: ${ratio.toFixed(2)}`)
  expect(tooLow).toEqual([])
})
