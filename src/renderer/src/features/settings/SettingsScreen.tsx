import { type ReactNode, useEffect, useState } from 'react'
import { useStore } from 'zustand'
import type { AppInfo, Settings, VaultStatus } from '#contract'
import { appearances } from '#contract/vocabulary'
import { useClient, useStores } from '../../api/context.tsx'
import { errorText } from '../../api/error-text.ts'
import { AreaTabs } from '../../app/AreaTabs.tsx'
import { settingsText } from '../../text/settings.ts'
import { Button } from '../../ui/Button.tsx'
import { CheckboxField } from '../../ui/CheckboxField.tsx'
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx'
import { FactList } from '../../ui/FactList.tsx'
import { PageHeader } from '../../ui/PageHeader.tsx'
import { RadioField } from '../../ui/RadioField.tsx'
import { Section } from '../../ui/Section.tsx'
import { SelectField } from '../../ui/SelectField.tsx'
import { Spinner } from '../../ui/Spinner.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { showToast } from '../../ui/Toast.tsx'
import css from './Settings.module.css'
import { SecuritySection } from './security/SecuritySection.tsx'

/** The parts of the settings, each a page of its own. */
const places = [
  { path: '/settings', name: settingsText.parts.general },
  { path: '/settings/firm', name: settingsText.parts.firm },
  { path: '/settings/reminders', name: settingsText.parts.reminders },
  { path: '/settings/security', name: settingsText.parts.security },
  { path: '/settings/backup', name: settingsText.parts.backup },
  { path: '/settings/portals', name: settingsText.parts.portals }
] as const

export interface SettingsScreenProps {
  /** As in the address; anything unknown is the first part. */
  readonly part: string | undefined
  readonly info: AppInfo
  readonly status: VaultStatus
  /** Hands on a status that a call answered. */
  readonly onStatus: (status: VaultStatus) => void
  /** The people of the firm, a part of their own. */
  readonly members: ReactNode
  /** What is known of the portals, a part of its own. */
  readonly portals: ReactNode
  /** Reminders, notifications and the calendar file. */
  readonly reminders: ReactNode
  /** Backups, a part of their own. */
  readonly backup: ReactNode
}

export function SettingsScreen({ part, info, status, onStatus, members, portals, reminders, backup }: SettingsScreenProps) {
  const { settings: store } = useStores()
  const settings = useStore(store, (state) => state.settings)
  return (
    <>
      <PageHeader title={settingsText.title} />
      <AreaTabs label={settingsText.title} places={places} />
      {settings === null ? (
        <Spinner label={settingsText.loading} />
      ) : (
        <div className={css.page}>
          {part === 'firm' ? (
            <>
              {members}
              <CaseSettings settings={settings} />
            </>
          ) : part === 'reminders' ? (
            reminders
          ) : part === 'security' ? (
            <SecuritySection status={status} onStatus={onStatus} />
          ) : part === 'backup' ? (
            backup
          ) : part === 'portals' ? (
            portals
          ) : (
            <General settings={settings} info={info} isShowOnlyByPolicy={status.clipboardPolicy === 'forbidden'} />
          )}
        </div>
      )}
    </>
  )
}

interface GeneralProps {
  readonly settings: Settings
  readonly info: AppInfo
  readonly isShowOnlyByPolicy: boolean
}

function General({ settings, info, isShowOnlyByPolicy }: GeneralProps) {
  return (
    <>
      <CodeSettings settings={settings} isShowOnlyByPolicy={isShowOnlyByPolicy} />
      <AppearanceSetting settings={settings} />
      <SampleSetting />
      <Section title={settingsText.about}>
        <FactList
          facts={[
            { term: settingsText.version, value: info.version },
            { term: settingsText.runsIn, value: settingsText.hosts[info.host] },
            { term: settingsText.dataFolder, value: <span className={css.mono}>{info.dataFolder}</span> }
          ]}
        />
      </Section>
    </>
  )
}

/** Saves at once, as everywhere on this screen, and says what went wrong when it did not work. */
function useSave(): (changes: Partial<Settings>) => void {
  const { settings } = useStores()
  return (changes) => {
    settings.update(changes).catch((error: unknown) => {
      const { title, body } = errorText(error)
      showToast({ tone: 'bad', title, text: body })
    })
  }
}

/** The offered choices, with the present value among them even if it is another (10 to 120 are allowed). */
function secondsItems(offered: readonly number[], present: number) {
  return [...new Set([...offered, present])]
    .sort((a, b) => a - b)
    .map((count) => ({ id: String(count), name: settingsText.seconds(count) }))
}

interface CodeSettingsProps {
  readonly settings: Settings
  /** The policy of this computer keeps codes off the clipboard. */
  readonly isShowOnlyByPolicy: boolean
}

