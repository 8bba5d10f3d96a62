import { useEffect, useState } from 'react'
import type { Events } from '#contract'
import { useClient } from '../../api/context.tsx'
import { showFailure } from '../../app/change.ts'
import { backupText, restoreText } from '../../text/backup.ts'
import { Button } from '../../ui/Button.tsx'
import { ProgressBar } from '../../ui/ProgressBar.tsx'
import css from './Restore.module.css'

/** How far a backup that is looked at or restored is. */
export function RestoreProgress({ note }: { readonly note?: string }) {
  const client = useClient()
  const [progress, setProgress] = useState<Events['backup.progress'] | null>(null)
  useEffect(() => client.on('backup.progress', setProgress), [client])
  const hasEnd = progress !== null && progress.total > 0
  return (
    <div className={css.form}>
      <ProgressBar label={restoreText.looking} {...(hasEnd ? { value: progress.done, max: progress.total } : {})} />
      {note !== undefined && <p className={css.muted}>{note}</p>}
      <div>
        <Button onPress={() => void client.restore.cancel({}).catch(showFailure)}>{backupText.cancel}</Button>
      </div>
    </div>
  )
}
