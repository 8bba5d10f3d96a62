import { ArrowDown, ArrowUp } from 'lucide-react'
import { type ReactNode, useRef } from 'react'
import {
  Cell,
  Collection,
  Column,
  ColumnResizer,
  ResizableTableContainer,
  Row,
  Table,
  TableBody,
  TableHeader,
  TableLayout,
  TableLoadMoreItem,
  Virtualizer
} from 'react-aria-components'
import css from './DataTable.module.css'
import { Spinner } from './Spinner.tsx'
import { type TablePlaceKeeper, useTablePlace } from './table-place.ts'

export type { TablePlace, TablePlaceKeeper } from './table-place.ts'

export type ColumnWidth = number | `${number}fr`

export interface DataColumn {
  readonly id: string
  /** Heading. */
  readonly name: string
  /** Pixels, or a share of what is left, e.g. "2fr". Default "1fr". */
  readonly width?: ColumnWidth
  /** Pixels. Default 80. */
  readonly minWidth?: number
  /** The column that names the row for assistive technology. At least one. */
  readonly isRowHeader?: boolean
  readonly allowsSorting?: boolean
  readonly align?: 'left' | 'right'
  /** A heading only assistive technology reads, for a column of buttons. */
  readonly isNameHidden?: boolean
  /** No text clipping around the cell content, for cells that hold controls. */
  readonly isRaw?: boolean
}

export interface TableSort {
  readonly columnId: string
  readonly descending: boolean
}

export interface DataTableProps<T extends { readonly id: string }> {
  /** Accessible name of the table. */
  readonly label: string
  readonly columns: readonly DataColumn[]
  readonly rows: readonly T[]
  readonly renderCell: (row: T, columnId: string) => ReactNode
  /** Rows are cached by object identity. Name here whatever else `renderCell` reads, so that cells are drawn anew when it changes. */
  readonly dependencies?: readonly unknown[]
  /** Text of a row for type-to-jump and announcements. */
  readonly rowText?: (row: T) => string
  readonly sort?: TableSort | undefined
  readonly onSort?: (sort: TableSort) => void
  /** Enter, or a press on a row. */
  readonly onRowAction?: (id: string) => void
  /** Shown in place of rows. */
  readonly empty?: ReactNode
  /** Called when the end comes near. */
  readonly onLoadMore?: (() => void) | undefined
  readonly isLoadingMore?: boolean
  /** Pixels. */
  readonly rowHeight?: number
  /** Keeps the reader's place between two showings of the table. */
  readonly place?: TablePlaceKeeper | undefined
}

/**
 * A dense table that draws only the rows in view. It fills a flex column; its parent gives it its height.
 * Arrow keys move between rows and cells, Enter opens a row, Tab leaves the table.
 */
export function DataTable<T extends { readonly id: string }>(props: DataTableProps<T>) {
  const {
    label,
    columns,
    rows,
    renderCell,
    dependencies = [],
    rowText,
    sort,
    onSort,
    onRowAction,
    empty,
    onLoadMore,
    isLoadingMore = false,
    rowHeight = 36,
    place
  } = props
  const container = useRef<HTMLDivElement>(null)
  useTablePlace(container, rows.length, place)
  return (
    <Virtualizer layout={TableLayout} layoutOptions={{ rowHeight, headingHeight: 32, loaderHeight: rowHeight }}>
      <ResizableTableContainer ref={container} className={css.container}>
        <Table
          aria-label={label}
          className={css.table}
          {...(sort ? { sortDescriptor: { column: sort.columnId, direction: sort.descending ? 'descending' : 'ascending' } } : {})}
          {...(onSort
            ? { onSortChange: ({ column, direction }) => onSort({ columnId: String(column), descending: direction === 'descending' }) }
            : {})}
          {...(onRowAction ? { onRowAction: (key) => onRowAction(String(key)) } : {})}
        >
          <TableHeader columns={columns}>{(column) => <HeadCell column={column} />}</TableHeader>
          <TableBody renderEmptyState={() => <div className={css.empty}>{empty}</div>}>
            <Collection items={rows} dependencies={[columns, ...dependencies]}>
              {(row) => (
                <Row id={row.id} columns={columns} className={css.row} {...(rowText ? { textValue: rowText(row) } : {})}>
                  {(column) => (
                    <Cell className={column.align === 'right' ? `${css.cell} ${css.right}` : css.cell}>
                      {column.isRaw ? renderCell(row, column.id) : <span className={css.cellText}>{renderCell(row, column.id)}</span>}
                    </Cell>
                  )}
                </Row>
              )}
            </Collection>
            {onLoadMore && (
              <TableLoadMoreItem onLoadMore={onLoadMore} isLoading={isLoadingMore}>
                <div className={css.more}>
                  <Spinner size={14} />
                </div>
              </TableLoadMoreItem>
            )}
          </TableBody>
        </Table>
      </ResizableTableContainer>
    </Virtualizer>
  )
}

function HeadCell({ column }: { readonly column: DataColumn }) {
  const { id, name, width = '1fr', minWidth = 80, isRowHeader = false, allowsSorting = false, align, isNameHidden = false } = column
  return (
    <Column
      id={id}
      textValue={name}
      isRowHeader={isRowHeader}
      allowsSorting={allowsSorting}
      defaultWidth={width}
      minWidth={minWidth}
      className={align === 'right' ? `${css.column} ${css.right}` : css.column}
      {...(isNameHidden ? { 'aria-label': name } : {})}
    >
      {({ sortDirection }) => (
        <>
          <span tabIndex={-1} className={css.columnName}>
            {isNameHidden ? null : name}
            {sortDirection === 'ascending' && <ArrowUp size={12} aria-hidden />}
            {sortDirection === 'descending' && <ArrowDown size={12} aria-hidden />}
          </span>
          <ColumnResizer className={css.resizer} />
        </>
      )}
    </Column>
  )
}
