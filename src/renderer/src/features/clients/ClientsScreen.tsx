import { Copy, Plus, SearchX, Users } from 'lucide-react'
import { type ReactNode, useEffect, useState } from 'react'
import { useLocation } from 'wouter'
import { useStore } from 'zustand'
import type { ClientSummary } from '#contract'
import { clientSorts } from '#contract/vocabulary'
import { useStores } from '../../api/context.tsx'
import { ArchivedField } from '../../app/ArchivedField.tsx'
import { ListScreen } from '../../app/ListScreen.tsx'
import { type ListColumn, ListTable } from '../../app/ListTable.tsx'
import { clientsText } from '../../text/clients.ts'
import { duplicatesText } from '../../text/duplicates.ts'
import { Badge } from '../../ui/Badge.tsx'
import { Button } from '../../ui/Button.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { SearchField } from '../../ui/SearchField.tsx'
import { Spinner } from '../../ui/Spinner.tsx'
import { ClientForm } from './ClientForm.tsx'
import css from './Clients.module.css'

/** Ids of columns that main can sort by are main's own words. */
const columns: readonly ListColumn[] = [
  { id: 'name', name: clientsText.columns.name, width: '3fr', minWidth: 160, allowsSorting: true, isRowHeader: true, fromWidth: 0 },
  { id: 'kind', name: clientsText.columns.kind, width: 96, fromWidth: 900 },
  { id: 'email', name: clientsText.columns.email, width: '3fr', minWidth: 140, allowsSorting: true, fromWidth: 0 },
  { id: 'file-number', name: clientsText.columns.fileNumber, width: 120, allowsSorting: true, fromWidth: 640 },
  { id: 'a-number', name: clientsText.columns.aNumber, width: 130, allowsSorting: true, fromWidth: 760 },
  { id: 'accounts', name: clientsText.columns.accounts, width: 92, align: 'right', fromWidth: 0 },
  { id: 'cases', name: clientsText.columns.cases, width: 80, align: 'right', fromWidth: 0 }
]

/** Every client of the firm. */
export function ClientsScreen({
  tabs,
  emptyExtra
}: {
  /** The lists beside this one. */ readonly tabs?: ReactNode
  /** Stands below the text while there is no client at all. */ readonly emptyExtra?: ReactNode
}) {
  const { clients } = useStores()
  const { filter, rows, total, status, error, isLoadingMore } = useStore(clients)
  const [isAdding, setAdding] = useState(false)
  const [, navigate] = useLocation()
  useEffect(() => clients.openList(), [clients])
  return (
    <>
      <ListScreen
        title={clientsText.title}
        subtitle={clientsText.count(total)}
        saves={{ name: 'clients', filter }}
        actions={
          <>
            <Button variant="quiet" icon={Copy} onPress={() => navigate('/clients/duplicates')}>
              {duplicatesText.link}
            </Button>
            <Button variant="primary" icon={Plus} onPress={() => setAdding(true)}>
              {clientsText.newClient}
            </Button>
          </>
        }
        tabs={tabs}
        filters={
          <>
            <SearchField
              label={clientsText.search}
              placeholder={clientsText.searchPlaceholder}
              value={filter.query}
              onChange={(query) => void clients.setFilter({ query })}
            />
            <ArchivedField
              label={clientsText.archived}
              isArchived={filter.archived}
              onChange={(archived) => void clients.setFilter({ archived })}
            />
          </>
        }
        error={error}
      >
        {(width) => (
          <ListTable
            label={clientsText.title}
            columns={columns}
            width={width}
            place="clients"
            rows={rows}
            sort={{ columnId: filter.sort, descending: filter.descending }}
            onSort={({ columnId, descending }) => {
              const sort = clientSorts.find((one) => one === columnId)
              if (sort !== undefined) void clients.setFilter({ sort, descending })
            }}
            rowText={(row) => row.name}
            renderCell={(row, columnId) => <ClientCell row={row} columnId={columnId} />}
            onRowAction={(id) => navigate(`/clients/${id}`)}
            onLoadMore={rows.length < total ? () => void clients.loadMore() : undefined}
            isLoadingMore={isLoadingMore}
            empty={
              status === 'idle' || (status === 'loading' && rows.length === 0) ? (
                <Spinner label={clientsText.loadingList} />
              ) : (
                <NoClients
                  isFiltered={filter.query !== ''}
                  isArchived={filter.archived}
                  extra={emptyExtra}
                  onClear={() => void clients.setFilter({ query: '' })}
                />
              )
            }
          />
        )}
      </ListScreen>
      {isAdding && <ClientForm onClose={() => setAdding(false)} />}
    </>
  )
}

function ClientCell({ row, columnId }: { readonly row: ClientSummary; readonly columnId: string }) {
  switch (columnId) {
    case 'name':
      return (
        <span className={css.named}>
          <span className={css.name}>{row.name}</span>
          {row.isSample && <Badge>{clientsText.sample}</Badge>}
        </span>
      )
    case 'kind':
      return clientsText.kinds[row.kind]
    case 'email':
      return row.email
    case 'file-number':
      return row.fileNumber
    case 'a-number':
      return row.aNumber
    case 'accounts':
      return row.accountCount
    default:
      return row.caseCount
  }
}

interface NoClientsProps {
  readonly isFiltered: boolean
  readonly isArchived: boolean
  readonly extra: ReactNode
  readonly onClear: () => void
}

function NoClients({ isFiltered, isArchived, extra, onClear }: NoClientsProps) {
  const text = clientsText.empty
  if (isFiltered)
    return (
      <EmptyState
        icon={SearchX}
        title={text.noMatchTitle}
        body={text.noMatchBody}
        actions={<Button onPress={onClear}>{text.clearSearch}</Button>}
      />
    )
  if (isArchived) return <EmptyState icon={Users} title={text.noArchivedTitle} body={text.noArchivedBody} />
  return <EmptyState icon={Users} title={text.title} body={text.body} actions={extra} />
}
