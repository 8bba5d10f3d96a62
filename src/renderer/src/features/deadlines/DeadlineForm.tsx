import { useEffect, useState } from 'react'
import { type Control, Controller, useForm, useWatch } from 'react-hook-form'
import { useStore } from 'zustand'
import type { AccountSummary, Case, Deadline, MatterSummary } from '#contract'
import { deadlineKinds, deadlineSubjects } from '#contract/vocabulary'
import { useClient, useStores } from '../../api/context.tsx'
import { useView } from '../../app/answer-store.ts'
import { FormDialog } from '../../app/FormDialog.tsx'
import { deadlineKindNames, deadlineSubjectNames, deadlinesText } from '../../text/deadlines.ts'
import { FormDateField, FormTextField } from '../../ui/FormFields.tsx'
import { RadioField } from '../../ui/RadioField.tsx'
import { SelectField, type SelectItem } from '../../ui/SelectField.tsx'
import { showToast } from '../../ui/Toast.tsx'
import { ClientChoice } from './ClientChoice.tsx'
import css from './Deadlines.module.css'
import { type DeadlineDraft, daysFromText, draftFrom, fieldsFrom, isDocument, isNotice } from './deadline-draft.ts'
import { Suggestion } from './Suggestion.tsx'

const text = deadlinesText.form

export interface DeadlineFormProps {
  /** The one to change; without it one is added. */
  readonly editing?: Deadline
  /** The client it belongs to, where that is known; else it is asked for. */
  readonly client?: { readonly id: string; readonly name: string } | undefined
  readonly initial?: Partial<DeadlineDraft>
  readonly onClose: () => void
}

const blank: DeadlineDraft = {
  clientId: '',
  kind: 'deadline',
  subject: '',
  title: '',
  dueOn: '',
  issuedOn: '',
  atTime: '',
  place: '',
  ownerId: '',
  matterId: '',
  caseId: '',
  accountId: '',
  reminders: ''
}

/** Adds a deadline, follow-up or appointment, or changes one. */
export function DeadlineForm({ editing, client, initial, onClose }: DeadlineFormProps) {
  const { deadlines } = useStores()
  const form = useForm<DeadlineDraft>({
    defaultValues: editing ? draftFrom(editing) : { ...blank, clientId: client?.id ?? '', ...initial }
  })
  const { control } = form
  const [clientId, kind, subject, matterId] = useWatch({ control, name: ['clientId', 'kind', 'subject', 'matterId'] })
  const { matters, cases, accounts } = useClientRecords(clientId)
  const asksForClient = !editing && client === undefined
  const hasIssue = kind === 'deadline' && (isNotice(subject) || isDocument(subject))

  const save = async (draft: DeadlineDraft): Promise<void> => {
    const { ownerId, ...fields } = fieldsFrom(draft)
    const saved = editing
      ? await deadlines.update({ id: editing.id, ownerId, ...fields })
      : await deadlines.add({ clientId: draft.clientId, ownerId: ownerId === '' ? null : ownerId, ...fields })
    showToast({ tone: 'good', text: editing ? deadlinesText.toasts.saved(saved.title) : deadlinesText.toasts.added(saved.title) })
    onClose()
  }

  return (
    <FormDialog
      form={form}
      title={editing ? text.editTitle : text.addTitle}
      subtitle={editing?.clientName ?? client?.name}
      submitLabel={editing ? text.saveChanges : text.save}
      cancelLabel={text.cancel}
      onSubmit={save}
      onClose={onClose}
    >
      {asksForClient && <ClientChoice control={control} />}
      <Controller
        control={control}
        name="kind"
        render={({ field }) => (
          <RadioField
            label={text.kind}
            description={text.kindHints[field.value]}
            options={deadlineKinds.map((id) => ({ id, name: deadlineKindNames[id] }))}
            value={field.value}
            onChange={field.onChange}
            isInline
          />
        )}
      />
      {kind === 'deadline' && (
        <Choice
          control={control}
          name="subject"
          label={text.subject}
          items={[{ id: '', name: text.noSubject }, ...deadlineSubjects.map((id) => ({ id, name: deadlineSubjectNames[id] }))]}
        />
      )}
      <FormTextField
        control={control}
        name="title"
        label={text.what}
        isRequired
        autoFocus={!asksForClient}
        maxLength={200}
        autoComplete="off"
        rules={{ validate: (value) => value.trim() !== '' || text.whatMissing }}
      />
      <div className={css.pair}>
        {hasIssue && <FormDateField control={control} name="issuedOn" label={text.issued} />}
        <DueField control={control} />
        {kind === 'appointment' && <FormTextField control={control} name="atTime" label={text.time} maxLength={40} />}
      </div>
      <Suggestion
        control={control}
        cases={cases}
        onTake={(date) => form.setValue('dueOn', date, { shouldDirty: true, shouldValidate: true })}
      />
      {kind === 'appointment' && <FormTextField control={control} name="place" label={text.place} maxLength={200} />}
      <div className={css.pair}>
        <OwnerField control={control} />
        <FormTextField
          control={control}
          name="reminders"
          label={text.reminders}
          description={text.remindersHint}
          autoComplete="off"
          rules={{ validate: (value) => daysFromText(value) !== undefined || text.remindersWrong }}
        />
      </div>
      {(matters.length > 0 || cases.length > 0 || accounts.length > 0) && (
        <div className={css.pair}>
          {matters.length > 0 && (
            <Choice
              control={control}
              name="matterId"
              label={text.matterId}
              items={[
                { id: '', name: text.noMatter },
                ...matters.filter(({ id, status }) => status !== 'closed' || id === matterId).map(({ id, title }) => ({ id, name: title }))
              ]}
              onChosen={(chosen) => {
                const filing = cases.find(({ id }) => id === form.getValues('caseId'))
                if (filing?.matterId != null && filing.matterId !== chosen) form.setValue('caseId', '')
              }}
            />
          )}
          {cases.length > 0 && (
            <Choice
              control={control}
              name="caseId"
              label={text.caseId}
              onChosen={(chosen) => {
                const filing = cases.find(({ id }) => id === chosen)
                if (filing?.matterId != null) form.setValue('matterId', filing.matterId)
              }}
              items={[
                { id: '', name: text.noCase },
                ...cases.map((one) => ({ id: one.id, name: [one.form, one.receiptNumber].filter(Boolean).join(' · ') }))
              ]}
            />
          )}
          {accounts.length > 0 && (
            <Choice
              control={control}
              name="accountId"
              label={text.account}
              items={[
                { id: '', name: text.noAccount },
                ...accounts.map((one) => ({ id: one.id, name: `${one.portalName} · ${one.username}` }))
              ]}
            />
          )}
        </div>
      )}
    </FormDialog>
  )
}

