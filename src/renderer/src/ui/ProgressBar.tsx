import { ProgressBar as AriaProgressBar, Label } from 'react-aria-components'
import css from './ProgressBar.module.css'

export interface ProgressBarProps {
  readonly label: string
  /** 0 to `max`; left out while the end is not known. */
  readonly value?: number
  readonly max?: number
}

export function ProgressBar({ label, value, max = 100 }: ProgressBarProps) {
  return (
    <AriaProgressBar value={value ?? 0} maxValue={max} isIndeterminate={value === undefined} className={css.progress}>
      {({ percentage, valueText }) => (
        <>
          <div className={css.texts}>
            <Label>{label}</Label>
            {value !== undefined && <span>{valueText}</span>}
          </div>
          <div className={css.track}>
            <div
              className={value === undefined ? `${css.fill} ${css.indeterminate}` : css.fill}
              style={value === undefined ? {} : { width: `${percentage ?? 0}%` }}
            />
          </div>
        </>
      )}
    </AriaProgressBar>
  )
}
