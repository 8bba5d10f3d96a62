import { FolderOpen } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useForm } from 'react-hook-form'
import { useStore } from 'zustand'
import type { CalendarFile, Settings } from '#contract'
import { useClient, useStores } from '../../api/context.tsx'
import { showFailure, useChange } from '../../app/change.ts'
import { formatInstant } from '../../text/dates.ts'
import { deadlinesText } from '../../text/deadlines.ts'
import { Button } from '../../ui/Button.tsx'
import { CheckboxField } from '../../ui/CheckboxField.tsx'
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx'
import { FormTextField } from '../../ui/FormFields.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { Section } from '../../ui/Section.tsx'
import { showToast } from '../../ui/Toast.tsx'
import css from './Deadlines.module.css'
import { daysFromText, textFromDays } from './deadline-draft.ts'

const text = deadlinesText.settings

/** When reminders begin, what notifications may say, and the calendar file of this computer. */
export function ReminderSettings() {
  const { settings: store } = useStores()
  const settings = useStore(store, (state) => state.settings)
  if (settings === null) return null
  return (
    <Section title={text.title}>
      <div className={css.settings}>
        <Days settings={settings} />
        <CheckboxField
          label={text.notificationNames}
          description={text.notificationNamesHint}
          isSelected={settings.namesInNotifications}
          onChange={(namesInNotifications) => void store.update({ namesInNotifications }).catch(showFailure)}
        />
        <KeptFile settings={settings} />
      </div>
    </Section>
  )
}

function Days({ settings }: { readonly settings: Settings }) {
  const { settings: store } = useStores()
  const [isPending, run] = useChange()
  const form = useForm({
    values: {
      documents: textFromDays(settings.remindersOfDocuments),
      notices: textFromDays(settings.remindersOfNotices),
      others: textFromDays(settings.remindersOfOthers)
    },
    resetOptions: { keepDirtyValues: true }
  })
  const save = form.handleSubmit(({ documents, notices, others }) =>
    run(async () => {
      await store.update({
        remindersOfDocuments: daysFromText(documents) ?? [],
        remindersOfNotices: daysFromText(notices) ?? [],
        remindersOfOthers: daysFromText(others) ?? []
      })
      form.reset(form.getValues())
      showToast({ tone: 'good', text: text.saved })
    })
  )
  return (
    <form className={css.settings} noValidate onSubmit={(event) => void save(event)}>
      {(['documents', 'notices', 'others'] as const).map((name) => (
        <FormTextField
          key={name}
          control={form.control}
          name={name}
          label={text[name]}
          description={text.daysHint}
          autoComplete="off"
          rules={{ validate: (value) => daysFromText(value) !== undefined || deadlinesText.form.remindersWrong }}
        />
      ))}
      <div className={css.buttons}>
        <Button type="submit" isPending={isPending}>
          {text.save}
        </Button>
      </div>
    </form>
  )
}

function KeptFile({ settings }: { readonly settings: Settings }) {
  const client = useClient()
  const { settings: store } = useStores()
  const [file, setFile] = useState<CalendarFile | null>(null)
  const [isAsking, setAsking] = useState(false)
  const [isPending, run] = useChange()
  useEffect(() => {
    let isCurrent = true
    client.calendarFile
      .status({})
      .then((status) => isCurrent && setFile(status))
      .catch((error: unknown) => isCurrent && showFailure(error))
    return () => {
      isCurrent = false
    }
  }, [client])
  const setNames = (namesInCalendarFile: boolean): Promise<void> => store.update({ namesInCalendarFile })
  if (file === null) return null
  return (
    <div className={css.settings}>
      <h3 className={css.subtitle}>{text.fileTitle}</h3>
      <p>{file.path === null ? text.fileNone : text.fileKept(file.path)}</p>
      {file.writtenAt !== null && <p className={css.small}>{text.fileWritten(formatInstant(file.writtenAt))}</p>}
      {file.problem !== null && <Notice tone="bad">{text.fileProblem}</Notice>}
      <CheckboxField
        label={text.calendarNames}
        description={text.calendarNamesHint}
        isSelected={settings.namesInCalendarFile}
        onChange={(wanted) => (wanted ? setAsking(true) : void setNames(false).catch(showFailure))}
      />
      <div className={css.buttons}>
        <Button icon={FolderOpen} isPending={isPending} onPress={() => run(async () => setFile(await client.calendarFile.keep({})))}>
          {file.path === null ? text.choose : text.chooseOther}
        </Button>
        {file.path !== null && (
          <Button
            onPress={() =>
              run(async () => {
                setFile(await client.calendarFile.stop({}))
                showToast({ text: text.stopped })
              })
            }
          >
            {text.stop}
          </Button>
        )}
      </div>
      <ConfirmDialog
        isOpen={isAsking}
        title={text.namesQuestion.title}
        body={text.namesQuestion.body}
        confirmLabel={text.namesQuestion.confirm}
        onConfirm={() =>
          setNames(true).catch((error: unknown) => {
            showFailure(error)
            throw error
          })
        }
        onClose={() => setAsking(false)}
      />
    </div>
  )
}
