import { Check, Pencil, Undo2 } from 'lucide-react'
import { useState } from 'react'
import { TooltipTrigger } from 'react-aria-components'
import { useStore } from 'zustand'
import type { Case, CaseStatus } from '#contract'
import { useStores } from '../../api/context.tsx'
import { showFailure, useChange } from '../../app/change.ts'
import { casesText } from '../../text/cases.ts'
import { formatDate, formatInstant } from '../../text/dates.ts'
import { Button } from '../../ui/Button.tsx'
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx'
import { FactList } from '../../ui/FactList.tsx'
import { Hint } from '../../ui/Hint.tsx'
import { MenuButton } from '../../ui/MenuButton.tsx'
import { Section } from '../../ui/Section.tsx'
import { showToast } from '../../ui/Toast.tsx'
import css from './Cases.module.css'
import { FreshnessBadge } from './FreshnessBadge.tsx'
import { StatusForm } from './StatusForm.tsx'
import type { OpenedCase } from './store.ts'

const text = casesText.status

/** What the agency says about the case, in its own words, and who looked when. */
export function StatusPanel({ opened }: { readonly opened: OpenedCase }) {
  const { case: shown, client, statuses } = opened
  const { cases, settings: settingsStore } = useStores()
  const staleDays = useStore(settingsStore, (state) => state.settings?.caseStatusStaleDays ?? null)
  const [isRecording, setRecording] = useState(false)
  const [isPending, run] = useChange()
  const canChange = client.archivedAt === null
  const noteUnchanged = async (): Promise<void> => {
    await cases.noteUnchanged(shown.id)
    showToast({ tone: 'good', text: text.unchangedDone })
  }
  return (
    <Section
      title={text.title}
      badges={<FreshnessBadge freshness={shown.freshness} />}
      actions={
        canChange && (
          <>
            {shown.status !== null && (
              <TooltipTrigger delay={300} closeDelay={0}>
                <Button size="small" icon={Check} isPending={isPending} onPress={() => run(noteUnchanged)}>
                  {text.unchanged}
                </Button>
                <Hint>{text.unchangedHint(casesText.sources[shown.status.source])}</Hint>
              </TooltipTrigger>
            )}
            <Button size="small" icon={Pencil} onPress={() => setRecording(true)}>
              {text.record}
            </Button>
          </>
        )
      }
    >
      {shown.status === null ? <p className={css.muted}>{text.never}</p> : <Latest shown={shown} status={shown.status} />}
      {staleDays !== null && <p className={css.rule}>{text.rule(staleDays)}</p>}
      {statuses.total > 0 && <History opened={opened} canChange={canChange} />}
      {isRecording && <StatusForm shown={shown} clientName={client.name} onClose={() => setRecording(false)} />}
    </Section>
  )
}

function Latest({ shown, status }: { readonly shown: Case; readonly status: CaseStatus }) {
  return (
    <>
      <blockquote className={css.verbatim}>{status.text}</blockquote>
      <FactList
        facts={[
          { term: text.statusOn, value: status.statusOn === null ? null : formatDate(status.statusOn) },
          {
            term: text.checked,
            value: `${formatDate(status.checkedOn)}, ${text.checkedBy(casesText.daysAgo(shown.daysSinceChecked ?? 0), status.checkedBy)}`
          },
          { term: text.source, value: casesText.sources[status.source] }
        ]}
      />
    </>
  )
}

function History({ opened, canChange }: { readonly opened: OpenedCase; readonly canChange: boolean }) {
  const { cases } = useStores()
  const { case: shown, statuses } = opened
  const [asked, setAsked] = useState<CaseStatus | null>(null)
  const [isPending, run] = useChange()
  const { columns } = text
  return (
    <div className={css.history}>
      <h3 className={css.historyTitle}>
        {text.historyTitle} <span className={css.muted}>({text.history(statuses.total)})</span>
      </h3>
      <table className={css.checks}>
        <thead>
          <tr>
            <th scope="col">{columns.checkedOn}</th>
            <th scope="col">{columns.text}</th>
            <th scope="col">{columns.by}</th>
            <th scope="col">{columns.source}</th>
            <th scope="col" aria-label={columns.actions} />
          </tr>
        </thead>
        <tbody>
          {statuses.rows.map((row, index) => (
            <tr key={row.id}>
              <td title={formatInstant(row.recordedAt)}>{formatDate(row.checkedOn)}</td>
              <td title={row.text}>
                {statuses.rows[index + 1]?.text === row.text ? <span className={css.muted}>{row.text}</span> : row.text}
              </td>
              <td>{row.checkedBy}</td>
              <td>{casesText.sources[row.source]}</td>
              <td>
                {canChange && (
                  <MenuButton
                    label={text.menu(formatDate(row.checkedOn))}
                    size="small"
                    items={[{ id: 'take-back', name: text.takeBack, icon: Undo2, danger: true, onAction: () => setAsked(row) }]}
                  />
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {statuses.rows.length < statuses.total && (
        <div>
          <Button size="small" isPending={isPending} onPress={() => run(() => cases.loadMoreStatuses())}>
            {text.more}
          </Button>
        </div>
      )}
      {asked && <TakeBack shown={shown} status={asked} onClose={() => setAsked(null)} />}
    </div>
  )
}

function TakeBack({ shown, status, onClose }: { readonly shown: Case; readonly status: CaseStatus; readonly onClose: () => void }) {
  const { cases } = useStores()
  return (
    <ConfirmDialog
      tone="danger"
      title={text.takeBackTitle}
      body={text.takeBackBody(formatDate(status.checkedOn), shown.receiptNumber)}
      confirmLabel={text.takeBackConfirm}
      onClose={onClose}
      onConfirm={async () => {
        await cases.removeStatus(status.id).catch((error: unknown) => {
          showFailure(error)
          throw error
        })
        showToast({ text: text.takenBack })
      }}
    />
  )
}
