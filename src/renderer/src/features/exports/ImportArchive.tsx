import { useState } from 'react'
import { Controller, useForm } from 'react-hook-form'
import type { ReadArchive } from '#contract'
import { useClient } from '../../api/context.tsx'
import { showFailure } from '../../app/change.ts'
import { FormDialog } from '../../app/FormDialog.tsx'
import { formatInstant } from '../../text/dates.ts'
import { exportsText } from '../../text/exports.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { PassphraseField } from '../../ui/PassphraseField.tsx'
import { showToast } from '../../ui/Toast.tsx'

const text = exportsText.archive

/** Opens an archive, says what is in it, and imports it once that was agreed to. */
export function ImportArchive({ onClose }: { readonly onClose: () => void }) {
  const client = useClient()
  const form = useForm<{ passphrase: string }>({ defaultValues: { passphrase: '' } })
  const [read, setRead] = useState<ReadArchive | null>(null)
  const [isPending, setPending] = useState(false)
  const close = (): void => {
    client.exports.forget({}).catch(showFailure)
    onClose()
  }
  if (read === null)
    return (
      <FormDialog
        form={form}
        isFreelyClosed
        size="small"
        title={text.dialog}
        submitLabel={text.submit}
        cancelLabel={exportsText.cancel}
        onSubmit={async ({ passphrase }) => {
          const found = await client.exports.readArchive({ passphrase: passphrase || ' ' })
          // No file was chosen: what was typed stays for the next try.
          if (found === null) return
          setRead(found)
          form.reset()
        }}
        onClose={close}
      >
        <Controller
          control={form.control}
          name="passphrase"
          render={({ field }) => (
            <PassphraseField label={text.passphrase} value={field.value} onChange={field.onChange} inputRef={field.ref} autoFocus />
          )}
        />
      </FormDialog>
    )

  const restore = async (): Promise<void> => {
    setPending(true)
    try {
      const { rows } = await client.exports.restore({})
      showToast({ tone: 'good', text: text.done(rows) })
      onClose()
    } catch (error) {
      showFailure(error)
    } finally {
      setPending(false)
    }
  }
  return (
    <Dialog
      isOpen
      size="small"
      title={(read.isFirmEmpty ? text.confirmTitle : text.heldTitle)(read.vaultReference)}
      onClose={close}
      footer={
        <>
          <Button onPress={close}>{read.isFirmEmpty ? exportsText.cancel : text.close}</Button>
          {read.isFirmEmpty && (
            <Button variant="primary" isPending={isPending} onPress={() => void restore()}>
              {text.confirm}
            </Button>
          )}
        </>
      }
    >
      <p>{text.holds(read)}</p>
      <p>{text.made(formatInstant(read.madeAt), read.appVersion)}</p>
      {read.leftOut > 0 && <Notice tone="warn">{text.leftOut(read.leftOut)}</Notice>}
      {!read.isFirmEmpty && <Notice tone="bad">{text.notEmpty}</Notice>}
    </Dialog>
  )
}
