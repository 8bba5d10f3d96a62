import { useEffect, useState } from 'react'
import { type Control, Controller, useForm, useWatch } from 'react-hook-form'
import type { PartyRole } from '#contract'
import { partyRoles } from '#contract/vocabulary'
import { useClient, useStores } from '../../api/context.tsx'
import { showFailure } from '../../app/change.ts'
import { FormDialog } from '../../app/FormDialog.tsx'
import { partiesText, partyRoleNames } from '../../text/parties.ts'
import { FormTextField } from '../../ui/FormFields.tsx'
import { RadioField } from '../../ui/RadioField.tsx'
import { SelectField } from '../../ui/SelectField.tsx'
import { showToast } from '../../ui/Toast.tsx'
import css from './Parties.module.css'

const text = partiesText.form
/** Offered of each, clients and contacts. */
const offered = 5

interface PartyDraft {
  readonly role: PartyRole | ''
  readonly query: string
  /** `client ID`, `contact ID`, `new person` or `new company`; '' for nobody yet. */
  readonly whom: string
}

interface Person {
  readonly key: string
  readonly name: string
  readonly description: string
}

/** Adds a client, a contact or a new contact to a case. */
export function PartyForm({ caseId, onClose }: { readonly caseId: string; readonly onClose: () => void }) {
  const { parties } = useStores()
  const client = useClient()
  const form = useForm<PartyDraft>({ defaultValues: { role: '', query: '', whom: '' } })
  const { control } = form

  const save = async ({ role, query, whom }: PartyDraft): Promise<void> => {
    if (role === '') return
    const [what, rest = ''] = whom.split(' ')
    const contactId =
      what === 'contact'
        ? rest
        : what === 'new'
          ? (await client.contacts.create({ kind: rest === 'company' ? 'company' : 'person', name: query.trim() })).id
          : null
    // Should adding fail, the contact is there already and is chosen the next time.
    if (what === 'new') form.setValue('whom', `contact ${contactId}`)
    const added = await parties.add({ caseId, role, clientId: what === 'client' ? rest : null, contactId })
    showToast({ tone: 'good', text: partiesText.added(added.name, partyRoleNames[role]) })
    onClose()
  }

  return (
    <FormDialog form={form} title={text.title} submitLabel={text.save} cancelLabel={text.cancel} onSubmit={save} onClose={onClose}>
      <Controller
        control={control}
        name="role"
        rules={{ validate: (value) => value !== '' || text.roleMissing }}
        render={({ field, fieldState }) => (
          <div ref={(box) => field.ref(box && { focus: () => box.querySelector('button')?.focus() })}>
            <SelectField
              label={text.role}
              placeholder={text.roleChoose}
              items={partyRoles.map((id) => ({ id, name: partyRoleNames[id] }))}
              selectedKey={field.value === '' ? null : field.value}
              onSelectionChange={field.onChange}
              onBlur={field.onBlur}
              errorMessage={fieldState.error?.message}
              autoFocus
              isRequired
            />
          </div>
        )}
      />
      <PersonPicker control={control} />
    </FormDialog>
  )
}

function PersonPicker({ control }: { readonly control: Control<PartyDraft> }) {
  const query = useWatch({ control, name: 'query' })
  const found = useFoundPeople(query)
  const name = query.trim()
  const people = found?.people ?? []
  const options = [
    ...people.map(({ key, name, description }) => ({ id: key, name, description })),
    ...(name === ''
      ? []
      : [
          { id: 'new person', name: text.newPerson(name) },
          { id: 'new company', name: text.newCompany(name) }
        ])
  ]
  return (
    <div className={css.picker}>
      <FormTextField control={control} name="query" label={text.search} description={text.searchHint} maxLength={200} autoComplete="off" />
      <Controller
        control={control}
        name="whom"
        rules={{ validate: (value) => options.some(({ id }) => id === value) || text.whoMissing }}
        render={({ field, fieldState }) => (
          <div className={css.matches}>
            <RadioField
              label={text.matches}
              isLabelHidden
              options={options}
              value={field.value === '' ? null : field.value}
              onChange={field.onChange}
              errorMessage={fieldState.error?.message}
            />
          </div>
        )}
      />
      {found !== null && people.length === 0 && <p className={css.muted}>{text.noMatches}</p>}
      {found !== null && found.total > people.length && <p className={css.muted}>{text.more(people.length, found.total)}</p>}
    </div>
  )
}

/** The first clients and contacts that match, null until the first answer. A late answer to an earlier question is dropped. */
function useFoundPeople(query: string): { readonly people: readonly Person[]; readonly total: number } | null {
  const client = useClient()
  const [found, setFound] = useState<{ readonly people: readonly Person[]; readonly total: number } | null>(null)
  useEffect(() => {
    let isCurrent = true
    const described = (...parts: string[]): string => parts.filter(Boolean).join(', ')
    Promise.all([client.clients.list({ query, limit: offered }), client.contacts.list({ query, limit: offered })])
      .then(([clients, contacts]) => {
        if (!isCurrent) return
        setFound({
          people: [
            ...clients.rows.map(({ id, name, fileNumber, email }) => ({
              key: `client ${id}`,
              name,
              description: described(text.client, fileNumber, email)
            })),
            ...contacts.rows.map(({ id, name, email, phone }) => ({
              key: `contact ${id}`,
              name,
              description: described(text.contact, email, phone)
            }))
          ],
          total: clients.total + contacts.total
        })
      })
      .catch((error: unknown) => isCurrent && showFailure(error))
    return () => {
      isCurrent = false
    }
  }, [client, query])
  return found
}
