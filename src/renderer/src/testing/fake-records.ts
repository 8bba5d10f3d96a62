import type { Account, Client } from '#contract'
import { type Emit, type Handlers, refuse } from './fake-answer.ts'
import { type FakeFirm, fakeId } from './fake-firm.ts'

const matches = (query: string, ...texts: string[]): boolean => texts.some((text) => text.toLowerCase().includes(query.toLowerCase()))
const page = <T>(all: T[], { offset = 0, limit = 100 }: { offset?: number | undefined; limit?: number | undefined }) => ({
  rows: all.slice(offset, offset + limit),
  total: all.length
})

/** Portals, clients, cases and accounts. */
export function recordHandlers(firm: FakeFirm, now: () => number, emit: Emit) {
  const client = (id: string): Client => firm.clients.find((one) => one.id === id) ?? refuse('record.not-found', { kind: 'client' })
  const account = (id: string): Account => firm.accounts.find((one) => one.id === id) ?? refuse('record.not-found', { kind: 'account' })
  const keepClient = (next: Client): Client => {
    firm.clients = [...firm.clients.filter(({ id }) => id !== next.id), next].sort((a, b) => a.name.localeCompare(b.name))
    emit('clients.changed', { clientId: next.id })
    return next
  }
  const keepAccount = (next: Account): Account => {
    firm.accounts = [...firm.accounts.filter(({ id }) => id !== next.id), next]
    emit('accounts.changed', { accountId: next.id, clientId: next.clientId })
    return next
  }
  const newId = (): string => fakeId(10_000 + firm.clients.length + firm.accounts.length * 100 + firm.cases.length * 10_000)
  const portalFiles = () => ({
    folder: '/home/dana/.local/share/keydocket/portals',
    inUse: firm.portals.map(({ id, name, version }) => ({ id, name, version, origin: 'shipped' as const, replacedVersion: null })),
    refused: []
  })
  const times = () => ({ createdAt: now(), updatedAt: now(), archivedAt: null, revision: 1 })
  return {
    'portals.list': () => [...firm.portals],
    'portals.files': portalFiles,
    'portals.reload': portalFiles,
    'clients.list': (input) =>
      page(
        firm.clients
          .filter(
            (one) =>
              (one.archivedAt !== null) === (input.archived ?? false) &&
              matches(input.query ?? '', one.name, one.email, one.fileNumber, one.aNumber)
          )
          .map(({ id, kind, name, email, fileNumber, aNumber, isSample, archivedAt }) => ({
            id,
            kind,
            name,
            email,
            fileNumber,
            aNumber,
            isSample,
            archivedAt,
            accountCount: firm.accounts.filter(({ clientId }) => clientId === id).length,
            caseCount: firm.cases.filter(({ clientId }) => clientId === id).length
          })),
        input
      ),
    'clients.get': ({ id }) => ({ client: client(id), cases: firm.cases.filter(({ clientId }) => clientId === id) }),
    'clients.create': (input) =>
      keepClient({
        id: newId(),
        otherNames: '',
        email: '',
        phone: '',
        aNumber: '',
        fileNumber: '',
        notes: '',
        bornOn: null,
        kind: 'person',
        isSample: false,
        ...times(),
        ...input
      } as Client),
    'clients.update': (input) => keepClient({ ...client(input.id), ...input, bornOn: input.bornOn ?? client(input.id).bornOn }),
    'clients.archive': ({ id }) => keepClient({ ...client(id), archivedAt: now() }),
    'clients.restore': ({ id }) => keepClient({ ...client(id), archivedAt: null }),
    'clients.similar': ({ name = '', email = '', aNumber = '', exceptId }) =>
      firm.clients.flatMap((one) => {
        const same = [
          ...(aNumber !== '' && one.aNumber === aNumber ? ['a-number' as const] : []),
          ...(email !== '' && one.email === email ? ['email' as const] : []),
          ...(name !== '' && one.name === name ? ['name' as const] : [])
        ]
        const { id, fileNumber, archivedAt } = one
        return id === exceptId || same.length === 0
          ? []
          : [{ id, name: one.name, email: one.email, aNumber: one.aNumber, fileNumber, archivedAt, same }]
      }),
    'accounts.list': (input) => {
      const found = firm.accounts.filter(
        (one) =>
          (one.archivedAt !== null) === (input.archived ?? false) &&
          (!input.clientId || one.clientId === input.clientId) &&
          (!input.portalId || one.portalId === input.portalId) &&
          matches(input.query ?? '', one.clientName ?? '', one.username, one.accountNumber)
      )
      const key = { client: 'clientName', portal: 'portalName', username: 'username', 'access-code-expiry': 'accessCode' } as const
      const value = (one: Account): string =>
        input.sort === 'access-code-expiry' ? (one.accessCode?.expiresOn ?? '9') : String(one[key[input.sort ?? 'client']])
      found.sort((a, b) => value(a).localeCompare(value(b)) * (input.descending ? -1 : 1))
      return page(
        found.map(
          ({
            notes: _n,
            secretsForbidden: _s,
            authenticatorDetail: _d,
            pendingAuthenticator: _p,
            authenticators: _a,
            createdAt: _c,
            updatedAt: _u,
            revision: _r,
            ...summary
          }) => summary
        ),
        input
      )
    },
    'accounts.get': ({ id }) => account(id),
    'accounts.create': (input) => {
      const portal = firm.portals.find(({ id }) => id === input.portalId) ?? refuse('record.not-found', { kind: 'portal' })
      const { custody } = input
      const forbidden =
        custody === 'tracked-only' || custody === 'client-holds'
          ? custody
          : custody === 'firm-holds' && !input.consentOn
            ? 'consent-missing'
            : null
      return keepAccount({
        id: newId(),
        nickname: '',
        accountNumber: '',
        consentOn: null,
        notes: '',
        ...input,
        clientName: input.clientId === null ? null : client(input.clientId).name,
        portalName: portal.shortName,
        authenticator: { state: 'none', id: null },
        backupCode: { status: 'none', unused: 0, total: 0 },
        accessCode: null,
        signInProvider: input.signInProvider ?? 'own',
        recoverability: 'unknown',
        lastSignedInOn: null,
        passwordChangedOn: null,
        secretsForbidden: forbidden,
        authenticatorDetail: null,
        pendingAuthenticator: null,
        moreAuthenticators: [],
        authenticators: [],
        ...times()
      } as Account)
    },
    'accounts.update': (input) => keepAccount({ ...account(input.id), ...input }),
    'accounts.archive': ({ id }) => keepAccount({ ...account(id), archivedAt: now() }),
    'accounts.restore': ({ id }) => keepAccount({ ...account(id), archivedAt: null }),
    'accounts.noteSignIn': ({ id, on }) => keepAccount({ ...account(id), lastSignedInOn: on }),
    'accounts.forgetSecrets': ({ id }) =>
      keepAccount({
        ...account(id),
        authenticator: { state: 'none', id: null },
        authenticatorDetail: null,
        pendingAuthenticator: null,
        moreAuthenticators: [],
        authenticators: [],
        backupCode: { status: 'none', unused: 0, total: 0 }
      })
  } satisfies Partial<Handlers>
}
