import css from './Mark.module.css'

/** The product's mark: a docket folder with a keyhole. Decorative; the name stands beside it. */
export function Mark({ size = 24 }: { readonly size?: number }) {
  return (
    <svg className={css.mark} width={size} height={size} viewBox="0 0 32 32" aria-hidden>
      <rect className={css.plate} width="32" height="32" rx="8" />
      <path className={css.shape} d="M7 11a2 2 0 0 1 2-2h4.6a2 2 0 0 1 1.5.7l1.1 1.3H23a2 2 0 0 1 2 2v9a2 2 0 0 1-2 2H9a2 2 0 0 1-2-2z" />
      <path className={css.hole} d="M16 14a2.4 2.4 0 0 1 1.2 4.5l.7 2.9h-3.8l.7-2.9A2.4 2.4 0 0 1 16 14z" />
    </svg>
  )
}
