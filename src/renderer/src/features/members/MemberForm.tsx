import { useForm } from 'react-hook-form'
import type { Member } from '#contract'
import { useStores } from '../../api/context.tsx'
import { FormDialog } from '../../app/FormDialog.tsx'
import { membersText } from '../../text/members.ts'
import { FormTextField } from '../../ui/FormFields.tsx'
import { showToast } from '../../ui/Toast.tsx'

const text = membersText.form

/** Adds a member, or renames one. */
export function MemberForm({ member, onClose }: { readonly member?: Member; readonly onClose: () => void }) {
  const { members } = useStores()
  const form = useForm<{ name: string }>({ defaultValues: { name: member?.name ?? '' } })
  return (
    <FormDialog
      form={form}
      size="small"
      title={member ? text.renameTitle : text.addTitle}
      submitLabel={text.save}
      cancelLabel={text.cancel}
      onSubmit={async ({ name }) => {
        if (member) await members.rename({ id: member.id, name })
        else await members.add({ name })
        showToast({ tone: 'good', text: member ? membersText.renamed : membersText.added(name.trim()) })
        onClose()
      }}
      onClose={onClose}
    >
      <FormTextField
        control={form.control}
        name="name"
        label={text.name}
        maxLength={120}
        autoFocus
        isRequired
        rules={{ validate: (name) => name.trim() !== '' || text.nameMissing }}
      />
    </FormDialog>
  )
}
