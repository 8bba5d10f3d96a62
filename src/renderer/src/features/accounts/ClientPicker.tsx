import { useEffect, useState } from 'react'
import { type Control, Controller, useWatch } from 'react-hook-form'
import type { ClientSummary } from '#contract'
import { useClient } from '../../api/context.tsx'
import { showFailure } from '../../app/change.ts'
import { accountsText } from '../../text/accounts.ts'
import { Button } from '../../ui/Button.tsx'
import { RadioField } from '../../ui/RadioField.tsx'
import { TextField } from '../../ui/TextField.tsx'
import css from './Accounts.module.css'
import type { AccountDraft } from './account-draft.ts'

const text = accountsText.form
const offered = 6

interface Found {
  readonly rows: readonly ClientSummary[]
  readonly total: number
}

/** Finds the client of a new account by part of the name, file or receipt number. The firm's own accounts may have none. */
export function ClientPicker({ control }: { readonly control: Control<AccountDraft> }) {
  const custody = useWatch({ control, name: 'custody' })
  const [query, setQuery] = useState('')
  const [chosen, setChosen] = useState<ClientSummary | null>(null)
  const found = useFoundClients(query)
  return (
    <Controller
      control={control}
      name="clientId"
      rules={{ validate: (value, draft) => value !== '' || draft.custody === 'firms-own' || text.clientMissing }}
      render={({ field, fieldState }) =>
        chosen !== null ? (
          <div className={css.chosen}>
            <div>
              <div className={css.label}>{text.client}</div>
              {chosen.name}
            </div>
            <Button
              size="small"
              onPress={() => {
                setChosen(null)
                field.onChange('')
              }}
            >
              {text.changeClient}
            </Button>
          </div>
        ) : (
          <div className={css.picker}>
            <TextField
              label={text.clientSearch}
              description={custody === 'firms-own' ? text.clientNone : text.clientSearchHint}
              errorMessage={fieldState.error?.message}
              value={query}
              onChange={setQuery}
              onBlur={field.onBlur}
              inputRef={field.ref}
              isRequired={custody !== 'firms-own'}
              autoFocus
              maxLength={200}
              autoComplete="off"
            />
            <Matches
              found={found}
              onChoose={(client) => {
                setChosen(client)
                field.onChange(client.id)
              }}
            />
          </div>
        )
      }
    />
  )
}

function Matches({ found, onChoose }: { readonly found: Found | null; readonly onChoose: (client: ClientSummary) => void }) {
  if (found === null) return null
  if (found.total === 0) return <p className={css.muted}>{text.noClientMatches}</p>
  return (
    <div className={css.matches}>
      <RadioField
        label={text.client}
        options={found.rows.map((client) => ({
          id: client.id,
          name: client.name,
          description: [client.fileNumber, client.email].filter(Boolean).join(', ')
        }))}
        value={null}
        onChange={(id) => {
          const client = found.rows.find((row) => row.id === id)
          if (client) onChoose(client)
        }}
      />
      {found.total > found.rows.length && <p className={css.muted}>{text.clientsShown(found.rows.length, found.total)}</p>}
    </div>
  )
}

/** The first clients that match, null until the first answer. A late answer to an earlier question is dropped. */
function useFoundClients(query: string): Found | null {
  const client = useClient()
  const [found, setFound] = useState<Found | null>(null)
  useEffect(() => {
    let isCurrent = true
    client.clients
      .list({ query, limit: offered })
      .then((answer) => isCurrent && setFound(answer))
      .catch((error: unknown) => isCurrent && showFailure(error))
    return () => {
      isCurrent = false
    }
  }, [client, query])
  return found
}
