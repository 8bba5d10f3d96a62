import { ChevronLeft, ChevronRight } from 'lucide-react'
import { useEffect, useState } from 'react'
import { Button as AriaButton } from 'react-aria-components'
import { useStore } from 'zustand'
import { useStores } from '../../api/context.tsx'
import { addMonths, monthOf, weeksOf } from '../../app/month.ts'
import { useTodayDate } from '../../app/today.ts'
import { formatDate } from '../../text/dates.ts'
import { deadlinesText } from '../../text/deadlines.ts'
import { Button, IconButton } from '../../ui/Button.tsx'
import css from './MonthCalendar.module.css'
import type { MonthDay } from './store.ts'

const text = deadlinesText.month
const monthFormat = new Intl.DateTimeFormat(undefined, { month: 'long', year: 'numeric', timeZone: 'UTC' })

/** A month by the list's filter. A press on a day narrows the list to it, another press widens it again. */
export function MonthCalendar({
  onChoose
}: {
  /** Called when the list was narrowed to a day, where the list is not beside. */ readonly onChoose?: (() => void) | undefined
}) {
  const { deadlines } = useStores()
  const today = useTodayDate()()
  const opened = useStore(deadlines, (state) => state.month)
  const on = useStore(deadlines, (state) => state.filter.on)
  const [thisMonth] = useState(() => monthOf(today))
  useEffect(() => void deadlines.openMonth(deadlines.getState().month?.month ?? thisMonth), [deadlines, thisMonth])
  const month = opened?.month ?? monthOf(today)
  const days = new Map((opened?.days ?? []).map((day) => [day.on, day]))
  const move = (count: number) => void deadlines.openMonth(addMonths(month, count))
  return (
    <section className={css.calendar} aria-label={text.label}>
      <div className={css.head}>
        <h2 className={css.title}>{monthFormat.format(Date.parse(`${month}-01`))}</h2>
        <Button size="small" variant="quiet" onPress={() => void deadlines.openMonth(monthOf(today))}>
          {text.today}
        </Button>
        <IconButton size="small" variant="quiet" icon={ChevronLeft} label={text.previous} onPress={() => move(-1)} />
        <IconButton size="small" variant="quiet" icon={ChevronRight} label={text.next} onPress={() => move(1)} />
      </div>
      <table className={css.grid}>
        <thead>
          <tr>
            {text.weekdays.map((name) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {weeksOf(month).map((week) => (
            <tr key={week[0]}>
              {week.map((date) => (
                <td key={date}>
                  {monthOf(date) === month && (
                    <Day
                      date={date}
                      day={days.get(date)}
                      isToday={date === today}
                      isChosen={date === on}
                      onPress={() => {
                        void deadlines.setFilter({ on: date === on ? null : date })
                        if (date !== on) onChoose?.()
                      }}
                    />
                  )}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

interface DayProps {
  readonly date: string
  readonly day: MonthDay | undefined
  readonly isToday: boolean
  readonly isChosen: boolean
  readonly onPress: () => void
}

function Day({ date, day, isToday, isChosen, onPress }: DayProps) {
  const titles = (day?.first ?? []).map(({ clientName, title }) => `${clientName}, ${title}`).join('; ')
  const isLate = day?.first.some(({ state }) => state === 'overdue' || state === 'unanswered') ?? false
  const label = text.day(formatDate(date), day?.count ?? 0, titles)
  const classes = [css.day, isToday && css.isToday, isChosen && css.isChosen].filter(Boolean).join(' ')
  return (
    <AriaButton
      className={classes}
      aria-label={label}
      aria-pressed={isChosen}
      isDisabled={day === undefined && !isChosen}
      onPress={onPress}
    >
      <span>{Number(date.slice(8))}</span>
      <span className={isLate ? `${css.count} ${css.isLate}` : css.count} title={titles}>
        {day?.count ?? ''}
      </span>
    </AriaButton>
  )
}
