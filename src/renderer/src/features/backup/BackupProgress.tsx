import { useEffect, useState } from 'react'
import type { Events } from '#contract'
import { useClient } from '../../api/context.tsx'
import { showFailure } from '../../app/change.ts'
import { backupText } from '../../text/backup.ts'
import { Button } from '../../ui/Button.tsx'
import { ProgressBar } from '../../ui/ProgressBar.tsx'
import css from './Backup.module.css'

/** How far a backup or a drill is. It can be cancelled until it is done. */
export function BackupProgress() {
  const client = useClient()
  const [progress, setProgress] = useState<Events['backup.progress'] | null>(null)
  useEffect(() => client.on('backup.progress', setProgress), [client])
  const hasEnd = progress !== null && progress.total > 0
  return (
    <div className={css.progress}>
      <ProgressBar
        label={backupText.phases[progress?.phase ?? 'copying']}
        {...(hasEnd ? { value: progress.done, max: progress.total } : {})}
      />
      <Button size="small" onPress={() => void client.backup.cancel({}).catch(showFailure)}>
        {backupText.cancel}
      </Button>
    </div>
  )
}
