import { useMemo } from 'react'
import { useStores } from '../api/context.tsx'
import { type DataColumn, DataTable, type DataTableProps } from '../ui/DataTable.tsx'

/** A column that gives way where the table is narrow. */
export interface ListColumn extends DataColumn {
  /** Content width of the table, in pixels, from which the column is shown. */
  readonly fromWidth: number
}

export interface ListTableProps<T extends { readonly id: string }> extends Omit<DataTableProps<T>, 'columns' | 'place'> {
  readonly columns: readonly ListColumn[]
  /** Width there is, in pixels. */
  readonly width: number
  /** Name under which the reader's place in the list is kept until the vault is locked. */
  readonly place: string
}

/** The table of a list screen: columns by the width there is, and a way back to it ends at the row it began from. */
export function ListTable<T extends { readonly id: string }>({ columns, width, place, ...table }: ListTableProps<T>) {
  const { places } = useStores()
  const shown = useMemo(() => columns.filter(({ fromWidth }) => width >= fromWidth), [columns, width])
  // Widths are laid out once per table: another set of columns is another table.
  return <DataTable {...table} key={shown.map(({ id }) => id).join(' ')} columns={shown} place={places.of(place)} />
}
