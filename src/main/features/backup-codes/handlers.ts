import type { HandlersOf } from '../../router.ts'
import type { BackupCodesService } from './service.ts'

export const createBackupCodesHandlers = (backupCodes: BackupCodesService): HandlersOf<'backupCodes'> => ({
  'backupCodes.list': (input) => backupCodes.list(input),
  'backupCodes.read': (input) => backupCodes.read(input),
  'backupCodes.record': (input) => backupCodes.record(input),
  'backupCodes.updateSet': (input) => backupCodes.updateSet(input),
  'backupCodes.reserve': (input) => backupCodes.reserve(input),
  'backupCodes.endReservation': (input) => backupCodes.endReservation(input),
  'backupCodes.reveal': (input) => backupCodes.reveal(input),
  'backupCodes.copy': (input) => backupCodes.copy(input),
  'backupCodes.markUsed': (input) => backupCodes.markUsed(input),
  'backupCodes.undoUse': (input) => backupCodes.undoUse(input),
  'backupCodes.strikeOut': (input) => backupCodes.strikeOut(input),
  'backupCodes.undoStrikeOut': (input) => backupCodes.undoStrikeOut(input),
  'backupCodes.confirmCurrent': (input) => backupCodes.confirmCurrent(input),
  'backupCodes.print': (input) => backupCodes.print(input),
  'backupCodes.board': (input) => backupCodes.board(input)
})
