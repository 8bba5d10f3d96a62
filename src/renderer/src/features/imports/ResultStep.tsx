import type { ImportCounts } from '#contract'
import { importsText as text } from '../../text/imports.ts'
import { Button } from '../../ui/Button.tsx'
import { Link } from '../../ui/Link.tsx'
import { Section } from '../../ui/Section.tsx'
import css from './Imports.module.css'
import { SaveLeft } from './PreviewStep.tsx'

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
    <Section focusTitle title={isNothing ? text.result.nothing : text.result.title}>
      <p>{text.result.sum(counts)}</p>
      {!isNothing && <p>{text.did(counts)}.</p>}
      <div className={css.actions}>
        <SaveLeft count={left} />
        <Button onPress={onAnother}>{text.result.another}</Button>
        <Link href="#/clients">{text.result.clients}</Link>
      </div>
    </Section>
  )
}