/** The date that counts, called what it is: for a notice the letter's. */
function DueField({ control }: { readonly control: Control<DeadlineDraft> }) {
  const [kind, subject] = useWatch({ control, name: ['kind', 'subject'] })
  const isLetter = kind === 'deadline' && isNotice(subject)
  const label = isLetter
    ? text.dueNotice
    : kind === 'deadline' && isDocument(subject)
      ? text.dueDocument
      : kind === 'appointment'
        ? text.dueAppointment
        : text.due
  return (
    <FormDateField
      control={control}
      name="dueOn"
      label={label}
      {...(isLetter ? { description: text.dueNoticeHint } : {})}
      isRequired
      rules={{
        validate: (value, draft) =>
          value === '' ? text.dueMissing : draft.subject === '' || draft.issuedOn === '' || value >= draft.issuedOn || text.dueBeforeIssue
      }}
    />
  )
}

interface ChoiceProps {
  readonly control: Control<DeadlineDraft>
  readonly name: 'subject' | 'matterId' | 'caseId' | 'accountId'
  readonly label: string
  readonly items: readonly SelectItem[]
  readonly onChosen?: (id: string) => void
}

function Choice({ control, name, label, items, onChosen }: ChoiceProps) {
  return (
    <Controller
      control={control}
      name={name}
      render={({ field }) => (
        <SelectField
          label={label}
          items={items}
          selectedKey={field.value}
          onSelectionChange={(id) => {
            field.onChange(id)
            onChosen?.(id)
          }}
          onBlur={field.onBlur}
        />
      )}
    />
  )
}

/** Members who work here, and the present owner even if gone; whoever acts now stands for nobody chosen. */
function OwnerField({ control }: { readonly control: Control<DeadlineDraft> }) {
  const { members } = useStores()
  useView(members)
  const all = useStore(members, (state) => state.value) ?? []
  const acting = all.find(({ isActing }) => isActing)?.id ?? null
  return (
    <Controller
      control={control}
      name="ownerId"
      render={({ field }) => (
        <SelectField
          label={text.owner}
          description={text.ownerHint}
          items={all
            .filter(({ id, leftOn }) => leftOn === null || id === field.value)
            .map(({ id, name, leftOn }) => ({ id, name: leftOn === null ? name : deadlinesText.ownerLeft(name) }))}
          selectedKey={field.value === '' ? acting : field.value}
          onSelectionChange={field.onChange}
          onBlur={field.onBlur}
        />
      )}
    />
  )
}

interface ClientRecords {
  readonly matters: readonly MatterSummary[]
  readonly cases: readonly Case[]
  readonly accounts: readonly AccountSummary[]
}

const noRecords: ClientRecords = { matters: [], cases: [], accounts: [] }

/** The client's matters, cases and accounts, empty until known. A failure leaves them out: the deadline can be saved without. */
function useClientRecords(clientId: string): ClientRecords {
  const client = useClient()
  const [found, setFound] = useState(noRecords)
  useEffect(() => {
    let isCurrent = true
    setFound(noRecords)
    if (clientId !== '') {
      Promise.all([
        client.matters.list({ clientId, limit: 500 }),
        client.clients.get({ id: clientId }),
        client.accounts.list({ clientId, limit: 100 })
      ])
        .then(([matters, { cases }, accounts]) => isCurrent && setFound({ matters: matters.rows, cases, accounts: accounts.rows }))
        .catch(() => undefined)
    }
    return () => {
      isCurrent = false
    }
  }, [client, clientId])
  return found
}
