import { Plus, RotateCcw, ShieldAlert, ShieldCheck, Trash2, UserX } from 'lucide-react'
import { useState } from 'react'
import { useStore } from 'zustand'
import type { Representative } from '#contract'
import { useStores } from '../../api/context.tsx'
import { showFailure } from '../../app/change.ts'
import { useKeyed } from '../../app/keyed-answer.ts'
import { Problem } from '../../app/Problem.tsx'
import { formatDate } from '../../text/dates.ts'
import { representativeKindNames, representativesText } from '../../text/representatives.ts'
import { Badge } from '../../ui/Badge.tsx'
import { Button } from '../../ui/Button.tsx'
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx'
import { MenuButton } from '../../ui/MenuButton.tsx'
import { Section } from '../../ui/Section.tsx'
import { Spinner } from '../../ui/Spinner.tsx'
import { showToast } from '../../ui/Toast.tsx'
import { RepresentativeForm } from './RepresentativeForm.tsx'
import css from './Representatives.module.css'
import { WithdrawalForm } from './WithdrawalForm.tsx'

const text = representativesText

type Opened = { readonly kind: 'add' } | { readonly kind: 'withdraw' | 'remove'; readonly representative: Representative } | null

export interface RepresentativesPanelProps {
  /** The case whose page is open. */
  readonly caseId: string
}

/** The G-28s of a case: those in effect, and the history. */
export function RepresentativesPanel({ caseId }: RepresentativesPanelProps) {
  const { representatives, cases } = useStores()
  /** Nothing changes for an archived client. */
  const isReadOnly = useStore(cases, ({ opened }) => opened?.found?.client.archivedAt !== null)
  useKeyed(representatives, caseId)
  const { value, error } = useStore(representatives)
  const [opened, setOpened] = useState<Opened>(null)
  const close = () => setOpened(null)
  const rows = value?.rows ?? []
  const inEffect = rows.filter(({ status }) => status === 'in-effect')
  const ended = rows.filter(({ status }) => status !== 'in-effect')
  const row = (representative: Representative) => (
    <RepresentativeRow
      key={representative.id}
      representative={representative}
      isReadOnly={isReadOnly}
      onOpen={(kind) => setOpened({ kind, representative })}
    />
  )
  return (
    <Section
      title={text.title}
      badges={value !== null && <Access hasAccess={value.hasAccess} />}
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
      {value !== null && !value.hasAccess && <p className={css.muted}>{text.noAccessBody}</p>}
      {inEffect.length > 0 && <ul className={css.list}>{inEffect.map(row)}</ul>}
      {ended.length > 0 && (
        <details>
          <summary className={css.summary}>{text.history(ended.length)}</summary>
          <ul className={css.list}>{ended.map(row)}</ul>
        </details>
      )}
      {opened?.kind === 'add' && <RepresentativeForm caseId={caseId} onClose={close} />}
      {opened?.kind === 'withdraw' && <WithdrawalForm representative={opened.representative} onClose={close} />}
      {opened?.kind === 'remove' && (
        <ConfirmDialog
          title={text.removeTitle}
          body={text.removeBody(opened.representative.name, formatDate(opened.representative.givenOn))}
          confirmLabel={text.removeConfirm}
          tone="danger"
          onClose={close}
          onConfirm={async () => {
            await representatives.remove(opened.representative.id).catch((error: unknown) => {
              showFailure(error)
              throw error
            })
            showToast({ text: text.removed(opened.representative.name) })
          }}
        />
      )}
    </Section>
  )
}

function Access({ hasAccess }: { readonly hasAccess: boolean }) {
  return hasAccess ? (
    <Badge tone="good" icon={ShieldCheck}>
      {text.hasAccess}
    </Badge>
  ) : (
    <Badge tone="warn" icon={ShieldAlert}>
      {text.noAccess}
    </Badge>
  )
}

interface RepresentativeRowProps {
  readonly representative: Representative
  readonly isReadOnly: boolean
  readonly onOpen: (kind: 'withdraw' | 'remove') => void
}

function RepresentativeRow({ representative, isReadOnly, onOpen }: RepresentativeRowProps) {
  const { representatives } = useStores()
  const { id, name, kind, givenOn, withdrawnOn, status, hasLeft } = representative
  const restore = async (): Promise<void> => {
    await representatives.undoWithdrawal(id)
    showToast({ tone: 'good', text: text.restored(name) })
  }
  const items =
    withdrawnOn === null
      ? [
          { id: 'withdraw', name: text.withdraw, icon: UserX, onAction: () => onOpen('withdraw') },
          { id: 'remove', name: text.remove, icon: Trash2, danger: true, onAction: () => onOpen('remove') }
        ]
      : [{ id: 'undo', name: text.undoWithdrawal, icon: RotateCcw, onAction: () => void restore().catch(showFailure) }]
  return (
    <li className={css.item}>
      <strong>{name}</strong>
      <span>{representativeKindNames[kind]}</span>
      {hasLeft && status === 'in-effect' && <Badge tone="bad">{text.hasLeft}</Badge>}
      <span className={css.small}>
        {[
          text.given(formatDate(givenOn)),
          withdrawnOn === null ? '' : text.withdrawnOn(formatDate(withdrawnOn)),
          status === 'matter-closed' ? text.matterClosed : ''
        ]
          .filter(Boolean)
          .join(' · ')}
      </span>
      {!isReadOnly && (
        <span className={css.end}>
          <MenuButton label={text.menu(name)} size="small" items={items} />
        </span>
      )}
    </li>
  )
}
