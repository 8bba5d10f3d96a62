import { QrCode } from 'lucide-react'
import { useLocation } from 'wouter'
import { useStore } from 'zustand'
import { useStores } from '../../api/context.tsx'
import { useView } from '../../app/answer-store.ts'
import { authenticatorImportsText } from '../../text/authenticator-imports.ts'
import { Badge } from '../../ui/Badge.tsx'
import { Button } from '../../ui/Button.tsx'
import { Section } from '../../ui/Section.tsx'
import css from './AuthenticatorImports.module.css'

const text = authenticatorImportsText.card

/** The way to the import of authenticators, and how many of one still wait for an account. */
export function AuthenticatorsCard() {
  const [, navigate] = useLocation()
  const { waitingEntries } = useStores()
  useView(waitingEntries)
  const total = useStore(waitingEntries, ({ value }) => value?.total ?? 0)
  return (
    <Section title={text.title} badges={total > 0 && <Badge>{text.waiting(total)}</Badge>}>
      <div className={css.card}>
        <p>{text.body}</p>
        <Button icon={QrCode} variant="primary" onPress={() => navigate('/import/authenticators')}>
          {text.action}
        </Button>
      </div>
    </Section>
  )
}
