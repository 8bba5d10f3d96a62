import { useCallback, useEffect, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import type { AppInfo, VaultStatus } from '#contract'
import { useClient, useStores } from '../api/context.tsx'
import { clearToasts } from '../ui/Toast.tsx'
import { resetStores } from './stores.ts'

/** What is known before and after unlocking: the program that runs, and the state of the vault. */
export interface Session {
  readonly info: AppInfo
  readonly status: VaultStatus
}

export interface SessionControl {
  /** Null until main answered. */
  readonly session: Session | null
  readonly error: unknown
  /** Takes over a status that a call answered. */
  apply(status: VaultStatus): void
  refresh(): Promise<void>
  lock(): Promise<void>
}

/** Follows the vault's state. Whatever comes out of the vault is dropped from the window the moment it is no longer open. */
export function useSession(): SessionControl {
  const client = useClient()
  const stores = useStores()
  const [session, setSession] = useState<Session | null>(null)
  const [error, setError] = useState<unknown>(null)
  const info = useRef<AppInfo | null>(null)

  // The screens go first: one that saw its store empty would fetch again, and be told that the vault is locked.
  const close = useCallback(
    (unmount: () => void) => {
      flushSync(unmount)
      resetStores(stores)
      clearToasts()
    },
    [stores]
  )

  const apply = useCallback(
    (status: VaultStatus) => {
      const known = info.current
      if (known === null) return
      const take = (): void => setSession({ info: known, status })
      if (status.state === 'open') take()
      else close(take)
    },
    [close]
  )

  const refresh = useCallback(async () => {
    try {
      setError(null)
      info.current ??= await client.app.info({})
      apply(await client.vault.status({}))
    } catch (problem) {
      setError(problem)
    }
  }, [client, apply])

  const lock = useCallback(async () => {
    apply(await client.vault.lock({}))
  }, [client, apply])

  useEffect(() => {
    void refresh()
    return client.on('vault.changed', ({ state }) => {
      // At once, before the question below is answered.
      if (state !== 'open')
        close(() => setSession((before) => before && { ...before, status: { ...before.status, state, memberName: null } }))
      void refresh()
    })
  }, [client, refresh, close])

  return { session, error, apply, refresh, lock }
}
