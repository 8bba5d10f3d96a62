import type { AuditRow } from '#contract'
import { auditDetailTexts } from '../../text/activity.ts'
import { formatDate } from '../../text/dates.ts'

/** A field name of the contract as words: `clipboardSeconds` -> "clipboard seconds". */
function words(name: string): string {
  return name
    .replaceAll(/([a-z])([A-Z])/g, '$1 $2')
    .replaceAll('-', ' ')
    .toLowerCase()
}

function factText(name: string, value: AuditRow['details'][string]): string {
  if (value === null || value === '') return ''
  if (Array.isArray(value)) return value.map(words).join(', ')
  const known = auditDetailTexts[name]
  if (known) return known(value)
  if (typeof value === 'boolean') return value ? words(name) : `not ${words(name)}`
  if (typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value)) return `${words(name)} ${formatDate(value)}`
  return `${words(name)}: ${value}`
}

/** The small facts of a row in one line, e.g. "10 codes, issued Feb 20, 2027"; '' when there are none. */
export function factsOf({ details }: Pick<AuditRow, 'details'>): string {
  return Object.entries(details)
    .map(([name, value]) => factText(name, value))
    .filter((text) => text !== '')
    .join(', ')
}
