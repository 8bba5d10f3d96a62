import { useEffect, useState } from 'react'
import { type Control, Controller } from 'react-hook-form'
import type { ClientSummary } from '#contract'
import { useClient } from '../../api/context.tsx'
import { showFailure } from '../../app/change.ts'
import { deadlinesText } from '../../text/deadlines.ts'
import { Button } from '../../ui/Button.tsx'
import { RadioField } from '../../ui/RadioField.tsx'
import { TextField } from '../../ui/TextField.tsx'
import css from './Deadlines.module.css'
import type { DeadlineDraft } from './deadline-draft.ts'

const text = deadlinesText.form
const offered = 6

interface Found {
  readonly rows: readonly ClientSummary[]
  readonly total: number
}

/** Finds the client by part of the name, file or receipt number. */
export function ClientChoice({ control }: { readonly control: Control<DeadlineDraft> }) {
  const [query, setQuery] = useState('')
  const [chosen, setChosen] = useState<ClientSummary | null>(null)
  const found = useFoundClients(query)
  return (
    <Controller
      control={control}
      name="clientId"
      rules={{ validate: (value) => value !== '' || text.clientMissing }}
      render={({ field, fieldState }) =>
        chosen !== null ? (
          <div className={css.chosen}>
            <span>
              <span className={css.label}>{text.client}</span> <strong>{chosen.name}</strong>
            </span>
            <Button
              size="small"
              onPress={() => {
                setChosen(null)
                field.onChange('')
              }}
            >
              {text.clientChange}
            </Button>
          </div>
        ) : (
          <div className={css.choice}>
            <TextField
              label={text.clientSearch}
              description={text.clientHint}
              errorMessage={fieldState.error?.message}
              value={query}
              onChange={setQuery}
              onBlur={field.onBlur}
              inputRef={field.ref}
              isRequired
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
  if (found.total === 0) return <p className={css.muted}>{text.clientNone}</p>
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
      {found.total > found.rows.length && <p className={css.muted}>{text.clientMore(found.rows.length, found.total)}</p>}
    </div>
  )
}

/** The first clients that match, null until the first answer and while nothing is typed. A late answer to an earlier question is dropped. */
function useFoundClients(query: string): Found | null {
  const client = useClient()
  const [found, setFound] = useState<Found | null>(null)
  useEffect(() => {
    let isCurrent = true
    if (query.trim() === '') setFound(null)
    else
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
