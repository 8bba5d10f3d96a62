import type { HandlersOf } from '../../router.ts'
import type { AuditService } from './service.ts'

export const createAuditHandlers = (audit: AuditService): HandlersOf<'audit'> => ({
  'audit.list': (input) => audit.list(input)
})
