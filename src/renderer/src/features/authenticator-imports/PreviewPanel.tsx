import { Inbox } from 'lucide-react'
import { useState } from 'react'
import type { AuthenticatorImportCounts, AuthenticatorPreview, PreviewedEntry } from '#contract'
import { useClient } from '../../api/context.tsx'
import { AccountPickDialog } from '../../app/AccountPickDialog.tsx'
import { useChange } from '../../app/change.ts'
import { accountName } from '../../text/accounts.ts'
import { formatNames, authenticatorImportsText as imports } from '../../text/authenticator-imports.ts'
import { Badge } from '../../ui/Badge.tsx'
import { Button } from '../../ui/Button.tsx'
import { type DataColumn, DataTable } from '../../ui/DataTable.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { MenuButton } from '../../ui/MenuButton.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { Section } from '../../ui/Section.tsx'
import css from './AuthenticatorImports.module.css'
import { commitOf, countsOf, type Decision, type Decisions, decisionOf, isHere } from './decisions.ts'
import { entryName } from './entry-words.ts'

const text = imports.preview

const columns: readonly DataColumn[] = [
  { id: 'entry', name: text.columns.entry, width: '3fr', minWidth: 170, isRowHeader: true, isRaw: true },
  { id: 'settings', name: text.columns.settings, width: '1fr', minWidth: 90 },
  { id: 'standing', name: text.columns.standing, width: '1fr', minWidth: 110 },
  { id: 'decision', name: text.columns.decision, width: '4fr', minWidth: 220, isRaw: true },
  { id: 'actions', name: text.columns.actions, width: 52, minWidth: 52, isNameHidden: true, isRaw: true }
]

/** Pixels. */
const rowHeight = 48
const headHeight = 40

export interface PreviewPanelProps {
  readonly preview: AuthenticatorPreview
  readonly onCancel: () => void
  readonly onDone: (counts: AuthenticatorImportCounts) => void
}

/** What a file holds and what would become of each entry; nothing is stored before the button that says how many. */
export function PreviewPanel({ preview, onCancel, onDone }: PreviewPanelProps) {
  const client = useClient()
  const [decisions, setDecisions] = useState<Decisions>(new Map())
  const [picking, setPicking] = useState<PreviewedEntry | null>(null)
  const [isPending, run] = useChange()
  const decide = (entry: PreviewedEntry, decision: Decision): void => setDecisions(new Map(decisions).set(entry.position, decision))
  const counts = countsOf(preview, decisions)
  const stored = counts.read - counts.leftOut
  const commit = () => run(async () => onDone((await client.authenticatorImports.commit(commitOf(preview, decisions))).counts))
  return (
    <Section
      focusTitle
      isFlush
      title={text.title(formatNames[preview.format], preview.entries.length)}
      actions={
        <div className={css.actions}>
          <Button onPress={onCancel}>{text.cancel}</Button>
          <Button variant="primary" isPending={isPending} isDisabled={stored === 0} onPress={commit}>
            {text.commit(stored)}
          </Button>
        </div>
      }
    >
      <div className={css.above}>
        <p className={css.muted}>
          {preview.sourceName === '' ? text.pasted : text.from(preview.sourceName)}.{' '}
          {preview.entries.length > 0 && `${text.summary(counts)}. ${text.personal}`}
        </p>
        {preview.unread.length > 0 && (
          <Notice tone="warn" title={text.unreadTitle}>
            {text.unread(preview.unread)}
          </Notice>
        )}
        {preview.leftOut.map(({ reason, count }) => (
          <Notice key={reason} tone="info">
            {text.leftOut[reason](count)}
          </Notice>
        ))}
      </div>
      {preview.entries.length === 0 ? (
        <EmptyState icon={Inbox} title={text.emptyTitle} body={text.empty} />
      ) : (
        <div className={css.table} style={{ height: `min(60vh, ${preview.entries.length * rowHeight + headHeight}px)` }}>
          <DataTable
            label={text.table}
            columns={columns}
            rows={preview.entries.map((entry) => ({ ...entry, id: String(entry.position) }))}
            rowHeight={rowHeight}
            rowText={entryName}
            dependencies={[decisions]}
            renderCell={(entry, columnId) => (
              <EntryCell
                entry={entry}
                columnId={columnId}
                decision={decisionOf(entry, decisions)}
                onDecide={(decision) => decide(entry, decision)}
                onPick={() => setPicking(entry)}
              />
            )}
          />
        </div>
      )}
      {picking !== null && (
        <AccountPickDialog
          subtitle={entryName(picking)}
          initialQuery={picking.label.replace(/^[^:]*:\s*/, '')}
          onChoose={(account) => {
            decide(picking, { kind: 'give', account })
            setPicking(null)
          }}
          onClose={() => setPicking(null)}
        />
      )}
    </Section>
  )
}

