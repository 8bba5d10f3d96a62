import { Check } from 'lucide-react'
import { setupText } from '../../text/vault.ts'
import css from './Setup.module.css'

export const stepNames = ['welcome', 'passphrase', 'kit', 'check', 'done'] as const
export type StepName = (typeof stepNames)[number]

/** Where in the first run one is. */
export function Steps({ current }: { readonly current: StepName }) {
  const at = stepNames.indexOf(current)
  return (
    <ol className={css.steps} aria-label={setupText.stepsLabel}>
      {stepNames.map((name, index) => (
        <li
          key={name}
          className={index < at ? `${css.step} ${css.past}` : css.step}
          {...(index === at ? { 'aria-current': 'step' as const } : {})}
        >
          <span className={css.number} aria-hidden>
            {index < at ? <Check size={11} strokeWidth={3} /> : index + 1}
          </span>
          {setupText.steps[name]}
        </li>
      ))}
    </ol>
  )
}
