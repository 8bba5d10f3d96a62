import { Plus, Replace, Trash2 } from 'lucide-react'
import { useState } from 'react'
import type { Account, Portal } from '#contract'
import { useStores } from '../../../api/context.tsx'
import { showFailure } from '../../../app/change.ts'
import { accountName } from '../../../text/accounts.ts'
import { authenticatorsText } from '../../../text/authenticators.ts'
import { Button } from '../../../ui/Button.tsx'
import { ConfirmDialog } from '../../../ui/ConfirmDialog.tsx'
import { MenuButton } from '../../../ui/MenuButton.tsx'
import { Notice } from '../../../ui/Notice.tsx'
import { Section } from '../../../ui/Section.tsx'
import { showToast } from '../../../ui/Toast.tsx'
import { AddSecretButton } from '../AddSecretButton.tsx'
import { useArrival } from '../arrival.ts'
import { noAuthenticatorHere } from '../held-elsewhere.ts'
import { AuthenticatorBadge } from '../StatusBadges.tsx'
import { AddAuthenticatorDialog } from './AddAuthenticatorDialog.tsx'
import css from './Authenticator.module.css'
import { AuthenticatorFacts, Unconfirmed } from './AuthenticatorFacts.tsx'
import { ConfirmAuthenticatorDialog } from './ConfirmAuthenticatorDialog.tsx'
import { LiveCodeBox } from './LiveCodeBox.tsx'
import { RenameForm } from './RenameForm.tsx'
import { nameOf, type Opened, SeveralAuthenticators } from './SeveralAuthenticators.tsx'

const text = authenticatorsText

export interface PanelProps {
  readonly account: Account
  /** Null when the portal's data file is gone. */
  readonly portal: Portal | null
  readonly onEditAccount: () => void
}

/** The authenticator of an account, its code on request, and a newer one that waits for confirmation. */
export function AuthenticatorPanel({ account, portal, onEditAccount }: PanelProps) {
  const [opened, setOpened] = useState<Opened>(null)
  const { authenticatorDetail: current, pendingAuthenticator: waiting } = account
  const limit = portal?.authenticatorLimit ?? 1
  const close = () => setOpened(null)
  const add = () => setOpened({ kind: 'add' })
  const unconfirmed = waiting ?? account.authenticators.find(({ confirmedAt }) => confirmedAt === null)
  const mayAdd = account.secretsForbidden === null && account.archivedAt === null && account.authenticators.length < Math.max(limit, 2)
  const heading = useArrival({
    'add-authenticator': mayAdd ? add : null,
    'confirm-authenticator': unconfirmed ? () => setOpened({ kind: 'confirm', id: unconfirmed.id }) : null
  })
  const dialogs = <AuthenticatorDialogs account={account} opened={opened} limit={limit} onClose={close} />
  if (limit > 1)
    return (
      <SeveralAuthenticators
        account={account}
        portal={portal}
        limit={limit}
        headingRef={heading}
        onOpen={setOpened}
        onEditAccount={onEditAccount}
      >
        {dialogs}
      </SeveralAuthenticators>
    )
  return (
    <Section
      headingRef={heading}
      title={text.title}
      badges={<AuthenticatorBadge state={account.authenticator.state} />}
      actions={
        current && (
          <MenuButton
            label={text.menu}
            items={[
              ...(account.secretsForbidden === null ? [{ id: 'replace', name: text.replace, icon: Replace, onAction: add }] : []),
              { id: 'remove', name: text.remove, icon: Trash2, danger: true, onAction: () => setOpened({ kind: 'remove', id: current.id }) }
            ]}
          />
        )
      }
    >
      {current === null ? (
        <>
          <p>
            {noAuthenticatorHere(account)} {portal && !portal.authenticatorOffered && text.notOffered(portal.name)}
          </p>
          <AddSecretButton account={account} icon={Plus} label={text.add} onAdd={add} onEditAccount={onEditAccount} />
        </>
      ) : (
        <>
          {current.confirmedAt === null && <Unconfirmed onConfirm={() => setOpened({ kind: 'confirm', id: current.id })} />}
          <LiveCodeBox key={current.id} authenticatorId={current.id} helpFor={accountName(account)} />
          <AuthenticatorFacts authenticator={current} />
        </>
      )}
      {waiting && (
        <Waiting
          onConfirm={() => setOpened({ kind: 'confirm', id: waiting.id })}
          onRemove={() => setOpened({ kind: 'remove', id: waiting.id })}
        />
      )}
      {dialogs}
    </Section>
  )
}

interface DialogsProps {
  readonly account: Account
  readonly opened: Opened
  readonly limit: number
  readonly onClose: () => void
}

function AuthenticatorDialogs({ account, opened, limit, onClose }: DialogsProps) {
  const { accounts } = useStores()
  if (opened === null) return null
  if (opened.kind === 'add') return <AddAuthenticatorDialog account={account} isOneOfSeveral={limit > 1} onClose={onClose} />
  const { id } = opened
  const authenticator = account.authenticators.find((one) => one.id === id)
  const name = authenticator === undefined || limit === 1 ? accountName(account) : `${accountName(account)}, ${nameOf(authenticator)}`
  switch (opened.kind) {
    case 'confirm':
      return <ConfirmAuthenticatorDialog authenticatorId={id} account={name} onClose={onClose} />
    case 'rename':
      return authenticator === undefined ? null : <RenameForm account={account} authenticator={authenticator} onClose={onClose} />
    case 'remove':
      return (
        <ConfirmDialog
          title={text.removeTitle}
          body={text.removeBody(name)}
          confirmLabel={text.removeConfirm}
          tone="danger"
          onClose={onClose}
          onConfirm={async () => {
            await accounts.room.removeAuthenticator(id).catch((error: unknown) => {
              showFailure(error)
              throw error
            })
            showToast({ text: text.removed })
          }}
        />
      )
  }
}

function Waiting({ onConfirm, onRemove }: { readonly onConfirm: () => void; readonly onRemove: () => void }) {
  return (
    <Notice
      tone="warn"
      title={text.waitingTitle}
      action={
        <div className={css.next}>
          <Button size="small" variant="quiet" onPress={onRemove}>
            {text.removeWaiting}
          </Button>
          <Button size="small" onPress={onConfirm}>
            {text.confirmNow}
          </Button>
        </div>
      }
    >
      {text.waiting}
    </Notice>
  )
}
