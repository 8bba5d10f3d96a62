import { Archive, ArchiveRestore, Contact as ContactIcon, Pencil, Plus, SearchX } from 'lucide-react'
import { type ReactNode, useEffect, useState } from 'react'
import { useStore } from 'zustand'
import type { Contact, ContactSummary } from '#contract'
import { contactSorts } from '#contract/vocabulary'
import { useStores } from '../../api/context.tsx'
import { ArchivedField } from '../../app/ArchivedField.tsx'
import { showFailure } from '../../app/change.ts'
import { ListScreen } from '../../app/ListScreen.tsx'
import { type ListColumn, ListTable } from '../../app/ListTable.tsx'
import { clientsText } from '../../text/clients.ts'
import { contactsText } from '../../text/contacts.ts'
import { Badge } from '../../ui/Badge.tsx'
import { Button } from '../../ui/Button.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { MenuButton } from '../../ui/MenuButton.tsx'
import { SearchField } from '../../ui/SearchField.tsx'
import { Spinner } from '../../ui/Spinner.tsx'
import { showToast } from '../../ui/Toast.tsx'
import { ContactForm } from './ContactForm.tsx'
import css from './Contacts.module.css'

const columns: readonly ListColumn[] = [
  { id: 'name', name: contactsText.columns.name, width: '3fr', minWidth: 160, allowsSorting: true, isRowHeader: true, fromWidth: 0 },
  { id: 'kind', name: contactsText.columns.kind, width: 96, fromWidth: 700 },
  { id: 'email', name: contactsText.columns.email, width: '3fr', minWidth: 140, allowsSorting: true, fromWidth: 0 },
  { id: 'phone', name: contactsText.columns.phone, width: 150, fromWidth: 560 },
  { id: 'cases', name: contactsText.columns.cases, width: 80, align: 'right', fromWidth: 0 },
  { id: 'actions', name: contactsText.columns.actions, width: 56, minWidth: 48, isNameHidden: true, isRaw: true, fromWidth: 0 }
]

type Opened = { readonly kind: 'add' } | { readonly kind: 'edit'; readonly contact: Contact } | null

/** People and companies in the firm's cases that are no clients. */
export function ContactsScreen({ tabs }: { /** The lists beside this one. */ readonly tabs: ReactNode }) {
  const { contacts } = useStores()
  const { filter, rows, total, status, error, isLoadingMore } = useStore(contacts)
  const [opened, setOpened] = useState<Opened>(null)
  useEffect(() => contacts.openList(), [contacts])
  const edit = async (id: string): Promise<void> => setOpened({ kind: 'edit', contact: await contacts.get(id) })
  const close = () => setOpened(null)
  return (
    <>
      <ListScreen
        title={contactsText.title}
        subtitle={contactsText.count(total)}
        saves={{ name: 'contacts', filter }}
        actions={
          <Button variant="primary" icon={Plus} onPress={() => setOpened({ kind: 'add' })}>
            {contactsText.newContact}
          </Button>
        }
        tabs={tabs}
        filters={
          <>
            <SearchField
              label={contactsText.search}
              placeholder={contactsText.searchPlaceholder}
              value={filter.query}
              onChange={(query) => void contacts.setFilter({ query })}
            />
            <ArchivedField
              label={contactsText.archived}
              isArchived={filter.archived}
              onChange={(archived) => void contacts.setFilter({ archived })}
            />
          </>
        }
        error={error}
      >
        {(width) => (
          <ListTable
            label={contactsText.title}
            columns={columns}
            width={width}
            place="contacts"
            rows={rows}
            sort={{ columnId: filter.sort, descending: filter.descending }}
            onSort={({ columnId, descending }) => {
              const sort = contactSorts.find((one) => one === columnId)
              if (sort !== undefined) void contacts.setFilter({ sort, descending })
            }}
            rowText={(row) => row.name}
            renderCell={(row, columnId) => (
              <ContactCell row={row} columnId={columnId} onEdit={() => void edit(row.id).catch(showFailure)} />
            )}
            onRowAction={(id) => {
              if (!filter.archived) void edit(id).catch(showFailure)
            }}
            onLoadMore={rows.length < total ? () => void contacts.loadMore() : undefined}
            isLoadingMore={isLoadingMore}
            empty={
              status === 'idle' || (status === 'loading' && rows.length === 0) ? (
                <Spinner label={contactsText.loadingList} />
              ) : (
                <NoContacts />
              )
            }
          />
        )}
      </ListScreen>
      {opened?.kind === 'add' && <ContactForm onClose={close} />}
      {opened?.kind === 'edit' && <ContactForm contact={opened.contact} onClose={close} />}
    </>
  )
}

interface ContactCellProps {
  readonly row: ContactSummary
  readonly columnId: string
  readonly onEdit: () => void
}

function ContactCell({ row, columnId, onEdit }: ContactCellProps) {
  switch (columnId) {
    case 'name':
      return (
        <span className={css.named}>
          <span className={css.name}>{row.name}</span>
          {row.isSample && <Badge>{contactsText.sample}</Badge>}
        </span>
      )
    case 'kind':
      return clientsText.kinds[row.kind]
    case 'email':
      return row.email
    case 'phone':
      return row.phone
    case 'cases':
      return row.caseCount
    default:
      return <RowMenu row={row} onEdit={onEdit} />
  }
}

function RowMenu({ row: { id, name, archivedAt }, onEdit }: { readonly row: ContactSummary; readonly onEdit: () => void }) {
  const { contacts } = useStores()
  const restore = async (): Promise<void> => {
    await contacts.restore(id)
    showToast({ tone: 'good', text: contactsText.restoredToast(name) })
  }
  const archive = async (): Promise<void> => {
    await contacts.archive(id)
    showToast({
      text: contactsText.archivedToast(name),
      action: { label: contactsText.undo, onAction: () => void restore().catch(showFailure) }
    })
  }
  return (
    <MenuButton
      label={contactsText.menu(name)}
      size="small"
      items={
        archivedAt === null
          ? [
              { id: 'edit', name: contactsText.edit, icon: Pencil, onAction: onEdit },
              { id: 'archive', name: contactsText.archive, icon: Archive, onAction: () => void archive().catch(showFailure) }
            ]
          : [{ id: 'restore', name: contactsText.restore, icon: ArchiveRestore, onAction: () => void restore().catch(showFailure) }]
      }
    />
  )
}

function NoContacts() {
  const { contacts } = useStores()
  const { query, archived } = useStore(contacts, (state) => state.filter)
  const text = contactsText.empty
  if (query !== '')
    return (
      <EmptyState
        icon={SearchX}
        title={text.noMatchTitle}
        body={text.noMatchBody}
        actions={<Button onPress={() => void contacts.setFilter({ query: '' })}>{text.clearSearch}</Button>}
      />
    )
  if (archived) return <EmptyState icon={ContactIcon} title={text.noArchivedTitle} body={text.noArchivedBody} />
  return <EmptyState icon={ContactIcon} title={text.title} body={text.body} />
}
