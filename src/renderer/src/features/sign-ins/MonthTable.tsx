import { type KeyboardEvent, useRef, useState } from 'react'
import { Button } from 'react-aria-components'
import { formatDate } from '../../text/dates.ts'
import { signInsText } from '../../text/sign-ins.ts'
import { dayAfter, type MonthGrid } from './month.ts'
import css from './SignIns.module.css'

const text = signInsText
const weekdayFormat = new Intl.DateTimeFormat(undefined, { weekday: 'short', timeZone: 'UTC' })
const longWeekdayFormat = new Intl.DateTimeFormat(undefined, { weekday: 'long', timeZone: 'UTC' })

export interface MonthTableProps {
  readonly grid: MonthGrid
  /** The month in words. */
  readonly name: string
  readonly today: string
  readonly days: readonly { readonly on: string; readonly count: number }[]
  readonly chosen: string | null
  readonly onChoose: (day: string) => void
}

const steps: Readonly<Record<string, number>> = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 }

/** A month as a table of days with how many sign-ins are due. Arrow keys move between days, Enter lists one; one tab stop in all. */
export function MonthTable({ grid, name, today, days, chosen, onChoose }: MonthTableProps) {
  const counts = new Map(days.map(({ on, count }) => [on, count]))
  const table = useRef<HTMLTableElement>(null)
  const [active, setActive] = useState<string | null>(null)
  const all = grid.weeks.flat()
  const stop = [active ?? '', chosen ?? '', today, grid.first].find((day) => all.includes(day))
  const onKeyDown = (event: KeyboardEvent<HTMLTableElement>): void => {
    const step = steps[event.key]
    if (step === undefined || stop === undefined) return
    const next = dayAfter(stop, step)
    if (!all.includes(next)) return
    event.preventDefault()
    setActive(next)
    table.current?.querySelector<HTMLButtonElement>(`[data-day="${next}"]`)?.focus()
  }
  return (
    <table ref={table} className={css.grid} aria-label={text.calendar(name)} onKeyDownCapture={onKeyDown}>
      <thead>
        <tr>
          {grid.weeks[0]?.map((day) => (
            <th key={day} scope="col" abbr={longWeekdayFormat.format(Date.parse(day))}>
              {weekdayFormat.format(Date.parse(day))}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {grid.weeks.map((week) => (
          <tr key={week[0]}>
            {week.map((day) => (
              <td key={day}>
                <Button
                  className={classesOf(day, grid.first, today, chosen)}
                  data-day={day}
                  excludeFromTabOrder={day !== stop}
                  onFocus={() => setActive(day)}
                  onPress={() => onChoose(day)}
                  aria-label={text.dayName(formatDate(day), counts.get(day) ?? 0)}
                  {...(day === today ? { 'aria-current': 'date' as const } : {})}
                >
                  <span className={css.number}>{Number(day.slice(8))}</span>
                  {counts.has(day) && <span className={day < today ? `${css.count} ${css.past}` : css.count}>{counts.get(day)}</span>}
                </Button>
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

const classesOf = (day: string, first: string, today: string, chosen: string | null): string =>
  [
    css.day,
    day.slice(0, 7) === first.slice(0, 7) ? null : css.other,
    day === today ? css.isToday : null,
    day === chosen ? css.isChosen : null
  ]
    .filter(Boolean)
    .join(' ')
