import type { HandlersOf } from '../../router.ts'
import type { PortalsService } from './service.ts'

export function createPortalsHandlers(service: PortalsService): HandlersOf<'portals'> {
  return {
    'portals.list': () => [...service.list()]
  }
}
