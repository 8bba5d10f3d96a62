import { Plus, Replace, Trash2 } from 'lucide-react'
import { useState } from 'react'
import type { Account, Authenticator, Portal } from '#contract'
import { useStores } from '../../../api/context.tsx'
import { showFailure } from '../../../app/change.ts'
import { accountName } from '../../../text/accounts.ts'
import { authenticatorsText } from '../../../text/authenticators.ts'
import { formatInstantDate } from '../../../text/dates.ts'
import { Button } from '../../../ui/Button.tsx'
import { ConfirmDialog } from '../../../ui/ConfirmDialog.tsx'
import { FactList } from '../../../ui/FactList.tsx'
import { MenuButton } from '../../../ui/MenuButton.tsx'
import { Notice } from '../../../ui/Notice.tsx'
import { Section } from '../../../ui/Section.tsx'
import { showToast } from '../../../ui/Toast.tsx'
import { AddSecretButton } from '../AddSecretButton.tsx'
import { AuthenticatorBadge } from '../StatusBadges.tsx'
import { AddAuthenticatorDialog } from './AddAuthenticatorDialog.tsx'
import css from './Authenticator.module.css'
import { ConfirmAuthenticatorDialog } from './ConfirmAuthenticatorDialog.tsx'
import { LiveCodeBox } from './LiveCodeBox.tsx'

const text = authenticatorsText

export interface PanelProps {
  readonly account: Account
  /** Null when the portal's data file is gone. */
  readonly portal: Portal | null
  readonly onEditAccount: () => void
}

type Opened = { readonly kind: 'add' } | { readonly kind: 'confirm' | 'remove'; readonly id: string } | null

/** The authenticator of an account, its code on request, and a newer one that waits for confirmation. */
export function AuthenticatorPanel({ account, portal, onEditAccount }: PanelProps) {
  const { accounts } = useStores()
  const [opened, setOpened] = useState<Opened>(null)
  const { authenticatorDetail: current, pendingAuthenticator: waiting } = account
  const close = () => setOpened(null)
  const add = () => setOpened({ kind: 'add' })
  return (
    <Section
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
            {text.none} {portal && !portal.authenticatorOffered && text.notOffered(portal.name)}
          </p>
          <AddSecretButton account={account} icon={Plus} label={text.add} onAdd={add} onEditAccount={onEditAccount} />
        </>
      ) : (
        <>
          {current.confirmedAt === null && <Unconfirmed onConfirm={() => setOpened({ kind: 'confirm', id: current.id })} />}
          <LiveCodeBox key={current.id} authenticatorId={current.id} />
          <AuthenticatorFacts authenticator={current} />
        </>
      )}
      {waiting && (
        <Waiting
          onConfirm={() => setOpened({ kind: 'confirm', id: waiting.id })}
          onRemove={() => setOpened({ kind: 'remove', id: waiting.id })}
        />
      )}
      {opened?.kind === 'add' && <AddAuthenticatorDialog account={account} onClose={close} />}
      {opened?.kind === 'confirm' && (
        <ConfirmAuthenticatorDialog authenticatorId={opened.id} account={accountName(account)} onClose={close} />
      )}
      {opened?.kind === 'remove' && (
        <ConfirmDialog
          title={text.removeTitle}
          body={text.removeBody(accountName(account))}
          confirmLabel={text.removeConfirm}
          tone="danger"
          onClose={close}
          onConfirm={async () => {
            await accounts.room.removeAuthenticator(opened.id).catch((error: unknown) => {
              showFailure(error)
              throw error
            })
            showToast({ text: text.removed })
          }}
        />
      )}
    </Section>
  )
}

function AuthenticatorFacts({ authenticator }: { readonly authenticator: Authenticator }) {
  const { issuer, label, algorithm, digits, periodSeconds, createdAt, confirmedAt } = authenticator
  return (
    <FactList
      facts={[
        { term: text.facts.issuer, value: issuer },
        { term: text.facts.label, value: label },
        { term: text.facts.settings, value: text.settings(algorithm, digits, periodSeconds) },
        { term: text.facts.added, value: formatInstantDate(createdAt) },
        { term: text.facts.confirmed, value: confirmedAt === null ? text.notYet : formatInstantDate(confirmedAt) }
      ]}
    />
  )
}

function Unconfirmed({ onConfirm }: { readonly onConfirm: () => void }) {
  return (
    <Notice
      tone="warn"
      action={
        <Button size="small" onPress={onConfirm}>
          {text.confirmNow}
        </Button>
      }
    >
      {text.unconfirmedNotice}
    </Notice>
  )
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
