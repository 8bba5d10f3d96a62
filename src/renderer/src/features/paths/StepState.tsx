import { Check, Undo2 } from 'lucide-react'
import { useState } from 'react'
import { useStores } from '../../api/context.tsx'
import { useChange } from '../../app/change.ts'
import { formatInstant } from '../../text/dates.ts'
import { pathsText } from '../../text/paths.ts'
import { Button } from '../../ui/Button.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { showToast } from '../../ui/Toast.tsx'
import css from './Paths.module.css'
import type { StepItemProps } from './StepItem.tsx'

const text = pathsText

/** The note of a step, and whether it is done. */
export function StepState({ path, number, guideStep, step, isClosed, onChanging }: StepItemProps) {
  const { paths } = useStores()
  const [isPending, run] = useChange()
  const [note, setNote] = useState(step.note)
  const isDone = step.doneAt !== null
  const set = (done: boolean, saved: string | null = null) =>
    run(async () => {
      if (done !== isDone) onChanging(number - 1)
      await paths.setStep({ id: path.id, stepId: step.stepId, done, note }).catch((error: unknown) => {
        onChanging(null)
        throw error
      })
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
          <Button
            size="small"
            icon={Check}
            isPending={isPending}
            onPress={() => set(true)}
            aria-label={`${text.done}: ${guideStep.text}`}
            data-done-of={number - 1}
          >
            {text.done}
          </Button>
        )
      )}
    </div>
  )
}
