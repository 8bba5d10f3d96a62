import type { HandlersOf } from '../../router.ts'
import type { RestoreService } from './service.ts'

/** The service is loaded at the first of these calls. */
export const createRestoreHandlers = (restore: () => Promise<RestoreService>): HandlersOf<'restore'> => ({
  'restore.backups': async () => (await restore()).backups(),
  'restore.choose': async () => (await restore()).choose(),
  'restore.inspect': async (input) => (await restore()).inspect(input),
  'restore.run': async () => (await restore()).run(),
  'restore.cancel': async () => (await restore()).cancel()
})
