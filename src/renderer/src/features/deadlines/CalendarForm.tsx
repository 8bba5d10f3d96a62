import { Controller, useForm } from 'react-hook-form'
import { useStores } from '../../api/context.tsx'
import { FormDialog } from '../../app/FormDialog.tsx'
import { deadlinesText } from '../../text/deadlines.ts'
import { CheckboxField } from '../../ui/CheckboxField.tsx'
import { showToast } from '../../ui/Toast.tsx'

const text = deadlinesText.calendarForm

/** Saves what the list shows as a calendar file. Names stay out unless asked for. */
export function CalendarForm({ onClose }: { readonly onClose: () => void }) {
  const { deadlines } = useStores()
  const form = useForm({ defaultValues: { withNames: false } })
  return (
    <FormDialog
      form={form}
      title={text.title}
      size="small"
      submitLabel={text.save}
      cancelLabel={text.cancel}
      isFreelyClosed
      onClose={onClose}
      onSubmit={async ({ withNames }) => {
        const { saved, count } = await deadlines.saveCalendar(withNames)
        if (saved) showToast({ tone: 'good', text: deadlinesText.toasts.calendarSaved(count) })
        if (saved) onClose()
      }}
    >
      <p>{text.body}</p>
      <Controller
        control={form.control}
        name="withNames"
        render={({ field }) => (
          <CheckboxField label={text.withNames} description={text.withNamesHint} isSelected={field.value} onChange={field.onChange} />
        )}
      />
    </FormDialog>
  )
}
