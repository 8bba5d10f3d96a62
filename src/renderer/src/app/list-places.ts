import { createStore, type StoreApi } from 'zustand/vanilla'
import type { TablePlace, TablePlaceKeeper } from '../ui/DataTable.tsx'

export interface ListPlaces extends StoreApi<Readonly<Record<string, TablePlace>>> {
  /** Where the reader of a list is, by the list's name. The same object for the same name. */
  of(list: string): TablePlaceKeeper
  reset(): void
}

/** How far each list was scrolled and which of its rows had the focus, so that a way back ends where it began. */
export function createListPlaces(): ListPlaces {
  const store = createStore<Readonly<Record<string, TablePlace>>>(() => ({}))
  const keepers = new Map<string, TablePlaceKeeper>()
  return {
    ...store,
    of(list) {
      const known = keepers.get(list)
      if (known) return known
      const keeper: TablePlaceKeeper = {
        read: () => store.getState()[list] ?? null,
        keep: (place) => store.setState({ [list]: place })
      }
      keepers.set(list, keeper)
      return keeper
    },
    reset: () => store.setState({}, true)
  }
}
