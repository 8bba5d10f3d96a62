import { useState } from 'react'
import { useForm } from 'react-hook-form'
import type { Member } from '#contract'
import { useStores } from '../../api/context.tsx'
import { FormDialog } from '../../app/FormDialog.tsx'
import { useTodayDate } from '../../app/today.ts'
import { membersText } from '../../text/members.ts'
import { FormDateField } from '../../ui/FormFields.tsx'

const text = membersText.leaveForm

export interface LeaveFormProps {
  readonly member: Member
  readonly onLeft: (member: Member) => void
  readonly onClose: () => void
}

/** Marks a member as gone, after saying what that means for the second factors that depend on them. */
export function LeaveForm({ member, onLeft, onClose }: LeaveFormProps) {
  const { members } = useStores()
  const todayDate = useTodayDate()
  const [today] = useState(todayDate)
  const form = useForm<{ on: string }>({ defaultValues: { on: today } })
  return (
    <FormDialog
      form={form}
      size="small"
      title={text.title(member.name)}
      submitLabel={text.submit}
      cancelLabel={membersText.form.cancel}
      onSubmit={async ({ on }) => onLeft(await members.leave({ id: member.id, on }))}
      onClose={onClose}
    >
      <p>{text.consequence(member.factorCount)}</p>
      <p>{text.rest}</p>
      <FormDateField
        control={form.control}
        name="on"
        label={text.on}
        autoFocus
        isRequired
        rules={{ validate: (on) => on !== '' || text.onMissing }}
      />
    </FormDialog>
  )
}
