import { useStore } from 'zustand'
import type { Account, GuideStep } from '#contract'
import { useClient, useStores } from '../../api/context.tsx'
import { CodeCell } from '../../app/secrets/CodeCell.tsx'
import { RevealedValue } from '../../app/secrets/RevealedValue.tsx'
import { accessCodesText } from '../../text/access-codes.ts'
import { backupCodesText } from '../../text/backup-codes.ts'
import { formatDate } from '../../text/dates.ts'
import { pathsText } from '../../text/paths.ts'
import { Badge } from '../../ui/Badge.tsx'
import { Link } from '../../ui/Link.tsx'
import { accessCodeToUse, backupCodeToUse } from './code-to-use.ts'
import css from './Paths.module.css'

const text = pathsText.code

interface CodeOfferProps {
  readonly account: Account
  readonly code: NonNullable<GuideStep['code']>
}

/** The code a step asks for, hidden until shown or copied; or why it is not here. */
export function CodeOffer({ account, code }: CodeOfferProps) {
  if (code === 'access-code') return <AccessCodeOffer account={account} />
  if (account.secretsForbidden !== null) return <NotKeptHere account={account} reason={account.secretsForbidden} />
  if (code === 'backup-code') return <BackupCodeOffer account={account} />
  return account.authenticator.id === null ? <span className={css.muted}>{text.noAuthenticator}</span> : <CodeCell account={account} />
}

interface NotKeptHereProps {
  readonly account: Account
  readonly reason: NonNullable<Account['secretsForbidden']>
}

/** Who keeps the codes where custody keeps them out of Keydocket. */
export function NotKeptHere({ account, reason }: NotKeptHereProps) {
  return <span className={css.muted}>{text.heldBy[reason](account.clientName)}</span>
}

function BackupCodeOffer({ account }: { readonly account: Account }) {
  const client = useClient()
  const { accounts } = useStores()
  const codes = useStore(accounts, (state) => state.room?.backupCodes ?? null)
  if (codes === null) return null
  const toUse = backupCodeToUse(codes)
  if (toUse === null) {
    const current = codes.sets.find(({ replacedAt }) => replacedAt === null)
    const isReserved = current?.codes.some(({ state }) => state === 'reserved') ?? false
    return (
      <span className={css.muted}>
        {current === undefined ? text.noBackupCode : isReserved ? text.reserved : text.noBackupCodeLeft}{' '}
        <Link href={`#/accounts/${account.id}/backup-codes`}>{text.openBackupCodes}</Link>
      </span>
    )
  }
  const { id, position } = toUse.code
  const name = backupCodesText.code(position, toUse.total)
  return (
    <span className={css.code}>
      <Badge tone={codes.status === 'unused' ? 'good' : 'warn'}>{text.state(codes.status)}</Badge>
      {toUse.total > 1 && <span>{name}</span>}
      <RevealedValue
        name={name}
        copyKey={`backup-code:${id}`}
        reveal={() => client.backupCodes.reveal({ id })}
        copy={() => client.backupCodes.copy({ id })}
      />
    </span>
  )
}

function AccessCodeOffer({ account }: { readonly account: Account }) {
  const client = useClient()
  const { accounts } = useStores()
  const codes = useStore(accounts, (state) => state.room?.accessCodes ?? null)
  if (codes === null) return null
  const code = accessCodeToUse(codes)
  if (code === null) {
    return (
      <span className={css.muted}>
        {text.noAccessCode} <Link href={`#/accounts/${account.id}/access-codes`}>{text.openAccessCodes}</Link>
      </span>
    )
  }
  return (
    <span className={css.code}>
      <span>{accessCodesText.expiresOn(formatDate(code.expiresOn))}</span>
      <RevealedValue
        name={accessCodesText.codeOf(formatDate(code.noticeOn))}
        copyKey={`access-code:${code.id}`}
        reveal={() => client.accessCodes.reveal({ id: code.id })}
        copy={() => client.accessCodes.copy({ id: code.id })}
      />
    </span>
  )
}
