import { Controller, useForm, useWatch } from 'react-hook-form'
import { useLocation } from 'wouter'
import type { ClientKind, Output } from '#contract'
import { isANumberShaped, paddedANumber } from '#contract/identifiers'
import { clientKinds } from '#contract/vocabulary'
import { useStores } from '../../api/context.tsx'
import { FormDialog } from '../../app/FormDialog.tsx'
import { clientsText } from '../../text/clients.ts'
import { FieldWarning } from '../../ui/FieldWarning.tsx'
import { FormDateField, FormTextField } from '../../ui/FormFields.tsx'
import { RadioField } from '../../ui/RadioField.tsx'
import { showToast } from '../../ui/Toast.tsx'
import css from './Clients.module.css'
import { SimilarNotice, useSimilar } from './SimilarClients.tsx'

type Client = Output<'clients.get'>['client']

interface ClientDraft {
  readonly kind: ClientKind
  readonly name: string
  readonly otherNames: string
  readonly email: string
  readonly phone: string
  readonly aNumber: string
  readonly fileNumber: string
  readonly notes: string
  /** ISO date, '' for none. */
  readonly bornOn: string
}

const text = clientsText.form
const nothing: ClientDraft = {
  kind: 'person',
  name: '',
  otherNames: '',
  email: '',
  phone: '',
  aNumber: '',
  fileNumber: '',
  notes: '',
  bornOn: ''
}

function draftFromClient({ kind, name, otherNames, email, phone, aNumber, fileNumber, notes, bornOn }: Client): ClientDraft {
  return { kind, name, otherNames, email, phone, aNumber, fileNumber, notes, bornOn: bornOn ?? '' }
}

export interface ClientFormProps {
  readonly client?: Client
  /** Takes the new client instead of opening its page. */
  readonly onCreated?: (client: Client) => void
  readonly onClose: () => void
}

/** Adds a client and opens its page, or changes one. */
export function ClientForm({ client, onCreated, onClose }: ClientFormProps) {
  const { clients } = useStores()
  const [, navigate] = useLocation()
  const form = useForm<ClientDraft>({ defaultValues: client ? draftFromClient(client) : nothing })
  const { control } = form
  const [kind, name, email, aNumber, bornOn] = useWatch({ control, name: ['kind', 'name', 'email', 'aNumber', 'bornOn'] })
  const similar = useSimilar({ name, email, aNumber }, client)

  const save = async (typed: ClientDraft): Promise<void> => {
    if (await similar.holdsBack()) return
    const draft = { ...typed, bornOn: typed.bornOn || null }
    if (client) {
      await clients.update({ id: client.id, ...draft })
      showToast({ tone: 'good', text: clientsText.changed })
      onClose()
      return
    }
    const created = await clients.create(draft)
    showToast({ tone: 'good', text: clientsText.created(created.name) })
    if (onCreated) return onCreated(created)
    onClose()
    navigate(`/clients/${created.id}`)
  }

  return (
    <FormDialog
      form={form}
      title={client ? text.editTitle : text.newTitle}
      submitLabel={text[client ? (similar.found ? 'saveChangesAnyway' : 'saveChanges') : similar.found ? 'saveAnyway' : 'save']}
      cancelLabel={text.cancel}
      onSubmit={save}
      onClose={onClose}
    >
      <FormTextField
        control={control}
        name="name"
        label={text.name}
        description={text.nameHint}
        isRequired
        autoFocus
        maxLength={200}
        autoComplete="off"
        rules={{ validate: (name) => name.trim() !== '' || text.nameMissing }}
      />
      {similar.found && <SimilarNotice similar={similar.found} />}
      <Controller
        control={control}
        name="kind"
        render={({ field }) => (
          <RadioField
            label={text.kind}
            options={clientKinds.map((id) => ({ id, name: clientsText.kinds[id] }))}
            value={field.value}
            onChange={field.onChange}
            isInline
          />
        )}
      />
      <FormTextField
        control={control}
        name="otherNames"
        label={text.otherNames}
        description={text.otherNamesHint}
        maxLength={400}
        autoComplete="off"
      />
      <div className={css.pair}>
        <FormTextField control={control} name="email" label={text.email} type="email" maxLength={254} autoComplete="off" />
        <FormTextField control={control} name="phone" label={text.phone} type="tel" maxLength={60} autoComplete="off" />
        {(kind === 'person' || aNumber !== '') && (
          <FormTextField
            control={control}
            name="aNumber"
            label={text.aNumber}
            description={<ANumberHint aNumber={aNumber} />}
            maxLength={40}
            autoComplete="off"
          />
        )}
        {(kind === 'person' || bornOn !== '') && <FormDateField control={control} name="bornOn" label={text.bornOn} />}
        <FormTextField
          control={control}
          name="fileNumber"
          label={text.fileNumber}
          description={text.fileNumberHint}
          maxLength={60}
          autoComplete="off"
        />
      </div>
      <FormTextField control={control} name="notes" label={text.notes} multiline rows={3} maxLength={10_000} />
    </FormDialog>
  )
}

/** What an A-Number looks like, how a short one reads with its zeros, or that the one typed looks unusual. */
function ANumberHint({ aNumber }: { readonly aNumber: string }) {
  if (!isANumberShaped(aNumber)) return <FieldWarning>{text.aNumberMisshapen}</FieldWarning>
  const padded = paddedANumber(aNumber)
  return padded !== null && padded.slice(1) !== aNumber.replace(/\D/g, '') ? text.aNumberPadded(padded) : text.aNumberHint
}
