import { useForm } from 'react-hook-form'
import type { Deadline } from '#contract'
import { addDays } from '../../app/calendar.ts'
import { FormDialog } from '../../app/FormDialog.tsx'
import { useTodayDate } from '../../app/today.ts'
import { formatDate } from '../../text/dates.ts'
import { deadlinesText } from '../../text/deadlines.ts'
import { FormDateField, FormTextField } from '../../ui/FormFields.tsx'
import { useDeadlineChanges } from './changes.ts'

interface ClosingFormProps {
  readonly deadline: Deadline
  readonly onClose: () => void
}

const subtitle = (deadline: Deadline): string => `${deadline.clientName} · ${deadline.title}`

/** What came of it; an appointment is not done without that. */
export function OutcomeForm({ deadline, onClose }: ClosingFormProps) {
  const text = deadlinesText.outcomeForm
  const changes = useDeadlineChanges()
  const form = useForm({ defaultValues: { outcome: '' } })
  const isAppointment = deadline.kind === 'appointment'
  return (
    <FormDialog
      form={form}
      title={isAppointment ? text.titleAppointment : text.title}
      subtitle={subtitle(deadline)}
      size="small"
      submitLabel={text.save}
      cancelLabel={text.cancel}
      onClose={onClose}
      onSubmit={async ({ outcome }) => {
        await changes.finish(deadline, outcome)
        onClose()
      }}
    >
      <FormTextField
        control={form.control}
        name="outcome"
        label={text.outcome}
        description={text.hint}
        multiline
        autoFocus
        isRequired={isAppointment}
        maxLength={10_000}
        rules={{ validate: (value) => !isAppointment || value.trim() !== '' || text.missing }}
      />
    </FormDialog>
  )
}

/** Hides reminders until a day. */
export function SnoozeForm({ deadline, onClose }: ClosingFormProps) {
  const text = deadlinesText.snoozeForm
  const changes = useDeadlineChanges()
  const today = useTodayDate()()
  const form = useForm({ defaultValues: { until: addDays(today, 3) ?? '' } })
  return (
    <FormDialog
      form={form}
      title={text.title}
      subtitle={subtitle(deadline)}
      size="small"
      submitLabel={text.save}
      cancelLabel={text.cancel}
      onClose={onClose}
      onSubmit={async ({ until }) => {
        await changes.snooze(deadline, until)
        onClose()
      }}
    >
      <FormDateField
        control={form.control}
        name="until"
        label={text.until}
        description={text.hint(formatDate(deadline.dueOn))}
        autoFocus
        isRequired
        rules={{ validate: (value) => value > today || text.missing }}
      />
    </FormDialog>
  )
}

/** Why nobody has to keep it. */
export function CancelForm({ deadline, onClose }: ClosingFormProps) {
  const text = deadlinesText.cancelForm
  const changes = useDeadlineChanges()
  const form = useForm({ defaultValues: { reason: '' } })
  return (
    <FormDialog
      form={form}
      title={text.title}
      subtitle={subtitle(deadline)}
      size="small"
      submitLabel={text.save}
      cancelLabel={text.cancel}
      onClose={onClose}
      onSubmit={async ({ reason }) => {
        await changes.cancel(deadline, reason)
        onClose()
      }}
    >
      <FormTextField
        control={form.control}
        name="reason"
        label={text.reason}
        description={text.hint}
        autoFocus
        isRequired
        maxLength={400}
        rules={{ validate: (value) => value.trim() !== '' || text.missing }}
      />
    </FormDialog>
  )
}
