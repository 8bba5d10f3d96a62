import { CircleCheck, Pencil, Plus, RotateCcw } from 'lucide-react'
import { useState } from 'react'
import { useStore } from 'zustand'
import type { MatterSummary, Output } from '#contract'
import { useClient, useStores } from '../../api/context.tsx'
import { showFailure } from '../../app/change.ts'
import { useKeyed } from '../../app/keyed-answer.ts'
import { Problem } from '../../app/Problem.tsx'
import { mattersText } from '../../text/matters.ts'
import { Button } from '../../ui/Button.tsx'
import { Link } from '../../ui/Link.tsx'
import { MenuButton } from '../../ui/MenuButton.tsx'
import { Section } from '../../ui/Section.tsx'
import { Spinner } from '../../ui/Spinner.tsx'
import { showToast } from '../../ui/Toast.tsx'
import { CloseMatterForm } from './CloseMatterForm.tsx'
import { MatterForm } from './MatterForm.tsx'
import { MatterStatusBadge } from './MatterStatusBadge.tsx'
import css from './Matters.module.css'

const text = mattersText

type Opened = { readonly kind: 'add' } | { readonly kind: 'edit' | 'close'; readonly found: Output<'matters.get'> } | null

export interface ClientMattersProps {
  readonly client: { readonly id: string; readonly name: string; readonly archivedAt: number | null }
}

/** The matters of one client, as a part of the client's page. */
export function ClientMatters({ client }: ClientMattersProps) {
  const { clientMatters } = useStores()
  const api = useClient()
  useKeyed(clientMatters, client.id)
  const { value, error } = useStore(clientMatters)
  const [opened, setOpened] = useState<Opened>(null)
  const close = () => setOpened(null)
  /** A dialog about a matter needs more of it than the row has. */
  const open = async (kind: 'edit' | 'close', id: string): Promise<void> => setOpened({ kind, found: await api.matters.get({ id }) })
  const isArchived = client.archivedAt !== null
  return (
    <Section
      title={text.title}
      actions={
        !isArchived && (
          <Button size="small" icon={Plus} onPress={() => setOpened({ kind: 'add' })}>
            {text.add}
          </Button>
        )
      }
    >
      <Problem error={error} />
      {value === null && error === null && <Spinner label={text.loadingList} />}
      {value !== null && value.length === 0 && <p className={css.muted}>{text.ofClient.empty}</p>}
      {value !== null && value.length > 0 && (
        <ul className={css.list}>
          {value.map((matter) => (
            <MatterRow
              key={matter.id}
              matter={matter}
              isArchived={isArchived}
              onOpen={(kind) => void open(kind, matter.id).catch(showFailure)}
            />
          ))}
        </ul>
      )}
      {opened?.kind === 'add' && <MatterForm client={client} onClose={close} />}
      {opened?.kind === 'edit' && <MatterForm client={client} editing={opened.found.matter} onClose={close} />}
      {opened?.kind === 'close' && <CloseMatterForm matter={opened.found.matter} onClose={close} />}
    </Section>
  )
}

interface MatterRowProps {
  readonly matter: MatterSummary
  readonly isArchived: boolean
  readonly onOpen: (kind: 'edit' | 'close') => void
}

function MatterRow({ matter, isArchived, onOpen }: MatterRowProps) {
  const { matters } = useStores()
  const { id, title, status, fileNumber, closedOn, caseCount, attorney } = matter
  const reopen = async (): Promise<void> => {
    await matters.reopen(id)
    showToast({ tone: 'good', text: text.reopenedToast(title) })
  }
  return (
    <li className={css.item}>
      <Link href={`#/matters/${id}`}>{title}</Link>
      <MatterStatusBadge status={status} />
      <span className={css.small}>
        {[text.ofClient.cases(caseCount), fileNumber, attorney?.name, closedOn === null ? '' : text.ofClient.closed(closedOn)]
          .filter(Boolean)
          .join(' · ')}
      </span>
      {!isArchived && (
        <span className={css.end}>
          <MenuButton
            label={text.menu(title)}
            size="small"
            items={[
              { id: 'edit', name: text.edit, icon: Pencil, onAction: () => onOpen('edit') },
              status === 'closed'
                ? { id: 'reopen', name: text.reopen, icon: RotateCcw, onAction: () => void reopen().catch(showFailure) }
                : { id: 'close', name: text.close, icon: CircleCheck, onAction: () => onOpen('close') }
            ]}
          />
        </span>
      )}
    </li>
  )
}
