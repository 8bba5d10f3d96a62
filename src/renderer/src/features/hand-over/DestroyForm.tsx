import { useEffect, useState } from 'react'
import { useForm } from 'react-hook-form'
import { useLocation } from 'wouter'
import type { Output } from '#contract'
import { useClient } from '../../api/context.tsx'
import { showFailure } from '../../app/change.ts'
import { FormDialog } from '../../app/FormDialog.tsx'
import { countTexts, keepingReasonsText, destructionText as text } from '../../text/destruction.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { FormTextField } from '../../ui/FormFields.tsx'
import { Link } from '../../ui/Link.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { Spinner } from '../../ui/Spinner.tsx'
import css from './HandOver.module.css'

interface Props {
  readonly client: { readonly id: string; readonly name: string }
  readonly onClose: () => void
}

type Preview = Output<'destruction.preview'>

/** Says what would go and what stays; asks for name and reason only when nothing forbids it. */
export function DestroyForm({ client: { id, name }, onClose }: Props) {
  const client = useClient()
  const [preview, setPreview] = useState<Preview | null>(null)
  useEffect(() => {
    let isGone = false
    client.destruction.preview({ clientId: id }).then(
      (found) => {
        if (!isGone) setPreview(found)
      },
      (error: unknown) => {
        showFailure(error)
        onClose()
      }
    )
    return () => {
      isGone = true
    }
  }, [client, id, onClose])
  if (preview?.keptBy.length === 0) return <Confirmation client={{ id, name }} preview={preview} onClose={onClose} />
  return (
    <Dialog isOpen title={text.title(name)} onClose={onClose} footer={<Button onPress={onClose}>{text.close}</Button>}>
      {preview === null ? <Spinner label={text.loading} /> : <KeptBy matters={preview.keptBy} name={name} />}
    </Dialog>
  )
}

function KeptBy({ matters, name }: { readonly matters: Preview['keptBy']; readonly name: string }) {
  return (
    <div className={css.parts}>
      <Notice tone="warn" title={text.kept.title}>
        {text.kept.body}
      </Notice>
      <ul className={css.list}>
        {matters.map(({ id, title, clientName, because, retainUntil }) => (
          <li key={id}>
            <Link href={`#/matters/${id}`}>{title}</Link>
            {clientName === name ? '' : ` ${text.ofOther(clientName)}`}: {keepingReasonsText(because, retainUntil)}
          </li>
        ))}
      </ul>
    </div>
  )
}

function Confirmation({ client: { id, name }, preview, onClose }: Props & { readonly preview: Preview }) {
  const client = useClient()
  const [, navigate] = useLocation()
  const form = useForm({ defaultValues: { typedName: '', reason: '' } })
  const goes = countTexts(preview.counts)
  return (
    <FormDialog
      form={form}
      title={text.title(name)}
      submitLabel={text.submit}
      cancelLabel={text.cancel}
      isDangerous
      onSubmit={async ({ typedName, reason }) => {
        await client.destruction.destroy({ clientId: id, typedName, reason })
        navigate(`/clients/${id}/destroyed`, { replace: true })
      }}
      onClose={onClose}
    >
      <div className={css.parts}>
        <div>
          <h3 className={css.heading}>{text.goes}</h3>
          <p>{text.goesBody}</p>
          <ul className={css.columns}>{goes.length === 0 ? <li>{text.onlyClient}</li> : goes.map((one) => <li key={one}>{one}</li>)}</ul>
          <p>{text.secrets(preview.secrets)}</p>
        </div>
        <div>
          <h3 className={css.heading}>{text.stays}</h3>
          <ul className={css.list}>
            {text.staysItems.map((one) => (
              <li key={one}>{one}</li>
            ))}
          </ul>
        </div>
      </div>
      <FormTextField
        control={form.control}
        name="typedName"
        label={text.typedName(name)}
        isRequired
        rules={{ validate: (value) => spaced(value) === spaced(name) || text.nameMissing }}
      />
      <FormTextField
        control={form.control}
        name="reason"
        label={text.reason}
        description={text.reasonHint}
        isRequired
        rules={{ validate: (value) => value.trim() !== '' || text.reasonMissing }}
      />
    </FormDialog>
  )
}

/** As the core compares names. */
const spaced = (name: string): string => name.normalize('NFC').trim().replace(/\s+/g, ' ')
