import type { ReactNode } from 'react'
import type { SavedList } from '#contract'
import { PageHeader, type PageHeaderProps } from '../ui/PageHeader.tsx'
import { useElementWidth } from './element-width.ts'
import css from './ListScreen.module.css'
import { Problem } from './Problem.tsx'
import { SaveListButton } from './SaveListButton.tsx'
import { useSearchKeys } from './search-keys.ts'

export interface ListScreenProps extends Omit<PageHeaderProps, 'actions'> {
  /** Buttons at the right, the main one last; may depend on the width there is for the list, 0 until it is known. */
  readonly actions?: ReactNode | ((width: number) => ReactNode)
  /** What "Save as CSV" saves: the list as it is filtered. */
  readonly saves?: SavedList
  /** Stands between the heading and the filters: neighbouring lists. */
  readonly tabs?: ReactNode
  /** Search field first, then the other filters. */
  readonly filters?: ReactNode
  /** Why the list could not be read; null when it was. */
  readonly error: unknown
  /** Stands between the filters and the list. */
  readonly above?: ReactNode
  /** The list for the width there is, in pixels. */
  readonly children: (width: number) => ReactNode
}

/** A screen that is one list: heading, filters, what went wrong, and a table that fills the rest. Ctrl+F and / go to its first filter. */
export function ListScreen({ saves, tabs, filters, error, above, children, actions, ...heading }: ListScreenProps) {
  const [box, width] = useElementWidth<HTMLDivElement>()
  const filterBar = useSearchKeys()
  return (
    <div className={css.screen}>
      <PageHeader
        {...heading}
        actions={
          <>
            {saves && <SaveListButton list={saves} />}
            {typeof actions === 'function' ? actions(width) : actions}
          </>
        }
      />
      {tabs}
      {filters && (
        <div ref={filterBar} className={css.filters}>
          {filters}
        </div>
      )}
      {(error !== null || above) && (
        <div className={css.above}>
          <Problem error={error} />
          {above}
        </div>
      )}
      <div ref={box} className={css.table}>
        {width > 0 && children(width)}
      </div>
    </div>
  )
}
