import { Archive, type LucideIcon, Scale, WifiOff } from 'lucide-react'
import { restoreText } from '../../text/backup.ts'
import { setupText } from '../../text/vault.ts'
import { Button } from '../../ui/Button.tsx'
import css from './Setup.module.css'

/** What Keydocket keeps, what it never does, and whose logins these are. */
export function WelcomeStep({ onNext, onRestore }: { readonly onNext: () => void; readonly onRestore: () => void }) {
  const words = setupText.welcome
  return (
    <>
      <div className={css.promises}>
        <Point icon={Archive} title={words.keeps} body={words.keepsBody} />
        <Point icon={WifiOff} title={words.never} body={words.neverBody} />
        <Point icon={Scale} title={words.custody} body={words.custodyBody} />
      </div>
      <div className={css.actions}>
        <Button variant="quiet" onPress={onRestore}>
          {restoreText.action}
        </Button>
        <Button variant="primary" onPress={onNext} autoFocus>
          {words.next}
        </Button>
      </div>
    </>
  )
}

function Point({ icon: Icon, title, body }: { readonly icon: LucideIcon; readonly title: string; readonly body: string }) {
  return (
    <section className={css.promise}>
      <Icon size={18} strokeWidth={1.75} aria-hidden />
      <div>
        <h2>{title}</h2>
        <p>{body}</p>
      </div>
    </section>
  )
}
