import type { Tone } from './tone.ts'

/** How long a toast stays, in ms; the time stands still while the pointer or the focus is on one. Null: until it is closed. */
export function shownForMs({ tone, action }: { readonly tone?: Tone; readonly action?: object | undefined }): number | null {
  if (tone === 'bad') return null
  return action === undefined ? 6_000 : 20_000
}
