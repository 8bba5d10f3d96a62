import { useEffect, useState } from 'react'
import { useForm } from 'react-hook-form'
import type { Matter, OpenThing } from '#contract'
import { useClient, useStores } from '../../api/context.tsx'
import { showFailure } from '../../app/change.ts'
import { FormDialog } from '../../app/FormDialog.tsx'
import { useTodayDate } from '../../app/today.ts'
import { mattersText, openThingText } from '../../text/matters.ts'
import { FormDateField } from '../../ui/FormFields.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { Spinner } from '../../ui/Spinner.tsx'
import { showToast } from '../../ui/Toast.tsx'
import css from './Matters.module.css'

const text = mattersText.closing

export interface CloseMatterFormProps {
  readonly matter: Pick<Matter, 'id' | 'title' | 'clientName'>
  readonly onClose: () => void
}

/** Closes a matter after naming what it leaves open, as it is when the question is asked. */
export function CloseMatterForm({ matter, onClose }: CloseMatterFormProps) {
  const { matters } = useStores()
  const todayDate = useTodayDate()
  const [today] = useState(todayDate)
  const openThings = useOpenThings(matter.id)
  const form = useForm<{ on: string }>({ defaultValues: { on: today } })
  const reopen = async (): Promise<void> => {
    await matters.reopen(matter.id)
    showToast({ tone: 'good', text: mattersText.reopenedToast(matter.title) })
  }
  return (
    <FormDialog
      form={form}
      title={text.title(matter.title)}
      subtitle={matter.clientName}
      submitLabel={openThings !== null && openThings.length > 0 ? text.submitOpen : text.submit}
      cancelLabel={mattersText.form.cancel}
      onClose={onClose}
      onSubmit={async ({ on }) => {
        await matters.close(matter.id, on, openThings !== null && openThings.length > 0)
        showToast({
          text: mattersText.closedToast(matter.title),
          action: { label: mattersText.undo, onAction: () => void reopen().catch(showFailure) }
        })
        onClose()
      }}
    >
      {openThings === null ? (
        <Spinner label={text.loading} />
      ) : openThings.length === 0 ? (
        <p>{text.nothingOpen}</p>
      ) : (
        <OpenThings things={openThings} />
      )}
      <FormDateField
        control={form.control}
        name="on"
        label={text.on}
        isRequired
        autoFocus
        rules={{ validate: (on) => (on === '' ? text.onMissing : on <= todayDate() || mattersText.form.inFuture) }}
      />
    </FormDialog>
  )
}

/** Null until main answered; the core refuses to leave anything open that was not named. */
function useOpenThings(id: string): readonly OpenThing[] | null {
  const client = useClient()
  const [things, setThings] = useState<readonly OpenThing[] | null>(null)
  useEffect(() => {
    let isCurrent = true
    client.matters
      .get({ id })
      .then(({ openThings }) => isCurrent && setThings(openThings))
      .catch(showFailure)
    return () => {
      isCurrent = false
    }
  }, [client, id])
  return things
}

function OpenThings({ things }: { readonly things: readonly OpenThing[] }) {
  const hasAppearance = things.some(({ kind }) => kind === 'representative')
  return (
    <Notice tone="warn" title={text.openTitle}>
      <ul className={css.open}>
        {things.map((thing) => (
          <li key={Object.values(thing).join(' ')}>{openThingText(thing)}</li>
        ))}
      </ul>
      {hasAppearance && <p>{text.consequence}</p>}
    </Notice>
  )
}
