import { CircleCheck, CircleSlash } from 'lucide-react'
import { type RefObject, useEffect, useRef, useState } from 'react'
import { useForm } from 'react-hook-form'
import { useStore } from 'zustand'
import type { Path } from '#contract'
import { isApiError } from '../../api/client.ts'
import { useStores } from '../../api/context.tsx'
import { showFailure, useChange } from '../../app/change.ts'
import { FormDialog } from '../../app/FormDialog.tsx'
import { Problem } from '../../app/Problem.tsx'
import { accountName } from '../../text/accounts.ts'
import { formatInstantDate } from '../../text/dates.ts'
import { pathsText } from '../../text/paths.ts'
import { rotationText } from '../../text/rotation.ts'
import { Button } from '../../ui/Button.tsx'
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx'
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
  const { accounts, paths } = useStores()
  const path = useStore(paths, (state) => state.path)
  const error = useStore(paths, (state) => state.error)
  const accountId = path?.accountId
  useEffect(() => paths.openPath(pathId), [paths, pathId])
  // Steps show the account's codes and write down on it.
  useEffect(() => (accountId === undefined ? undefined : accounts.room.open(accountId)), [accounts, accountId])
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
  const page = useRef<HTMLDivElement>(null)
  const setNextFocus = useNextFocus(page, path, isClosed)
  // What was refused is told until it is done.
  const missing = guide.steps.filter(({ id }) => refused.includes(id) && steps.some((step) => step.stepId === id && step.doneAt === null))
  return (
    <div ref={page} className={css.whole}>
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
                step && (
                  <StepItem
                    key={guideStep.id}
                    path={path}
                    number={index + 1}
                    guideStep={guideStep}
                    step={step}
                    isClosed={isClosed}
                    onChanging={setNextFocus}
                  />
                )
              )
            })}
          </ol>
        </Section>
      </div>
    </div>
  )
}

/**
 * Keeps the focus in the path: on its heading when it opens and when it ends, and after a step was changed on the next one to be done. Answers how a
 * step says from where on to look, counted from 0; null takes that back.
 */
function useNextFocus(page: RefObject<HTMLDivElement | null>, { steps }: Path, isClosed: boolean): (from: number | null) => void {
  const next = useRef<number | null>(null)
  useEffect(() => {
    if (isClosed || document.activeElement === document.body) page.current?.querySelector('h1')?.focus({ preventScroll: true })
  }, [page, isClosed])
  // biome-ignore lint/correctness/useExhaustiveDependencies: the steps say when what was changed is shown
  useEffect(() => {
    const from = next.current
    if (from === null) return
    next.current = null
    const buttons = [...(page.current?.querySelectorAll<HTMLButtonElement>('button[data-done-of]') ?? [])]
    const button = buttons.find((one) => Number(one.dataset['doneOf']) >= from) ?? buttons[0]
    const fallback = page.current?.querySelector<HTMLButtonElement>('button[data-finish]')
    ;(button ?? fallback)?.focus()
  }, [page, steps])
  return (from) => {
    next.current = from
  }
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
  const [unrecorded, setUnrecorded] = useState<readonly string[] | null>(null)
  const finish = () =>
    run(async () => {
      try {
        await paths.finish(path.id)
        onRefused([])
        showToast({ tone: 'good', text: text.finishedOf(path.guide.title, accountName(path)) })
      } catch (problem) {
        if (isApiError(problem, 'paths.step-order')) onRefused(problem.params.steps)
        else if (isApiError(problem, 'paths.not-recorded')) setUnrecorded(problem.params.steps)
        else throw problem
      }
    })
  return (
    <>
      <Button variant="quiet" icon={CircleSlash} onPress={() => setAbandoning(true)}>
        {text.abandon}
      </Button>
      <Button variant="primary" icon={CircleCheck} isPending={isPending} onPress={finish} data-finish>
        {text.finish}
      </Button>
      {unrecorded !== null && <FinishUnrecorded path={path} stepIds={unrecorded} onClose={() => setUnrecorded(null)} />}
      {isAbandoning && <AbandonForm path={path} onClose={() => setAbandoning(false)} />}
    </>
  )
}

interface FinishUnrecordedProps {
  readonly path: Path
  /** Steps that are done while what they ask to be recorded is not. */
  readonly stepIds: readonly string[]
  readonly onClose: () => void
}

/** Names what was not written down before a path ends without it. */
function FinishUnrecorded({ path, stepIds, onClose }: FinishUnrecordedProps) {
  const { paths } = useStores()
  const words = text.finishUnrecorded
  const finish = async (): Promise<void> => {
    try {
      await paths.finish(path.id, true)
    } catch (problem) {
      showFailure(problem)
      throw problem
    }
    showToast({ text: text.finishedOf(path.guide.title, accountName(path)) })
  }
  const missing = path.guide.steps.map((step, index) => ({ ...step, number: index + 1 })).filter(({ id }) => stepIds.includes(id))
  return (
    <ConfirmDialog
      tone="danger"
      title={words.title}
      confirmLabel={words.confirm}
      cancelLabel={words.cancel}
      onConfirm={finish}
      onClose={onClose}
      body={
        <div className={css.question}>
          <p className={css.small}>{accountName(path)}</p>
          <p>{words.body}</p>
          <ul className={css.unrecorded}>
            {missing.map(({ id, record, number }) => (
              <li key={id}>{words.missing(number, record === null ? '' : text.missing[record])}</li>
            ))}
          </ul>
          <p className={css.muted}>{words.hint}</p>
        </div>
      }
    />
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
