import type { HandlersOf } from '../../router.ts'
import type { AuditService } from './service.ts'

export const createAuditHandlers = (audit: AuditService): HandlersOf<'audit'> => ({
  'audit.list': (input) => audit.list(input),
  'audit.state': () => audit.state(),
  'audit.verify': () => audit.verify(),
  'audit.cancelVerify': () => audit.cancel(),
  'audit.acceptState': () => audit.acceptState(),
  'audit.exportPage': (input) => audit.exportPage(input),
  'audit.saveExport': (input) => audit.saveExport(input),
  'audit.exposure': (input) => audit.exposure(input)
})
