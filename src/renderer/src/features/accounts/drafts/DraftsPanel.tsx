import { CircleCheck, FilePlus2, Pencil, PencilLine, Undo2, X } from 'lucide-react'
import { useState } from 'react'
import type { Account, Draft, DraftOutcome, Portal } from '#contract'
import { useStores } from '../../../api/context.tsx'
import { DraftBadge } from '../../../app/access-badges.tsx'
import { showFailure, useChange } from '../../../app/change.ts'
import { useTodayDate } from '../../../app/today.ts'
import { accessCodesText } from '../../../text/access-codes.ts'
import { accountHead } from '../../../text/accounts.ts'
import { formatDate } from '../../../text/dates.ts'
import { draftsText } from '../../../text/drafts.ts'
import { Button } from '../../../ui/Button.tsx'
import { Link } from '../../../ui/Link.tsx'
import { type MenuAction, MenuButton } from '../../../ui/MenuButton.tsx'
import { Section } from '../../../ui/Section.tsx'
import { showToast } from '../../../ui/Toast.tsx'
import css from '../Codes.module.css'
import { DraftForm } from './DraftForm.tsx'

const text = draftsText

export interface DraftsPanelProps {
  readonly account: Account
  readonly portal: Portal | null
  readonly drafts: readonly Draft[]
}

/** Unfinished filings kept in an account, last edited first. Not shown for portals that keep none. */
export function DraftsPanel({ account, portal, drafts }: DraftsPanelProps) {
  const [opened, setOpened] = useState<{ readonly editing?: Draft } | null>(null)
  const rule = portal?.draft ?? null
  if (rule === null && drafts.length === 0) return null
  return (
    <Section
      title={text.title}
      actions={
        account.archivedAt === null && (
          <Button size="small" icon={FilePlus2} onPress={() => setOpened({})}>
            {text.add}
          </Button>
        )
      }
    >
      {drafts.length === 0 && rule !== null && <p>{text.empty(rule.lifetimeDays)}</p>}
      {drafts.length > 0 && (
        <div>
          {drafts.map((draft) => (
            <DraftRow key={draft.id} draft={draft} account={account} onEdit={() => setOpened({ editing: draft })} />
          ))}
        </div>
      )}
      {opened && <DraftForm account={account} portal={portal} onClose={() => setOpened(null)} {...opened} />}
    </Section>
  )
}

interface DraftRowProps {
  readonly draft: Draft
  readonly account: Account
  readonly onEdit: () => void
}

function DraftRow({ draft, account, onEdit }: DraftRowProps) {
  const { status, form, note, closedOn } = draft
  const until = formatDate(draft.expiresOn)
  const isClosed = status === 'filed' || status === 'given-up'
  return (
    <div className={css.notice}>
      <div className={css.head}>
        <DraftBadge status={status} />
        <strong>
          {isClosed
            ? text.closedOn(status, formatDate(closedOn ?? draft.editedOn))
            : status === 'lapsed'
              ? text.droppedAfter(until)
              : `${text.keptUntil(until)}, ${accessCodesText.daysLeft(draft.daysLeft)}`}
        </strong>
        <span className={css.end}>
          {!isClosed && account.archivedAt === null && <EditedToday account={account} draft={draft} />}
          <DraftMenu account={account} draft={draft} onEdit={onEdit} />
        </span>
      </div>
      <div>
        {account.clientId === null && draft.clientId !== null && (
          <>
            <Link quiet href={`#/clients/${draft.clientId}`}>
              {draft.clientName ?? ''}
            </Link>
            {' · '}
          </>
        )}
        {note === '' ? form : `${form} · ${note}`}
      </div>
      <div className={css.small}>{text.editedOn(formatDate(draft.editedOn), draft.editedBy)}</div>
    </div>
  )
}

function EditedToday({ account, draft }: Omit<DraftRowProps, 'onEdit'>) {
  const { accounts } = useStores()
  const todayDate = useTodayDate()
  const [isPending, run] = useChange()
  if (draft.editedOn === todayDate()) return null
  const undo = async (): Promise<void> => void (await accounts.room.noteDraftEdit(draft.id, draft.editedOn))
  const note = () =>
    run(async () => {
      await accounts.room.noteDraftEdit(draft.id, todayDate())
      showToast({
        title: accountHead(account),
        text: text.editNoted(draft.form),
        action: { label: text.undo, onAction: () => void undo().catch(showFailure) }
      })
    })
  return (
    <Button
      size="small"
      icon={PencilLine}
      isPending={isPending}
      onPress={note}
      aria-label={text.editedTodayOf(draft.form, draft.clientName ?? text.board.noClient)}
    >
      {text.editedToday}
    </Button>
  )
}

function DraftMenu({ account, draft, onEdit }: DraftRowProps) {
  const { accounts } = useStores()
  const { id, form, status } = draft
  const reopen = async (): Promise<void> => {
    await accounts.room.closeDraft(id, null)
    showToast({ text: text.reopened })
  }
  const close = async (outcome: DraftOutcome): Promise<void> => {
    await accounts.room.closeDraft(id, outcome)
    showToast({
      title: accountHead(account),
      text: text.closed(form, outcome),
      action: { label: text.undo, onAction: () => void reopen().catch(showFailure) }
    })
  }
  const ends: readonly MenuAction[] =
    status === 'filed' || status === 'given-up'
      ? [{ id: 'reopen', name: text.reopen, icon: Undo2, onAction: () => void reopen().catch(showFailure) }]
      : [
          { id: 'filed', name: text.filed, icon: CircleCheck, onAction: () => void close('filed').catch(showFailure) },
          { id: 'given-up', name: text.giveUp, icon: X, onAction: () => void close('given-up').catch(showFailure) }
        ]
  return (
    <MenuButton label={text.menu(form)} size="small" items={[...ends, { id: 'edit', name: text.edit, icon: Pencil, onAction: onEdit }]} />
  )
}
