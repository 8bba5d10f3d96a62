import { Archive, ArchiveRestore, Pencil } from 'lucide-react'
import { type ReactNode, useEffect, useState } from 'react'
import { useStore } from 'zustand'
import type { Case, Output } from '#contract'
import { useStores } from '../../api/context.tsx'
import { errorText } from '../../api/error-text.ts'
import { useWayBack } from '../../app/came-from.tsx'
import { showFailure, useChange } from '../../app/change.ts'
import { HistoryButton } from '../../app/HistoryButton.tsx'
import { clientsText } from '../../text/clients.ts'
import { formatDate, formatInstantDate } from '../../text/dates.ts'
import { Badge } from '../../ui/Badge.tsx'
import { Button } from '../../ui/Button.tsx'
import { FactList } from '../../ui/FactList.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { PageHeader } from '../../ui/PageHeader.tsx'
import { Section } from '../../ui/Section.tsx'
import { Spinner } from '../../ui/Spinner.tsx'
import { showToast } from '../../ui/Toast.tsx'
import { ClientForm } from './ClientForm.tsx'
import css from './Clients.module.css'

const text = clientsText.detail

type Client = Output<'clients.get'>['client']

export interface ClientScreenProps {
  readonly clientId: string
  /** Draws the client's accounts, which another feature knows how to. */
  readonly renderAccounts: (client: Client) => ReactNode
  /** Draws the client's matters, likewise. */
  readonly renderMatters: (client: Client) => ReactNode
  readonly renderCases: (client: Client, cases: readonly Case[]) => ReactNode
  /** Draws the menu of what ends the work for the client. */
  readonly renderMenu: (client: Client) => ReactNode
  /** Draws what is due of the client. */
  readonly renderDeadlines: (client: Client) => ReactNode
}

/** One client: details, accounts, what is due, matters, cases. */
export function ClientScreen({ clientId, renderAccounts, renderMatters, renderCases, renderMenu, renderDeadlines }: ClientScreenProps) {
  const { clients } = useStores()
  const opened = useStore(clients, (state) => state.opened)
  const [isEditing, setEditing] = useState(false)
  useEffect(() => clients.openClient(clientId), [clients, clientId])

  const back = useWayBack({ href: '#/clients', label: text.back })
  const client = opened?.client ?? null
  if (opened === null || client === null) {
    const problem = opened === null || opened.error === null ? null : errorText(opened.error)
    return (
      <div className={css.screen}>
        <PageHeader title={clientsText.title} back={back} />
        <div className={css.page}>
          {problem ? (
            <Notice tone="bad" title={problem.title}>
              {problem.body}
            </Notice>
          ) : (
            <Spinner label={text.loading} />
          )}
        </div>
      </div>
    )
  }
  return (
    <div className={css.screen}>
      <PageHeader
        back={back}
        title={
          <>
            {client.name} {client.isSample && <Badge>{clientsText.sample}</Badge>}
          </>
        }
        subtitle={[clientsText.kinds[client.kind], client.fileNumber].filter(Boolean).join(' · ')}
        actions={
          <>
            <HistoryButton client={{ id: client.id, name: client.name }} />
            <Actions client={client} onEdit={() => setEditing(true)} />
            {renderMenu(client)}
          </>
        }
      />
      <div className={css.page}>
        {client.archivedAt !== null && <Notice>{text.archivedNotice(formatInstantDate(client.archivedAt))}</Notice>}
        {client.isSample && <Notice>{text.sampleNotice}</Notice>}
        {renderAccounts(client)}
        {renderDeadlines(client)}
        {renderMatters(client)}
        <div className={css.columns}>
          {renderCases(client, opened.cases)}
          <Details client={client} />
        </div>
      </div>
      {isEditing && <ClientForm client={client} onClose={() => setEditing(false)} />}
    </div>
  )
}

function Actions({ client, onEdit }: { readonly client: Client; readonly onEdit: () => void }) {
  const { clients } = useStores()
  const [isPending, run] = useChange()
  const restore = async (): Promise<void> => {
    await clients.restore(client.id)
    showToast({ tone: 'good', text: clientsText.restoredToast(client.name) })
  }
  const archive = async (): Promise<void> => {
    await clients.archive(client.id)
    showToast({
      text: clientsText.archivedToast(client.name),
      action: { label: clientsText.undo, onAction: () => void restore().catch(showFailure) }
    })
  }
  return client.archivedAt === null ? (
    <>
      <Button icon={Archive} variant="quiet" isPending={isPending} onPress={() => run(archive)}>
        {text.archive}
      </Button>
      <Button icon={Pencil} onPress={onEdit}>
        {text.edit}
      </Button>
    </>
  ) : (
    <Button icon={ArchiveRestore} isPending={isPending} onPress={() => run(restore)}>
      {text.restore}
    </Button>
  )
}

function Details({ client }: { readonly client: Client }) {
  const { form } = clientsText
  return (
    <Section title={text.facts}>
      <FactList
        facts={[
          { term: form.email, value: client.email },
          { term: form.phone, value: client.phone },
          { term: form.aNumber, value: client.aNumber },
          { term: form.bornOn, value: client.bornOn === null ? '' : formatDate(client.bornOn) },
          { term: form.fileNumber, value: client.fileNumber },
          { term: form.otherNames, value: client.otherNames },
          { term: text.notes, value: client.notes === '' ? text.noNotes : <span className={css.notes}>{client.notes}</span> }
        ]}
      />
    </Section>
  )
}
