import { Plus } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useForm } from 'react-hook-form'
import type { Deadline, Output } from '#contract'
import { useClient, useStores } from '../../api/context.tsx'
import { useChange } from '../../app/change.ts'
import { Problem } from '../../app/Problem.tsx'
import { formatDate } from '../../text/dates.ts'
import { deadlinesText } from '../../text/deadlines.ts'
import { Button } from '../../ui/Button.tsx'
import { FormDateField, FormTextField } from '../../ui/FormFields.tsx'
import { Link } from '../../ui/Link.tsx'
import { Section } from '../../ui/Section.tsx'
import { showToast } from '../../ui/Toast.tsx'
import { DeadlineForm } from './DeadlineForm.tsx'
import css from './Deadlines.module.css'
import { aboutText, kindText, whenText } from './DeadlineTable.tsx'
import { type DeadlineDialogs, RowActions, useDeadlineDialogs } from './row-actions.tsx'
import { StateBadge } from './StateBadge.tsx'

const text = deadlinesText

export interface DeadlinesPanelProps {
  readonly client: { readonly id: string; readonly name: string; readonly archivedAt: number | null }
  /** Only those of this matter, case or account; new ones are put on it. */
  readonly of?: { readonly matterId?: string; readonly caseId?: string; readonly accountId?: string }
}

const shownAtMost = 50

/** What is open for a client, a matter, a case or an account, soonest first, with a line to add a follow-up. */
export function DeadlinesPanel({ client, of = {} }: DeadlinesPanelProps) {
  const { matterId = null, caseId = null, accountId = null } = of
  const { found, elsewhere, error } = useOpenDeadlines(client.id, matterId, caseId, accountId)
  const dialogs = useDeadlineDialogs()
  const [isAdding, setAdding] = useState(false)
  const isInUse = client.archivedAt === null
  return (
    <Section
      title={text.panel.title}
      isFlush
      actions={
        isInUse && (
          <Button size="small" icon={Plus} onPress={() => setAdding(true)}>
            {text.addTo}
          </Button>
        )
      }
    >
      <Problem error={error} />
      {found !== null && found.rows.length === 0 && <p className={css.note}>{text.panel.empty}</p>}
      {found !== null && found.rows.length > 0 && (
        <ul className={css.list}>
          {found.rows.map((deadline) => (
            <Row key={deadline.id} deadline={deadline} dialogs={dialogs} isInUse={isInUse} />
          ))}
        </ul>
      )}
      {elsewhere > 0 && (
        <p className={css.note}>
          <Link href={`#/clients/${client.id}`}>{text.panel.elsewhere(elsewhere)}</Link>
        </p>
      )}
      {found !== null && found.total > found.rows.length && <p className={css.note}>{text.panel.all(found.total)}</p>}
      {isInUse && <QuickAdd clientId={client.id} matterId={matterId} caseId={caseId} accountId={accountId} />}
      {isAdding && (
        <DeadlineForm
          client={client}
          initial={{ matterId: matterId ?? '', caseId: caseId ?? '', accountId: accountId ?? '' }}
          onClose={() => setAdding(false)}
        />
      )}
      {dialogs.dialog}
    </Section>
  )
}

interface RowProps {
  readonly deadline: Deadline
  readonly dialogs: DeadlineDialogs
  readonly isInUse: boolean
}

function Row({ deadline, dialogs, isInUse }: RowProps) {
  return (
    <li className={css.row}>
      <span className={css.due} title={whenText(deadline)}>
        {formatDate(deadline.dueOn)}
      </span>
      <span title={whenText(deadline)}>
        <StateBadge state={deadline.state} daysLeft={deadline.daysLeft} />
      </span>
      <span className={css.what} title={aboutText(deadline)}>
        {[deadline.atTime, deadline.title].filter(Boolean).join(' · ')}{' '}
        <span className={css.muted}>{[kindText(deadline), deadline.ownerName].filter((part) => part !== deadline.title).join(' · ')}</span>
      </span>
      {isInUse && <RowActions deadline={deadline} dialogs={dialogs} />}
    </li>
  )
}

interface QuickAddProps {
  readonly clientId: string
  readonly matterId: string | null
  readonly caseId: string | null
  readonly accountId: string | null
}

/** A follow-up in one line: what, when, Enter. */
function QuickAdd({ clientId, matterId, caseId, accountId }: QuickAddProps) {
  const { deadlines } = useStores()
  const form = useForm({ defaultValues: { title: '', dueOn: '' } })
  const [isPending, run] = useChange()
  const submit = form.handleSubmit(({ title, dueOn }) =>
    run(async () => {
      await deadlines.add({ clientId, matterId, caseId, accountId, kind: 'follow-up', title, dueOn })
      showToast({ tone: 'good', text: text.toasts.added(title) })
      form.reset()
      form.setFocus('title')
    })
  )
  return (
    <form className={css.quick} aria-label={text.quick.label} noValidate onSubmit={(event) => void submit(event)}>
      <FormTextField
        control={form.control}
        name="title"
        label={text.quick.title}
        maxLength={200}
        autoComplete="off"
        rules={{ validate: (value) => value.trim() !== '' || text.form.whatMissing }}
      />
      <FormDateField
        control={form.control}
        name="dueOn"
        label={text.quick.due}
        rules={{ validate: (value) => value !== '' || text.form.dueMissing }}
      />
      <Button type="submit" isPending={isPending}>
        {text.quick.add}
      </Button>
    </form>
  )
}

interface OpenDeadlines {
  readonly found: Output<'deadlines.list'> | null
  /** How many more are open for the client, outside the matter, case or account. */
  readonly elsewhere: number
  readonly error: unknown
}

/** The first open ones, asked for anew after every change; null until the first answer. */
function useOpenDeadlines(clientId: string, matterId: string | null, caseId: string | null, accountId: string | null) {
  const client = useClient()
  const [state, setState] = useState<OpenDeadlines>({ found: null, elsewhere: 0, error: null })
  useEffect(() => {
    let question = 0
    const ask = (): void => {
      const asked = ++question
      const isPart = matterId !== null || caseId !== null || accountId !== null
      Promise.all([
        client.deadlines.list({ clientId, matterId, caseId, accountId, limit: shownAtMost }),
        isPart ? client.deadlines.list({ clientId, limit: 1 }) : null
      ])
        .then(
          ([found, all]) => asked === question && setState({ found, elsewhere: all === null ? 0 : all.total - found.total, error: null })
        )
        .catch((error: unknown) => asked === question && setState((before) => ({ ...before, error })))
    }
    ask()
    const stops = (['deadlines.changed', 'clients.changed', 'members.changed', 'settings.changed'] as const).map((event) =>
      client.on(event, ask)
    )
    return () => {
      question = -1
      for (const stop of stops) stop()
    }
  }, [client, clientId, matterId, caseId, accountId])
  return state
}
