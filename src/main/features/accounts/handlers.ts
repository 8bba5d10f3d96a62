import type { HandlersOf } from '../../router.ts'
import type { AccountsService } from './service.ts'

export const createAccountsHandlers = (accounts: AccountsService): HandlersOf<'accounts'> => ({
  'accounts.list': (input) => accounts.list(input),
  'accounts.get': (input) => accounts.get(input),
  'accounts.create': (input) => accounts.create(input),
  'accounts.update': (input) => accounts.update(input),
  'accounts.archive': (input) => accounts.archive(input),
  'accounts.restore': (input) => accounts.restore(input),
  'accounts.noteSignIn': (input) => accounts.noteSignIn(input),
  'accounts.notePasswordChange': (input) => accounts.notePasswordChange(input),
  'accounts.forgetSecrets': (input) => accounts.forgetSecrets(input)
})
