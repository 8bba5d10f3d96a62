import css from './Kbd.module.css'

/** A key or key combination, e.g. "Ctrl+L". */
export function Kbd({ children }: { readonly children: string }) {
  return <kbd className={css.kbd}>{children}</kbd>
}