interface EntryCellProps {
  readonly entry: PreviewedEntry
  readonly columnId: string
  readonly decision: Decision
  readonly onDecide: (decision: Decision) => void
  readonly onPick: () => void
}

function EntryCell({ entry, columnId, decision, onDecide, onPick }: EntryCellProps) {
  const { issuer, label, note, kind, digits, periodSeconds, generates, standing, knownAs, suggestion } = entry
  switch (columnId) {
    case 'entry':
      return (
        <div className={css.names}>
          <bdi className={css.name}>{issuer || label || text.nameless}</bdi>
          <bdi className={css.small}>{[issuer === '' ? '' : label, note].filter((part) => part !== '').join(' · ')}</bdi>
        </div>
      )
    case 'settings':
      return generates ? text.settings(kind, digits, periodSeconds) : text.noSettings
    case 'standing':
      return standing === 'known' ? text.standings.known(knownAs === null ? '' : accountName(knownAs)) : text.standings[standing]
    case 'decision':
      return <DecisionCell entry={entry} decision={decision} />
    default: {
      const canGive = generates && standing !== 'known'
      const offersSuggestion = canGive && suggestion !== null && suggestion.refused === null && decision.kind !== 'give'
      return (
        <MenuButton
          label={text.change(entryName(entry))}
          size="small"
          items={[
            ...(offersSuggestion
              ? [
                  {
                    id: 'suggested',
                    name: text.decisions.give(accountName(suggestion)),
                    onAction: () => onDecide({ kind: 'give', account: suggestion })
                  }
                ]
              : []),
            ...(canGive ? [{ id: 'pick', name: text.choose, onAction: onPick }] : []),
            { id: 'wait', name: isHere(entry) ? text.decisions.known : text.wait, onAction: () => onDecide({ kind: 'wait' }) },
            { id: 'leave-out', name: text.leaveOut, onAction: () => onDecide({ kind: 'leave-out' }) }
          ]}
        />
      )
    }
  }
}

function DecisionCell({ entry, decision }: { readonly entry: PreviewedEntry; readonly decision: Decision }) {
  const { suggestion, generates, remark } = entry
  if (decision.kind === 'give') {
    const { accountId, clientName, portalName, username } = decision.account
    return (
      <div className={css.names}>
        <bdi className={css.name}>{text.decisions.give(clientName ?? text.firm)}</bdi>
        <bdi className={css.small}>
          {[`${portalName}, ${username}`, accountId === suggestion?.accountId ? text.because[suggestion.because] : '']
            .filter(Boolean)
            .join(' · ')}
        </bdi>
      </div>
    )
  }
  if (decision.kind === 'leave-out') return <Badge>{text.decisions.leaveOut}</Badge>
  return (
    <div className={css.names}>
      <span className={css.name}>{isHere(entry) ? text.decisions.known : text.decisions.wait}</span>
      {!generates && <span className={css.small}>{remark === null ? text.noCodes : text.remarks[remark]}</span>}
      {generates && suggestion?.refused != null && <span className={css.small}>{text.refused[suggestion.refused]}</span>}
    </div>
  )
}
