import { Check, Clock, Lock } from 'lucide-react'
import { useId } from 'react'
import type { Path } from '#contract'
import { useNow } from '../../app/clock.ts'
import { useTodayDate } from '../../app/today.ts'
import { pathsText } from '../../text/paths.ts'
import css from './Paths.module.css'
import { StepState } from './StepState.tsx'
import { StepWays } from './StepWays.tsx'
import { waitText } from './waiting.ts'

const text = pathsText
type Step = Path['steps'][number]
type GuideStep = Path['guide']['steps'][number]

export interface StepItemProps {
  readonly path: Path
  readonly number: number
  readonly guideStep: GuideStep
  readonly step: Step
  /** The path is finished or abandoned. */
  readonly isClosed: boolean
  /** Where, counted from 0, the next step to be done is looked for once the change is shown; null when it failed. */
  readonly onChanging: (from: number | null) => void
}

/** One step: what to do, the words and page to look for, the clock, what to write down, and whether it is done. */
export function StepItem(props: StepItemProps) {
  const { path, number, guideStep, step, isClosed } = props
  const id = useId()
  const isDone = step.doneAt !== null
  const isBlocked = !isDone && step.blockedBy.length > 0
  return (
    <li className={isDone ? `${css.step} ${css.isDone}` : isBlocked ? `${css.step} ${css.isBlocked}` : css.step} aria-labelledby={id}>
      <span className={css.number} aria-hidden>
        {isDone ? <Check size={14} strokeWidth={2.5} /> : number}
      </span>
      <div className={css.body}>
        <p id={id} className={css.what}>
          {guideStep.text}
          {!guideStep.required && <span className={css.small}> {text.optional}</span>}
          {guideStep.certainty === 'U' && (
            <>
              {' '}
              <span className={css.practice} title={text.practiceMeaning}>
                {text.practice}
              </span>
            </>
          )}
        </p>
        {isBlocked && !isClosed && <Blocked path={path} stepIds={step.blockedBy} />}
        <Words words={guideStep.words} />
        {!isDone && !isClosed && (step.waitUntil !== null || step.waitUntilDay !== null || guideStep.wait !== null) && (
          <Wait step={step} guideStep={guideStep} />
        )}
        {!isClosed && <StepWays path={path} guideStep={guideStep} step={step} />}
        <StepState {...props} />
        <details>
          <summary className={css.summary}>{text.source}</summary>
          <p className={css.small}>
            {guideStep.source}
            <br />
            {text.certainty[guideStep.certainty]}
          </p>
        </details>
      </div>
    </li>
  )
}

function Blocked({ path, stepIds }: { readonly path: Path; readonly stepIds: readonly string[] }) {
  const numbered = path.guide.steps.map((step, place) => ({ ...step, number: place + 1 }))
  const first = numbered.filter(({ id }) => stepIds.includes(id))
  return (
    <p className={css.after} title={first.map((one) => `${one.number}. ${one.text}`).join('\n')}>
      <Lock size={12} aria-hidden /> {text.after(first.map(({ number }) => number))}
    </p>
  )
}

/** The words as the agency writes them, to be found on its page or read out on the telephone. */
function Words({ words }: { readonly words: readonly string[] }) {
  if (words.length === 0) return null
  return (
    <p>
      <span className={css.small}>{text.lookFor} </span>
      {words.map((word) => (
        <q key={word} className={css.words}>
          {word}
        </q>
      ))}
    </p>
  )
}

function Wait({ step, guideStep }: { readonly step: Step; readonly guideStep: GuideStep }) {
  const now = useNow()
  const todayDate = useTodayDate()
  const wait = waitText(step, guideStep, now, todayDate())
  return (
    <p className={css.wait}>
      <Clock size={14} aria-hidden />
      {wait}
    </p>
  )
}
