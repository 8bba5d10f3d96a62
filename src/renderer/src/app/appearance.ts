import type { Appearance } from '#contract'

/** Applies light, dark or the system's choice to the whole document; ui/tokens.css does the rest through color-scheme. */
export function applyAppearance(appearance: Appearance): void {
  const root = document.documentElement
  if (appearance === 'system') delete root.dataset['theme']
  else root.dataset['theme'] = appearance
}
