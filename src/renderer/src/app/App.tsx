import { useCallback, useEffect } from 'react'
import { Router, useLocation } from 'wouter'
import { useHashLocation } from 'wouter/use-hash-location'
import { useStore } from 'zustand'
import { useClient, useStores } from '../api/context.tsx'
import { errorText } from '../api/error-text.ts'
import { RolledBackWarning } from '../features/activity/RolledBackWarning.tsx'
import { ReadOnlyBanner } from '../features/damage/ReadOnlyBanner.tsx'
import { frameText } from '../text/frame.ts'
import { showToast, ToastRegion } from '../ui/Toast.tsx'
import { useView } from './answer-store.ts'
import { applyAppearance } from './appearance.ts'
import { CameFromProvider } from './came-from.tsx'
import { ErrorBoundary } from './ErrorBoundary.tsx'
import { Frame } from './Frame.tsx'
import { IdleLock } from './IdleLock.tsx'
import { LockGate } from './LockGate.tsx'
import { LogNoticeFromAnywhere } from './LogNoticeFromAnywhere.tsx'
import { Routes } from './routes.tsx'
import { type Session, type SessionControl, useSession } from './session.ts'
import { WhoIsWorking } from './WhoIsWorking.tsx'

/** The whole window. */
export function App() {
  const control = useSession()
  return (
    <Router hook={useHashLocation}>
      <ErrorBoundary>
        <LockGate control={control}>
          {(session, handleDamage) => <Opened session={session} control={control} onHandleDamage={handleDamage} />}
        </LockGate>
      </ErrorBoundary>
      {control.session?.status.state === 'open' && <IdleLock />}
      <ToastRegion />
    </Router>
  )
}

interface OpenedProps {
  readonly session: Session
  readonly control: SessionControl
  readonly onHandleDamage: () => void
}

/** What is mounted only while the vault is open. */
function Opened({ session, control, onHandleDamage }: OpenedProps) {
  const { lock, apply } = control
  const [location] = useLocation()
  const { clock } = useStores()
  useFollowedSettings()
  useClipboardNews()
  useView(clock)
  const onLock = useCallback(() => {
    lock().catch((error: unknown) => {
      const { title, body } = errorText(error)
      showToast({ tone: 'bad', title, text: body })
    })
  }, [lock])
  return (
    <Frame session={session} onLock={onLock}>
      {session.status.readOnly && <ReadOnlyBanner onAct={onHandleDamage} />}
      <RolledBackWarning />
      <WhoIsWorking />
      <LogNoticeFromAnywhere>
        <CameFromProvider location={location}>
          <ErrorBoundary key={location}>
            <Routes session={session} apply={apply} />
          </ErrorBoundary>
        </CameFromProvider>
      </LogNoticeFromAnywhere>
    </Frame>
  )
}

/** Loads the settings, follows their changes, and applies the appearance. It stays as it was while locked. */
function useFollowedSettings(): void {
  const client = useClient()
  const { settings } = useStores()
  const appearance = useStore(settings, (state) => state.settings?.appearance)
  useEffect(() => {
    const load = (): void => {
      settings.load().catch((error: unknown) => {
        const { title, body } = errorText(error)
        showToast({ tone: 'bad', title, text: body })
      })
    }
    load()
    return client.on('settings.changed', load)
  }, [client, settings])
  useEffect(() => {
    if (appearance) applyAppearance(appearance)
  }, [appearance])
}

/** Says when a copied code left the clipboard; silent when the user had copied something else, which was left alone. */
function useClipboardNews(): void {
  const client = useClient()
  useEffect(
    () =>
      client.on('clipboard.released', ({ outcome }) => {
        if (outcome === 'cleared') showToast({ text: frameText.clipboard.cleared })
        if (outcome === 'failed') showToast({ tone: 'warn', text: frameText.clipboard.failed })
      }),
    [client]
  )
}
