import css from './Ring.module.css'
import { VisuallyHidden } from './VisuallyHidden.tsx'

export interface RingProps {
  /** Share of the time left, 1 (just begun) to 0. */
  readonly fraction: number
  /** Whole seconds left, shown beside the ring. */
  readonly seconds: number
  /** What the seconds count down to, for assistive technology, e.g. "until the code changes". */
  readonly label: string
  readonly size?: number
}

/** Seconds at which the countdown is shown as ending: too few to read a code over and type it. */
const endingSeconds = 5

/** A countdown: a ring for the eye and the seconds as text. No live region, so that nothing is announced each second. */
export function Ring({ fraction, seconds, label, size = 18 }: RingProps) {
  const stroke = 2.5
  const radius = (size - stroke) / 2
  const length = 2 * Math.PI * radius
  const left = Math.min(1, Math.max(0, fraction))
  const circle = { cx: size / 2, cy: size / 2, r: radius, strokeWidth: stroke }
  return (
    <span className={seconds <= endingSeconds ? `${css.ring} ${css.ending}` : css.ring}>
      <svg width={size} height={size} viewBox={`0 0 ${size} ${size}`} aria-hidden>
        <circle className={css.track} {...circle} />
        <circle
          className={css.arc}
          {...circle}
          strokeLinecap="round"
          strokeDasharray={length}
          strokeDashoffset={length * (1 - left)}
          transform={`rotate(-90 ${size / 2} ${size / 2})`}
        />
      </svg>
      <span className={css.seconds}>
        {Math.max(0, seconds)} s<VisuallyHidden> {label}</VisuallyHidden>
      </span>
    </span>
  )
}
