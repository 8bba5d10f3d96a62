import css from './Spinner.module.css'

/** A small turning circle. Decorative without `label`; with it, the label stands beside it and is announced once. */
export function Spinner({ size = 16, label }: { readonly size?: number; readonly label?: string }) {
  const circle = <span className={css.spinner} style={{ width: size, height: size }} aria-hidden />
  if (label === undefined) return circle
  return (
    <div className={css.block} role="status">
      {circle}
      {label}
    </div>
  )
}
