import { DatabaseBackup, FolderOpen, History, Save } from 'lucide-react'
import { useState } from 'react'
import { useStore } from 'zustand'
import type { BackupStatus } from '#contract'
import { isApiError } from '../../api/client.ts'
import { useClient, useStores } from '../../api/context.tsx'
import { useView } from '../../app/answer-store.ts'
import { showFailure } from '../../app/change.ts'
import { Problem } from '../../app/Problem.tsx'
import { backupText } from '../../text/backup.ts'
import { formatInstant } from '../../text/dates.ts'
import { Button } from '../../ui/Button.tsx'
import { FactList } from '../../ui/FactList.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { Section } from '../../ui/Section.tsx'
import { SelectField } from '../../ui/SelectField.tsx'
import { Spinner } from '../../ui/Spinner.tsx'
import { showToast } from '../../ui/Toast.tsx'
import css from './Backup.module.css'
import { BackupProgress } from './BackupProgress.tsx'
import { BackupTable } from './BackupTable.tsx'

/** Settings > Backup: where backups go, which there are, making one, trying one. */
export function BackupSection() {
  const { backup } = useStores()
  useView(backup)
  const { value, error } = useStore(backup)
  return (
    <Section title={backupText.title}>
      <div className={css.section}>
        <p>{backupText.body}</p>
        <Problem error={error} />
        {value === null && error === null && <Spinner label={backupText.loading} />}
        {value !== null && <Backups status={value} />}
      </div>
    </Section>
  )
}

function Backups({ status }: { readonly status: BackupStatus }) {
  const client = useClient()
  const { isRunning, run } = useRunning()
  const good = (text: string): void => void showToast({ tone: 'good', text })
  const backUp = async (): Promise<void> => good(backupText.made((await client.backup.create({})).name))
  const saveCopy = async (): Promise<void> => {
    const { path } = await client.backup.saveCopy({})
    if (path !== null) good(backupText.copied(path))
  }
  const drill = async (): Promise<void> => {
    const { rows, opened } = await client.backup.drill({})
    good(backupText.drillDone(rows, opened))
  }
  const { failure, madeAt, drilledAt } = status
  return (
    <>
      {failure !== null && (
        <Notice tone="warn" title={backupText.failedTitle}>
          {backupText.failed(failure.reason, formatInstant(failure.at), madeAt === null ? null : formatInstant(madeAt))}
        </Notice>
      )}
      <FactList
        facts={[
          { term: backupText.last, value: madeAt === null ? backupText.never : formatInstant(madeAt) },
          { term: backupText.drilled, value: drilledAt === null ? backupText.neverDrilled : formatInstant(drilledAt) }
        ]}
      />
      {isRunning ? (
        <BackupProgress />
      ) : (
        <div className={css.actions}>
          <Button icon={DatabaseBackup} variant="primary" onPress={() => run(backUp)}>
            {backupText.now}
          </Button>
          <Button icon={Save} onPress={() => run(saveCopy)}>
            {backupText.copy}
          </Button>
        </div>
      )}
      <Place status={status} />
      <BackupTable backups={status.backups} />
      <div className={css.part}>
        <div className={css.row}>
          <p className={css.muted}>{backupText.drillNote}</p>
          <Button icon={History} isDisabled={isRunning || status.backups.length === 0} onPress={() => run(drill)}>
            {backupText.drill}
          </Button>
        </div>
        <DrillReminder />
      </div>
    </>
  )
}

/** One piece of work at a time; cancelled work is said calmly, a failure as such. */
function useRunning() {
  const [isRunning, setRunning] = useState(false)
  const run = (work: () => Promise<void>): void => {
    setRunning(true)
    work()
      .catch((error: unknown) => {
        if (isApiError(error, 'backup.cancelled')) showToast({ text: backupText.cancelled })
        else showFailure(error)
      })
      .finally(() => setRunning(false))
  }
  return { isRunning, run }
}

function Place({ status }: { readonly status: BackupStatus }) {
  const client = useClient()
  const { backup } = useStores()
  const change = (work: Promise<BackupStatus>): void => void work.then(() => backup.refresh()).catch(showFailure)
  return (
    <div className={css.part}>
      <FactList facts={[{ term: backupText.place, value: <span className={css.mono}>{status.place}</span> }]} />
      {!status.isPlaceThere && <Notice tone="warn">{backupText.placeGone}</Notice>}
      {status.isDefaultPlace && <p className={css.muted}>{backupText.inside}</p>}
      <div className={css.actions}>
        <Button icon={FolderOpen} onPress={() => change(client.backup.choosePlace({}))}>
          {backupText.choose}
        </Button>
        {!status.isDefaultPlace && (
          <Button variant="quiet" onPress={() => change(client.backup.resetPlace({}))}>
            {backupText.reset}
          </Button>
        )}
      </div>
    </div>
  )
}

const offeredDays = [0, 7, 14, 30, 60, 90]

function DrillReminder() {
  const { settings: store } = useStores()
  const present = useStore(store, ({ settings }) => settings?.restoreDrillDays)
  if (present === undefined) return null
  const choices = [...new Set([...offeredDays, present])].sort((a, b) => a - b)
  return (
    <div className={css.narrow}>
      <SelectField
        label={backupText.remind}
        description={backupText.remindNote}
        items={choices.map((days) => ({ id: String(days), name: backupText.days(days) }))}
        selectedKey={String(present)}
        onSelectionChange={(key) => void store.update({ restoreDrillDays: Number(key) }).catch(showFailure)}
      />
    </div>
  )
}
