import type { Authenticator } from '#contract'
import { authenticatorsText as text } from '../../../text/authenticators.ts'
import { formatInstantDate } from '../../../text/dates.ts'
import { Button } from '../../../ui/Button.tsx'
import { FactList } from '../../../ui/FactList.tsx'
import { Notice } from '../../../ui/Notice.tsx'

/** What was read when it was added, and since when it counts. */
export function AuthenticatorFacts({ authenticator }: { readonly authenticator: Authenticator }) {
  const { issuer, label, createdAt, confirmedAt } = authenticator
  return (
    <FactList
      facts={[
        { term: text.facts.issuer, value: issuer },
        { term: text.facts.label, value: label },
        { term: text.facts.settings, value: text.settings(authenticator) },
        { term: text.facts.added, value: formatInstantDate(createdAt) },
        { term: text.facts.confirmed, value: confirmedAt === null ? text.notYet : formatInstantDate(confirmedAt) }
      ]}
    />
  )
}

export function Unconfirmed({ onConfirm }: { readonly onConfirm: () => void }) {
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
