import { Copy, Plus, SearchX, Users } from 'lucide-react'
import { type ReactNode, useEffect, useMemo, useState } from 'react'
import { useLocation } from 'wouter'
import { useStore } from 'zustand'
import type { ClientSummary } from '#contract'
import { useStores } from '../../api/context.tsx'
import { errorText } from '../../api/error-text.ts'
import { useElementWidth } from '../../app/element-width.ts'
import { useSearchKeys } from '../../app/search-keys.ts'
import { clientsText } from '../../text/clients.ts'
import { duplicatesText } from '../../text/duplicates.ts'
import { Badge } from '../../ui/Badge.tsx'
import { Button } from '../../ui/Button.tsx'
import { type DataColumn, DataTable } from '../../ui/DataTable.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { PageHeader } from '../../ui/PageHeader.tsx'
import { SearchField } from '../../ui/SearchField.tsx'
import { SelectField } from '../../ui/SelectField.tsx'
import { Spinner } from '../../ui/Spinner.tsx'
import { ClientForm } from './ClientForm.tsx'
import css from './Clients.module.css'

const columns: readonly (DataColumn & { readonly fromWidth: number })[] = [
  { id: 'name', name: clientsText.columns.name, width: '3fr', minWidth: 160, isRowHeader: true, fromWidth: 0 },
  { id: 'kind', name: clientsText.columns.kind, width: 96, fromWidth: 900 },
  { id: 'email', name: clientsText.columns.email, width: '3fr', minWidth: 140, fromWidth: 0 },
  { id: 'fileNumber', name: clientsText.columns.fileNumber, width: 120, fromWidth: 640 },
  { id: 'aNumber', name: clientsText.columns.aNumber, width: 130, fromWidth: 760 },
  { id: 'accounts', name: clientsText.columns.accounts, width: 92, align: 'right', fromWidth: 0 },
  { id: 'cases', name: clientsText.columns.cases, width: 80, align: 'right', fromWidth: 0 }
]

/** Every client of the firm, by name. */
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
  const [box, width] = useElementWidth<HTMLDivElement>()
  const searchBar = useSearchKeys()
  useEffect(() => clients.openList(), [clients])
  const shown = useMemo(() => columns.filter(({ fromWidth }) => width >= fromWidth), [width])
  const problem = error === null ? null : errorText(error)
  return (
    <div className={css.screen}>
      <PageHeader
        title={clientsText.title}
        subtitle={clientsText.count(total)}
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
      />
      {tabs}
      <div ref={searchBar} className={css.toolbar}>
        <SearchField
          label={clientsText.search}
          placeholder={clientsText.searchPlaceholder}
          value={filter.query}
          onChange={(query) => void clients.setFilter({ query })}
        />
        <SelectField
          label={clientsText.archived.label}
          isLabelHidden
          items={[
            { id: 'current', name: clientsText.archived.items.current },
            { id: 'archived', name: clientsText.archived.items.archived }
          ]}
          selectedKey={filter.archived ? 'archived' : 'current'}
          onSelectionChange={(key) => void clients.setFilter({ archived: key === 'archived' })}
        />
      </div>
      {problem && (
        <div className={css.notice}>
          <Notice tone="bad" title={problem.title}>
            {problem.body}
          </Notice>
        </div>
      )}
      <div ref={box} className={css.table}>
        {width > 0 && (
          <DataTable
            key={shown.length}
            label={clientsText.title}
            columns={shown}
            rows={rows}
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
      </div>
      {isAdding && <ClientForm onClose={() => setAdding(false)} />}
    </div>
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
    case 'fileNumber':
      return row.fileNumber
    case 'aNumber':
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
