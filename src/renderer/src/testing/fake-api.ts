import type { Api, BackupBoardRow, BackupCodeStock, Channel, Events, RecoveryKit, Settings, VaultState, VaultStatus } from '#contract'
import { backupCodeStocks } from '#contract/vocabulary'
import { accessHandlers } from './fake-access.ts'
import { type Emit, type Failure, type Handlers, Refusal, refuse } from './fake-answer.ts'
import { auditHandlers } from './fake-audit.ts'
import { backupHandlers } from './fake-backup.ts'
import { caseHandlers } from './fake-cases.ts'
import { clockHandlers } from './fake-clocks.ts'
import { deadlineHandlers, deadlineSettings } from './fake-deadlines.ts'
import { exportHandlers } from './fake-exports.ts'
import { emptyFirm, type FakeFirm, fakeId, filledFirm, isoDate } from './fake-firm.ts'
import { importHandlers } from './fake-imports.ts'
import { leavingHandlers } from './fake-leaving.ts'
import { matterHandlers } from './fake-matters.ts'
import { pathHandlers } from './fake-paths.ts'
import { recordHandlers } from './fake-records.ts'

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

type Listener = (payload: never) => void

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

function handlersOf(firm: FakeFirm, options: FakeOptions, now: () => number, emit: Emit): Handlers {
  return {
    ...vaultHandlers(options, emit),
    ...recordHandlers(firm, now, emit),
    ...caseHandlers(firm, now, emit),
    ...matterHandlers(firm, now, emit),
    ...codeHandlers(firm, now, emit),
    ...accessHandlers(firm, now, emit),
    ...deadlineHandlers(firm, now, emit),
    ...pathHandlers(firm, now, emit),
    ...clockHandlers(firm, now, emit),
    ...settingHandlers(firm, options, now, emit),
    ...auditHandlers(firm, now, emit),
    ...backupHandlers(firm, now, emit),
    ...importHandlers(emit)
  }
}

function vaultHandlers(options: FakeOptions, emit: Emit) {
  let status: VaultStatus = {
    state: options.vault ?? 'open',
    keychainSlot: options.keychainSlot ?? false,
    keychainAvailable: options.keychainAvailable ?? true,
    memberName: (options.vault ?? 'open') === 'open' ? 'Dana Whitfield' : null,
    keychainPolicy: 'allowed',
    maxAutoLockMinutes: null,
    clipboardPolicy: 'allowed',
    hasBeenOpen: (options.vault ?? 'open') === 'open',
    keychainRemoved: false,
    mayChoosePassphrase: false,
    readOnly: false
  }
  let wanted = { memberName: 'Dana Whitfield', useKeychain: false }
  const become = (change: Partial<VaultStatus>): VaultStatus => {
    const before = status.state
    status = { ...status, ...change, hasBeenOpen: status.hasBeenOpen || change.state === 'open' }
    if (status.state !== before) emit('vault.changed', { state: status.state })
    return status
  }
  const newKit = (): RecoveryKit => ({ groups: kitGroups, vaultReference: 'KD-4F7A', createdOn: '2026-11-22', confirm: [3, 6] })
  const confirmKit = (groups: readonly string[]): Record<string, never> => {
    const wrong = [3, 6].filter((number, place) => groups[place]?.toUpperCase() !== kitGroups[number - 1])
    return wrong.length > 0 ? refuse('vault.kit-not-confirmed', { groups: wrong }) : {}
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
      return newKit()
    },
    'vault.saveKit': () => ({ saved: true }),
    'vault.confirmKit': ({ groups }) => {
      confirmKit(groups)
      return become({ state: 'open', memberName: wanted.memberName, keychainSlot: wanted.useKeychain })
    },
    'vault.cancelSetup': () => ({}),
    'vault.unlockWithKeychain': open,
    'vault.unlockWithPassphrase': ({ passphrase }) => (passphrase === fakePassphrase ? open() : refuse('vault.wrong-passphrase', {})),
    'vault.unlockWithKit': ({ kit }) =>
      kit.replaceAll(/\W/g, '').toUpperCase() === kitGroups.join('')
        ? become({ ...open(), mayChoosePassphrase: true })
        : refuse('vault.wrong-kit', { groups: [2, 5] }),
    'vault.lock': () => become({ state: 'locked', memberName: null, mayChoosePassphrase: false }),
    'vault.touch': () => ({}),
    'vault.setKeychainSlot': ({ enabled }) => become({ keychainSlot: enabled }),
    'vault.info': () => ({
      vaultId: '01930000-0000-7000-8000-00000000f722',
      vaultReference: 'KD-4F7A',
      format: 1,
      createdOn: '2026-11-22',
      generation: 1,
      revision: 1,
      slots: [
        { type: 'passphrase' as const, createdOn: '2026-11-22', costs: { memoryKiB: 131_072, passes: 3, lanes: 4 } },
        { type: 'kit' as const, createdOn: '2026-11-22', costs: null }
      ]
    }),
    'vault.changePassphrase': ({ proof }) => {
      if (proof !== null && 'passphrase' in proof && proof.passphrase !== fakePassphrase) refuse('vault.wrong-passphrase', {})
      return become({ mayChoosePassphrase: false })
    },
    'vault.renewKit': ({ passphrase }) => (passphrase === fakePassphrase ? newKit() : refuse('vault.wrong-passphrase', {})),
    'vault.confirmRenewedKit': ({ groups }) => confirmKit(groups),
    'vault.prepareRotation': ({ passphrase }) => (passphrase === fakePassphrase ? newKit() : refuse('vault.wrong-passphrase', {})),
    'vault.rotate': ({ groups }) => {
      confirmKit(groups)
      return { status, records: 148, generation: 2 }
    },
    'vault.cancelRotation': () => ({}),
    'vault.check': () => ({ damaged: null, durationMs: 40 }),
    'vault.openForReading': () => become({ state: 'open', memberName: 'Dana Whitfield', readOnly: true }),
    'vault.salvage': () => ({
      status: become({ state: 'open', memberName: 'Dana Whitfield', readOnly: false }),
      rowsKept: 5120,
      rowsLost: 3,
      keptAs: 'keydocket.damaged-2026-11-22T10-00-00.db'
    }),
    'damage.lastSalvage': () => ({ salvage: null }),
    'damage.saveReport': () => ({ saved: true })
  } satisfies Partial<Handlers>
}

