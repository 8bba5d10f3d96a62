import type { HandlersOf } from '../../router.ts'
import type { AuthenticatorsService } from './service.ts'

export const createAuthenticatorsHandlers = (authenticators: AuthenticatorsService): HandlersOf<'authenticators'> => ({
  'authenticators.readAddress': (input) => authenticators.readAddress(input),
  'authenticators.readKey': (input) => authenticators.readKey(input),
  'authenticators.readPicture': (input) => authenticators.readPicture(input),
  'authenticators.save': (input) => authenticators.save(input),
  'authenticators.confirm': (input) => authenticators.confirm(input),
  'authenticators.rename': (input) => authenticators.rename(input),
  'authenticators.remove': (input) => authenticators.remove(input),
  'authenticators.showCode': (input) => authenticators.showCode(input),
  'authenticators.copyCode': (input) => authenticators.copyCode(input),
  'authenticators.checkCode': (input) => authenticators.checkCode(input)
})
