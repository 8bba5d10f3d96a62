import { type ReactNode, useMemo } from 'react'
import { useLocation } from 'wouter'
import type { AccountSummary } from '#contract'
import { accountsText } from '../../text/accounts.ts'
import { type DataColumn, DataTable, type TablePlaceKeeper, type TableSort } from '../../ui/DataTable.tsx'
import { AccountCell, type CellLayout } from './AccountCell.tsx'

const text = accountsText.columns

interface AccountColumn extends DataColumn {
  /** Content width of the table, in pixels, from which the column is shown; columns of less worth go first. */
  readonly fromWidth: number
  /** Content width from which other columns say the same apart. */
  readonly belowWidth?: number
}

/** Column ids that main can sort by are main's own words. */
const wideColumns: readonly AccountColumn[] = [
  { id: 'client', name: text.client, width: '1fr', minWidth: 130, allowsSorting: true, isRowHeader: true, fromWidth: 0 },
  { id: 'portal', name: text.portal, width: 92, minWidth: 64, allowsSorting: true, fromWidth: 0 },
  { id: 'username', name: text.account, width: '1fr', minWidth: 150, allowsSorting: true, fromWidth: 0 },
  { id: 'custody', name: text.custody, width: 107, fromWidth: 1320 },
  { id: 'get-in', name: text.getIn, width: 148, isRaw: true, fromWidth: 0 },
  { id: 'authenticator', name: text.authenticator, width: 132, isRaw: true, fromWidth: 0 },
  { id: 'backup-code', name: text.backupCode, width: 122, isRaw: true, fromWidth: 0 },
  { id: 'access-code-expiry', name: text.accessCode, width: 198, allowsSorting: true, isRaw: true, fromWidth: 0 },
  { id: 'code', name: text.code, width: 228, minWidth: 160, isRaw: true, fromWidth: 0 }
]

/** Content width at which authenticator and backup code get a column each, in pixels. */
const apartFromWidth = 980

/** In a narrow window two facts share a cell, one above the other, so that names and usernames stay readable. */
const stackedColumns: readonly AccountColumn[] = [
  { id: 'client', name: text.client, width: '1fr', minWidth: 160, allowsSorting: true, isRowHeader: true, isRaw: true, fromWidth: 0 },
  { id: 'portal', name: text.portalAndGetIn, width: 150, minWidth: 100, allowsSorting: true, isRaw: true, fromWidth: 0 },
  { id: 'ways-in', name: text.waysIn, width: 128, isRaw: true, fromWidth: 640, belowWidth: apartFromWidth },
  { id: 'authenticator', name: text.authenticator, width: 140, isRaw: true, fromWidth: apartFromWidth },
  { id: 'backup-code', name: text.backupCode, width: 156, isRaw: true, fromWidth: apartFromWidth },
  { id: 'access-code-expiry', name: text.accessCode, width: 144, allowsSorting: true, isRaw: true, fromWidth: 500 },
  { id: 'code', name: text.code, width: 228, minWidth: 160, isRaw: true, fromWidth: 0 }
]

const stackedBelowWidth = 1300
/** Without the client's name every column fits into less. */
const stackedBelowWidthWithoutClient = 1060

/** Pixels of a row. */
export const rowHeights: Record<CellLayout, number> = { line: 36, stacked: 52 }

/** How the table will look at a content width in pixels. */
export function layoutAt(width: number, withoutClient: boolean): CellLayout {
  return width < (withoutClient ? stackedBelowWidthWithoutClient : stackedBelowWidth) ? 'stacked' : 'line'
}

export interface AccountsTableProps {
  readonly label: string
  readonly rows: readonly AccountSummary[]
  /** Width there is, in pixels. */
  readonly width: number
  /** Left out where every row would say the same. */
  readonly withoutClient?: boolean
  readonly sort?: TableSort
  readonly onSort?: (sort: TableSort) => void
  readonly empty: ReactNode
  readonly onLoadMore?: (() => void) | undefined
  readonly isLoadingMore?: boolean
  readonly place?: TablePlaceKeeper
}

/** Accounts, dense, with their codes on request. Client, portal and account stay in every width, beside the code. */
export function AccountsTable({ rows, width, withoutClient = false, ...rest }: AccountsTableProps) {
  const [, navigate] = useLocation()
  const isSortable = rest.onSort !== undefined
  const layout = layoutAt(width, withoutClient)
  const columns = useMemo(
    () =>
      (layout === 'stacked' ? stackedColumns : wideColumns)
        .filter(
          ({ id, fromWidth, belowWidth = Number.POSITIVE_INFINITY }) =>
            width >= fromWidth && width < belowWidth && !(withoutClient && layout === 'line' && id === 'client')
        )
        .map((column) => ({
          ...column,
          isRowHeader: column.id === (withoutClient && layout === 'line' ? 'username' : 'client'),
          ...(withoutClient && column.id === 'client' ? { name: text.account } : {}),
          ...(isSortable ? {} : { allowsSorting: false })
        })),
    [width, layout, withoutClient, isSortable]
  )
  return (
    <DataTable
      {...rest}
      // Widths are laid out once per table: another set of columns is another table.
      key={columns.map(({ id }) => id).join(' ')}
      columns={columns}
      rows={rows}
      rowHeight={rowHeights[layout]}
      dependencies={[layout, withoutClient]}
      rowText={(row) => `${row.clientName ?? accountsText.firmsOwnClient}, ${row.portalName}, ${row.username}`}
      renderCell={(row, columnId) => <AccountCell row={row} columnId={columnId} layout={layout} withoutClient={withoutClient} />}
      onRowAction={(id) => navigate(`/accounts/${id}`)}
    />
  )
}
