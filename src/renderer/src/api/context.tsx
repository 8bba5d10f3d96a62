import { createContext, type ReactNode, useContext } from 'react'
import type { Stores } from '../app/stores.ts'
import type { KeydocketClient } from './client.ts'

interface Provided {
  readonly client: KeydocketClient
  readonly stores: Stores
}

const Context = createContext<Provided | null>(null)

/** Gives every screen the client and the stores, so that tests can hand in others. */
export function ClientProvider({ client, stores, children }: Provided & { readonly children: ReactNode }) {
  return <Context value={{ client, stores }}>{children}</Context>
}

function useProvided(): Provided {
  const provided = useContext(Context)
  if (!provided) throw new Error('ClientProvider is missing')
  return provided
}

export function useClient(): KeydocketClient {
  return useProvided().client
}

export function useStores(): Stores {
  return useProvided().stores
}
