import type { HandlersOf } from '../../router.ts'
import type { AuthenticatorExportService } from './authenticators.ts'
import type { ExportsService } from './service.ts'

export const createExportsHandlers = (exports: ExportsService, authenticators: AuthenticatorExportService): HandlersOf<'exports'> => ({
  'exports.save': (input) => exports.save(input),
  'exports.readArchive': (input) => exports.readArchive(input),
  'exports.restore': () => exports.restore(),
  'exports.forget': () => exports.forget(),
  'exports.countAuthenticators': (input) => authenticators.count(input),
  'exports.saveAuthenticators': (input) => authenticators.save(input),
  'exports.migrationPictures': (input) => authenticators.pictures(input)
})
