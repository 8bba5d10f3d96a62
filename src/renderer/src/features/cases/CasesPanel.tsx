import { FileText, Pencil, Plus, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { useLocation } from 'wouter'
import type { Case } from '#contract'
import { useStores } from '../../api/context.tsx'
import { showFailure } from '../../app/change.ts'
import { casesText } from '../../text/cases.ts'
import { Button } from '../../ui/Button.tsx'
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx'
import { type DataColumn, DataTable } from '../../ui/DataTable.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { Link } from '../../ui/Link.tsx'
import { MenuButton } from '../../ui/MenuButton.tsx'
import { Section } from '../../ui/Section.tsx'
import { showToast } from '../../ui/Toast.tsx'
import { CaseForm } from './CaseForm.tsx'
import css from './Cases.module.css'
import { FreshnessBadge } from './FreshnessBadge.tsx'

const text = casesText

const columns: readonly DataColumn[] = [
  { id: 'receiptNumber', name: text.columns.receiptNumber, width: 150, isRowHeader: true },
  { id: 'form', name: text.columns.form, width: 84, minWidth: 60 },
  { id: 'status', name: text.columns.status, width: '1fr', minWidth: 90 },
  { id: 'freshness', name: text.list.columns.freshness, width: 154, isRaw: true },
  { id: 'actions', name: text.columns.actions, width: 56, minWidth: 48, isNameHidden: true, isRaw: true }
]

/** Pixels: heading, rows, and room for the frame. The table draws rows in view only, so it needs a height. */
const headingHeight = 34
const rowHeight = 37
const mostRowsInView = 8

type Opened = { readonly kind: 'add' } | { readonly kind: 'edit' | 'remove'; readonly found: Case } | null

export interface CasesPanelProps {
  readonly client: { readonly id: string; readonly name: string; readonly archivedAt: number | null }
  readonly cases: readonly Case[]
  /** The matter whose cases these are; a case added here stands in it. */
  readonly matterId?: string
}

/** The cases of a client: one filing, one receipt number each. */
export function CasesPanel({ client, cases, matterId }: CasesPanelProps) {
  const { cases: store } = useStores()
  const [, navigate] = useLocation()
  const [opened, setOpened] = useState<Opened>(null)
  const close = () => setOpened(null)
  const add =
    client.archivedAt === null ? (
      <Button size="small" icon={Plus} onPress={() => setOpened({ kind: 'add' })}>
        {text.add}
      </Button>
    ) : null
  return (
    <Section title={text.title} isFlush actions={cases.length > 0 ? add : null}>
      {cases.length === 0 ? (
        <EmptyState icon={FileText} title={text.emptyTitle} body={text.empty} actions={add} />
      ) : (
        <div className={css.table} style={{ height: headingHeight + Math.min(cases.length, mostRowsInView) * rowHeight }}>
          <DataTable
            label={text.title}
            columns={columns}
            rows={cases}
            rowText={(row) => row.receiptNumber}
            renderCell={(row, columnId) => (
              <CaseCell
                row={row}
                columnId={columnId}
                onEdit={() => setOpened({ kind: 'edit', found: row })}
                onRemove={() => setOpened({ kind: 'remove', found: row })}
              />
            )}
            onRowAction={(id) => navigate(`/cases/${id}`)}
          />
        </div>
      )}
      {opened?.kind === 'add' && <CaseForm client={client} onClose={close} {...(matterId === undefined ? {} : { matterId })} />}
      {opened?.kind === 'edit' && <CaseForm client={client} editing={opened.found} onClose={close} />}
      {opened?.kind === 'remove' && (
        <ConfirmDialog
          title={text.removeTitle}
          body={text.removeBody(opened.found.receiptNumber, client.name)}
          confirmLabel={text.removeConfirm}
          tone="danger"
          onClose={close}
          onConfirm={async () => {
            await store.remove(opened.found.id).catch((error: unknown) => {
              showFailure(error)
              throw error
            })
            showToast({ text: text.removed(opened.found.receiptNumber) })
          }}
        />
      )}
    </Section>
  )
}

interface CaseCellProps {
  readonly row: Case
  readonly columnId: string
  readonly onEdit: () => void
  readonly onRemove: () => void
}

function CaseCell({ row, columnId, onEdit, onRemove }: CaseCellProps) {
  switch (columnId) {
    case 'receiptNumber':
      return (
        <Link quiet href={`#/cases/${row.id}`}>
          <span className={css.mono}>{row.receiptNumber}</span>
        </Link>
      )
    case 'form':
      return row.form
    case 'status':
      return row.status === null ? null : <span title={row.status.text}>{row.status.text}</span>
    case 'freshness':
      return <FreshnessBadge freshness={row.freshness} />
    default:
      return (
        <MenuButton
          label={text.menu(row.receiptNumber)}
          size="small"
          items={[
            { id: 'edit', name: text.edit, icon: Pencil, onAction: onEdit },
            { id: 'remove', name: text.remove, icon: Trash2, danger: true, onAction: onRemove }
          ]}
        />
      )
  }
}
