import type { ImportCounts } from '#contract'
import { importsText as text } from '../../text/imports.ts'
import { Button } from '../../ui/Button.tsx'
import { Link } from '../../ui/Link.tsx'
import { Notice } from '../../ui/Notice.tsx'
import css from './Imports.module.css'
import { SaveRejected } from './PreviewStep.tsx'

export interface ResultStepProps {
  readonly counts: ImportCounts
  /** Everything in the file was here already. */
  readonly isNothing: boolean
  readonly onAnother: () => void
}

/** What was done, in numbers that add up, and what to do with the rest. */
export function ResultStep({ counts, isNothing, onAnother }: ResultStepProps) {
  const left = (counts['conflict'] ?? 0) + (counts['rejected'] ?? 0)
  return (
    <>
      <Notice tone={isNothing ? 'info' : 'good'} title={isNothing ? text.result.nothing : text.result.title}>
        <p>{text.result.sum(counts)}</p>
        {!isNothing && <p>{text.did(counts)}.</p>}
      </Notice>
      <div className={css.actions}>
        <Link href="#/clients">{text.result.clients}</Link>
        <SaveRejected count={left} />
        <Button onPress={onAnother} autoFocus>
          {text.result.another}
        </Button>
      </div>
    </>
  )
}
