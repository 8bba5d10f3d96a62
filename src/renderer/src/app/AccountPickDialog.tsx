import { useEffect, useState } from 'react'
import type { AccountSummary, EntryAccount } from '#contract'
import { useClient } from '../api/context.tsx'
import { authenticatorImportsText } from '../text/authenticator-imports.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { SuggestField } from '../ui/SuggestField.tsx'
import { showFailure } from './change.ts'

const text = authenticatorImportsText.pick
const offered = 8

export interface AccountPickDialogProps {
  /** What the account is chosen for. */
  readonly subtitle: string
  readonly initialQuery: string
  readonly onChoose: (account: EntryAccount) => void
  readonly onClose: () => void
}

/** Finds one account by part of anything. */
export function AccountPickDialog({ subtitle, initialQuery, onChoose, onClose }: AccountPickDialogProps) {
  const [query, setQuery] = useState(initialQuery)
  const found = useFoundAccounts(query)
  return (
    <Dialog isOpen title={text.title} subtitle={subtitle} onClose={onClose} footer={<Button onPress={onClose}>{text.cancel}</Button>}>
      <SuggestField
        label={text.search}
        description={text.hint}
        value={query}
        onChange={setQuery}
        suggestions={found.map((account) => ({
          id: account.id,
          title: account.clientName ?? text.firm,
          detail: `${account.portalName}, ${account.username}`
        }))}
        onChoose={(id) => {
          const account = found.find((one) => one.id === id)
          if (account === undefined) return
          const { clientId, clientName, portalId, portalName, username } = account
          onChoose({ accountId: id, clientId, clientName, portalId, portalName, username })
        }}
        listLabel={text.list}
        empty={text.none}
        autoFocus
      />
      <p>{text.missing}</p>
    </Dialog>
  )
}

/** The first accounts that match. A late answer to an earlier question is dropped. */
function useFoundAccounts(query: string): readonly AccountSummary[] {
  const client = useClient()
  const [found, setFound] = useState<readonly AccountSummary[]>([])
  useEffect(() => {
    let isCurrent = true
    client.accounts
      .list({ query, limit: offered })
      .then(({ rows }) => isCurrent && setFound(rows))
      .catch((error: unknown) => isCurrent && showFailure(error))
    return () => {
      isCurrent = false
    }
  }, [client, query])
  return found
}
