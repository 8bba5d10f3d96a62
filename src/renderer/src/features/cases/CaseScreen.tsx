import { Pencil, Trash2 } from 'lucide-react'
import { type ReactNode, useEffect, useState } from 'react'
import { useLocation } from 'wouter'
import { useStore } from 'zustand'
import type { Case, Output } from '#contract'
import { useStores } from '../../api/context.tsx'
import { errorText } from '../../api/error-text.ts'
import { showFailure } from '../../app/change.ts'
import { casesText } from '../../text/cases.ts'
import { formatDate } from '../../text/dates.ts'
import { Button } from '../../ui/Button.tsx'
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx'
import { type Fact, FactList } from '../../ui/FactList.tsx'
import { Link } from '../../ui/Link.tsx'
import { MenuButton } from '../../ui/MenuButton.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { PageHeader } from '../../ui/PageHeader.tsx'
import { Section } from '../../ui/Section.tsx'
import { Spinner } from '../../ui/Spinner.tsx'
import { showToast } from '../../ui/Toast.tsx'
import { CaseForm } from './CaseForm.tsx'
import css from './Cases.module.css'
import { StatusPanel } from './StatusPanel.tsx'

const text = casesText.detail

type CaseClient = Output<'cases.get'>['client']

export interface CaseScreenProps {
  readonly caseId: string
  /** Who takes part in the case; another feature draws it. */
  readonly parties?: ReactNode
  /** Who represents them; another feature draws it. */
  readonly representatives?: ReactNode
  /** Draws what is due in it. */
  readonly renderDeadlines?: (client: CaseClient) => ReactNode
}

/** One case: its facts at the side, what happens in it in the middle. */
export function CaseScreen({ caseId, parties, representatives, renderDeadlines }: CaseScreenProps) {
  const { cases } = useStores()
  const opened = useStore(cases, (state) => state.opened)
  useEffect(() => cases.openCase(caseId), [cases, caseId])

  if (opened === null || opened.found === null) {
    const problem = opened === null || opened.error === null ? null : errorText(opened.error)
    return (
      <div className={css.screen}>
        <PageHeader title={casesText.title} back={{ href: '#/cases', label: casesText.title }} />
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
  const { case: shown, client, matter } = opened.found
  return (
    <div className={css.screen}>
      <PageHeader
        back={{ href: '#/cases', label: casesText.title }}
        title={<span className={css.mono}>{shown.receiptNumber}</span>}
        subtitle={[client.name, shown.form].filter(Boolean).join(' · ')}
        actions={client.archivedAt === null ? <Actions shown={shown} client={client} /> : null}
      />
      <div className={css.page}>
        {client.archivedAt !== null && <Notice>{text.archivedNotice}</Notice>}
        <div className={css.columns}>
          <div className={css.column}>
            <StatusPanel opened={opened.found} />
            {renderDeadlines?.(client)}
            {parties}
            {representatives}
          </div>
          <Details shown={shown} client={client} matter={matter} />
        </div>
      </div>
    </div>
  )
}

function Actions({ shown, client }: { readonly shown: Case; readonly client: CaseClient }) {
  const { cases } = useStores()
  const [, navigate] = useLocation()
  const [opened, setOpened] = useState<'edit' | 'remove' | null>(null)
  const close = () => setOpened(null)
  return (
    <>
      <MenuButton
        label={casesText.menu(shown.receiptNumber)}
        items={[{ id: 'remove', name: casesText.remove, icon: Trash2, danger: true, onAction: () => setOpened('remove') }]}
      />
      <Button icon={Pencil} onPress={() => setOpened('edit')}>
        {casesText.edit}
      </Button>
      {opened === 'edit' && <CaseForm client={client} editing={shown} onClose={close} />}
      {opened === 'remove' && (
        <ConfirmDialog
          title={casesText.removeTitle}
          body={casesText.removeBody(shown.receiptNumber, client.name)}
          confirmLabel={casesText.removeConfirm}
          tone="danger"
          onClose={close}
          onConfirm={async () => {
            await cases.remove(shown.id).catch((error: unknown) => {
              showFailure(error)
              throw error
            })
            showToast({ text: casesText.removed(shown.receiptNumber) })
            navigate(`/clients/${client.id}`)
          }}
        />
      )}
    </>
  )
}

interface DetailsProps {
  readonly shown: Case
  readonly client: CaseClient
  readonly matter: Output<'cases.get'>['matter']
}

function Details({ shown, client, matter }: DetailsProps) {
  const dates = ['filedOn', 'receivedOn', 'noticeOn', 'priorityOn', 'decidedOn'] as const
  const dated = Object.fromEntries(
    dates.map((name) => [name, { term: casesText[name], value: shown[name] === null ? null : formatDate(shown[name]) }])
  ) as Record<(typeof dates)[number], Fact>
  return (
    <Section title={text.facts}>
      <FactList
        facts={[
          { term: text.client, value: <Link href={`#/clients/${client.id}`}>{client.name}</Link> },
          { term: text.matter, value: matter && <Link href={`#/matters/${matter.id}`}>{matter.title}</Link> },
          { term: casesText.kinds[shown.numberKind], value: <span className={css.mono}>{shown.receiptNumber}</span> },
          { term: casesText.form, value: shown.form },
          { term: casesText.office, value: shown.office },
          dated.filedOn,
          {
            term: casesText.trackingNumber,
            value: shown.trackingNumber === '' ? null : <span className={css.mono}>{shown.trackingNumber}</span>
          },
          dated.receivedOn,
          dated.noticeOn,
          dated.priorityOn,
          dated.decidedOn,
          { term: casesText.note, value: shown.note === '' ? null : <span className={css.note}>{shown.note}</span> }
        ]}
      />
    </Section>
  )
}
