import type { EntrySuggestion, Portal } from '#contract'
import { fold } from '../../db/dialects/search-words.ts'

/** What an entry says of the login it belongs to. */
export interface EntryNames {
  readonly issuer: string
  readonly label: string
}

/** An account with the entry's sign-in name. */
export interface Candidate extends Omit<EntrySuggestion, 'because'> {
  readonly usernameKey: string
}

/** The part of a label that is a sign-in name: what follows `Issuer:`, folded. */
export function usernameKeyOf({ issuer, label }: EntryNames): string {
  const colon = label.indexOf(':')
  const named = colon > 0 && fold(label.slice(0, colon)) === fold(issuer) ? label.slice(colon + 1) : label
  return fold(named).trim()
}

/** The portal an issuer names, by its name, short name or id; null for any other issuer. */
export function portalOfIssuer(issuer: string, portals: readonly Portal[]): Portal | null {
  const wanted = fold(issuer).trim()
  if (wanted === '') return null
  return portals.find(({ id, name, shortName }) => [id, name, shortName].some((known) => fold(known) === wanted)) ?? null
}

/**
 * The one account an entry plainly belongs to, or null. Portal and sign-in name decide; a sign-in name alone does only where the entry names no
 * portal we know and one account has that name. Two candidates are none: the wrong client's code is the mistake to avoid.
 */
export function suggestionFor(names: EntryNames, candidates: readonly Candidate[], portals: readonly Portal[]): EntrySuggestion | null {
  const key = usernameKeyOf(names)
  if (key === '') return null
  const fitting = candidates.filter(({ usernameKey }) => usernameKey === key)
  const portal = portalOfIssuer(names.issuer, portals)
  const chosen = portal === null ? fitting : fitting.filter(({ portalId }) => portalId === portal.id)
  const [only, ...others] = chosen
  if (only === undefined || others.length > 0) return null
  const { usernameKey: _, ...account } = only
  return { ...account, because: portal === null ? 'same-username' : 'same-login' }
}
