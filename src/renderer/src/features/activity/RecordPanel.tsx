import { ShieldCheck } from 'lucide-react'
import { useState } from 'react'
import { useStore } from 'zustand'
import type { AuditVerification } from '#contract'
import { useStores } from '../../api/context.tsx'
import { showFailure } from '../../app/change.ts'
import { Problem } from '../../app/Problem.tsx'
import { recordText } from '../../text/record.ts'
import { Button } from '../../ui/Button.tsx'
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { ProgressBar } from '../../ui/ProgressBar.tsx'
import { showToast } from '../../ui/Toast.tsx'
import css from './Activity.module.css'

const text = recordText

export function CheckButton() {
  const { record } = useStores()
  const isRunning = useStore(record, ({ progress }) => progress !== null)
  return (
    <Button icon={ShieldCheck} isPending={isRunning} onPress={() => void record.verify()}>
      {text.check}
    </Button>
  )
}

/** Whether there is anything to tell. */
export function useRecordNews(): boolean {
  const { record } = useStores()
  return useStore(
    record,
    ({ state, progress, result, error }) => progress !== null || result !== null || error !== null || state?.anchor.state === 'rolled-back'
  )
}

/** What is known of the record: a check under way, its result in words, and the warning of an older database. */
export function RecordPanel() {
  const { record } = useStores()
  const { state, progress, result, error } = useStore(record)
  const isRolledBack = state?.anchor.state === 'rolled-back'
  return (
    <div className={css.record}>
      <Problem error={error} />
      {isRolledBack && <RolledBack seq={state.anchor.seq} />}
      {progress !== null && (
        <div className={css.progress}>
          {progress.total > 0 ? (
            <ProgressBar label={text.checking} value={progress.done} max={progress.total} />
          ) : (
            <ProgressBar label={text.checking} />
          )}
          <Button size="small" onPress={() => void record.cancel().catch(showFailure)}>
            {text.cancel}
          </Button>
        </div>
      )}
      {result !== null && <Result result={result} />}
    </div>
  )
}

function Result({ result }: { readonly result: AuditVerification }) {
  const { status, problem, rows, head, checkpoints, anchor } = result
  const head1 = head === null ? '' : `${text.head(head.code)} · ${text.signed(checkpoints)}.`
  if (problem !== null) {
    return (
      <Notice tone="bad" title={text.broken(problem.seq)}>
        {text.problems[problem.kind]} {text.brokenAfter(rows)} {text.brokenNext}
      </Notice>
    )
  }
  if (status === 'cancelled') return <Notice>{text.stopped}</Notice>
  return (
    <Notice tone={anchor.state === 'agrees' || anchor.state === 'none' ? 'good' : 'info'} title={text.holds(rows)}>
      {head1} {text.anchors[anchor.state]}
    </Notice>
  )
}

function RolledBack({ seq }: { readonly seq: number | null }) {
  const { record } = useStores()
  const [isAsking, setAsking] = useState(false)
  const words = text.rolledBack
  const accept = async (): Promise<void> => {
    try {
      await record.accept()
      showToast({ tone: 'good', text: words.accepted })
    } catch (error) {
      showFailure(error)
      throw error
    }
  }
  return (
    <>
      <Notice tone="bad" title={words.title} action={<Button onPress={() => setAsking(true)}>{words.accept}</Button>}>
        {words.body(seq)}
      </Notice>
      {isAsking && (
        <ConfirmDialog
          title={words.confirmTitle}
          body={words.confirmBody(seq)}
          confirmLabel={words.confirm}
          tone="danger"
          onConfirm={accept}
          onClose={() => setAsking(false)}
        />
      )}
    </>
  )
}
