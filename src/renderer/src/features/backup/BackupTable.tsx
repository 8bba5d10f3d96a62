import type { Backup } from '#contract'
import { backupText } from '../../text/backup.ts'
import { formatInstant } from '../../text/dates.ts'
import css from './Backup.module.css'

/** So many of the newest show; the others are counted. */
const shownAtMost = 8

export function BackupTable({ backups }: { readonly backups: readonly Backup[] }) {
  if (backups.length === 0) return <p className={css.muted}>{backupText.none}</p>
  const { columns } = backupText
  const older = backups.length - shownAtMost
  return (
    <div className={css.part}>
      <table className={css.table} aria-label={backupText.table}>
        <thead className={css.head}>
          <tr>
            <th scope="col">{columns.at}</th>
            <th scope="col">{columns.holds}</th>
            <th scope="col">{columns.size}</th>
            <th scope="col">{columns.state}</th>
          </tr>
        </thead>
        <tbody>
          {backups.slice(0, shownAtMost).map((one) => (
            <tr key={one.name} title={one.name}>
              <th scope="row" className={css.when}>
                {formatInstant(one.at)}
              </th>
              <td>{backupText.holds(one.clients, one.accounts, one.cases)}</td>
              <td>{backupText.size(one.bytes)}</td>
              <td>{one.isVerified === null ? backupText.earlierKeys : one.isVerified ? backupText.verified : backupText.notOurs}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {older > 0 && <p className={css.muted}>{backupText.more(older)}</p>}
    </div>
  )
}
