import { useElementWidth } from '../../app/element-width.ts'
import { accessCodesText } from '../../text/access-codes.ts'
import { formatDate, formatDay } from '../../text/dates.ts'
import css from './AccessCodes.module.css'
import { type Timeline, timelineDays } from './timeline.ts'

const text = accessCodesText.board
const barsHeight = 56
const axisHeight = 20
/** Pixels left and right, so that the first and the last week's names fit. */
const inset = 20

/** Codes by the day on which they expire. For assistive technology one sentence: each code stands in the table below. */
export function TimelinePlot({ timeline }: { readonly timeline: Timeline }) {
  const [box, width] = useElementWidth<HTMLDivElement>()
  const { bars, most } = timeline
  const summary =
    most === null || bars[0] === undefined
      ? text.timelineNone
      : text.timelineSummary(timeline.total, formatDate(bars[0].on), formatDate(most.on), most.count)
  return (
    <figure className={css.timeline}>
      <figcaption className={css.caption}>{summary}</figcaption>
      <div ref={box} className={css.plot}>
        {width > 0 && <Plot timeline={timeline} width={width} label={`${text.timeline}. ${summary}`} />}
      </div>
    </figure>
  )
}

interface PlotProps {
  readonly timeline: Timeline
  readonly width: number
  readonly label: string
}

function Plot({ timeline: { bars, weeks, most }, width, label }: PlotProps) {
  const perDay = (width - 2 * inset) / timelineDays
  const x = (day: number): number => inset + day * perDay
  const barWidth = Math.max(4, Math.min(12, perDay - 2))
  const tallest = Math.max(1, most?.count ?? 1)
  // Room above the tallest bar for its number.
  const height = (count: number): number => (count / tallest) * (barsHeight - 16)
  return (
    <svg width={width} height={barsHeight + axisHeight} viewBox={`0 0 ${width} ${barsHeight + axisHeight}`} role="img" aria-label={label}>
      <line className={css.axis} x1={inset / 2} x2={width - inset / 2} y1={barsHeight} y2={barsHeight} />
      {weeks.map(({ day, on, isNamed }) => (
        <g key={day}>
          <line className={css.axis} x1={x(day)} x2={x(day)} y1={barsHeight} y2={barsHeight + (isNamed ? 5 : 3)} />
          {isNamed && (
            <text className={css.tick} x={x(day)} y={barsHeight + 17} textAnchor="middle">
              {formatDay(on)}
            </text>
          )}
        </g>
      ))}
      {bars.map(({ day, on, count, expiring }) => (
        <g key={on}>
          <title>{`${formatDate(on)}: ${count}`}</title>
          <rect
            className={expiring > 0 ? `${css.bar} ${css.soon}` : css.bar}
            x={x(day) - barWidth / 2}
            y={barsHeight - height(count)}
            width={barWidth}
            height={height(count)}
            rx={1.5}
          />
          {count > 1 && (
            <text className={css.tick} x={x(day)} y={barsHeight - height(count) - 4} textAnchor="middle">
              {count}
            </text>
          )}
        </g>
      ))}
    </svg>
  )
}
