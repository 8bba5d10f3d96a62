import type { HandlersOf } from '../../router.ts'
import type { ExportsService } from './service.ts'

export const createExportsHandlers = (exports: ExportsService): HandlersOf<'exports'> => ({
  'exports.save': (input) => exports.save(input),
  'exports.readArchive': (input) => exports.readArchive(input),
  'exports.restore': () => exports.restore(),
  'exports.forget': () => exports.forget(),
  'exports.countAuthenticators': (input) => exports.authenticators.count(input),
  'exports.saveAuthenticators': (input) => exports.authenticators.save(input),
  'exports.migrationPictures': (input) => exports.authenticators.pictures(input)
})
