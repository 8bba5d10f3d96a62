import { type RefObject, useEffect, useRef } from 'react'

/** How far a table is scrolled, in pixels, and the row that last had the focus. */
export interface TablePlace {
  readonly scrollTop: number
  readonly rowId: string | null
}

export interface TablePlaceKeeper {
  read(): TablePlace | null
  keep(place: TablePlace): void
}

/** Frames within which rows at the kept place must have been drawn. */
const patience = 30

/**
 * Takes the reader back to the kept place once there are rows, and follows the place from then on. The focus goes to the kept row only when
 * nothing else has it.
 */
export function useTablePlace(box: RefObject<HTMLElement | null>, rowCount: number, keeper: TablePlaceKeeper | undefined): void {
  const hasRows = rowCount > 0
  const isBack = useRef(false)
  useEffect(() => {
    const element = box.current
    if (element === null || keeper === undefined || !hasRows) return
    let frame = 0
    if (!isBack.current) {
      const kept = keeper.read()
      const finish = (): void => {
        isBack.current = true
      }
      if (kept === null) finish()
      else frame = restore(element, kept, (next) => (frame = next), finish)
    }
    const onScroll = (): void => {
      if (isBack.current) keeper.keep({ rowId: keeper.read()?.rowId ?? null, scrollTop: element.scrollTop })
    }
    const onFocus = ({ target }: FocusEvent): void => {
      const row = target instanceof Element ? target.closest('[role=row][data-key]') : null
      if (isBack.current && row !== null) keeper.keep({ scrollTop: element.scrollTop, rowId: row.getAttribute('data-key') })
    }
    element.addEventListener('scroll', onScroll, { passive: true })
    element.addEventListener('focusin', onFocus)
    return () => {
      cancelAnimationFrame(frame)
      element.removeEventListener('scroll', onScroll)
      element.removeEventListener('focusin', onFocus)
    }
  }, [box, keeper, hasRows])
}

/** Tries until the rows around the place are drawn; a place that is gone, since the list got shorter, is given up. */
function restore(element: HTMLElement, kept: TablePlace, asked: (frame: number) => void, finish: () => void): number {
  let tries = 0
  const step = (): void => {
    element.scrollTop = kept.scrollTop
    const row = kept.rowId === null ? null : element.querySelector<HTMLElement>(`[role=row][data-key="${CSS.escape(kept.rowId)}"]`)
    const isThere = Math.abs(element.scrollTop - kept.scrollTop) < 2 && (kept.rowId === null || row !== null)
    tries += 1
    if (!isThere && tries < patience) {
      asked(requestAnimationFrame(step))
      return
    }
    // The heading has it when nothing else could have: the row is what the reader came from.
    if (row !== null && (document.activeElement === document.body || document.activeElement?.matches('h1')))
      row.focus({ preventScroll: true })
    finish()
  }
  return requestAnimationFrame(step)
}
