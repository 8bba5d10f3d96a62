import type { HandlersOf } from '../../router.ts'
import type { RecoveryService } from './service.ts'

export const createRecoveryHandlers = (recovery: RecoveryService): HandlersOf<'recovery'> => ({
  'recovery.of': (input) => recovery.of(input),
  'recovery.overview': () => recovery.overview(),
  'recovery.report': (input) => recovery.report(input)
})
