import { Briefcase, Plus, SearchX } from 'lucide-react'
import { type ReactNode, useEffect, useState } from 'react'
import { useLocation } from 'wouter'
import { useStore } from 'zustand'
import type { MatterSummary } from '#contract'
import { matterSorts } from '#contract/vocabulary'
import { useStores } from '../../api/context.tsx'
import { ListScreen } from '../../app/ListScreen.tsx'
import { type ListColumn, ListTable } from '../../app/ListTable.tsx'
import { formatDate } from '../../text/dates.ts'
import { mattersText } from '../../text/matters.ts'
import { Badge } from '../../ui/Badge.tsx'
import { Button } from '../../ui/Button.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { Link } from '../../ui/Link.tsx'
import { SearchField } from '../../ui/SearchField.tsx'
import { SelectField } from '../../ui/SelectField.tsx'
import { Spinner } from '../../ui/Spinner.tsx'
import { MatterStatusBadge } from './MatterStatusBadge.tsx'
import css from './Matters.module.css'
import { NewMatterForm } from './NewMatterForm.tsx'
import { type MatterChoice, type MatterFilter, matterChoices } from './store.ts'

const columns: readonly ListColumn[] = [
  { id: 'title', name: mattersText.columns.title, width: '4fr', minWidth: 180, allowsSorting: true, isRowHeader: true, fromWidth: 0 },
  { id: 'client', name: mattersText.columns.client, width: '3fr', minWidth: 140, allowsSorting: true, fromWidth: 0 },
  { id: 'status', name: mattersText.columns.status, width: 108, fromWidth: 0 },
  { id: 'opened', name: mattersText.columns.openedOn, width: 120, allowsSorting: true, fromWidth: 760 },
  { id: 'fileNumber', name: mattersText.columns.fileNumber, width: 130, fromWidth: 860 },
  { id: 'attorney', name: mattersText.columns.attorney, width: '2fr', minWidth: 110, fromWidth: 980 },
  { id: 'cases', name: mattersText.columns.cases, width: 76, align: 'right', fromWidth: 0 }
]

const savedFilter = ({ choice, ...asked }: MatterFilter) => ({ ...asked, statuses: [...matterChoices[choice]] })

/** Every matter of clients in use. */
export function MattersScreen({ tabs }: { /** The lists beside this one. */ readonly tabs: ReactNode }) {
  const { matters } = useStores()
  const { filter, rows, total, status, error, isLoadingMore } = useStore(matters)
  const [, navigate] = useLocation()
  useEffect(() => matters.openList(), [matters])
  return (
    <ListScreen
      title={mattersText.title}
      subtitle={mattersText.count(total)}
      saves={{ name: 'matters', filter: savedFilter(filter) }}
      tabs={tabs}
      actions={<NewMatter />}
      filters={
        <>
          <SearchField
            label={mattersText.search}
            placeholder={mattersText.searchPlaceholder}
            value={filter.query}
            onChange={(query) => void matters.setFilter({ query })}
          />
          <SelectField
            label={mattersText.choice.label}
            isLabelHidden
            items={(Object.keys(matterChoices) as MatterChoice[]).map((id) => ({ id, name: mattersText.choice.items[id] }))}
            selectedKey={filter.choice}
            onSelectionChange={(choice) => void matters.setFilter({ choice })}
          />
        </>
      }
      error={error}
    >
      {(width) => (
        <ListTable
          label={mattersText.title}
          columns={columns}
          width={width}
          place="matters"
          rows={rows}
          sort={{ columnId: filter.sort, descending: filter.descending }}
          onSort={({ columnId, descending }) => {
            const sort = matterSorts.find((one) => one === columnId)
            if (sort !== undefined) void matters.setFilter({ sort, descending })
          }}
          rowText={(row) => row.title}
          renderCell={(row, columnId) => <MatterCell row={row} columnId={columnId} />}
          onRowAction={(id) => navigate(`/matters/${id}`)}
          onLoadMore={rows.length < total ? () => void matters.loadMore() : undefined}
          isLoadingMore={isLoadingMore}
          empty={
            status === 'idle' || (status === 'loading' && rows.length === 0) ? <Spinner label={mattersText.loadingList} /> : <NoMatters />
          }
        />
      )}
    </ListScreen>
  )
}

function NewMatter() {
  const [isAdding, setAdding] = useState(false)
  return (
    <>
      <Button variant="primary" icon={Plus} onPress={() => setAdding(true)}>
        {mattersText.newMatter}
      </Button>
      {isAdding && <NewMatterForm onClose={() => setAdding(false)} />}
    </>
  )
}

function MatterCell({ row, columnId }: { readonly row: MatterSummary; readonly columnId: string }) {
  switch (columnId) {
    case 'title':
      return (
        <span className={css.named}>
          <span className={css.name} title={row.title}>
            {row.title}
          </span>
          {row.isSample && <Badge>{mattersText.sample}</Badge>}
        </span>
      )
    case 'client':
      return row.clientName
    case 'status':
      return <MatterStatusBadge status={row.status} />
    case 'opened':
      return row.openedOn === null ? null : formatDate(row.openedOn)
    case 'fileNumber':
      return row.fileNumber
    case 'attorney':
      return row.attorney?.name
    default:
      return row.caseCount
  }
}

function NoMatters() {
  const { matters } = useStores()
  const { query, choice } = useStore(matters, (state) => state.filter)
  const text = mattersText.empty
  const showAll = choice !== 'all' && <Button onPress={() => void matters.setFilter({ choice: 'all' })}>{text.showAll}</Button>
  if (query !== '')
    return (
      <EmptyState
        icon={SearchX}
        title={text.noMatchTitle}
        body={text.noMatchBody}
        actions={
          <>
            {showAll}
            <Button onPress={() => void matters.setFilter({ query: '' })}>{text.clearSearch}</Button>
          </>
        }
      />
    )
  if (choice === 'closed' || choice === 'pending' || choice === 'open')
    return <EmptyState icon={Briefcase} title={text.noneTitle} body={text.noneBody} actions={showAll} />
  return (
    <EmptyState
      icon={Briefcase}
      title={text.title}
      body={text.body}
      actions={
        <>
          {showAll}
          <Link href="#/clients">{text.toClients}</Link>
        </>
      }
    />
  )
}
