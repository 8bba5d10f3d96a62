import { useLocation } from 'wouter'
import type { Account, Guide } from '#contract'
import { useStores } from '../../../api/context.tsx'
import { useChange } from '../../../app/change.ts'
import { accountName } from '../../../text/accounts.ts'
import { pathsText as text } from '../../../text/paths.ts'
import { Button } from '../../../ui/Button.tsx'
import { Dialog } from '../../../ui/Dialog.tsx'
import css from './Access.module.css'

export interface GuideDialogProps {
  readonly account: Account
  readonly guide: Guide
  readonly onClose: () => void
}

/** A guided path as it would be walked: when to take it and its steps. Nothing is written down before Start. */
export function GuideDialog({ account, guide, onClose }: GuideDialogProps) {
  const { paths } = useStores()
  const [, navigate] = useLocation()
  const [isPending, run] = useChange()
  const start = () => run(async () => navigate(`/paths/${await paths.start(account.id, guide.id)}`))
  return (
    <Dialog
      isOpen
      title={guide.title}
      subtitle={accountName(account)}
      onClose={onClose}
      footer={
        <>
          <Button onPress={onClose}>{text.preview.cancel}</Button>
          <Button variant="primary" isPending={isPending} onPress={start} autoFocus>
            {text.preview.start}
          </Button>
        </>
      }
    >
      <p>{guide.when}</p>
      <h3 className={css.stepsTitle}>{text.preview.steps(guide.steps.length)}</h3>
      <ol className={css.steps}>
        {guide.steps.map((step) => (
          <li key={step.id}>
            {step.text}
            {!step.required && <span className={css.small}> {text.optional}.</span>}
            {step.certainty === 'U' && <span className={css.small}> {text.practice}.</span>}
          </li>
        ))}
      </ol>
      <p className={css.muted}>{text.preview.nothingYet}</p>
    </Dialog>
  )
}
