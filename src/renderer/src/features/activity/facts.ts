import type { AuditRow } from '#contract'

/** A field name of the contract as words: `clipboardSeconds` -> "clipboard seconds". */
function words(name: string): string {
  return name
    .replaceAll(/([a-z])([A-Z])/g, '$1 $2')
    .replaceAll('-', ' ')
    .toLowerCase()
}

/** The small facts of a row in one line, e.g. "other names, file number" or "count: 10"; '' when there are none. */
export function factsOf({ details }: Pick<AuditRow, 'details'>): string {
  return Object.entries(details)
    .filter(([, value]) => value !== null && value !== '' && !(Array.isArray(value) && value.length === 0))
    .map(([name, value]) => {
      if (Array.isArray(value)) return value.map(words).join(', ')
      if (typeof value === 'boolean') return value ? words(name) : `not ${words(name)}`
      return `${words(name)}: ${value}`
    })
    .join('; ')
}
