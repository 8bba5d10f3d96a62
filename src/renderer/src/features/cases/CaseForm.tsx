import { useState } from 'react'
import { Controller, useForm, useWatch } from 'react-hook-form'
import type { Case, CaseNumberKind, Output } from '#contract'
import { bareNumber, caseNumberRemark, foiaPrefixes, receiptPrefixes } from '#contract/identifiers'
import { caseNumberKinds } from '#contract/vocabulary'
import { useStores } from '../../api/context.tsx'
import { FormDialog } from '../../app/FormDialog.tsx'
import { MatterPicker } from '../../app/MatterPicker.tsx'
import { useTypedAnswer } from '../../app/typed-answer.ts'
import { casesText } from '../../text/cases.ts'
import { FieldWarning } from '../../ui/FieldWarning.tsx'
import { FormDateField, FormTextField } from '../../ui/FormFields.tsx'
import { Link } from '../../ui/Link.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { SelectField } from '../../ui/SelectField.tsx'
import { showToast } from '../../ui/Toast.tsx'
import css from './Cases.module.css'
import { caseFromDraft, draftFromCase, newCaseDraft } from './case-draft.ts'

const text = casesText

export interface CaseFormProps {
  readonly client: { readonly id: string; readonly name: string }
  /** The case to change; without it one is added. */
  readonly editing?: Case
  /** The matter a new case stands in unless another is chosen. */
  readonly matterId?: string
  readonly onClose: () => void
}

/** Adds a case to a client, or changes one. A number that another case has is said before it is saved, and saved at a second press. */
export function CaseForm({ client, editing, matterId, onClose }: CaseFormProps) {
  const { cases } = useStores()
  const form = useForm({ defaultValues: editing ? draftFromCase(editing) : { ...newCaseDraft, matterId: matterId ?? '' } })
  const { control } = form
  const [kind, receiptNumber] = useWatch({ control, name: ['numberKind', 'receiptNumber'] })
  const number = bareNumber(receiptNumber)
  const isNew = number !== '' && number !== editing?.receiptNumber
  const sameAs = (typed: string) => cases.sameNumber({ receiptNumber: typed, exceptId: editing?.id ?? null })
  const typedSame = useTypedAnswer(isNew ? number : null, sameAs)
  const [asked, setAsked] = useState<{ readonly number: string; readonly same: SameNumber } | null>(null)
  const same = asked?.number === number ? asked.same : (typedSame ?? [])
  const save = text[editing ? (same.length > 0 ? 'saveChangesAnyway' : 'saveChanges') : same.length > 0 ? 'saveAnyway' : 'save']
  return (
    <FormDialog
      form={form}
      title={editing ? text.editTitle : text.addTitle}
      subtitle={client.name}
      submitLabel={save}
      cancelLabel={text.cancel}
      onClose={onClose}
      onSubmit={async (draft) => {
        if (isNew && same.length === 0) {
          const found = await sameAs(number)
          setAsked({ number, same: found })
          if (found.length > 0) return
        }
        const fields = caseFromDraft(draft)
        const saved = editing ? await cases.update({ id: editing.id, ...fields }) : await cases.add({ clientId: client.id, ...fields })
        showToast({ tone: 'good', text: editing ? text.changed(saved.receiptNumber) : text.added(saved.receiptNumber) })
        onClose()
      }}
    >
      <div className={css.pair}>
        <Controller
          control={control}
          name="numberKind"
          render={({ field }) => (
            <SelectField
              label={text.numberKind}
              items={caseNumberKinds.map((id) => ({ id, name: text.kinds[id] }))}
              selectedKey={field.value}
              onSelectionChange={field.onChange}
              onBlur={field.onBlur}
            />
          )}
        />
        <FormTextField
          control={control}
          name="receiptNumber"
          label={text.receiptNumber}
          description={<NumberHint kind={kind} number={receiptNumber} />}
          mono
          isRequired
          autoFocus
          maxLength={40}
          autoComplete="off"
          rules={{ validate: (value) => value.trim() !== '' || text.receiptMissing }}
        />
      </div>
      {same.length > 0 && <SameNumberNotice same={same} />}
      <div className={css.pair}>
        <FormTextField control={control} name="form" label={text.form} description={text.formHint} maxLength={40} autoComplete="off" />
        <FormTextField
          control={control}
          name="office"
          label={text.office}
          description={text.officeHint}
          maxLength={120}
          autoComplete="off"
        />
        <FormDateField control={control} name="filedOn" label={text.filedOn} />
        <FormTextField control={control} name="trackingNumber" label={text.trackingNumber} maxLength={60} autoComplete="off" mono />
        <FormDateField control={control} name="receivedOn" label={text.receivedOn} />
        <FormDateField control={control} name="noticeOn" label={text.noticeOn} />
        <FormDateField control={control} name="priorityOn" label={text.priorityOn} />
        <FormDateField control={control} name="decidedOn" label={text.decidedOn} />
      </div>
      <MatterPicker control={control} name="matterId" clientId={client.id} />
      <FormTextField control={control} name="note" label={text.note} maxLength={400} />
    </FormDialog>
  )
}

const knownPrefixes = { receipt: receiptPrefixes, foia: foiaPrefixes, nvc: [], other: [] } as const satisfies Record<
  CaseNumberKind,
  unknown
>

/** What such a number looks like, or what is unusual about the one typed. */
function NumberHint({ kind, number }: { readonly kind: CaseNumberKind; readonly number: string }) {
  const remark = caseNumberRemark(kind, number)
  if (remark === null) return text.hints[kind]
  const prefix = bareNumber(number).slice(0, 3)
  return <FieldWarning>{remark === 'shape' ? text.misshapen[kind] : text.unknownPrefix(prefix, knownPrefixes[kind])}</FieldWarning>
}

type SameNumber = Output<'cases.sameNumber'>

function SameNumberNotice({ same }: { readonly same: SameNumber }) {
  return (
    <Notice tone="warn" title={text.same.title(same.length)}>
      <ul className={css.same}>
        {same.map(({ id, form, clientName }) => (
          <li key={id}>
            <Link href={`#/cases/${id}`}>{[clientName, form].filter(Boolean).join(' · ')}</Link>
          </li>
        ))}
      </ul>
      {text.same.body}
    </Notice>
  )
}
