import type { HandlersOf } from '../../router.ts'
import type { ContactsService } from './service.ts'

export const createContactsHandlers = (contacts: ContactsService): HandlersOf<'contacts'> => ({
  'contacts.list': (input) => contacts.list(input),
  'contacts.get': (input) => contacts.get(input),
  'contacts.create': (input) => contacts.create(input),
  'contacts.update': (input) => contacts.update(input),
  'contacts.archive': (input) => contacts.archive(input),
  'contacts.restore': (input) => contacts.restore(input)
})
