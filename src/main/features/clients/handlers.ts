import type { HandlersOf } from '../../router.ts'
import type { ClientsService } from './service.ts'

export const createClientsHandlers = (clients: ClientsService): HandlersOf<'clients'> => ({
  'clients.list': (input) => clients.list(input),
  'clients.get': (input) => clients.get(input),
  'clients.create': (input) => clients.create(input),
  'clients.update': (input) => clients.update(input),
  'clients.archive': (input) => clients.archive(input),
  'clients.restore': (input) => clients.restore(input),
  'clients.similar': (input) => clients.similar(input)
})
