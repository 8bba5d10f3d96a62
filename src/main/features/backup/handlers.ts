import type { HandlersOf } from '../../router.ts'
import type { BackupService } from './service.ts'

export const createBackupHandlers = (backup: BackupService): HandlersOf<'backup'> => ({
  'backup.status': () => backup.status(),
  'backup.create': () => backup.create(),
  'backup.saveCopy': () => backup.saveCopy(),
  'backup.cancel': () => backup.cancel(),
  'backup.choosePlace': () => backup.choosePlace(),
  'backup.resetPlace': () => backup.resetPlace(),
  'backup.drill': () => backup.drill()
})
