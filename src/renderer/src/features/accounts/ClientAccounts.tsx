import { KeyRound, Plus } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useStore } from 'zustand'
import { useStores } from '../../api/context.tsx'
import { errorText } from '../../api/error-text.ts'
import { useElementWidth } from '../../app/element-width.ts'
import { accountsText } from '../../text/accounts.ts'
import { Button } from '../../ui/Button.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { Section } from '../../ui/Section.tsx'
import { Spinner } from '../../ui/Spinner.tsx'
import { AccountForm } from './AccountForm.tsx'
import css from './Accounts.module.css'
import { AccountsTable, layoutAt, rowHeights } from './AccountsTable.tsx'

/** Pixels. The table draws rows in view only, so it needs a height. */
const headingHeight = 34
const mostRowsInView = 8
const emptyHeight = 240

/** The accounts of one client, as a part of the client's page. */
export function ClientAccounts({
  client
}: {
  readonly client: { readonly id: string; readonly name: string; readonly archivedAt: number | null }
}) {
  const { accounts } = useStores()
  const listed = useStore(accounts, (state) => state.ofClient)
  const [isAdding, setAdding] = useState(false)
  const [box, width] = useElementWidth<HTMLDivElement>()
  useEffect(() => accounts.openClientAccounts(client.id), [accounts, client.id])

  const rows = listed?.rows ?? null
  const problem = !listed || listed.error === null ? null : errorText(listed.error)
  const height =
    rows === null || rows.length === 0
      ? emptyHeight
      : headingHeight + Math.min(rows.length, mostRowsInView) * (rowHeights[layoutAt(width, true)] + 1)
  const add =
    client.archivedAt === null ? (
      <Button size="small" icon={Plus} onPress={() => setAdding(true)}>
        {accountsText.addAccount}
      </Button>
    ) : null
  return (
    <Section title={accountsText.title} isFlush actions={rows !== null && rows.length > 0 ? add : null}>
      {problem && (
        <Notice tone="bad" title={problem.title}>
          {problem.body}
        </Notice>
      )}
      <div ref={box} className={css.table} style={{ height }}>
        {rows === null && !problem && <Spinner label={accountsText.loadingList} />}
        {rows !== null && rows.length === 0 && (
          <EmptyState icon={KeyRound} title={accountsText.empty.ofClientTitle} body={accountsText.empty.ofClientBody} actions={add} />
        )}
        {rows !== null && rows.length > 0 && width > 0 && (
          <AccountsTable label={accountsText.title} rows={rows} width={width} withoutClient empty={null} />
        )}
      </div>
      {isAdding && <AccountForm client={client} onClose={() => setAdding(false)} />}
    </Section>
  )
}
