import { BadgeCheck, Pencil, Plus, Trash2 } from 'lucide-react'
import type { ReactNode } from 'react'
import type { Account, Authenticator, Portal } from '#contract'
import { authenticatorsText as text } from '../../../text/authenticators.ts'
import { MenuButton } from '../../../ui/MenuButton.tsx'
import { Section } from '../../../ui/Section.tsx'
import { AddSecretButton } from '../AddSecretButton.tsx'
import { AuthenticatorBadge } from '../StatusBadges.tsx'
import css from './Authenticator.module.css'
import { AuthenticatorFacts, Unconfirmed } from './AuthenticatorFacts.tsx'
import { LiveCodeBox } from './LiveCodeBox.tsx'

export type Opened = { readonly kind: 'add' } | { readonly kind: 'confirm' | 'remove' | 'rename'; readonly id: string } | null

/** What an authenticator is called beside others: its nickname, else its label. */
export const nameOf = ({ nickname, label }: Authenticator): string => nickname || label || text.unnamed

interface SeveralAuthenticatorsProps {
  readonly account: Account
  readonly portal: Portal | null
  readonly limit: number
  readonly onOpen: (dialog: Opened) => void
  readonly onEditAccount: () => void
  /** The dialog that is open. */
  readonly children: ReactNode
}

/** The authenticators of an account at a portal that takes several, each with its own name, code and actions. */
export function SeveralAuthenticators({ account, portal, limit, onOpen, onEditAccount, children }: SeveralAuthenticatorsProps) {
  const { authenticators } = account
  const isFull = authenticators.length >= limit
  return (
    <Section title={text.severalTitle} badges={<AuthenticatorBadge state={account.authenticator.state} />}>
      <p>
        {authenticators.length === 0 && `${account.custody === 'client-holds' ? text.noneWithClient : text.none} `}
        {text.several(portal?.shortName ?? account.portalName, limit)}
      </p>
      {authenticators.map((one) => (
        <OneOfSeveral key={one.id} authenticator={one} onOpen={onOpen} />
      ))}
      {isFull ? (
        <p className={css.muted}>{text.full(limit)}</p>
      ) : (
        <AddSecretButton
          account={account}
          icon={Plus}
          label={text.add}
          onAdd={() => onOpen({ kind: 'add' })}
          onEditAccount={onEditAccount}
        />
      )}
      {children}
    </Section>
  )
}

function OneOfSeveral({ authenticator, onOpen }: { readonly authenticator: Authenticator; readonly onOpen: (dialog: Opened) => void }) {
  const { id, confirmedAt } = authenticator
  const name = nameOf(authenticator)
  const confirm = () => onOpen({ kind: 'confirm', id })
  return (
    <section className={css.one} aria-label={name}>
      <div className={css.oneHead}>
        <h3 className={css.oneName}>{name}</h3>
        <AuthenticatorBadge state={confirmedAt === null ? 'unconfirmed' : 'confirmed'} />
        <span className={css.oneMenu}>
          <MenuButton
            label={text.actionsOf(name)}
            size="small"
            items={[
              { id: 'rename', name: text.rename, icon: Pencil, onAction: () => onOpen({ kind: 'rename', id }) },
              ...(confirmedAt === null ? [{ id: 'confirm', name: text.confirmNow, icon: BadgeCheck, onAction: confirm }] : []),
              { id: 'remove', name: text.remove, icon: Trash2, danger: true, onAction: () => onOpen({ kind: 'remove', id }) }
            ]}
          />
        </span>
      </div>
      {confirmedAt === null && <Unconfirmed onConfirm={confirm} />}
      <LiveCodeBox authenticatorId={id} />
      <details>
        <summary className={css.summary}>{text.details}</summary>
        <AuthenticatorFacts authenticator={authenticator} />
      </details>
    </section>
  )
}
