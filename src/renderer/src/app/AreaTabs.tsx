import { Link as AriaLink } from 'react-aria-components'
import { useLocation } from 'wouter'
import css from './AreaTabs.module.css'

export interface AreaTabsProps {
  readonly label: string
  readonly places: readonly { readonly path: string; readonly name: string }[]
}

/** The lists beside each other in one area of the window. Each has an address of its own, so these are links. */
export function AreaTabs({ label, places }: AreaTabsProps) {
  const [location] = useLocation()
  return (
    <nav className={css.tabs} aria-label={label}>
      {places.map(({ path, name }) => (
        <AriaLink key={path} href={`#${path}`} className={css.tab} {...(location === path ? { 'aria-current': 'page' as const } : {})}>
          {name}
        </AriaLink>
      ))}
    </nav>
  )
}
