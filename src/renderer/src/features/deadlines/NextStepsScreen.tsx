import { CircleCheck, Plus } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useLocation } from 'wouter'
import { useStore } from 'zustand'
import { useStores } from '../../api/context.tsx'
import { ListScreen } from '../../app/ListScreen.tsx'
import { type ListColumn, ListTable } from '../../app/ListTable.tsx'
import { formatInstantDate } from '../../text/dates.ts'
import { deadlinesText } from '../../text/deadlines.ts'
import { Button } from '../../ui/Button.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { Spinner } from '../../ui/Spinner.tsx'
import { DeadlineForm } from './DeadlineForm.tsx'
import css from './Deadlines.module.css'
import type { NextStepsRow } from './next-steps-store.ts'

const text = deadlinesText.nextSteps

const columns: readonly ListColumn[] = [
  { id: 'client', name: text.columns.client, width: '3fr', minWidth: 160, isRowHeader: true, fromWidth: 0 },
  { id: 'matter', name: text.columns.matter, width: '3fr', minWidth: 140, fromWidth: 420 },
  { id: 'file', name: text.columns.file, width: 130, fromWidth: 900 },
  { id: 'cases', name: text.columns.cases, width: 84, align: 'right', fromWidth: 600 },
  { id: 'accounts', name: text.columns.accounts, width: 96, align: 'right', fromWidth: 980 },
  { id: 'last', name: text.columns.last, width: 130, fromWidth: 0 },
  { id: 'actions', name: text.columns.actions, width: 96, minWidth: 90, isNameHidden: true, isRaw: true, fromWidth: 0 }
]

/** What nobody would think of: matters and clients with nothing open. */
export function NextStepsScreen() {
  const { nextSteps } = useStores()
  const { rows, total, status, error, isLoadingMore } = useStore(nextSteps)
  useEffect(() => nextSteps.openList(), [nextSteps])
  const [adding, setAdding] = useState<NextStepsRow | null>(null)
  const [, navigate] = useLocation()
  const isUnknown = status === 'idle' || (status !== 'ready' && rows.length === 0)
  return (
    <>
      <ListScreen
        back={{ href: '#/deadlines', label: deadlinesText.title }}
        title={text.title}
        subtitle={isUnknown ? text.meaning : `${text.count(total)} ${text.meaning}`}
        saves={{ name: 'next-steps', filter: {} }}
        error={error}
      >
        {(width) => (
          <ListTable
            label={text.title}
            columns={columns}
            width={width}
            place="next-steps"
            rows={rows}
            rowText={(row) => [row.clientName, row.matterTitle].filter(Boolean).join(', ')}
            renderCell={(row, columnId) => <NextStepCell row={row} columnId={columnId} onAdd={() => setAdding(row)} />}
            onRowAction={(id) => {
              const row = rows.find((one) => one.id === id)
              navigate(row === undefined || row.matterId === null ? `/clients/${id}` : `/matters/${id}`)
            }}
            onLoadMore={rows.length < total ? () => void nextSteps.loadMore() : undefined}
            isLoadingMore={isLoadingMore}
            empty={
              isUnknown ? (
                error === null && <Spinner label={text.loading} />
              ) : (
                <EmptyState icon={CircleCheck} title={text.emptyTitle} body={text.emptyBody} />
              )
            }
          />
        )}
      </ListScreen>
      {adding !== null && (
        <DeadlineForm
          client={{ id: adding.clientId, name: adding.clientName }}
          initial={{ kind: 'follow-up', matterId: adding.matterId ?? '' }}
          onClose={() => setAdding(null)}
        />
      )}
    </>
  )
}

function NextStepCell({ row, columnId, onAdd }: { readonly row: NextStepsRow; readonly columnId: string; readonly onAdd: () => void }) {
  switch (columnId) {
    case 'client':
      return row.clientName
    case 'matter':
      return row.matterTitle ?? <span className={css.muted}>{text.noMatter}</span>
    case 'file':
      return row.fileNumber
    case 'cases':
      return row.caseCount
    case 'accounts':
      return row.accountCount
    case 'last':
      return row.lastDoneAt === null ? <span className={css.muted}>{text.never}</span> : formatInstantDate(row.lastDoneAt)
    default:
      return (
        <Button
          size="small"
          icon={Plus}
          aria-label={text.add([row.clientName, row.matterTitle].filter(Boolean).join(', '))}
          onPress={onAdd}
        >
          {text.addShort}
        </Button>
      )
  }
}
