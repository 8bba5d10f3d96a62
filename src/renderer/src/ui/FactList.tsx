import type { ReactNode } from 'react'
import css from './FactList.module.css'

export interface Fact {
  readonly term: string
  readonly value: ReactNode
}

/** Terms and their values, as a definition list. Facts whose value is null, undefined or '' are left out. */
export function FactList({ facts }: { readonly facts: readonly Fact[] }) {
  return (
    <dl className={css.facts}>
      {facts
        .filter(({ value }) => value !== null && value !== undefined && value !== '')
        .map(({ term, value }) => (
          <div key={term} className={css.pair}>
            <dt className={css.term}>{term}</dt>
            <dd className={css.value}>{value}</dd>
          </div>
        ))}
    </dl>
  )
}
