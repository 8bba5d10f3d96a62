import { useStore } from 'zustand'
import { useStores } from '../../api/context.tsx'
import { useView } from '../../app/answer-store.ts'
import { backupText } from '../../text/backup.ts'
import { formatInstant, formatInstantDate } from '../../text/dates.ts'
import { Link } from '../../ui/Link.tsx'
import { Notice } from '../../ui/Notice.tsx'
import css from './Backup.module.css'

/** On Today: the last backup failed, or nobody has tried one for longer than the firm wants. Nothing when neither is so. */
export function BackupNotice() {
  const { backup } = useStores()
  useView(backup)
  const status = useStore(backup, ({ value }) => value)
  if (status === null || (status.failure === null && !status.isDrillDue)) return null
  const { failure, madeAt, drilledAt } = status
  return (
    <div className={css.today}>
      {failure !== null ? (
        <Notice tone="warn" title={backupText.failedTitle} action={<Link href="#/settings/backup">{backupText.toSettings}</Link>}>
          {backupText.failed(failure.reason, formatInstant(failure.at), madeAt === null ? null : formatInstant(madeAt))}
        </Notice>
      ) : (
        <Notice tone="info" title={backupText.drillDueTitle} action={<Link href="#/settings/backup">{backupText.toSettings}</Link>}>
          {backupText.drillDue(drilledAt === null ? null : formatInstantDate(drilledAt))}
        </Notice>
      )}
    </div>
  )
}
