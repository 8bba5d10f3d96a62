import {
  CalendarClock,
  FileInput,
  FileText,
  History,
  KeyRound,
  LifeBuoy,
  ListTodo,
  Lock,
  type LucideIcon,
  MailOpen,
  Settings,
  Ticket,
  Users
} from 'lucide-react'
import { type ReactNode, useEffect, useLayoutEffect, useRef } from 'react'
import { Button as AriaButton, Link as AriaLink, TooltipTrigger } from 'react-aria-components'
import { useLocation } from 'wouter'
import { frameText } from '../text/frame.ts'
import { Hint } from '../ui/Hint.tsx'
import { Kbd } from '../ui/Kbd.tsx'
import { Mark } from '../ui/Mark.tsx'
import { ActingMember } from './ActingMember.tsx'
import css from './Frame.module.css'
import { useFocusHome } from './focus-home.ts'
import { isControlKey, withControl } from './keys.ts'
import { useMediaQuery } from './media-query.ts'
import { paths } from './routes.tsx'
import type { Session } from './session.ts'

/** Screens that belong to another one's place: a guided path to the list of those under way, matters and contacts to the clients, export to import. */
const besides = [
  [/^\/paths\//, paths.recovery],
  [/^\/(matters|contacts)/, paths.clients],
  [/^\/export/, paths.transfer]
] as const

const places: readonly { readonly path: string; readonly name: string; readonly icon: LucideIcon }[] = [
  { path: paths.today, name: frameText.today, icon: ListTodo },
  { path: paths.accounts, name: frameText.accounts, icon: KeyRound },
  { path: paths.clients, name: frameText.clients, icon: Users },
  { path: paths.cases, name: frameText.cases, icon: FileText },
  { path: paths.deadlines, name: frameText.deadlines, icon: CalendarClock },
  { path: paths.accessCodes, name: frameText.accessCodes, icon: MailOpen },
  { path: paths.signIns, name: frameText.signIns, icon: CalendarClock },
  { path: paths.backupCodes, name: frameText.backupCodes, icon: Ticket },
  { path: paths.recovery, name: frameText.recovery, icon: LifeBuoy },
  { path: paths.activity, name: frameText.activity, icon: History },
  { path: paths.transfer, name: frameText.transfer, icon: FileInput },
  { path: paths.settings, name: frameText.settings, icon: Settings }
]

const lockKeys = withControl('L')

interface FrameProps {
  readonly session: Session
  readonly onLock: () => void
  readonly children: ReactNode
}

/** Navigation at the left, the screen at the right. Locks with Ctrl+L (Cmd+L) from anywhere. */
export function Frame({ session, onLock, children }: FrameProps) {
  const main = useRef<HTMLElement>(null)
  const [location] = useLocation()
  const isNarrow = useMediaQuery('(max-width: 1000px)')
  // Another screen begins at its top; a list then finds the reader's place by itself.
  useLayoutEffect(() => {
    if (location !== '') main.current?.scrollTo(0, 0)
  }, [location])
  useLockKeys(onLock)
  useSearchAnywhere()
  useFocusHome(main)

  const place = besides.find(([beside]) => beside.test(location))?.[1] ?? location
  const current = places.find(({ path }) => place === path || place.startsWith(`${path}/`))
  useEffect(() => {
    document.title = current ? `${current.name} – ${frameText.product}` : frameText.product
  }, [current])

  return (
    <div className={css.frame}>
      <AriaButton className={css.skip} onPress={() => main.current?.focus()}>
        {frameText.skip}
      </AriaButton>
      <header className={css.side}>
        <div className={css.brand}>
          <Mark size={26} />
          <span className={css.brandName}>{frameText.product}</span>
        </div>
        <nav className={css.nav} aria-label={frameText.navigation}>
          {places.map((place) => (
            <Place key={place.path} {...place} isCurrent={place === current} isNarrow={isNarrow} />
          ))}
        </nav>
        <div className={css.foot}>
          {session.info.host === 'chromium-host' && <p className={css.standIn}>{frameText.standIn}</p>}
          <LockButton onLock={onLock} />
          {session.status.memberName && <ActingMember openedAs={session.status.memberName} />}
        </div>
      </header>
      <main className={css.main} ref={main} tabIndex={-1}>
        {children}
      </main>
    </div>
  )
}

function Place({
  path,
  name,
  icon: Icon,
  isCurrent,
  isNarrow
}: (typeof places)[number] & { readonly isCurrent: boolean; readonly isNarrow: boolean }) {
  return (
    <TooltipTrigger delay={300} closeDelay={0} isDisabled={!isNarrow}>
      <AriaLink href={`#${path}`} className={css.item} {...(isCurrent ? { 'aria-current': 'page' as const } : {})}>
        <Icon size={16} aria-hidden />
        <span className={css.text}>{name}</span>
      </AriaLink>
      <Hint placement="right">{name}</Hint>
    </TooltipTrigger>
  )
}

function LockButton({ onLock }: { readonly onLock: () => void }) {
  return (
    <TooltipTrigger delay={500} closeDelay={0}>
      <AriaButton className={css.item} onPress={onLock} aria-keyshortcuts="Control+L Meta+L">
        <Lock size={16} aria-hidden />
        <span className={css.text}>{frameText.lock}</span>
        <span className={css.keys} aria-hidden>
          <Kbd>{lockKeys}</Kbd>
        </span>
      </AriaButton>
      <Hint placement="right">{frameText.lockedByHand}</Hint>
    </TooltipTrigger>
  )
}

function useLockKeys(onLock: () => void): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.key.toLowerCase() !== 'l' || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return
      event.preventDefault()
      onLock()
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [onLock])
}

/** Ctrl+K (Cmd+K) looks for an account or a client from anywhere: it opens the accounts and puts the focus into their search. */
function useSearchAnywhere(): void {
  const [, navigate] = useLocation()
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (!isControlKey(event, 'k')) return
      event.preventDefault()
      navigate(paths.accounts)
      focusSearch(60)
    }
    window.addEventListener('keydown', onKey, { capture: true })
    return () => window.removeEventListener('keydown', onKey, { capture: true })
  }, [navigate])
}

/** Waits up to so many frames for the screen to be there. */
function focusSearch(frames: number): void {
  const input = location.hash === `#${paths.accounts}` ? document.querySelector<HTMLInputElement>('main input[type="search"]') : null
  if (input) {
    input.focus()
    input.select()
  } else if (frames > 0) requestAnimationFrame(() => focusSearch(frames - 1))
}