function CodeSettings({ settings, isShowOnlyByPolicy }: CodeSettingsProps) {
  const save = useSave()
  return (
    <Section title={settingsText.secrets}>
      <div className={css.pair}>
        <SelectField
          label={settingsText.clipboard}
          description={settingsText.clipboardNote}
          items={secondsItems([10, 20, 30, 45, 60, 90, 120], settings.clipboardSeconds)}
          selectedKey={String(settings.clipboardSeconds)}
          onSelectionChange={(key) => save({ clipboardSeconds: Number(key) })}
        />
        <SelectField
          label={settingsText.reveal}
          description={settingsText.revealNote}
          items={secondsItems([5, 10, 20, 30, 60, 120], settings.revealSeconds)}
          selectedKey={String(settings.revealSeconds)}
          onSelectionChange={(key) => save({ revealSeconds: Number(key) })}
        />
      </div>
      <CheckboxField
        label={settingsText.showOnly}
        description={isShowOnlyByPolicy ? settingsText.showOnlyByPolicy : settingsText.showOnlyNote}
        isSelected={settings.showOnly}
        isDisabled={isShowOnlyByPolicy}
        onChange={(showOnly) => save({ showOnly })}
      />
      <CheckboxField
        label={settingsText.cover}
        description={settings.showOnly ? settingsText.coverShowOnly : settingsText.coverNote}
        isSelected={settings.coverUnfocused && !settings.showOnly}
        isDisabled={settings.showOnly}
        onChange={(coverUnfocused) => save({ coverUnfocused })}
      />
      <CheckboxField
        label={settingsText.protect}
        description={settingsText.protectNote}
        isSelected={settings.protectContent}
        onChange={(protectContent) => save({ protectContent })}
      />
    </Section>
  )
}

/** The firm's own rule; saved when the field is left or Enter is pressed, and put back when it is no number of days that is allowed. */
function CaseSettings({ settings }: { readonly settings: Settings }) {
  const save = useSave()
  const [typed, setTyped] = useState<string | null>(null)
  const days = Number(typed)
  const isAllowed = typed === null || (/^\d+$/.test(typed) && days >= fewestStaleDays && days <= mostStaleDays)
  const keep = (): void => {
    if (typed !== null && isAllowed && days !== settings.caseStatusStaleDays) save({ caseStatusStaleDays: days })
    setTyped(null)
  }
  return (
    <Section title={settingsText.cases}>
      <div className={css.pair}>
        <TextField
          label={settingsText.staleDays}
          description={settingsText.staleDaysNote}
          errorMessage={isAllowed ? undefined : settingsText.staleDaysBounds(fewestStaleDays, mostStaleDays)}
          type="number"
          min={fewestStaleDays}
          max={mostStaleDays}
          suffix={settingsText.days}
          value={typed ?? String(settings.caseStatusStaleDays)}
          onChange={setTyped}
          onBlur={keep}
          onKeyDown={(event) => {
            if (event.key === 'Enter') keep()
          }}
        />
      </div>
    </Section>
  )
}

/** As the contract bounds the setting. */
const fewestStaleDays = 1
const mostStaleDays = 365

function AppearanceSetting({ settings }: { readonly settings: Settings }) {
  const save = useSave()
  return (
    <Section title={settingsText.appearance}>
      <RadioField
        label={settingsText.appearance}
        isLabelHidden
        isInline
        options={appearances.map((id) => ({ id, name: settingsText.appearances[id] }))}
        value={settings.appearance}
        onChange={(appearance) => save({ appearance })}
      />
    </Section>
  )
}

/** Removal of the sample firm, while it is loaded. */
function SampleSetting() {
  const client = useClient()
  const { settings: store } = useStores()
  const sample = useStore(store, (state) => state.sample)
  const [isAsking, setAsking] = useState(false)
  useEffect(() => {
    // Unknown reads as "not loaded": the section stays away.
    store.loadSample().catch(() => undefined)
  }, [store])

  if (!sample?.loaded) return null
  const remove = async (): Promise<void> => {
    try {
      const { clients } = await client.sample.remove({})
      showToast({ tone: 'good', text: settingsText.sampleRemoved(clients) })
      await store.loadSample()
    } catch (error) {
      const { title, body } = errorText(error)
      showToast({ tone: 'bad', title, text: body })
    }
  }
  return (
    <Section title={settingsText.sample}>
      <p>{settingsText.sampleBody}</p>
      <div className={css.actions}>
        <Button onPress={() => setAsking(true)}>{settingsText.sampleRemove}</Button>
      </div>
      <ConfirmDialog
        isOpen={isAsking}
        tone="danger"
        title={settingsText.sampleQuestion.title}
        body={settingsText.sampleQuestion.body}
        confirmLabel={settingsText.sampleQuestion.confirm}
        onConfirm={remove}
        onClose={() => setAsking(false)}
      />
    </Section>
  )
}
