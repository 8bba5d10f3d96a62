import { Check, FilePlus2, Pencil, Replace, Undo2, X } from 'lucide-react'
import { useState } from 'react'
import type { Account, Passcode, PasscodeOutcome, Portal } from '#contract'
import { useClient, useStores } from '../../../api/context.tsx'
import { PasscodeBadge } from '../../../app/access-badges.tsx'
import { showFailure } from '../../../app/change.ts'
import { RevealedValue } from '../../../app/secrets/RevealedValue.tsx'
import { accessCodesText } from '../../../text/access-codes.ts'
import { accountHead } from '../../../text/accounts.ts'
import { formatDate } from '../../../text/dates.ts'
import { passcodesText } from '../../../text/passcodes.ts'
import { Button } from '../../../ui/Button.tsx'
import { Link } from '../../../ui/Link.tsx'
import { type MenuAction, MenuButton } from '../../../ui/MenuButton.tsx'
import { Section } from '../../../ui/Section.tsx'
import { showToast } from '../../../ui/Toast.tsx'
import css from '../Codes.module.css'
import { PasscodeForm } from './PasscodeForm.tsx'

const text = passcodesText

export interface PasscodesPanelProps {
  readonly account: Account
  readonly portal: Portal | null
  readonly passcodes: readonly Passcode[]
}

type Opened = { readonly kind: 'add' } | { readonly kind: 'replace' | 'edit'; readonly passcode: Passcode } | null

/** The passcodes shown in an account, newest first. Not shown for portals that have none. */
export function PasscodesPanel({ account, portal, passcodes }: PasscodesPanelProps) {
  const [opened, setOpened] = useState<Opened>(null)
  if ((portal?.passcode ?? null) === null && passcodes.length === 0) return null
  return (
    <Section
      title={text.title}
      actions={
        account.archivedAt === null && (
          <Button size="small" icon={FilePlus2} onPress={() => setOpened({ kind: 'add' })}>
            {text.add}
          </Button>
        )
      }
    >
      {passcodes.length === 0 ? (
        <p>{text.empty}</p>
      ) : (
        <div>
          {passcodes.map((passcode) => (
            <PasscodeRow
              account={account}
              key={passcode.id}
              passcode={passcode}
              isFirmsOwn={account.clientId === null}
              onEdit={() => setOpened({ kind: 'edit', passcode })}
              onReplace={() => setOpened({ kind: 'replace', passcode })}
            />
          ))}
        </div>
      )}
      {opened && (
        <PasscodeForm
          account={account}
          portal={portal}
          onClose={() => setOpened(null)}
          {...(opened.kind === 'edit' ? { editing: opened.passcode } : {})}
          {...(opened.kind === 'replace' ? { replacing: opened.passcode } : {})}
        />
      )}
    </Section>
  )
}

interface PasscodeRowProps {
  readonly account: Account
  readonly passcode: Passcode
  readonly isFirmsOwn: boolean
  readonly onEdit: () => void
  readonly onReplace: () => void
}

function PasscodeRow({ account, passcode, isFirmsOwn, onEdit, onReplace }: PasscodeRowProps) {
  const client = useClient()
  const { id, status, clientId, clientName, form, about, answeredOn, handedOverOn } = passcode
  const expiry = text.expiresOn(formatDate(passcode.expiresOn))
  const isRunning = status === 'waiting' || status === 'expiring' || status === 'expired'
  return (
    <div className={css.notice}>
      <div className={css.head}>
        <PasscodeBadge status={status} />
        <strong>
          {answeredOn !== null && (status === 'accepted' || status === 'declined')
            ? text.answeredOn(status, formatDate(answeredOn))
            : isRunning
              ? `${expiry}, ${accessCodesText.daysLeft(passcode.daysLeft)}`
              : expiry}
        </strong>
        {passcode.expiryEdited && <span className={css.small}>{text.edited}</span>}
        <span className={css.end}>
          <PasscodeMenu account={account} passcode={passcode} onEdit={onEdit} onReplace={onReplace} />
        </span>
      </div>
      <div>
        {isFirmsOwn && (
          <>
            <Link quiet href={`#/clients/${clientId}`}>
              {clientName}
            </Link>
            {' · '}
          </>
        )}
        {about === '' ? form : `${form} · ${about}`}
      </div>
      <div className={css.small}>
        {[
          text.shownOn(formatDate(passcode.issuedOn)),
          handedOverOn === null ? text.notHandedOver : text.handedOver(formatDate(handedOverOn), passcode.handedOverHow)
        ].join(' · ')}
      </div>
      {passcode.hasValue ? (
        <RevealedValue
          name={text.codeOf(clientName, form)}
          copyKey={`passcode:${id}`}
          reveal={() => client.passcodes.reveal({ id })}
          copy={() => client.passcodes.copy({ id })}
        />
      ) : (
        <span className={css.muted}>{text.noCode}</span>
      )}
    </div>
  )
}

function PasscodeMenu({ account, passcode, onEdit, onReplace }: Omit<PasscodeRowProps, 'isFirmsOwn'>) {
  const { accounts } = useStores()
  const { id, clientName, form, status } = passcode
  const undo = async (): Promise<void> => {
    await accounts.room.answerPasscode(id, null)
    showToast({ text: text.unanswered })
  }
  const answer = async (outcome: PasscodeOutcome): Promise<void> => {
    await accounts.room.answerPasscode(id, outcome)
    showToast({
      title: accountHead(account),
      text: text.answered(clientName, outcome),
      action: { label: text.undo, onAction: () => void undo().catch(showFailure) }
    })
  }
  const answers: readonly MenuAction[] =
    status === 'accepted' || status === 'declined'
      ? [{ id: 'undo', name: text.undoAnswer, icon: Undo2, onAction: () => void undo().catch(showFailure) }]
      : status === 'replaced'
        ? []
        : [
            { id: 'accepted', name: text.accept, icon: Check, onAction: () => void answer('accepted').catch(showFailure) },
            { id: 'declined', name: text.decline, icon: X, onAction: () => void answer('declined').catch(showFailure) },
            { id: 'replace', name: text.replace, icon: Replace, onAction: onReplace }
          ]
  return (
    <MenuButton
      label={text.menu(clientName, form)}
      size="small"
      items={[...answers, { id: 'edit', name: text.edit, icon: Pencil, onAction: onEdit }]}
    />
  )
}
