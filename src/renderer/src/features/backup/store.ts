import type { BackupStatus } from '#contract'
import type { KeydocketClient } from '../../api/client.ts'
import { type AnswerStore, createAnswerStore } from '../../app/answer-store.ts'

/** How backups stand: where they go, which there are, how the last ones went. */
export const createBackupStore = (client: Pick<KeydocketClient, 'backup' | 'on'>): AnswerStore<BackupStatus> =>
  createAnswerStore(
    () => client.backup.status({}),
    (onChange) => {
      client.on('backup.changed', onChange)
      client.on('settings.changed', onChange)
    }
  )
