import { Check, FilePlus2, Hourglass, Link2, Link2Off, Pencil, Replace, Undo2, UserX } from 'lucide-react'
import { useState } from 'react'
import type { AccessCode, Account, Portal } from '#contract'
import { useClient, useStores } from '../../../api/context.tsx'
import { AccessCodeBadge } from '../../../app/access-badges.tsx'
import { daysBetween } from '../../../app/calendar.ts'
import { showFailure } from '../../../app/change.ts'
import { RevealedValue } from '../../../app/secrets/RevealedValue.tsx'
import { useTodayDate } from '../../../app/today.ts'
import { accessCodesText } from '../../../text/access-codes.ts'
import { accountHead } from '../../../text/accounts.ts'
import { formatDate, formatInstantDate } from '../../../text/dates.ts'
import { Button } from '../../../ui/Button.tsx'
import { type MenuAction, MenuButton } from '../../../ui/MenuButton.tsx'
import { Section } from '../../../ui/Section.tsx'
import { showToast } from '../../../ui/Toast.tsx'
import { useArrival } from '../arrival.ts'
import css from '../Codes.module.css'
import { AccessCodeForm } from './AccessCodeForm.tsx'
import { LinkForm } from './LinkForm.tsx'
import { RequestForm } from './RequestForm.tsx'

const text = accessCodesText

export interface AccessCodesPanelProps {
  readonly account: Account
  readonly portal: Portal | null
  readonly codes: readonly AccessCode[]
  readonly onEditAccount: () => void
}

type Opened = { readonly kind: 'log' } | { readonly kind: 'replace' | 'edit' | 'request' | 'link'; readonly code: AccessCode } | null

/** The notices with access codes of an account, newest first. Not shown for portals that have none. */
export function AccessCodesPanel({ account, portal, codes, onEditAccount }: AccessCodesPanelProps) {
  const { accounts } = useStores()
  const [opened, setOpened] = useState<Opened>(null)
  const heading = useArrival({
    'log-notice': account.archivedAt === null ? () => setOpened({ kind: 'log' }) : null,
    'access-codes': null
  })
  const name = portal?.accessCode?.name ?? null
  if (name === null && codes.length === 0) return null
  const close = () => setOpened(null)
  const markedUsed = ({ id }: AccessCode): void =>
    void showToast({
      title: accountHead(account),
      text: text.markedUsed,
      action: { label: text.undo, onAction: () => void accounts.room.undoAccessCodeUse(id).catch(showFailure) }
    })
  return (
    <Section
      headingRef={heading}
      title={name === null ? text.titleFallback : text.title(name)}
      actions={
        account.archivedAt === null && (
          <Button size="small" icon={FilePlus2} onPress={() => setOpened({ kind: 'log' })}>
            {text.log}
          </Button>
        )
      }
    >
      {codes.length === 0 && <p>{text.empty(name ?? text.codeFallback)}</p>}
      {codes.length > 0 && (
        <div>
          {codes.map((code) => (
            <NoticeRow
              key={code.id}
              account={account}
              code={code}
              onEdit={() => setOpened({ kind: 'edit', code })}
              onReplace={() => setOpened({ kind: 'replace', code })}
              onRequest={() => setOpened({ kind: 'request', code })}
              onLink={() => setOpened({ kind: 'link', code })}
            />
          ))}
        </div>
      )}
      {opened?.kind === 'request' && <RequestForm account={account} code={opened.code} onClose={close} />}
      {opened?.kind === 'link' && (
        <LinkForm account={account} code={opened.code} onMarked={() => markedUsed(opened.code)} onClose={close} />
      )}
      {opened && opened.kind !== 'request' && opened.kind !== 'link' && (
        <AccessCodeForm
          account={account}
          portal={portal}
          onEditAccount={onEditAccount}
          onClose={close}
          {...(opened.kind === 'edit' ? { editing: opened.code } : {})}
          {...(opened.kind === 'replace' ? { replacing: opened.code } : {})}
        />
      )}
    </Section>
  )
}

const running: ReadonlySet<string> = new Set(['new', 'expiring', 'expired'])

interface NoticeRowProps {
  readonly account: Account
  readonly code: AccessCode
  readonly onEdit: () => void
  readonly onReplace: () => void
  readonly onRequest: () => void
  readonly onLink: () => void
}

