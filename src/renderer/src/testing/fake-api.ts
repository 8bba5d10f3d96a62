import type { Account, Api, Channel, Client, ErrorCode, ErrorParams, Events, Input, Output, Settings, VaultState, VaultStatus } from '#contract'
import { emptyFirm, type FakeFirm, fakeId, filledFirm } from './fake-firm.ts'

export interface FakeOptions {
  readonly vault?: VaultState
  readonly keychainAvailable?: boolean
  readonly keychainSlot?: boolean
  /** Begins with the made-up firm in it. */
  readonly isFilled?: boolean
  readonly host?: 'electron' | 'chromium-host'
  readonly now?: () => number
  /** Codes a call should answer instead of its value. */
  readonly failures?: Partial<Record<Channel, Failure>>
}

/** An error a fake call answers. */
export interface Failure<C extends ErrorCode = ErrorCode> {
  readonly code: C
  readonly params: ErrorParams[C]
}

type Handlers = { readonly [C in Channel]: (input: Input<C>) => Output<C> }
type Listener = (payload: never) => void

class Refusal extends Error {
  readonly failure: Failure
  constructor(failure: Failure) {
    super(failure.code)
    this.failure = failure
  }
}

const kitGroups = ['7K3MWQ9T', 'H2RX80VD', 'PB4NJ6ZC', '1YFG5S8E', 'Q9T0M4KA', 'D7WX2HR3', 'V6ZC8BPN', 'E5S1GFYJ']
export const fakePassphrase = 'correct horse battery staple'

/**
 * An Api that answers from memory, good enough to render and operate the screens without main. It holds no secrets and makes no real codes:
 * codes count up, rules of the core are followed only where a screen depends on them.
 */
export function createFakeApi(options: FakeOptions = {}): Api & { readonly firm: FakeFirm } {
  const now = options.now ?? Date.now
  const listeners = new Map<string, Set<Listener>>()
  const emit = <E extends keyof Events>(event: E, payload: Events[E]): void => {
    for (const listener of listeners.get(event) ?? []) listener(payload as never)
  }
  const firm: FakeFirm = options.isFilled ? filledFirm(now()) : emptyFirm()
  const handlers = handlersOf(firm, options, now, emit)

  const call = (channel: Channel) => async (input: never) => {
    const failure = options.failures?.[channel]
    if (failure) return { ok: false, error: failure }
    try {
      return { ok: true, value: structuredClone((handlers[channel] as (input: unknown) => unknown)(input)) }
    } catch (error) {
      if (error instanceof Refusal) return { ok: false, error: error.failure }
      throw error
    }
  }
  const api: Record<string, Record<string, unknown>> = {}
  for (const channel of Object.keys(handlers) as Channel[]) {
    const [feature, verb] = channel.split('.') as [string, string]
    api[feature] = { ...api[feature], [verb]: call(channel) }
  }
  const on = (event: string, listener: Listener): (() => void) => {
    const set = listeners.get(event) ?? new Set()
    listeners.set(event, set.add(listener))
    return () => set.delete(listener)
  }
  return { ...api, on, firm } as unknown as Api & { readonly firm: FakeFirm }
}

type Emit = <E extends keyof Events>(event: E, payload: Events[E]) => void

function refuse<C extends ErrorCode>(code: C, params: ErrorParams[C]): never {
  throw new Refusal({ code, params })
}

function handlersOf(firm: FakeFirm, options: FakeOptions, now: () => number, emit: Emit): Handlers {
  return { ...vaultHandlers(options, emit), ...recordHandlers(firm, now, emit), ...codeHandlers(firm, now, emit), ...settingHandlers(firm, options, now, emit) }
}

function vaultHandlers(options: FakeOptions, emit: Emit) {
  let status: VaultStatus = {
    state: options.vault ?? 'open',
    keychainSlot: options.keychainSlot ?? false,
    keychainAvailable: options.keychainAvailable ?? true,
    memberName: (options.vault ?? 'open') === 'open' ? 'Dana Whitfield' : null
  }
  let wanted = { memberName: 'Dana Whitfield', useKeychain: false }
  const become = (change: Partial<VaultStatus>): VaultStatus => {
    const before = status.state
    status = { ...status, ...change }
    if (status.state !== before) emit('vault.changed', { state: status.state })
    return status
  }
  const open = (): VaultStatus => become({ state: 'open', memberName: wanted.memberName })
  return {
    'vault.status': () => status,
    'vault.measurePassphrase': ({ passphrase }) => {
      const score = Math.min(4, Math.floor(passphrase.length / 5))
      const weakness = passphrase.length < 12 ? 'too-short' : score < 3 ? 'too-easy-to-guess' : null
      return { score, acceptable: weakness === null, weakness }
    },
    'vault.begin': ({ passphrase, memberName, useKeychain }) => {
      if (passphrase.length < 12) refuse('vault.weak-passphrase', { reason: 'too-short' })
      wanted = { memberName, useKeychain }
      return { groups: kitGroups, vaultReference: 'KD-4F7A', createdOn: '2026-11-22', confirm: [3, 6] }
    },
    'vault.saveKit': () => ({ saved: true }),
    'vault.confirmKit': ({ groups }) => {
      const wrong = [3, 6].filter((number, place) => groups[place]?.toUpperCase() !== kitGroups[number - 1])
      if (wrong.length > 0) refuse('vault.kit-not-confirmed', { groups: wrong })
      return become({ state: 'open', memberName: wanted.memberName, keychainSlot: wanted.useKeychain })
    },
    'vault.cancelSetup': () => ({}),
    'vault.unlockWithKeychain': open,
    'vault.unlockWithPassphrase': ({ passphrase }) => (passphrase === fakePassphrase ? open() : refuse('vault.wrong-passphrase', {})),
    'vault.unlockWithKit': ({ kit }) => (kit.replaceAll(/\W/g, '').toUpperCase() === kitGroups.join('') ? open() : refuse('vault.wrong-kit', { groups: [2, 5] })),
    'vault.lock': () => become({ state: 'locked', memberName: null }),
    'vault.setKeychainSlot': ({ enabled }) => become({ keychainSlot: enabled })
  } satisfies Partial<Handlers>
}

