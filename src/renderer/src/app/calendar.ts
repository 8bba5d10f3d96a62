const dayMs = 86_400_000
const shape = /^(\d{4})-(\d{2})-(\d{2})$/

/** Midnight UTC of an ISO calendar date in epoch ms, or null when it is no date ("2026-02-30", ""). Calendar arithmetic knows no time zone. */
function dayFrom(date: string): number | null {
  const match = shape.exec(date)
  if (match === null) return null
  const at = Date.UTC(Number(match[1]), Number(match[2]) - 1, Number(match[3]))
  return isoFrom(at) === date ? at : null
}

function isoFrom(at: number): string {
  return new Date(at).toISOString().slice(0, 10)
}

/** The date some calendar days later; null when `date` is incomplete. */
export function addDays(date: string, days: number): string | null {
  const at = dayFrom(date)
  return at === null ? null : isoFrom(at + days * dayMs)
}

/** Calendar days from one date to the other, negative when `to` lies before; null when either is no date. */
export function daysBetween(from: string, to: string): number | null {
  const start = dayFrom(from)
  const end = dayFrom(to)
  return start === null || end === null ? null : Math.round((end - start) / dayMs)
}

/** The calendar date at an instant in a time zone; the firm's when one is set, else this computer's. */
export function dateAt(at: number, timeZone: string | null): string {
  return new Intl.DateTimeFormat('en-CA', {
    ...(timeZone === null ? {} : { timeZone }),
    year: 'numeric',
    month: '2-digit',
    day: '2-digit'
  }).format(at)
}
