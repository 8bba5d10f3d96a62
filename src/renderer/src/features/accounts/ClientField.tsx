import { type Ref, useEffect, useState } from 'react'
import type { ClientSummary } from '#contract'
import { useClient } from '../../api/context.tsx'
import { showFailure } from '../../app/change.ts'
import { accountsText } from '../../text/accounts.ts'
import { Button } from '../../ui/Button.tsx'
import { RadioField } from '../../ui/RadioField.tsx'
import { TextField } from '../../ui/TextField.tsx'
import css from './Accounts.module.css'

const text = accountsText.form
const offered = 6

export interface NamedClient {
  readonly id: string
  readonly name: string
}

export interface ClientFieldProps {
  /** What the client is to the record, once one is chosen. */
  readonly label: string
  readonly hint: string
  readonly errorMessage?: string | undefined
  readonly isRequired?: boolean
  readonly autoFocus?: boolean
  readonly chosen: NamedClient | null
  readonly onChoose: (client: NamedClient | null) => void
  readonly onBlur?: () => void
  readonly inputRef?: Ref<HTMLInputElement & HTMLTextAreaElement>
}

/** Finds a client by part of the name, file or receipt number. */
export function ClientField(props: ClientFieldProps) {
  const { label, hint, errorMessage, isRequired = false, autoFocus = false, chosen, onChoose, onBlur, inputRef } = props
  const [query, setQuery] = useState('')
  const found = useFoundClients(query)
  if (chosen !== null)
    return (
      <div className={css.chosen}>
        <div>
          <div className={css.label}>{label}</div>
          {chosen.name}
        </div>
        <Button size="small" onPress={() => onChoose(null)}>
          {text.changeClient}
        </Button>
      </div>
    )
  return (
    <div className={css.picker}>
      <TextField
        label={text.clientSearch}
        description={hint}
        errorMessage={errorMessage}
        value={query}
        onChange={setQuery}
        {...(onBlur === undefined ? {} : { onBlur })}
        {...(inputRef === undefined ? {} : { inputRef })}
        isRequired={isRequired}
        autoFocus={autoFocus}
        maxLength={200}
        autoComplete="off"
      />
      <Matches label={label} found={found} onChoose={onChoose} />
    </div>
  )
}

interface Found {
  readonly rows: readonly ClientSummary[]
  readonly total: number
}

interface MatchesProps {
  readonly label: string
  readonly found: Found | null
  readonly onChoose: (client: NamedClient) => void
}

function Matches({ label, found, onChoose }: MatchesProps) {
  if (found === null) return null
  if (found.total === 0) return <p className={css.muted}>{text.noClientMatches}</p>
  return (
    <div className={css.matches}>
      <RadioField
        label={label}
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
