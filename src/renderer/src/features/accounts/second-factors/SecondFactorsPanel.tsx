import { Pencil, Plus, TriangleAlert, UserX } from 'lucide-react'
import { useState } from 'react'
import type { Account, Portal, SecondFactor } from '#contract'
import { formatDate, formatInstantDate } from '../../../text/dates.ts'
import { factorTitle, secondFactorsText } from '../../../text/second-factors.ts'
import { Badge } from '../../../ui/Badge.tsx'
import { Button } from '../../../ui/Button.tsx'
import { MenuButton } from '../../../ui/MenuButton.tsx'
import { Section } from '../../../ui/Section.tsx'
import { useArrival } from '../arrival.ts'
import css from '../Codes.module.css'
import { FactorForm } from './FactorForm.tsx'
import { RetireFactorForm } from './RetireFactorForm.tsx'

const text = secondFactorsText

export interface SecondFactorsPanelProps {
  readonly account: Account
  readonly portal: Portal | null
  readonly factors: readonly SecondFactor[]
}

type Opened = { readonly kind: 'add' } | { readonly kind: 'edit' | 'retire'; readonly factor: SecondFactor } | null

/** What the portal has on file as second factors, and on whose phone, mailbox or device each depends. */
export function SecondFactorsPanel({ account, portal, factors }: SecondFactorsPanelProps) {
  const [opened, setOpened] = useState<Opened>(null)
  const close = () => setOpened(null)
  const heading = useArrival({ 'second-factors': null })
  const inUse = factors.filter(({ retiredAt }) => retiredAt === null)
  const retired = factors.filter(({ retiredAt }) => retiredAt !== null)
  const isArchived = account.archivedAt !== null
  return (
    <Section
      headingRef={heading}
      title={text.title}
      actions={
        !isArchived && (
          <Button size="small" icon={Plus} onPress={() => setOpened({ kind: 'add' })}>
            {text.add}
          </Button>
        )
      }
    >
      {inUse.length === 0 && <p>{text.empty}</p>}
      {inUse.length > 0 && (
        <ul className={css.list}>
          {inUse.map((factor) => (
            <FactorRow
              key={factor.id}
              factor={factor}
              isArchived={isArchived}
              onEdit={() => setOpened({ kind: 'edit', factor })}
              onRetire={() => setOpened({ kind: 'retire', factor })}
            />
          ))}
        </ul>
      )}
      {retired.length > 0 && <History retired={retired} />}
      {opened?.kind === 'add' && <FactorForm account={account} portal={portal} onClose={close} />}
      {opened?.kind === 'edit' && <FactorForm account={account} portal={portal} editing={opened.factor} onClose={close} />}
      {opened?.kind === 'retire' && <RetireFactorForm account={account} portal={portal} factor={opened.factor} onClose={close} />}
    </Section>
  )
}

interface FactorRowProps {
  readonly factor: SecondFactor
  readonly isArchived: boolean
  readonly onEdit: () => void
  readonly onRetire: () => void
}

function FactorRow({ factor, isArchived, onEdit, onRetire }: FactorRowProps) {
  const title = factorTitle(factor)
  return (
    <li className={css.item}>
      <strong>{title}</strong>
      <span>{text.heldBy(factor.heldBy)}</span>
      {factor.holderHasLeft && (
        <Badge tone="bad" icon={TriangleAlert}>
          {text.hasLeft}
        </Badge>
      )}
      {factor.addedOn !== null && <span className={css.small}>{text.since(formatDate(factor.addedOn))}</span>}
      {!isArchived && (
        <span className={css.end}>
          <MenuButton
            label={text.menu(title)}
            size="small"
            items={[
              { id: 'edit', name: text.edit, icon: Pencil, onAction: onEdit },
              { id: 'retire', name: text.retire, icon: UserX, danger: true, onAction: onRetire }
            ]}
          />
        </span>
      )}
    </li>
  )
}

function History({ retired }: { readonly retired: readonly SecondFactor[] }) {
  return (
    <details>
      <summary className={css.summary}>{text.history(retired.length)}</summary>
      <ul className={css.list}>
        {retired.map((factor) => (
          <li key={factor.id} className={css.item}>
            <span className={css.muted}>{factorTitle(factor)}</span>
            <span className={css.small}>
              {text.heldBy(factor.heldBy)}
              {factor.retiredAt !== null && ` · ${text.retiredOn(formatInstantDate(factor.retiredAt))}`}
            </span>
          </li>
        ))}
      </ul>
    </details>
  )
}
