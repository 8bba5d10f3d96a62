import { TriangleAlert } from 'lucide-react'
import css from './FieldWarning.module.css'

/** Stands in a field's description: something looks unusual, but nothing stops it from being saved. */
export function FieldWarning({ children }: { readonly children: string }) {
  return (
    <span className={css.warning}>
      <TriangleAlert size={13} aria-hidden />
      <span>{children}</span>
    </span>
  )
}
