import { useEffect, useState } from 'react'
import type { ClientSummary } from '#contract'
import { useClient } from '../../api/context.tsx'
import { showFailure } from '../../app/change.ts'
import { mattersText } from '../../text/matters.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { SuggestField } from '../../ui/SuggestField.tsx'
import { MatterForm } from './MatterForm.tsx'

const text = mattersText.chooseClient
const offered = 8

/** Adds a matter from the list of all: first whose, then what. */
export function NewMatterForm({ onClose }: { readonly onClose: () => void }) {
  const [query, setQuery] = useState('')
  const [client, setClient] = useState<ClientSummary | null>(null)
  const found = useFoundClients(query)
  if (client !== null) return <MatterForm client={client} onClose={onClose} />
  return (
    <Dialog isOpen title={text.title} onClose={onClose} footer={<Button onPress={onClose}>{mattersText.form.cancel}</Button>}>
      <SuggestField
        label={text.find}
        description={text.hint}
        value={query}
        onChange={setQuery}
        listLabel={text.list}
        empty={query.trim() === '' ? text.nothingTyped : found === null ? text.looking : text.none}
        suggestions={(found ?? []).map(({ id, name, fileNumber, email }) => ({
          id,
          title: name,
          detail: [fileNumber, email].filter(Boolean).join(' · ')
        }))}
        onChoose={(id) => setClient(found?.find((one) => one.id === id) ?? null)}
        autoFocus
      />
    </Dialog>
  )
}

/** The first clients that fit, null until the first answer. A late answer to an earlier question is dropped. */
function useFoundClients(query: string): readonly ClientSummary[] | null {
  const client = useClient()
  const [found, setFound] = useState<readonly ClientSummary[] | null>(null)
  useEffect(() => {
    let isCurrent = true
    if (query.trim() === '') setFound(null)
    else
      client.clients
        .list({ query, limit: offered })
        .then(({ rows }) => isCurrent && setFound(rows))
        .catch((error: unknown) => isCurrent && showFailure(error))
    return () => {
      isCurrent = false
    }
  }, [client, query])
  return found
}
