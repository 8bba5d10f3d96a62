import { type ReactNode, useMemo } from 'react'
import { useLocation } from 'wouter'
import type { AccountSummary } from '#contract'
import { accountsText } from '../../text/accounts.ts'
import { formatDate } from '../../text/dates.ts'
import { type DataColumn, DataTable, type TableSort } from '../../ui/DataTable.tsx'
import css from './Accounts.module.css'
import { AccessCodeBadge, AuthenticatorBadge, BackupCodeBadge, CustodyBadge } from './StatusBadges.tsx'
import { CodeCell } from './secrets/CodeCell.tsx'

const text = accountsText.columns

/** Column ids that main can sort by are main's own words. */
const columns: readonly (DataColumn & { readonly fromWidth: number })[] = [
  { id: 'client', name: text.client, width: '3fr', minWidth: 120, allowsSorting: true, isRowHeader: true, fromWidth: 0 },
  { id: 'portal', name: text.portal, width: 92, minWidth: 64, allowsSorting: true, fromWidth: 0 },
  { id: 'username', name: text.account, width: '4fr', minWidth: 130, allowsSorting: true, fromWidth: 0 },
  { id: 'custody', name: text.custody, width: 124, minWidth: 80, isRaw: true, fromWidth: 1180 },
  { id: 'authenticator', name: text.authenticator, width: 128, minWidth: 80, isRaw: true, fromWidth: 1060 },
  { id: 'backup-code', name: text.backupCode, width: 144, minWidth: 80, isRaw: true, fromWidth: 700 },
  { id: 'access-code-expiry', name: text.accessCode, width: 224, minWidth: 104, allowsSorting: true, isRaw: true, fromWidth: 0 },
  { id: 'code', name: text.code, width: 216, minWidth: 160, isRaw: true, fromWidth: 0 }
]

/** Below this width the access code's date is left out, its word and days stay. */
const dateFromWidth = 940

export interface AccountsTableProps {
  readonly label: string
  readonly rows: readonly AccountSummary[]
  /** Width there is, in pixels: columns of less worth are left out of a narrow window instead of being scrolled away. */
  readonly width: number
  /** Left out where every row would say the same. */
  readonly withoutClient?: boolean
  readonly sort?: TableSort
  readonly onSort?: (sort: TableSort) => void
  readonly empty: ReactNode
  readonly onLoadMore?: (() => void) | undefined
  readonly isLoadingMore?: boolean
}

/** Accounts, dense, with their codes on request. Client, portal and account stay in every width, beside the code. */
export function AccountsTable({ rows, width, withoutClient = false, ...rest }: AccountsTableProps) {
  const [, navigate] = useLocation()
  const isSortable = rest.onSort !== undefined
  const isDateShown = width >= dateFromWidth
  const isAuthenticatorShown = columns.some(({ id, fromWidth }) => id === 'authenticator' && width >= fromWidth)
  const shown = useMemo(
    () =>
      columns
        .filter(({ id, fromWidth }) => width >= fromWidth && !(withoutClient && id === 'client'))
        .map((column) => ({
          ...column,
          isRowHeader: column.id === (withoutClient ? 'username' : 'client'),
          ...(isSortable ? {} : { allowsSorting: false }),
          ...(column.id === 'access-code-expiry' && !isDateShown ? { width: 172 } : {})
        })),
    [width, withoutClient, isDateShown, isSortable]
  )
  return (
    <DataTable
      {...rest}
      // Column widths are laid out once per table: another set of columns is another table.
      key={shown.map(({ id }) => id).join(' ') + isDateShown}
      columns={shown}
      rows={rows}
      dependencies={[isDateShown, isAuthenticatorShown]}
      rowText={(row) => `${row.clientName ?? accountsText.firmsOwnClient}, ${row.portalName}, ${row.username}`}
      renderCell={(row, columnId) => (
        <AccountCell row={row} columnId={columnId} isDateShown={isDateShown} isAuthenticatorShown={isAuthenticatorShown} />
      )}
      onRowAction={(id) => navigate(`/accounts/${id}`)}
    />
  )
}

interface AccountCellProps {
  readonly row: AccountSummary
  readonly columnId: string
  readonly isDateShown: boolean
  readonly isAuthenticatorShown: boolean
}

function AccountCell({ row, columnId, isDateShown, isAuthenticatorShown }: AccountCellProps) {
  switch (columnId) {
    case 'client':
      return row.clientName ?? <span className={css.muted}>{accountsText.firmsOwnClient}</span>
    case 'portal':
      return row.portalName
    case 'username':
      return (
        <span title={row.nickname === '' ? row.username : `${row.username} (${row.nickname})`}>
          {row.username}
          {row.nickname !== '' && <span className={css.muted}> {row.nickname}</span>}
        </span>
      )
    case 'custody':
      return <CustodyBadge custody={row.custody} />
    case 'authenticator':
      return <AuthenticatorBadge state={row.authenticator.state} />
    case 'backup-code':
      return <BackupCodeBadge status={row.backupCode.status} text={accountsText.backupCodeCount(row.backupCode)} />
    case 'access-code-expiry':
      return <AccessCodeCell code={row.accessCode} isDateShown={isDateShown} />
    default:
      return <CodeCell account={row} isStateShown={!isAuthenticatorShown} />
  }
}

/** Statuses whose days still matter to somebody. */
const running: ReadonlySet<string> = new Set(['new', 'expiring', 'expired'])

function AccessCodeCell({ code, isDateShown }: { readonly code: AccountSummary['accessCode']; readonly isDateShown: boolean }) {
  if (code === null) return <span className={css.muted}>{accountsText.none}</span>
  const days = accountsText.daysLeft(code.daysLeft)
  const date = formatDate(code.expiresOn)
  return (
    <span className={css.cell} title={running.has(code.status) ? `${accountsText.expires(date)}, ${days}` : accountsText.expires(date)}>
      <AccessCodeBadge status={code.status} />
      {running.has(code.status) && <span className={`${css.name} ${css.muted}`}>{isDateShown ? `${days}, ${date}` : days}</span>}
    </span>
  )
}
