import { Link as AriaLink } from 'react-aria-components'
import { useLocation } from 'wouter'
import { clientsAreaText } from '../text/matters.ts'
import css from './ClientsAreaTabs.module.css'

const places = [
  { path: '/clients', name: clientsAreaText.clients },
  { path: '/matters', name: clientsAreaText.matters },
  { path: '/contacts', name: clientsAreaText.contacts }
] as const

/** The lists beside each other under Clients. Each has an address of its own, so these are links. */
export function ClientsAreaTabs() {
  const [location] = useLocation()
  return (
    <nav className={css.tabs} aria-label={clientsAreaText.label}>
      {places.map(({ path, name }) => (
        <AriaLink key={path} href={`#${path}`} className={css.tab} {...(location === path ? { 'aria-current': 'page' as const } : {})}>
          {name}
        </AriaLink>
      ))}
    </nav>
  )
}
