import { useState } from 'react'
import { useStore } from 'zustand'
import type { EntryAccount, WaitingEntry } from '#contract'
import { useClient, useStores } from '../../api/context.tsx'
import { AccountPickDialog } from '../../app/AccountPickDialog.tsx'
import { useView } from '../../app/answer-store.ts'
import { showFailure, useChange } from '../../app/change.ts'
import { Problem } from '../../app/Problem.tsx'
import { accountName } from '../../text/accounts.ts'
import { entryKindNames, authenticatorImportsText as imports } from '../../text/authenticator-imports.ts'
import { formatInstantDate } from '../../text/dates.ts'
import { Badge } from '../../ui/Badge.tsx'
import { Button } from '../../ui/Button.tsx'
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx'
import { MenuButton } from '../../ui/MenuButton.tsx'
import { Section } from '../../ui/Section.tsx'
import { Spinner } from '../../ui/Spinner.tsx'
import { showToast } from '../../ui/Toast.tsx'
import css from './AuthenticatorImports.module.css'
import { entryName } from './entry-words.ts'

const text = imports.waiting

/** Imported entries nobody has given to an account yet. */
export function WaitingPanel() {
  const client = useClient()
  const { waitingEntries } = useStores()
  useView(waitingEntries)
  const { value, error } = useStore(waitingEntries)
  const [picking, setPicking] = useState<WaitingEntry | null>(null)
  const [discarding, setDiscarding] = useState<WaitingEntry | null>(null)
  const [isPending, run] = useChange()
  const give = (entry: WaitingEntry, account: EntryAccount) =>
    run(async () => {
      await client.authenticatorImports.give({ entryId: entry.id, accountId: account.accountId })
      showToast({ tone: 'good', text: text.given(entryName(entry), accountName(account)) })
    })
  const discard = async (entry: WaitingEntry): Promise<void> => {
    try {
      await client.authenticatorImports.discard({ entryId: entry.id })
    } catch (problem) {
      showFailure(problem)
      throw problem
    }
    showToast({ text: text.discarded(entryName(entry)) })
  }
  const rows = value?.rows ?? []
  return (
    <Section
      title={text.title}
      badges={value !== null && value.total > 0 && <Badge>{text.count(value.total)}</Badge>}
      isFlush={rows.length > 0}
    >
      <Problem error={error} />
      {value === null ? (
        error === null && <Spinner label={text.loading} />
      ) : rows.length === 0 ? (
        <p className={css.muted}>{text.empty}</p>
      ) : (
        <ul className={css.waiting}>
          {rows.map((entry) => (
            <WaitingItem
              key={entry.id}
              entry={entry}
              isPending={isPending}
              onGive={(account) => give(entry, account)}
              onPick={() => setPicking(entry)}
              onDiscard={() => setDiscarding(entry)}
            />
          ))}
        </ul>
      )}
      {value !== null && rows.length < value.total && (
        <div className={css.more}>
          <Button size="small" onPress={() => void waitingEntries.loadMore()}>
            {text.more}
          </Button>
        </div>
      )}
      {picking !== null && (
        <AccountPickDialog
          subtitle={entryName(picking)}
          initialQuery=""
          onChoose={(account) => {
            give(picking, account)
            setPicking(null)
          }}
          onClose={() => setPicking(null)}
        />
      )}
      {discarding !== null && (
        <ConfirmDialog
          tone="danger"
          title={text.discardTitle}
          body={text.discardBody(entryName(discarding))}
          confirmLabel={text.discardConfirm}
          onConfirm={() => discard(discarding)}
          onClose={() => setDiscarding(null)}
        />
      )}
    </Section>
  )
}

interface WaitingItemProps {
  readonly entry: WaitingEntry
  readonly isPending: boolean
  readonly onGive: (account: EntryAccount) => void
  readonly onPick: () => void
  readonly onDiscard: () => void
}

function WaitingItem({ entry, isPending, onGive, onPick, onDiscard }: WaitingItemProps) {
  const { sourceName, importedAt, kind, generates, suggestion } = entry
  const canGive = generates && suggestion !== null && suggestion.refused === null
  return (
    <li className={css.item}>
      <div className={css.names}>
        <bdi className={css.name}>{entryName(entry)}</bdi>
        <span className={css.small}>
          {[
            generates ? entryKindNames[kind] : imports.preview.noCodes,
            text.from(sourceName || imports.preview.pasted, formatInstantDate(importedAt))
          ].join(' · ')}
        </span>
        {suggestion?.refused != null && (
          <span className={css.small}>{`${accountName(suggestion)}: ${imports.preview.refused[suggestion.refused]}`}</span>
        )}
      </div>
      <div className={css.actions}>
        {canGive ? (
          <Button size="small" isPending={isPending} onPress={() => onGive(suggestion)}>
            {text.giveTo(accountName(suggestion))}
          </Button>
        ) : (
          generates && (
            <Button size="small" isPending={isPending} onPress={onPick}>
              {text.give}
            </Button>
          )
        )}
        <MenuButton
          label={text.actions(entryName(entry))}
          size="small"
          items={[
            ...(generates ? [{ id: 'pick', name: text.give, onAction: onPick }] : []),
            { id: 'discard', name: text.discard, danger: true, onAction: onDiscard }
          ]}
        />
      </div>
    </li>
  )
}
