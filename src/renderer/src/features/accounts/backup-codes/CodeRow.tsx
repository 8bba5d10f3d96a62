import { Bookmark, BookmarkX, Check, ClipboardPenLine, Strikethrough, Undo2 } from 'lucide-react'
import { useState } from 'react'
import type { Account, BackupCode } from '#contract'
import { useClient, useStores } from '../../../api/context.tsx'
import { showFailure, useChange } from '../../../app/change.ts'
import { RevealedValue } from '../../../app/secrets/RevealedValue.tsx'
import { accountHead } from '../../../text/accounts.ts'
import { backupCodesText } from '../../../text/backup-codes.ts'
import { formatInstantDate } from '../../../text/dates.ts'
import { Button } from '../../../ui/Button.tsx'
import { ConfirmDialog } from '../../../ui/ConfirmDialog.tsx'
import { MenuButton } from '../../../ui/MenuButton.tsx'
import { showToast } from '../../../ui/Toast.tsx'
import css from '../Codes.module.css'
import { ReserveCodeForm, StrikeOutCodeForm, UseCodeForm } from './code-forms.tsx'

const text = backupCodesText

export interface CodeRowProps {
  readonly account: Account
  readonly code: BackupCode
  readonly total: number
}

type Opened = 'use' | 'reserve' | 'strike-out' | 'take-over' | null

/** One code of the current set: its state, the code on request, and what can become of it. */
export function CodeRow({ account, code, total }: CodeRowProps) {
  const client = useClient()
  const [opened, setOpened] = useState<Opened>(null)
  const [isTakenOver, setTakenOver] = useState(false)
  const close = () => setOpened(null)
  const name = text.code(code.position, total)
  const { id, reservation } = code
  const isOthers = reservation !== null && !reservation.isMine && !isTakenOver
  const taking = { id, takeOver: isTakenOver }
  return (
    <li className={css.item}>
      <span className={code.state === 'void' ? `${css.name} ${css.struck}` : css.name}>{name}</span>
      {!isOthers && code.state !== 'void' && (
        <RevealedValue
          name={name}
          copyKey={`backup-code:${id}`}
          reveal={() => client.backupCodes.reveal(taking)}
          copy={() => client.backupCodes.copy(taking)}
        />
      )}
      <span className={css.end}>
        <StateText code={code} />
        {isOthers ? (
          <Button size="small" onPress={() => setOpened('take-over')} aria-label={`${text.takeOver.button}: ${name}`}>
            {text.takeOver.button}
          </Button>
        ) : (
          <Changes account={account} code={code} name={name} takeOver={isTakenOver} onOpen={setOpened} />
        )}
      </span>
      {opened === 'use' && <UseCodeForm account={account} code={code} name={name} takeOver={isTakenOver} onClose={close} />}
      {opened === 'reserve' && <ReserveCodeForm account={account} code={code} name={name} takeOver={isTakenOver} onClose={close} />}
      {opened === 'strike-out' && <StrikeOutCodeForm account={account} code={code} name={name} takeOver={isTakenOver} onClose={close} />}
      {opened === 'take-over' && reservation && (
        <ConfirmDialog
          tone="danger"
          title={text.takeOver.title}
          body={text.takeOver.body(name, reservation.by, formatInstantDate(reservation.since), reservation.for)}
          confirmLabel={text.takeOver.confirm}
          onConfirm={() => setTakenOver(true)}
          onClose={close}
        />
      )}
    </li>
  )
}

function StateText({ code }: { readonly code: BackupCode }) {
  const { usedAt, usedBy, usedFor, usedForCase, reservation, voidedAt, voidedBy, voidReason } = code
  if (usedAt !== null) {
    const purpose = [usedFor, usedForCase].filter((part) => part !== null && part !== '').join(', ')
    return <span className={css.small}>{text.usedBy(usedBy, formatInstantDate(usedAt), purpose)}</span>
  }
  if (voidedAt !== null) return <span className={css.small}>{text.struckOutBy(voidedBy, formatInstantDate(voidedAt), voidReason)}</span>
  if (reservation === null) return null
  const { by, isMine, since, for: purpose } = reservation
  return <span className={css.small}>{text.reservedBy(by, isMine, formatInstantDate(since), purpose)}</span>
}

interface ChangesProps {
  readonly account: Account
  readonly code: BackupCode
  readonly name: string
  readonly takeOver: boolean
  readonly onOpen: (form: Opened) => void
}

function Changes({ account, code, name, takeOver, onOpen }: ChangesProps) {
  const { accounts } = useStores()
  const [isPending, run] = useChange()
  const { room } = accounts
  const undo = async (): Promise<void> => {
    await room.undoBackupCodeUse(code.id)
    showToast({ title: accountHead(account), text: text.undone(name) })
  }
  const markUsed = async (): Promise<void> => {
    await room.markBackupCodeUsed({ id: code.id, takeOver })
    showToast({
      title: accountHead(account),
      text: text.markedUsed(name),
      action: { label: text.undo, onAction: () => void undo().catch(showFailure) }
    })
  }
  const endReservation = async (): Promise<void> => {
    await room.endBackupCodeReservation({ id: code.id })
    showToast({ text: text.freeToast(name) })
  }
  const undoStrikeOut = async (): Promise<void> => {
    await room.undoBackupCodeStrikeOut(code.id)
    showToast({ text: text.undone(name) })
  }
  if (code.state === 'used' || code.state === 'void') {
    const isUsed = code.state === 'used'
    const label = isUsed ? text.undoUse : text.undoStrikeOut
    return (
      <Button
        size="small"
        variant="quiet"
        icon={Undo2}
        isPending={isPending}
        onPress={() => run(isUsed ? undo : undoStrikeOut)}
        aria-label={`${label}: ${name}`}
      >
        {label}
      </Button>
    )
  }
  return (
    <>
      <Button
        size="small"
        variant="quiet"
        icon={Check}
        isPending={isPending}
        onPress={() => run(markUsed)}
        aria-label={`${text.markUsed}: ${name}`}
      >
        {text.markUsed}
      </Button>
      <MenuButton
        label={text.menu(name)}
        size="small"
        items={[
          { id: 'use', name: text.markUsedFor, icon: ClipboardPenLine, onAction: () => onOpen('use') },
          code.reservation?.isMine
            ? { id: 'free', name: text.endReservation, icon: BookmarkX, onAction: () => run(endReservation) }
            : { id: 'reserve', name: text.reserve, icon: Bookmark, onAction: () => onOpen('reserve') },
          { id: 'strike-out', name: text.strikeOut, icon: Strikethrough, danger: true, onAction: () => onOpen('strike-out') }
        ]}
      />
    </>
  )
}
