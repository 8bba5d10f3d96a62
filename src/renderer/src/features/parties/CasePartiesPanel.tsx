import { Plus, X } from 'lucide-react'
import { useState } from 'react'
import { useStore } from 'zustand'
import type { Party } from '#contract'
import { useStores } from '../../api/context.tsx'
import { showFailure } from '../../app/change.ts'
import { useKeyed } from '../../app/keyed-answer.ts'
import { Problem } from '../../app/Problem.tsx'
import { partiesText, partyRoleNames } from '../../text/parties.ts'
import { Badge } from '../../ui/Badge.tsx'
import { Button, IconButton } from '../../ui/Button.tsx'
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx'
import { Link } from '../../ui/Link.tsx'
import { Section } from '../../ui/Section.tsx'
import { Spinner } from '../../ui/Spinner.tsx'
import { showToast } from '../../ui/Toast.tsx'
import css from './Parties.module.css'
import { PartyForm } from './PartyForm.tsx'

const text = partiesText

type Opened = { readonly kind: 'add' } | { readonly kind: 'remove'; readonly party: Party } | null

export interface CasePartiesPanelProps {
  /** The case whose page is open. */
  readonly caseId: string
}

/** Who takes part in a case, and as what. */
export function CasePartiesPanel({ caseId }: CasePartiesPanelProps) {
  const { parties, cases } = useStores()
  /** Nothing changes for an archived client. */
  const isReadOnly = useStore(cases, ({ opened }) => opened?.found?.client.archivedAt !== null)
  useKeyed(parties, caseId)
  const { value, error } = useStore(parties)
  const [opened, setOpened] = useState<Opened>(null)
  const close = () => setOpened(null)
  return (
    <Section
      title={text.title}
      actions={
        !isReadOnly && (
          <Button size="small" icon={Plus} onPress={() => setOpened({ kind: 'add' })}>
            {text.add}
          </Button>
        )
      }
    >
      <Problem error={error} />
      {value === null && error === null && <Spinner label={text.loading} />}
      {value !== null && value.length === 0 && <p className={css.muted}>{text.empty}</p>}
      {value !== null && value.length > 0 && (
        <ul className={css.list}>
          {value.map((party) => (
            <PartyRow key={party.id} party={party} onRemove={isReadOnly ? null : () => setOpened({ kind: 'remove', party })} />
          ))}
        </ul>
      )}
      {opened?.kind === 'add' && <PartyForm caseId={caseId} onClose={close} />}
      {opened?.kind === 'remove' && (
        <ConfirmDialog
          title={text.removeTitle}
          body={text.removeBody(opened.party.name, partyRoleNames[opened.party.role])}
          confirmLabel={text.removeConfirm}
          tone="danger"
          onClose={close}
          onConfirm={async () => {
            await parties.remove(opened.party.id).catch((error: unknown) => {
              showFailure(error)
              throw error
            })
            showToast({ text: text.removed(opened.party.name) })
          }}
        />
      )}
    </Section>
  )
}

function PartyRow({ party, onRemove }: { readonly party: Party; readonly onRemove: (() => void) | null }) {
  const { role, name, clientId, isArchived } = party
  return (
    <li className={css.item}>
      <span className={css.role}>{partyRoleNames[role]}</span>
      {clientId === null ? <strong>{name}</strong> : <Link href={`#/clients/${clientId}`}>{name}</Link>}
      {clientId === null && <Badge>{text.contact}</Badge>}
      {isArchived && <Badge>{text.archived}</Badge>}
      {onRemove !== null && (
        <span className={css.end}>
          <IconButton label={text.removeLabel(name, partyRoleNames[role])} icon={X} size="small" onPress={onRemove} />
        </span>
      )}
    </li>
  )
}
