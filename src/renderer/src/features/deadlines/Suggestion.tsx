import { useEffect, useState } from 'react'
import { type Control, useWatch } from 'react-hook-form'
import type { Case, DeadlineSuggestion } from '#contract'
import { useClient } from '../../api/context.tsx'
import { formatDate } from '../../text/dates.ts'
import { deadlinesText } from '../../text/deadlines.ts'
import { Button } from '../../ui/Button.tsx'
import { CheckboxField } from '../../ui/CheckboxField.tsx'
import css from './Deadlines.module.css'
import { type DeadlineDraft, isNotice } from './deadline-draft.ts'

const text = deadlinesText.form.suggestion

interface SuggestionProps {
  readonly control: Control<DeadlineDraft>
  readonly cases: readonly Case[]
  readonly onTake: (date: string) => void
}

/** Offers when the answer to a notice is usually due, once its date of issue is known. Nothing is filled in unless the person takes it. */
export function Suggestion({ control, cases, onTake }: SuggestionProps) {
  const client = useClient()
  const [kind, subject, issuedOn, caseId] = useWatch({ control, name: ['kind', 'subject', 'issuedOn', 'caseId'] })
  const [mailed, setMailed] = useState(true)
  const [found, setFound] = useState<DeadlineSuggestion | null>(null)
  const form = cases.find(({ id }) => id === caseId)?.form ?? ''
  useEffect(() => {
    let isCurrent = true
    setFound(null)
    if (kind === 'deadline' && isNotice(subject) && /^\d{4}-\d\d-\d\d$/.test(issuedOn)) {
      client.deadlines
        .suggest({ subject, issuedOn, form, mailed })
        .then((answer) => isCurrent && setFound(answer))
        // A year half typed is out of bounds and suggests nothing.
        .catch(() => undefined)
    }
    return () => {
      isCurrent = false
    }
  }, [client, kind, subject, issuedOn, form, mailed])
  if (kind !== 'deadline' || !isNotice(subject) || found === null) return null
  return (
    <div className={css.suggestion}>
      <div className={css.offer}>
        <span>{text.offer(formatDate(found.dueOn), found.days)}</span>
        <Button size="small" onPress={() => onTake(found.dueOn)}>
          {text.take}
        </Button>
      </div>
      <CheckboxField label={text.mailed} isSelected={mailed} onChange={setMailed} />
      <p className={css.small}>{text.source(found.certainty, found.source)}</p>
    </div>
  )
}
