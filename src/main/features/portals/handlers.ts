import type { Emit } from '../../events.ts'
import type { HandlersOf } from '../../router.ts'
import type { PortalsService } from './service.ts'

export function createPortalsHandlers(service: PortalsService, emit: Emit): HandlersOf<'portals'> {
  return {
    'portals.list': () => [...service.list()],
    'portals.files': () => service.files(),
    'portals.reload'() {
      const files = service.reload()
      // What is derived of every account may have changed with the portals.
      emit('accounts.changed', { accountId: null, clientId: null })
      return files
    }
  }
}
