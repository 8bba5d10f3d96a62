import { CircleCheck, Pencil, RotateCcw } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { useStore } from 'zustand'
import type { Case, Matter } from '#contract'
import { useStores } from '../../api/context.tsx'
import { useWayBack } from '../../app/came-from.tsx'
import { useChange } from '../../app/change.ts'
import { useKeyed } from '../../app/keyed-answer.ts'
import { Problem } from '../../app/Problem.tsx'
import { formatDate } from '../../text/dates.ts'
import { mattersText } from '../../text/matters.ts'
import { Badge } from '../../ui/Badge.tsx'
import { Button } from '../../ui/Button.tsx'
import { FactList } from '../../ui/FactList.tsx'
import { Link } from '../../ui/Link.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { PageHeader } from '../../ui/PageHeader.tsx'
import { Section } from '../../ui/Section.tsx'
import { Spinner } from '../../ui/Spinner.tsx'
import { showToast } from '../../ui/Toast.tsx'
import { CloseMatterForm } from './CloseMatterForm.tsx'
import { MatterForm } from './MatterForm.tsx'
import { MatterPeople } from './MatterPeople.tsx'
import { MatterStatusBadge } from './MatterStatusBadge.tsx'
import css from './Matters.module.css'
import { RetentionPanel } from './RetentionPanel.tsx'
import type { OpenedMatter } from './store.ts'

const text = mattersText.detail
const toMatters = { href: '#/matters', label: mattersText.title }

export interface MatterScreenProps {
  readonly matterId: string
  /** Draws the matter's cases, which another feature knows how to. */
  readonly renderCases: (matter: Matter, cases: readonly Case[]) => ReactNode
  /** Draws what is due in it. */
  readonly renderDeadlines: (matter: Matter) => ReactNode
}

/** One matter: its cases, the people in them, facts and notes. */
export function MatterScreen({ matterId, renderCases, renderDeadlines }: MatterScreenProps) {
  const { openedMatter } = useStores()
  useKeyed(openedMatter, matterId)
  const { value, error } = useStore(openedMatter)
  const back = useWayBack(value === null ? toMatters : { href: `#/clients/${value.matter.clientId}`, label: value.matter.clientName })
  if (value === null) {
    return (
      <div className={css.screen}>
        <PageHeader title={mattersText.title} back={back} />
        <div className={css.page}>{error === null ? <Spinner label={mattersText.loading} /> : <Problem error={error} />}</div>
      </div>
    )
  }
  const { matter, cases, parties, representatives } = value
  return (
    <div className={css.screen}>
      <PageHeader
        back={back}
        title={
          <>
            {matter.title} <MatterStatusBadge status={matter.status} />
            {matter.isSample && <Badge>{mattersText.sample}</Badge>}
          </>
        }
        subtitle={matter.fileNumber}
        actions={matter.archivedAt === null ? <Actions opened={value} /> : null}
      />
      <div className={css.page}>
        {matter.archivedAt !== null && <Notice>{text.archivedNotice}</Notice>}
        <div className={css.columns}>
          <div className={css.column}>
            {renderCases(matter, cases)}
            {renderDeadlines(matter)}
            <MatterPeople cases={cases} parties={parties} representatives={representatives} />
          </div>
          <div className={css.column}>
            <Details matter={matter} />
            <RetentionPanel matter={matter} />
          </div>
        </div>
      </div>
    </div>
  )
}

function Actions({ opened: { matter } }: { readonly opened: OpenedMatter }) {
  const { matters } = useStores()
  const [isPending, run] = useChange()
  const [opened, setOpened] = useState<'edit' | 'close' | null>(null)
  const close = () => setOpened(null)
  const reopen = async (): Promise<void> => {
    await matters.reopen(matter.id)
    showToast({ tone: 'good', text: mattersText.reopenedToast(matter.title) })
  }
  return (
    <>
      {matter.status === 'closed' ? (
        <Button icon={RotateCcw} variant="quiet" isPending={isPending} onPress={() => run(reopen)}>
          {mattersText.reopen}
        </Button>
      ) : (
        <Button icon={CircleCheck} variant="quiet" onPress={() => setOpened('close')}>
          {mattersText.close}
        </Button>
      )}
      <Button icon={Pencil} onPress={() => setOpened('edit')}>
        {mattersText.edit}
      </Button>
      {opened === 'edit' && <MatterForm client={{ id: matter.clientId, name: matter.clientName }} editing={matter} onClose={close} />}
      {opened === 'close' && <CloseMatterForm matter={matter} onClose={close} />}
    </>
  )
}

function Details({ matter }: { readonly matter: Matter }) {
  const { form } = mattersText
  return (
    <Section title={text.facts}>
      <FactList
        facts={[
          { term: text.client, value: <Link href={`#/clients/${matter.clientId}`}>{matter.clientName}</Link> },
          { term: text.openedOn, value: matter.openedOn === null ? null : formatDate(matter.openedOn) },
          { term: text.closedOn, value: matter.closedOn === null ? null : formatDate(matter.closedOn) },
          { term: form.attorney, value: <Responsible member={matter.attorney} /> },
          { term: form.paralegal, value: <Responsible member={matter.paralegal} /> },
          { term: text.notes, value: matter.notes === '' ? text.noNotes : <span className={css.notes}>{matter.notes}</span> }
        ]}
      />
    </Section>
  )
}

function Responsible({ member }: { readonly member: Matter['attorney'] }) {
  if (member === null) return <span className={css.muted}>{mattersText.form.nobody}</span>
  return (
    <span className={css.named}>
      {member.name} {member.hasLeft && <Badge tone="warn">{mattersText.form.hasLeft}</Badge>}
    </span>
  )
}
