import { clientsAreaText } from '../text/matters.ts'
import { AreaTabs } from './AreaTabs.tsx'

const places = [
  { path: '/clients', name: clientsAreaText.clients },
  { path: '/matters', name: clientsAreaText.matters },
  { path: '/contacts', name: clientsAreaText.contacts }
] as const

/** The lists under Clients. */
export const ClientsAreaTabs = () => <AreaTabs label={clientsAreaText.label} places={places} />
