import { UserPlus } from 'lucide-react'
import { type ReactNode, useEffect, useState } from 'react'
import type { Account, ClientSummary } from '#contract'
import { useClient } from '../../../api/context.tsx'
import { showFailure } from '../../../app/change.ts'
import { accessCodesText } from '../../../text/access-codes.ts'
import { accountsText } from '../../../text/accounts.ts'
import { Button } from '../../../ui/Button.tsx'
import { Dialog } from '../../../ui/Dialog.tsx'
import { SuggestField } from '../../../ui/SuggestField.tsx'
import { AccountForm } from '../AccountForm.tsx'
import { usePortals } from '../use-portals.ts'
import { AccessCodeForm } from './AccessCodeForm.tsx'
import { receiptIn } from './access-code-draft.ts'
import { findNoticePlaces, type NoticePlace } from './notice-places.ts'

const text = accessCodesText.anywhere

type Chosen =
  | (Omit<Extract<NoticePlace, { kind: 'client' }>, 'client'> & { readonly client: NewClient })
  | { readonly kind: 'opened'; readonly account: Account }

type NewClient = Pick<ClientSummary, 'id' | 'name' | 'email'>

export interface LogNoticeProps {
  /** Draws the form of a new client, which another feature knows how to. */
  readonly renderNewClient: (form: { readonly onCreated: (client: NewClient) => void; readonly onClose: () => void }) => ReactNode
  readonly onClose: () => void
}

/** Logs a notice for any client: find the account, or make the one that is missing, then fill in the notice. Never needs the mouse. */
export function LogNotice({ renderNewClient, onClose }: LogNoticeProps) {
  const client = useClient()
  const portals = usePortals()
  const [chosen, setChosen] = useState<Chosen | null>(null)
  const [isEditing, setEditing] = useState(false)
  const [query, setQuery] = useState('')
  const [isAdding, setAdding] = useState(false)

  const open = async (accountId: string): Promise<void> =>
    setChosen({ kind: 'opened', account: await client.accounts.get({ id: accountId }) })
  const addAccount = (added: NewClient): void => {
    setAdding(false)
    const [portal] = portals.filter(({ accessCode }) => accessCode !== null)
    if (portal) setChosen({ kind: 'client', id: added.id, portalId: portal.id, portalName: portal.shortName, client: added })
  }
  if (isAdding) return renderNewClient({ onCreated: addAccount, onClose: () => setAdding(false) })
  if (chosen === null)
    return (
      <FindPlace
        query={query}
        onQuery={setQuery}
        onNewClient={() => setAdding(true)}
        onChoose={(place) => (place.kind === 'client' ? setChosen(place) : void open(place.account.id).catch(showFailure))}
        onClose={onClose}
      />
    )
  if (chosen.kind === 'client')
    return (
      <AccountForm
        client={chosen.client}
        startingAt={{ portalId: chosen.portalId, username: chosen.client.email }}
        onCreated={(account) => setChosen({ kind: 'opened', account })}
        onClose={() => setChosen(null)}
      />
    )
  const { account } = chosen
  if (isEditing)
    return (
      <AccountForm
        account={account}
        onClose={() => {
          setEditing(false)
          void open(account.id).catch(showFailure)
        }}
      />
    )
  return (
    <AccessCodeForm
      account={account}
      portal={portals.find(({ id }) => id === account.portalId) ?? null}
      receipt={receiptIn(query)}
      onEditAccount={() => setEditing(true)}
      onBack={() => setChosen(null)}
      onClose={onClose}
    />
  )
}

interface FindPlaceProps {
  readonly query: string
  readonly onQuery: (query: string) => void
  readonly onNewClient: () => void
  readonly onChoose: (place: NoticePlace) => void
  readonly onClose: () => void
}

function FindPlace({ query, onQuery, onNewClient, onChoose, onClose }: FindPlaceProps) {
  const places = useNoticePlaces(query)
  return (
    <Dialog
      isOpen
      title={accessCodesText.form.logTitle}
      subtitle={text.subtitle}
      onClose={onClose}
      footer={
        <>
          {query.trim() !== '' && places?.length === 0 && (
            <Button icon={UserPlus} onPress={onNewClient}>
              {text.newClient}
            </Button>
          )}
          <Button onPress={onClose}>{accessCodesText.form.cancel}</Button>
        </>
      }
    >
      <SuggestField
        label={text.find}
        description={text.findHint}
        value={query}
        onChange={onQuery}
        listLabel={text.list}
        empty={query.trim() === '' ? text.nothingTyped : places === null ? text.looking : text.noMatch}
        suggestions={(places ?? []).map((place) => ({ id: place.id, ...wordsOf(place) }))}
        onChoose={(id) => {
          const place = places?.find((one) => one.id === id)
          if (place) onChoose(place)
        }}
        autoFocus
      />
    </Dialog>
  )
}

function wordsOf(place: NoticePlace): { title: string; detail: string } {
  if (place.kind === 'client') {
    const { name, fileNumber, email } = place.client
    return { title: name, detail: [text.newAccount(place.portalName), fileNumber, email].filter(Boolean).join(' · ') }
  }
  const { clientName, portalName, username, nickname, custody } = place.account
  return {
    title: clientName ?? accountsText.firmsOwnClient,
    detail: [portalName, username, nickname, accountsText.custody[custody].short].filter(Boolean).join(' · ')
  }
}

/** What fits the text, null until the first answer. A late answer to an earlier question is dropped. */
function useNoticePlaces(query: string): readonly NoticePlace[] | null {
  const client = useClient()
  const portals = usePortals()
  const [places, setPlaces] = useState<readonly NoticePlace[] | null>(null)
  useEffect(() => {
    let isCurrent = true
    const withCodes = portals.filter(({ accessCode }) => accessCode !== null)
    findNoticePlaces(client, withCodes, query)
      .then((found) => isCurrent && setPlaces(found))
      .catch((error: unknown) => isCurrent && showFailure(error))
    return () => {
      isCurrent = false
    }
  }, [client, portals, query])
  return places
}
