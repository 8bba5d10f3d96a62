import { Archive, ArchiveRestore, Contact as ContactIcon, Pencil, Plus, SearchX } from 'lucide-react'
import { type ReactNode, useEffect, useMemo, useState } from 'react'
import { useStore } from 'zustand'
import type { Contact, ContactSummary } from '#contract'
import { useStores } from '../../api/context.tsx'
import { showFailure } from '../../app/change.ts'
import { useElementWidth } from '../../app/element-width.ts'
import { Problem } from '../../app/Problem.tsx'
import { useSearchKeys } from '../../app/search-keys.ts'
import { clientsText } from '../../text/clients.ts'
import { contactsText } from '../../text/contacts.ts'
import { Badge } from '../../ui/Badge.tsx'
import { Button } from '../../ui/Button.tsx'
import { type DataColumn, DataTable } from '../../ui/DataTable.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { MenuButton } from '../../ui/MenuButton.tsx'
import { PageHeader } from '../../ui/PageHeader.tsx'
import { SearchField } from '../../ui/SearchField.tsx'
import { SelectField } from '../../ui/SelectField.tsx'
import { Spinner } from '../../ui/Spinner.tsx'
import { showToast } from '../../ui/Toast.tsx'
import { ContactForm } from './ContactForm.tsx'
import css from './Contacts.module.css'

const columns: readonly (DataColumn & { readonly fromWidth: number })[] = [
  { id: 'name', name: contactsText.columns.name, width: '3fr', minWidth: 160, isRowHeader: true, fromWidth: 0 },
  { id: 'kind', name: contactsText.columns.kind, width: 96, fromWidth: 700 },
  { id: 'email', name: contactsText.columns.email, width: '3fr', minWidth: 140, fromWidth: 0 },
  { id: 'phone', name: contactsText.columns.phone, width: 150, fromWidth: 560 },
  { id: 'cases', name: contactsText.columns.cases, width: 80, align: 'right', fromWidth: 0 },
  { id: 'actions', name: contactsText.columns.actions, width: 56, minWidth: 48, isNameHidden: true, isRaw: true, fromWidth: 0 }
]

type Opened = { readonly kind: 'add' } | { readonly kind: 'edit'; readonly contact: Contact } | null

/** People and companies in the firm's cases that are no clients, by name. */
export function ContactsScreen({ tabs }: { /** The lists beside this one. */ readonly tabs: ReactNode }) {
  const { contacts } = useStores()
  const { filter, rows, total, status, error, isLoadingMore } = useStore(contacts)
  const [opened, setOpened] = useState<Opened>(null)
  const [box, width] = useElementWidth<HTMLDivElement>()
  const searchBar = useSearchKeys()
  useEffect(() => contacts.openList(), [contacts])
  const shown = useMemo(() => columns.filter(({ fromWidth }) => width >= fromWidth), [width])
  const edit = async (id: string): Promise<void> => setOpened({ kind: 'edit', contact: await contacts.get(id) })
  const close = () => setOpened(null)
  return (
    <div className={css.screen}>
      <PageHeader
        title={contactsText.title}
        subtitle={contactsText.count(total)}
        actions={
          <Button variant="primary" icon={Plus} onPress={() => setOpened({ kind: 'add' })}>
            {contactsText.newContact}
          </Button>
        }
      />
      {tabs}
      <div ref={searchBar} className={css.toolbar}>
        <SearchField
          label={contactsText.search}
          placeholder={contactsText.searchPlaceholder}
          value={filter.query}
          onChange={(query) => void contacts.setFilter({ query })}
        />
        <SelectField
          label={contactsText.archived.label}
          isLabelHidden
          items={[
            { id: 'current', name: contactsText.archived.items.current },
            { id: 'archived', name: contactsText.archived.items.archived }
          ]}
          selectedKey={filter.archived ? 'archived' : 'current'}
          onSelectionChange={(key) => void contacts.setFilter({ archived: key === 'archived' })}
        />
      </div>
      {error !== null && (
        <div className={css.notice}>
          <Problem error={error} />
        </div>
      )}
      <div ref={box} className={css.table}>
        {width > 0 && (
          <DataTable
            key={shown.length}
            label={contactsText.title}
            columns={shown}
            rows={rows}
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
      </div>
      {opened?.kind === 'add' && <ContactForm onClose={close} />}
      {opened?.kind === 'edit' && <ContactForm contact={opened.contact} onClose={close} />}
    </div>
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
