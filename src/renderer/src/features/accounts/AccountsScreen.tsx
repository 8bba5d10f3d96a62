import { KeyRound, Plus, SearchX } from 'lucide-react'
import { type ReactNode, useEffect, useState } from 'react'
import { useStore } from 'zustand'
import { useStores } from '../../api/context.tsx'
import { ArchivedField } from '../../app/ArchivedField.tsx'
import { ListScreen } from '../../app/ListScreen.tsx'
import { accountsText } from '../../text/accounts.ts'
import { Button } from '../../ui/Button.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { Link } from '../../ui/Link.tsx'
import { SearchField } from '../../ui/SearchField.tsx'
import { SelectField } from '../../ui/SelectField.tsx'
import { Spinner } from '../../ui/Spinner.tsx'
import { AccountForm } from './AccountForm.tsx'
import { AccountsTable } from './AccountsTable.tsx'
import { sortFromColumn } from './store.ts'
import { usePortals } from './use-portals.ts'

const allPortals = 'all'

/** Every account of the firm: search, filter, sort, and codes on request. */
export function AccountsScreen({
  emptyExtra
}: {
  /** Stands below the text while there is no account at all. */ readonly emptyExtra?: ReactNode
}) {
  const { accounts, places } = useStores()
  const state = useStore(accounts)
  const portals = usePortals()
  const [isAdding, setAdding] = useState(false)
  useEffect(() => accounts.openList(), [accounts])

  const { filter, rows, total, status, error, isLoadingMore } = state
  const isFiltered = filter.query !== '' || filter.portalId !== null
  return (
    <>
      <ListScreen
        title={accountsText.title}
        subtitle={accountsText.count(total)}
        saves={{ name: 'accounts', filter }}
        actions={
          <Button variant="primary" icon={Plus} onPress={() => setAdding(true)}>
            {accountsText.newAccount}
          </Button>
        }
        filters={
          <>
            <SearchField
              label={accountsText.search}
              placeholder={accountsText.searchPlaceholder}
              value={filter.query}
              onChange={(query) => void accounts.setFilter({ query })}
            />
            <SelectField
              label={accountsText.portalFilter}
              isLabelHidden
              items={[{ id: allPortals, name: accountsText.allPortals }, ...portals.map(({ id, name }) => ({ id, name }))]}
              selectedKey={filter.portalId ?? allPortals}
              onSelectionChange={(key) => void accounts.setFilter({ portalId: key === allPortals ? null : key })}
            />
            <ArchivedField
              label={accountsText.archived}
              isArchived={filter.archived}
              onChange={(archived) => void accounts.setFilter({ archived })}
            />
          </>
        }
        error={error}
      >
        {(width) => (
          <AccountsTable
            label={accountsText.title}
            width={width}
            place={places.of('accounts')}
            rows={rows}
            sort={{ columnId: filter.sort, descending: filter.descending }}
            onSort={({ columnId, descending }) => void accounts.setFilter({ sort: sortFromColumn(columnId), descending })}
            onLoadMore={rows.length < total ? () => void accounts.loadMore() : undefined}
            isLoadingMore={isLoadingMore}
            empty={
              status === 'idle' || (status === 'loading' && rows.length === 0) ? (
                <Spinner label={accountsText.loadingList} />
              ) : (
                <NoAccounts
                  isFiltered={isFiltered}
                  isArchived={filter.archived}
                  extra={emptyExtra}
                  onClear={() => void accounts.setFilter({ query: '', portalId: null })}
                />
              )
            }
          />
        )}
      </ListScreen>
      {isAdding && <AccountForm onClose={() => setAdding(false)} />}
    </>
  )
}

interface NoAccountsProps {
  readonly isFiltered: boolean
  readonly isArchived: boolean
  readonly extra: ReactNode
  readonly onClear: () => void
}

function NoAccounts({ isFiltered, isArchived, extra, onClear }: NoAccountsProps) {
  const text = accountsText.empty
  if (isFiltered)
    return (
      <EmptyState
        icon={SearchX}
        title={text.noMatchTitle}
        body={text.noMatchBody}
        actions={<Button onPress={onClear}>{text.clearSearch}</Button>}
      />
    )
  if (isArchived) return <EmptyState icon={KeyRound} title={text.noArchivedTitle} body={text.noArchivedBody} />
  return (
    <EmptyState
      icon={KeyRound}
      title={text.title}
      body={text.body}
      actions={
        <>
          <Link href="#/clients">{text.toClients}</Link>
          {extra}
        </>
      }
    />
  )
}