const matches = (query: string, ...texts: string[]): boolean => texts.some((text) => text.toLowerCase().includes(query.toLowerCase()))
const page = <T>(all: T[], { offset = 0, limit = 100 }: { offset?: number | undefined; limit?: number | undefined }) => ({ rows: all.slice(offset, offset + limit), total: all.length })

function recordHandlers(firm: FakeFirm, now: () => number, emit: Emit) {
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
  const keepCase = (next: (typeof firm.cases)[number]) => {
    firm.cases = [...firm.cases.filter(({ id }) => id !== next.id), next]
    emit('clients.changed', { clientId: next.clientId })
    return next
  }
  const newId = (): string => fakeId(10_000 + firm.clients.length + firm.accounts.length * 100 + firm.cases.length * 10_000)
  const times = () => ({ createdAt: now(), updatedAt: now(), archivedAt: null, revision: 1 })
  return {
    'portals.list': () => [...firm.portals],
    'clients.list': (input) =>
      page(
        firm.clients
          .filter((one) => (one.archivedAt !== null) === (input.archived ?? false) && matches(input.query ?? '', one.name, one.email, one.fileNumber, one.aNumber))
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
      keepClient({ id: newId(), otherNames: '', email: '', phone: '', aNumber: '', fileNumber: '', notes: '', kind: 'person', isSample: false, ...times(), ...input } as Client),
    'clients.update': (input) => keepClient({ ...client(input.id), ...input }),
    'clients.archive': ({ id }) => keepClient({ ...client(id), archivedAt: now() }),
    'clients.restore': ({ id }) => keepClient({ ...client(id), archivedAt: null }),
    'cases.add': (input) => keepCase({ id: newId(), form: '', receivedOn: null, note: '', createdAt: now(), ...input } as (typeof firm.cases)[number]),
    'cases.update': (input) => keepCase({ ...(firm.cases.find(({ id }) => id === input.id) ?? refuse('record.not-found', { kind: 'case' })), ...input } as (typeof firm.cases)[number]),
    'cases.remove': ({ id }) => {
      firm.cases = firm.cases.filter((one) => one.id !== id)
      return {}
    },
    'accounts.list': (input) => {
      const found = firm.accounts.filter(
        (one) =>
          (one.archivedAt !== null) === (input.archived ?? false) &&
          (!input.clientId || one.clientId === input.clientId) &&
          (!input.portalId || one.portalId === input.portalId) &&
          matches(input.query ?? '', one.clientName ?? '', one.username, one.accountNumber)
      )
      const key = { client: 'clientName', portal: 'portalName', username: 'username', 'access-code-expiry': 'accessCode' } as const
      const value = (one: Account): string => (input.sort === 'access-code-expiry' ? (one.accessCode?.expiresOn ?? '9') : String(one[key[input.sort ?? 'client']]))
      found.sort((a, b) => value(a).localeCompare(value(b)) * (input.descending ? -1 : 1))
      return page(
        found.map(({ notes: _n, secretsForbidden: _s, authenticatorDetail: _d, pendingAuthenticator: _p, createdAt: _c, updatedAt: _u, revision: _r, ...summary }) => summary),
        input
      )
    },
    'accounts.get': ({ id }) => account(id),
    'accounts.create': (input) => {
      const portal = firm.portals.find(({ id }) => id === input.portalId) ?? refuse('record.not-found', { kind: 'portal' })
      const { custody } = input
      const forbidden = custody === 'tracked-only' || custody === 'client-holds' ? custody : custody === 'firm-holds' && !input.consentOn ? 'consent-missing' : null
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
        secretsForbidden: forbidden,
        authenticatorDetail: null,
        pendingAuthenticator: null,
        ...times()
      } as Account)
    },
    'accounts.update': (input) => keepAccount({ ...account(input.id), ...input }),
    'accounts.archive': ({ id }) => keepAccount({ ...account(id), archivedAt: now() }),
    'accounts.restore': ({ id }) => keepAccount({ ...account(id), archivedAt: null })
  } satisfies Partial<Handlers>
}

