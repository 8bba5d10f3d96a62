import { useEffect, useState } from 'react'
import type { Output } from '#contract'
import { useClient } from '../../api/context.tsx'
import { showFailure } from '../../app/change.ts'
import { activityText } from '../../text/activity.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { SearchField } from '../../ui/SearchField.tsx'
import css from './Activity.module.css'

const text = activityText.chooseClient
const offered = 8

export interface ChooseClientProps {
  readonly onChoose: (client: { readonly id: string; readonly name: string }) => void
  readonly onClose: () => void
}

/** Finds the client whose history is wanted, those archived included by a second look. */
export function ChooseClient({ onChoose, onClose }: ChooseClientProps) {
  const client = useClient()
  const [query, setQuery] = useState('')
  const [found, setFound] = useState<Output<'clients.list'> | null>(null)
  useEffect(() => {
    let isCurrent = true
    const find = async (): Promise<void> => {
      const current = await client.clients.list({ query, limit: offered })
      const answer = current.total > 0 ? current : await client.clients.list({ query, limit: offered, archived: true })
      if (isCurrent) setFound(answer)
    }
    find().catch((error: unknown) => isCurrent && showFailure(error))
    return () => {
      isCurrent = false
    }
  }, [client, query])
  return (
    <Dialog isOpen size="small" title={text.title} onClose={onClose} isDismissable>
      <SearchField label={text.search} placeholder={text.search} value={query} onChange={setQuery} autoFocus />
      {found !== null && (
        <div className={css.matches}>
          {found.total === 0 && <p className={css.muted}>{text.none}</p>}
          {found.rows.map((row) => (
            <Button key={row.id} variant="quiet" onPress={() => onChoose({ id: row.id, name: row.name })}>
              {row.name}
            </Button>
          ))}
          {found.total > found.rows.length && <p className={css.muted}>{text.more(found.rows.length, found.total)}</p>}
        </div>
      )}
    </Dialog>
  )
}