function NoticeRow({ account, code, ...actions }: NoticeRowProps) {
  const client = useClient()
  const expiry = text.expiresOn(formatDate(code.expiresOn))
  return (
    <div className={css.notice}>
      <div className={css.head}>
        <AccessCodeBadge status={code.status} />
        <strong>{running.has(code.status) ? `${expiry}, ${text.daysLeft(code.daysLeft)}` : expiry}</strong>
        {code.expiryEdited && <span className={css.small}>{text.edited}</span>}
        <span className={css.end}>
          <NoticeMenu account={account} code={code} {...actions} />
        </span>
      </div>
      <div className={css.small}>
        {[
          text.noticeOf(formatDate(code.noticeOn)),
          text.addressedTo(text.addressees[code.addressee]),
          code.receiptNumbers.length > 0 ? code.receiptNumbers.join(', ') : null,
          code.usedAt === null
            ? null
            : code.usedByOther
              ? text.usedByOther(formatInstantDate(code.usedAt))
              : text.usedBy(code.usedBy, formatInstantDate(code.usedAt))
        ]
          .filter((part) => part !== null)
          .join(' · ')}
      </div>
      <Requested code={code} />
      <Linked code={code} />
      {code.hasValue ? (
        <RevealedValue
          name={text.codeOf(formatDate(code.noticeOn))}
          copyKey={`access-code:${code.id}`}
          reveal={() => client.accessCodes.reveal({ id: code.id })}
          copy={() => client.accessCodes.copy({ id: code.id })}
        />
      ) : (
        <span className={css.muted}>{text.noCode}</span>
      )}
    </div>
  )
}

/** That the portal was asked for a new code, and when its answer is due. */
function Requested({ code }: { readonly code: AccessCode }) {
  const todayDate = useTodayDate()
  const { replacementRequestedOn: asked, replacementDueOn: due, replacedAt } = code
  if (asked === null || replacedAt !== null) return null
  return (
    <div>
      {text.requested(formatDate(asked), due === null ? null : formatDate(due), due === null ? null : daysBetween(todayDate(), due))}
    </div>
  )
}

/** What became of a used code, and whether somebody has seen the case in the account. */
function Linked({ code: { link, accountId } }: { readonly code: AccessCode }) {
  if (link === null) return null
  const { redeemedOn, intoAccountId, intoUsername, linkedBy, verifiedOn } = link
  const words = text.redeemed(
    formatDate(redeemedOn),
    intoAccountId === accountId ? null : intoUsername,
    linkedBy === null ? null : text.linkForm.methods[linkedBy].toLowerCase(),
    link.function === null ? null : text.linkForm.functions[link.function].toLowerCase()
  )
  return (
    <div className={css.small}>
      {verifiedOn === null ? `${words}. ${text.notSeen}` : `${words}, ${text.seenOn(formatDate(verifiedOn))}`}
    </div>
  )
}

function NoticeMenu({ account, code, onEdit, onReplace, onRequest, onLink }: NoticeRowProps) {
  const { accounts } = useStores()
  const undo = async (): Promise<void> => {
    await accounts.room.undoAccessCodeUse(code.id)
    showToast({ text: text.undone })
  }
  const todayDate = useTodayDate()
  const markUsedByOther = async (): Promise<void> => {
    await accounts.room.markAccessCodeUsed({ id: code.id, byOther: true })
    showToast({
      title: accountHead(account),
      text: text.markedUsedByOther,
      action: { label: text.undo, onAction: () => void undo().catch(showFailure) }
    })
  }
  const verify = async (): Promise<void> => {
    if (code.link === null) return
    const { intoUsername: _name, ...link } = code.link
    await accounts.room.updateLink({ id: code.id, ...link, verifiedOn: todayDate() })
    showToast({ tone: 'good', text: text.verified })
  }
  const takeBackRequest = async (): Promise<void> => {
    await accounts.room.requestReplacement(code.id, null)
    showToast({ text: text.requestUndone })
  }
  const undoReplacement = async (): Promise<void> => {
    await accounts.room.undoAccessCodeReplacement(code.id)
    showToast({ title: accountHead(account), text: text.keptEarlier(1) })
  }
  const request: MenuAction =
    code.replacementRequestedOn === null
      ? { id: 'request', name: text.request, icon: Hourglass, onAction: onRequest }
      : { id: 'request-undo', name: text.requestUndo, icon: Undo2, onAction: () => void takeBackRequest().catch(showFailure) }
  const linkActions: readonly MenuAction[] = code.usedByOther
    ? []
    : [
        ...(code.link !== null && code.link.verifiedOn === null
          ? [{ id: 'verify', name: text.verify, icon: Link2, onAction: () => void verify().catch(showFailure) }]
          : []),
        { id: 'link', name: text.editLink, icon: code.link?.verifiedOn ? Link2 : Link2Off, onAction: onLink }
      ]
  const uses: readonly MenuAction[] =
    code.usedAt === null
      ? [
          { id: 'used', name: text.markUsed, icon: Check, onAction: onLink },
          { id: 'used-by-other', name: text.markUsedByOther, icon: UserX, onAction: () => void markUsedByOther().catch(showFailure) }
        ]
      : [...linkActions, { id: 'undo', name: text.undoUse, icon: Undo2, onAction: () => void undo().catch(showFailure) }]
  return (
    <MenuButton
      label={text.menu(formatDate(code.noticeOn))}
      size="small"
      items={[
        ...(code.replacedAt === null
          ? [...uses, request]
          : [{ id: 'not-replaced', name: text.undoReplacement, icon: Undo2, onAction: () => void undoReplacement().catch(showFailure) }]),
        { id: 'edit', name: text.edit, icon: Pencil, onAction: onEdit },
        { id: 'replace', name: text.replace, icon: Replace, onAction: onReplace }
      ]}
    />
  )
}
