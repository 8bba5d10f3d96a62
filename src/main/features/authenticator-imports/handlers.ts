import type { HandlersOf } from '../../router.ts'
import type { AuthenticatorImportsService } from './service.ts'

export const createAuthenticatorImportsHandlers = (imports: AuthenticatorImportsService): HandlersOf<'authenticatorImports'> => ({
  'authenticatorImports.read': (input) => imports.read(input),
  'authenticatorImports.drop': (input) => imports.drop(input),
  'authenticatorImports.commit': (input) => imports.commit(input),
  'authenticatorImports.waiting': (input) => imports.waiting(input),
  'authenticatorImports.give': (input) => imports.give(input),
  'authenticatorImports.discard': (input) => imports.discard(input)
})
