import type { HandlersOf } from '../../router.ts'
import type { BackupCodesService } from './service.ts'

export const createBackupCodesHandlers = (backupCodes: BackupCodesService): HandlersOf<'backupCodes'> => ({
  'backupCodes.list': (input) => backupCodes.list(input),
  'backupCodes.record': (input) => backupCodes.record(input),
  'backupCodes.reveal': (input) => backupCodes.reveal(input),
  'backupCodes.copy': (input) => backupCodes.copy(input),
  'backupCodes.markUsed': (input) => backupCodes.markUsed(input),
  'backupCodes.undoUse': (input) => backupCodes.undoUse(input),
  'backupCodes.confirmCurrent': (input) => backupCodes.confirmCurrent(input)
})
