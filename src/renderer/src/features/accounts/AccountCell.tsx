import type { AccountSummary } from '#contract'
import { AccessCodeBadge, RecoverabilityBadge } from '../../app/access-badges.tsx'
import { CodeCell } from '../../app/secrets/CodeCell.tsx'
import { accountsText } from '../../text/accounts.ts'
import { formatDate, formatDay } from '../../text/dates.ts'
import css from './Accounts.module.css'
import { AuthenticatorBadge, BackupCodeBadge } from './StatusBadges.tsx'

/** `line`: one fact per cell; `stacked`: two, one above the other. */
export type CellLayout = 'line' | 'stacked'

export interface AccountCellProps {
  readonly row: AccountSummary
  readonly columnId: string
  readonly layout: CellLayout
  readonly withoutClient: boolean
}

/** One cell of the account table. */
export function AccountCell({ row, columnId, layout, withoutClient }: AccountCellProps) {
  switch (columnId) {
    case 'client':
      return layout === 'stacked' ? <ClientAndAccount row={row} withoutClient={withoutClient} /> : <ClientName row={row} />
    case 'portal':
      return layout === 'line' ? (
        row.portalName
      ) : (
        <span className={css.stack}>
          <span className={css.name}>{row.portalName}</span>
          <RecoverabilityBadge value={row.recoverability} />
        </span>
      )
    case 'get-in':
      return <RecoverabilityBadge value={row.recoverability} />
    case 'username':
      return <Username row={row} />
    case 'custody':
      return accountsText.custody[row.custody].short
    case 'authenticator':
      return <AuthenticatorState row={row} />
    case 'backup-code':
      return <BackupCodeState row={row} />
    case 'ways-in':
      return (
        <span className={css.stack}>
          <AuthenticatorState row={row} />
          <BackupCodeState row={row} />
        </span>
      )
    case 'access-code-expiry':
      return <AccessCodeState code={row.accessCode} layout={layout} />
    default:
      return <CodeCell account={row} />
  }
}

function ClientName({ row }: { readonly row: AccountSummary }) {
  if (row.clientName === null) return <span className={css.muted}>{accountsText.firmsOwnClient}</span>
  return <span title={row.clientName}>{row.clientName}</span>
}

function Username({ row }: { readonly row: AccountSummary }) {
  return (
    <span title={row.nickname === '' ? row.username : `${row.username} (${row.nickname})`}>
      {row.username}
      {row.nickname !== '' && <span className={css.muted}> {row.nickname}</span>}
    </span>
  )
}

function ClientAndAccount({ row, withoutClient }: { readonly row: AccountSummary; readonly withoutClient: boolean }) {
  return (
    <span className={css.stack}>
      {!withoutClient && (
        <span className={css.name}>
          <ClientName row={row} />
        </span>
      )}
      <span className={withoutClient ? css.name : `${css.name} ${css.muted}`}>
        <Username row={row} />
      </span>
    </span>
  )
}

function AuthenticatorState({ row }: { readonly row: AccountSummary }) {
  const { state } = row.authenticator
  return state === 'none' ? <span className={css.muted}>{accountsText.none}</span> : <AuthenticatorBadge state={state} />
}

function BackupCodeState({ row }: { readonly row: AccountSummary }) {
  const { status } = row.backupCode
  if (status === 'none') return <span className={css.muted}>{accountsText.none}</span>
  return <BackupCodeBadge status={status} text={accountsText.backupCodeCount(row.backupCode)} />
}

/** Statuses whose days still matter to somebody. */
const running: ReadonlySet<string> = new Set(['new', 'expiring', 'expired'])

function AccessCodeState({ code, layout }: { readonly code: AccountSummary['accessCode']; readonly layout: CellLayout }) {
  if (code === null) return <span className={css.muted}>{accountsText.none}</span>
  const dayAndDays = `${formatDay(code.expiresOn)}, ${accountsText.daysShort(code.daysLeft)}`
  return (
    <span
      className={layout === 'stacked' ? css.stack : css.cell}
      title={`${accountsText.expires(formatDate(code.expiresOn))}, ${accountsText.daysLeft(code.daysLeft)}`}
    >
      <AccessCodeBadge status={code.status} />
      {running.has(code.status) && <span className={`${css.name} ${css.muted}`}>{dayAndDays}</span>}
    </span>
  )
}