function codeHandlers(firm: FakeFirm, now: () => number, emit: Emit) {
  const copied = () => ({ clearsAt: now() + 30_000 })
  const pending = () => ({ pendingId: fakeId(9), issuer: 'USCIS', label: 'maria@example.com', algorithm: 'SHA1' as const, digits: 6, periodSeconds: 30, keyBytes: 20, remarks: [] })
  const changed = (accountId: string | null): Record<string, never> => {
    emit('accounts.changed', { accountId, clientId: null })
    return {}
  }
  const accessCode = (id: string) => firm.accessCodes.find((one) => one.id === id) ?? refuse('record.not-found', { kind: 'access-code' })
  return {
    'authenticators.readAddress': pending,
    'authenticators.readKey': ({ key }) => {
      const position = key.search(/[018]/)
      if (position >= 0) refuse('authenticators.doubtful-key', { characters: [{ position: position + 1, character: key.charAt(position), maybe: ['O'] }], more: 0 })
      return pending()
    },
    'authenticators.readPicture': pending,
    'authenticators.save': () => ({ authenticatorId: fakeId(2000) }),
    'authenticators.confirm': ({ code }) => (code.length === 6 ? {} : refuse('authenticators.wrong-code', { digits: 6 })),
    'authenticators.remove': () => ({}),
    'authenticators.showCode': () => {
      const step = Math.floor(now() / 30_000)
      const digits = (at: number): string => String((at * 7919) % 1_000_000).padStart(6, '0')
      return { code: digits(step), nextCode: digits(step + 1), expiresAt: (step + 1) * 30_000, periodSeconds: 30, madeAt: now() }
    },
    'authenticators.copyCode': copied,
    'backupCodes.list': ({ accountId }) => ({
      status: firm.accounts.find(({ id }) => id === accountId)?.backupCode.status ?? 'none',
      staleSince: firm.accounts.find(({ id }) => id === accountId)?.backupCode.status === 'presumed-stale' ? now() - 86_400_000 : null,
      sets: firm.backupCodes.get(accountId) ?? []
    }),
    'backupCodes.record': ({ accountId, codes }) => {
      changed(accountId)
      return { setId: fakeId(5999), count: codes.length }
    },
    'backupCodes.reveal': () => ({ value: 'QX7R-0OK2-M4TB', hideAt: now() + 30_000 }),
    'backupCodes.copy': copied,
    'backupCodes.markUsed': () => changed(null),
    'backupCodes.undoUse': () => changed(null),
    'backupCodes.confirmCurrent': ({ accountId }) => changed(accountId),
    'accessCodes.list': ({ accountId }) => firm.accessCodes.filter((one) => one.accountId === accountId),
    'accessCodes.record': ({ accountId }) => firm.accessCodes.find((one) => one.accountId === accountId) ?? refuse('record.not-found', { kind: 'access-code' }),
    'accessCodes.update': ({ id }) => accessCode(id),
    'accessCodes.reveal': () => ({ value: 'WK4P-92LD', hideAt: now() + 30_000 }),
    'accessCodes.copy': copied,
    'accessCodes.markUsed': () => changed(null),
    'accessCodes.undoUse': () => changed(null)
  } satisfies Partial<Handlers>
}

function settingHandlers(firm: FakeFirm, options: FakeOptions, now: () => number, emit: Emit) {
  let settings: Settings = { clipboardSeconds: 30, revealSeconds: 30, appearance: 'system', timeZone: null }
  const changedEverything = (): void => {
    emit('clients.changed', { clientId: null })
    emit('accounts.changed', { accountId: null, clientId: null })
  }
  return {
    'app.info': () => ({ version: '0.1.0', host: options.host ?? 'chromium-host', computerUser: 'Dana Whitfield', dataFolder: '/home/dana/.local/share/keydocket' }),
    'audit.list': ({ before, limit = 100 }) => {
      const rows = firm.audit.filter(({ seq }) => !before || seq < before).sort((a, b) => b.seq - a.seq)
      return { rows: rows.slice(0, limit), more: rows.length > limit }
    },
    'sample.status': () => ({ offered: firm.clients.length === 0, loaded: firm.clients.some(({ isSample }) => isSample) }),
    'sample.load': () => {
      Object.assign(firm, filledFirm(now()))
      changedEverything()
      return { clients: firm.clients.length, accounts: firm.accounts.length }
    },
    'sample.remove': () => {
      const count = firm.clients.length
      Object.assign(firm, emptyFirm())
      changedEverything()
      return { clients: count }
    },
    'settings.get': () => settings,
    'settings.update': (changes) => {
      settings = { ...settings, ...(changes as Partial<Settings>) }
      emit('settings.changed', {})
      return settings
    }
  } satisfies Partial<Handlers>
}
