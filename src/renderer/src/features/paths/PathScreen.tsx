import { CircleCheck, CircleSlash } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useForm } from 'react-hook-form'
import { useStore } from 'zustand'
import type { Path } from '#contract'
import { isApiError } from '../../api/client.ts'
import { useStores } from '../../api/context.tsx'
import { useChange } from '../../app/change.ts'
import { FormDialog } from '../../app/FormDialog.tsx'
import { Problem } from '../../app/Problem.tsx'
import { accountName } from '../../text/accounts.ts'
import { formatInstantDate } from '../../text/dates.ts'
import { pathsText } from '../../text/paths.ts'
import { rotationText } from '../../text/rotation.ts'
import { Button } from '../../ui/Button.tsx'
import { FormTextField } from '../../ui/FormFields.tsx'
import { Link } from '../../ui/Link.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { PageHeader } from '../../ui/PageHeader.tsx'
import { Section } from '../../ui/Section.tsx'
import { Spinner } from '../../ui/Spinner.tsx'
import { showToast } from '../../ui/Toast.tsx'
import css from './Paths.module.css'
import { StepItem } from './StepItem.tsx'

const text = pathsText

/** One guided path of one account: its steps in order, resumable at any time. */
export function PathScreen({ pathId }: { readonly pathId: string }) {
  const { paths } = useStores()
  const path = useStore(paths, (state) => state.path)
  const error = useStore(paths, (state) => state.error)
  useEffect(() => paths.openPath(pathId), [paths, pathId])
  if (path === null) {
    return (
      <div className={css.page}>
        <Problem error={error} />
        {error === null && <Spinner label={text.loading} />}
      </div>
    )
  }
  return <OpenedPath path={path} error={error} />
}

function OpenedPath({ path, error }: { readonly path: Path; readonly error: unknown }) {
  const [refused, setRefused] = useState<readonly string[]>([])
  const { guide, steps, finishedAt, abandonedAt } = path
  const isClosed = finishedAt !== null || abandonedAt !== null
  const done = steps.filter(({ doneAt }) => doneAt !== null).length
  // What was refused is told until it is done.
  const missing = guide.steps.filter(({ id }) => refused.includes(id) && steps.some((step) => step.stepId === id && step.doneAt === null))
  return (
    <>
      <div className={css.head}>
        <PageHeader
          back={{ href: `#/accounts/${path.accountId}`, label: text.back }}
          title={guide.title}
          subtitle={
            <>
              <Link quiet href={`#/accounts/${path.accountId}`}>
                {accountName(path)}
              </Link>
              {` · ${text.progress(done, steps.length)}`}
            </>
          }
          actions={!isClosed && <Closing path={path} onRefused={setRefused} />}
        />
      </div>
      <div className={css.page}>
        <Problem error={error} />
        {finishedAt !== null && <Notice tone="good">{text.finishedOn(formatInstantDate(finishedAt))}</Notice>}
        {abandonedAt !== null && <Notice tone="neutral">{text.abandonedOn(formatInstantDate(abandonedAt))}</Notice>}
        {missing.length > 0 && (
          <Notice tone="bad" title={text.finishRefused}>
            {text.finishRefusedBody}
            <ul className={css.missing}>
              {missing.map((step) => (
                <li key={step.id}>{`${guide.steps.indexOf(step) + 1}. ${step.text}`}</li>
              ))}
            </ul>
          </Notice>
        )}
        <p>
          {guide.when} <span className={css.small}>{text.startedBy(path.startedBy, formatInstantDate(path.startedAt))}.</span>
        </p>
        {guide.id === 'person-leaves' && (
          <p>
            {rotationText.whoLeaves} <Link href="#/recovery/rotation">{rotationText.link}</Link>
          </p>
        )}
        <Section title={text.steps} isFlush>
          <ol className={css.steps}>
            {guide.steps.map((guideStep, index) => {
              const step = steps.find(({ stepId }) => stepId === guideStep.id)
              return (
                step && <StepItem key={guideStep.id} path={path} number={index + 1} guideStep={guideStep} step={step} isClosed={isClosed} />
              )
            })}
          </ol>
        </Section>
      </div>
    </>
  )
}

interface ClosingProps {
  readonly path: Path
  /** Ids of the steps that must be done before the path can be finished. */
  readonly onRefused: (stepIds: readonly string[]) => void
}

function Closing({ path, onRefused }: ClosingProps) {
  const { paths } = useStores()
  const [isPending, run] = useChange()
  const [isAbandoning, setAbandoning] = useState(false)
  const finish = () =>
    run(async () => {
      try {
        await paths.finish(path.id)
        onRefused([])
        showToast({ tone: 'good', text: text.finished })
      } catch (problem) {
        if (!isApiError(problem, 'paths.step-order')) throw problem
        onRefused(problem.params.steps)
      }
    })
  return (
    <>
      <Button variant="quiet" icon={CircleSlash} onPress={() => setAbandoning(true)}>
        {text.abandon}
      </Button>
      <Button variant="primary" icon={CircleCheck} isPending={isPending} onPress={finish}>
        {text.finish}
      </Button>
      {isAbandoning && <AbandonForm path={path} onClose={() => setAbandoning(false)} />}
    </>
  )
}

function AbandonForm({ path, onClose }: { readonly path: Path; readonly onClose: () => void }) {
  const { paths } = useStores()
  const form = useForm<{ reason: string }>({ defaultValues: { reason: '' } })
  const words = text.abandonForm
  return (
    <FormDialog
      form={form}
      title={words.title}
      subtitle={`${path.guide.title}, ${accountName(path)}`}
      submitLabel={words.submit}
      cancelLabel={words.cancel}
      onSubmit={async ({ reason }) => {
        await paths.abandon(path.id, reason)
        showToast({ text: text.abandoned })
        onClose()
      }}
      onClose={onClose}
    >
      <p>{words.body}</p>
      <FormTextField control={form.control} name="reason" label={words.reason} maxLength={400} autoFocus />
    </FormDialog>
  )
}