function codeHandlers(firm: FakeFirm, now: () => number, emit: Emit) {
  const copied = () => ({ clearsAt: now() + 30_000 })
  const pending = () => ({
    pendingId: fakeId(9),
    kind: 'totp' as const,
    issuer: 'USCIS',
    label: 'maria@example.com',
    algorithm: 'SHA1' as const,
    digits: 6,
    periodSeconds: 30,
    keyBytes: 20,
    remarks: []
  })
  const changed = (accountId: string | null): Record<string, never> => {
    emit('accounts.changed', { accountId, clientId: null })
    return {}
  }
  const accessCode = (id: string) => firm.accessCodes.find((one) => one.id === id) ?? refuse('record.not-found', { kind: 'access-code' })
  return {
    'authenticatorImports.read': () => refuse('authenticators.no-code-in-picture', {}),
    'authenticatorImports.drop': () => ({}),
    'authenticatorImports.commit': () => refuse('record.not-found', { kind: 'import-preview' }),
    'authenticatorImports.waiting': () => ({ rows: [], total: 0 }),
    'authenticatorImports.give': () => ({}),
    'authenticatorImports.discard': () => ({}),
    'authenticators.readAddress': pending,
    'authenticators.readKey': ({ key }) => {
      const position = key.search(/[018]/)
      if (position >= 0)
        refuse('authenticators.doubtful-key', {
          characters: [{ position: position + 1, character: key.charAt(position), maybe: ['O'] }],
          more: 0
        })
      return pending()
    },
    'authenticators.readPicture': pending,
    'authenticators.save': () => ({ authenticatorId: fakeId(2000) }),
    'authenticators.confirm': ({ code }) => (code.length === 6 ? {} : refuse('authenticators.wrong-code', { digits: 6 })),
    'authenticators.rename': () => ({}),
    'authenticators.remove': () => ({}),
    'authenticators.showCode': () => {
      const step = Math.floor(now() / 30_000)
      const digits = (at: number): string => String((at * 7919) % 1_000_000).padStart(6, '0')
      return {
        code: digits(step),
        nextCode: digits(step + 1),
        expiresAt: (step + 1) * 30_000,
        periodSeconds: 30,
        madeAt: now(),
        earlier: null
      }
    },
    'authenticators.copyCode': () => ({ ...copied(), endsAt: (Math.floor(now() / 30_000) + 1) * 30_000, earlier: null }),
    'authenticators.checkCode': () => ({ found: true, fromSeconds: -12, toSeconds: 18, agrees: true, correctionSeconds: null }),
    'clock.state': () => ({ now: now(), changed: null, behindSeconds: null, beforeBuild: false, correction: null }),
    'clock.accept': () => ({}),
    'clock.correct': () => ({ now: now(), changed: null, behindSeconds: null, beforeBuild: false, correction: null }),
    'backupCodes.list': ({ accountId }) => ({
      status: firm.accounts.find(({ id }) => id === accountId)?.backupCode.status ?? 'none',
      stale:
        firm.accounts.find(({ id }) => id === accountId)?.backupCode.status === 'presumed-stale'
          ? { reason: 'method-changed' as const, on: isoDate(now(), -1) }
          : null,
      sets: firm.backupCodes.get(accountId) ?? []
    }),
    'backupCodes.read': ({ text }) => ({
      codes: text.split('\n').filter((line) => line.trim() !== ''),
      leftOut: [],
      marksRemoved: false,
      expected: 10
    }),
    'backupCodes.updateSet': () => changed(null),
    'backupCodes.reserve': () => changed(null),
    'backupCodes.endReservation': () => changed(null),
    'backupCodes.strikeOut': () => changed(null),
    'backupCodes.undoStrikeOut': () => changed(null),
    'backupCodes.print': ({ accountId }) => {
      const account = firm.accounts.find(({ id }) => id === accountId) ?? refuse('record.not-found', { kind: 'account' })
      const { clientName, portalName, username, nickname } = account
      const codes = [{ position: 1, state: 'unused' as const, value: 'QX7R-0OK2-M4TB' }]
      return {
        ...{ clientName, portalName, username, nickname, codes, issuedOn: null, keptAt: 'Fire safe' },
        ...{ printedOn: isoDate(now(), 0), printedBy: 'Dana Whitfield' }
      }
    },
    'backupCodes.board': ({ stocks = [...backupCodeStocks], reservedOnly = false, offset = 0, limit = 100 }) => {
      const all = firm.accounts.map((account): BackupBoardRow => {
        const { id, clientId, clientName, portalId, portalName, username, custody, backupCode } = account
        return {
          ...{ accountId: id, clientId, clientName, portalId, portalName, username, custody, stock: backupCode.status },
          ...{ unused: backupCode.unused, total: backupCode.total, reserved: 0, issuedOn: isoDate(now(), -40), keptAt: 'Fire safe' },
          stale: backupCode.status === 'presumed-stale' ? { reason: 'method-changed', on: isoDate(now(), -1) } : null
        }
      })
      const rows = all.filter(({ stock }) => stocks.includes(stock) && !reservedOnly)
      const counts = Object.fromEntries(backupCodeStocks.map((stock) => [stock, all.filter((row) => row.stock === stock).length]))
      return {
        rows: rows.slice(offset, offset + limit),
        total: rows.length,
        counts: counts as Record<BackupCodeStock, number>,
        reserved: 0
      }
    },
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
    'accessCodes.record': ({ accountId }) => ({
      ...(firm.accessCodes.find((one) => one.accountId === accountId) ?? refuse('record.not-found', { kind: 'access-code' })),
      replaced: []
    }),
    'accessCodes.wouldReplace': ({ accountId }) =>
      firm.accessCodes.filter((one) => one.accountId === accountId && one.usedAt === null && one.replacedAt === null),
    'accessCodes.undoReplacement': ({ id }) => accessCode(id),
    'accessCodes.update': ({ id }) => accessCode(id),
    'accessCodes.reveal': () => ({ value: 'WK4P-92LD', hideAt: now() + 30_000 }),
    'accessCodes.copy': copied,
    'accessCodes.markUsed': () => changed(null),
    'accessCodes.undoUse': () => changed(null)
  } satisfies Partial<Handlers>
}

function settingHandlers(firm: FakeFirm, options: FakeOptions, now: () => number, emit: Emit) {
  const general = {
    clipboardSeconds: 30,
    revealSeconds: 30,
    showOnly: false,
    coverUnfocused: true,
    protectContent: true,
    autoLockMinutes: 10,
    appearance: 'system' as const,
    timeZone: null,
    caseStatusStaleDays: 14
  }
  let settings: Settings = { ...general, ...deadlineSettings }
  const changedEverything = (): void => {
    emit('clients.changed', { clientId: null })
    emit('accounts.changed', { accountId: null, clientId: null })
  }
  return {
    'app.info': () => ({
      version: '0.1.0',
      host: options.host ?? 'chromium-host',
      computerUser: 'Dana Whitfield',
      dataFolder: '/home/dana/.local/share/keydocket'
    }),
    'audit.list': ({ before, limit = 100 }) => {
      const rows = firm.audit.filter(({ seq }) => !before || seq < before).sort((a, b) => b.seq - a.seq)
      return { rows: rows.slice(0, limit), more: rows.length > limit }
    },
    'lists.save': () => ({ saved: true, rows: 3 }),
    ...exportHandlers(firm),
    ...leavingHandlers(firm),
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
