import { Check, Clock, ExternalLink, Lock, NotebookPen, Undo2 } from 'lucide-react'
import { useId, useState } from 'react'
import type { Path } from '#contract'
import { useClient, useStores } from '../../api/context.tsx'
import { useChange } from '../../app/change.ts'
import { useNow } from '../../app/clock.ts'
import { useTodayDate } from '../../app/today.ts'
import { formatInstant } from '../../text/dates.ts'
import { pathsText } from '../../text/paths.ts'
import { Button } from '../../ui/Button.tsx'
import { Link } from '../../ui/Link.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { showToast } from '../../ui/Toast.tsx'
import css from './Paths.module.css'
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
}

/** One step: what to do, the words and page to look for, the clock, what to write down, and whether it is done. */
export function StepItem({ path, number, guideStep, step, isClosed }: StepItemProps) {
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
        </p>
        {isBlocked && !isClosed && <Blocked path={path} stepIds={step.blockedBy} />}
        <Words words={guideStep.words} />
        {!isDone && !isClosed && (step.waitUntil !== null || step.waitUntilDay !== null || guideStep.wait !== null) && (
          <Wait step={step} guideStep={guideStep} />
        )}
        {!isClosed && <Ways path={path} guideStep={guideStep} isDone={isDone} />}
        <StepState path={path} guideStep={guideStep} step={step} isClosed={isClosed} />
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

/** The page to open, after its host was shown, and the place where the outcome is written down. */
function Ways({ path, guideStep, isDone }: { readonly path: Path; readonly guideStep: GuideStep; readonly isDone: boolean }) {
  const client = useClient()
  const [isPending, run] = useChange()
  const { page, record } = guideStep
  if (page === null && record === null) return null
  const host = page === null ? '' : new URL(page).host
  return (
    <div className={css.ways}>
      {page !== null && (
        <Button
          size="small"
          icon={ExternalLink}
          isPending={isPending}
          onPress={() =>
            run(async () => {
              const { opened } = await client.links.open({ url: page, accountId: path.accountId })
              if (opened) showToast({ text: text.opened(host) })
            })
          }
        >
          {text.openPage(host)}
        </Button>
      )}
      {record !== null && !isDone && (
        <span className={css.record}>
          <NotebookPen size={14} aria-hidden />
          {record === 'note' ? text.record.note : <Link href={`#/accounts/${path.accountId}`}>{text.record[record]}</Link>}
        </span>
      )}
    </div>
  )
}

function StepState({ path, guideStep, step, isClosed }: Omit<StepItemProps, 'number'>) {
  const { paths } = useStores()
  const [isPending, run] = useChange()
  const [note, setNote] = useState(step.note)
  const isDone = step.doneAt !== null
  const set = (done: boolean, saved: string | null = null) =>
    run(async () => {
      await paths.setStep({ id: path.id, stepId: step.stepId, done, note })
      if (saved !== null) showToast({ tone: 'good', text: saved })
    })
  // A step whose turn has not come stays short.
  const hasNote = isDone || step.blockedBy.length === 0 || step.note !== ''
  const doneText = step.doneAt === null ? null : text.doneBy(step.doneBy, formatInstant(step.doneAt))
  if (isClosed) {
    return (
      <p className={css.small}>
        {doneText} {step.note}
      </p>
    )
  }
  return (
    <div className={css.state}>
      {hasNote && (
        <div className={css.note}>
          <TextField
            label={text.noteOf(guideStep.text)}
            isLabelHidden
            placeholder={text.note}
            value={note}
            onChange={setNote}
            maxLength={400}
            autoComplete="off"
          />
        </div>
      )}
      {note.trim() !== step.note && (isDone || step.blockedBy.length > 0 || step.note !== '') && (
        <Button
          size="small"
          isPending={isPending}
          onPress={() => set(isDone, text.noteSaved)}
          aria-label={`${text.saveNote}: ${guideStep.text}`}
        >
          {text.saveNote}
        </Button>
      )}
      {isDone ? (
        <>
          <span className={css.small}>{doneText}</span>
          <Button
            size="small"
            variant="quiet"
            icon={Undo2}
            isPending={isPending}
            onPress={() => set(false)}
            aria-label={`${text.undo}: ${guideStep.text}`}
          >
            {text.undo}
          </Button>
        </>
      ) : (
        step.blockedBy.length === 0 && (
          <Button size="small" icon={Check} isPending={isPending} onPress={() => set(true)} aria-label={`${text.done}: ${guideStep.text}`}>
            {text.done}
          </Button>
        )
      )}
    </div>
  )
}
