import type { Parsed, PassphraseStrength, RecoveryKit, VaultStatus } from '#contract'
import { AppError, isAppError } from '../../errors.ts'
import type { FileSaver, KeyStore, Log } from '../../ports.ts'
import { keychainEntryFromText, keychainEntryText } from '../../vault/keychain-entry.ts'
import { measurePassphrase } from '../../vault/passphrase-strength.ts'
import { kitText, normaliseKitSymbols } from '../../vault/recovery-kit.ts'
import type { OpenVault } from '../../vault/vault.ts'
import type { PreparedVault, VaultStore } from '../../vault/vault-store.ts'
import type { AnchorPlace } from '../audit/anchor.ts'

export type OpeningMethod = 'created' | 'passphrase' | 'kit' | 'keychain'

/** The firm's database around an open vault; the composition root implements it. */
export interface VaultSession {
  state(): 'closed' | 'open'
  /**
   * Opens the database with the vault's key, or makes it when `method` is `created`. Owns the vault once it returns.
   * Throws AppError when there is no database to work with, having cleaned up whatever it had half made.
   */
  openFirm(vault: OpenVault, how: { readonly method: OpeningMethod; readonly newMember?: string }): Promise<void>
  /** Closes the database and the vault. Never throws. */
  closeFirm(): Promise<void>
  /** Who is recorded as acting; null while closed. */
  memberName(): string | null
  /** Writes the audit row of a change to the keychain slot of the open firm. */
  recordKeychainSlot(change: 'added' | 'removed'): Promise<void>
}

export interface VaultServiceOptions {
  readonly store: VaultStore
  readonly keyStore: KeyStore
  readonly fileSaver: Pick<FileSaver, 'saveText'>
  readonly log: Log
  readonly session: VaultSession
}

/** One method per `vault.*` channel. Everything that opens, closes or writes runs one at a time. */
export type VaultService = ReturnType<typeof createVaultService>

export function createVaultService({ store, keyStore, fileSaver, log, session }: VaultServiceOptions) {
  const oneAtATime = createQueue()
  let pending: { readonly prepared: PreparedVault; readonly memberName: string; readonly useKeychain: boolean } | null = null
  let openVault: OpenVault | null = null
  let keychainAnswered: boolean | null = null
  /** Counts changes of the keychain entry, so that an anchor is never written over a newer entry. */
  let entryChanges = 0

  const dropPending = () => {
    if (pending !== null) store.discard(pending.prepared)
    pending = null
  }
  const getPending = () => {
    if (pending === null) throw new AppError('vault.no-setup-pending', {})
    return pending
  }

  const statusWith = async (isKeychainAvailable: (hasSlot: boolean) => boolean | Promise<boolean>): Promise<VaultStatus> => {
    const exists = await store.exists()
    const isOpen = session.state() === 'open'
    const keychainSlot = exists && (await hasKeychainSlot(store))
    return {
      state: isOpen ? 'open' : exists ? 'locked' : 'none',
      keychainSlot,
      keychainAvailable: await isKeychainAvailable(keychainSlot),
      memberName: isOpen ? session.memberName() : null
    }
  }
  const status = () =>
    statusWith(async () => {
      keychainAnswered = await keyStore.available()
      return keychainAnswered
    })
  /**
   * The status that ends another call. It does not ask the keychain again: that costs a process, or seconds where the keychain hangs. Where
   * nobody has asked yet, a vault with a keychain slot is taken to have a keychain.
   */
  const statusAfterwards = () => statusWith((hasSlot) => keychainAnswered ?? hasSlot)

  /** Hands the vault to the session; a vault whose database does not open is closed again. */
  const enter = async (vault: OpenVault, how: { method: OpeningMethod; newMember?: string }) => {
    try {
      await session.openFirm(vault, how)
      openVault = vault
    } catch (error) {
      vault.close()
      throw error
    }
    // From here on a missing database is a lost one. A mark that stays behind must not undo what has just succeeded.
    await store.finishSetup().catch((error: unknown) => log.error('vault.setup-mark-left', error))
  }

  /** Opening an open vault changes nothing: two windows may ask at once. */
  const unlock = (method: OpeningMethod, open: () => Promise<OpenVault>) =>
    oneAtATime(async () => {
      if (session.state() === 'closed') {
        if (!(await store.exists())) throw new AppError('vault.missing', {})
        try {
          await enter(await open(), { method })
        } catch (error) {
          const isNew = (isAppError(error, 'storage.missing') || isAppError(error, 'storage.empty')) && (await store.isSetupUnfinished())
          if (!isNew) throw error
          log.warn('vault.setup-resumed')
          await enter(await open(), { method: 'created' })
        }
      }
      return statusAfterwards()
    })

  /** Puts a fresh slot secret into the keychain, read back and compared, or answers null: then nothing may rely on it. */
  const fileKeychainEntry = async (vaultId: string) => {
    const entry = store.newKeychainEntry()
    entryChanges += 1
    const answer = await keyStore.set(vaultId, keychainEntryText(entry))
    if (answer.ok) return { ok: true, entry } as const
    entry.key.fill(0)
    log.warn('vault.keychain-refused', { problem: answer.problem })
    return answer
  }
  const forgetKeychainEntry = async (vaultId: string) => {
    entryChanges += 1
    const answer = await keyStore.delete(vaultId)
    if (!answer.ok) log.warn('vault.keychain-entry-left', { problem: answer.problem })
  }

  /**
   * Keychain entry first, then vault.json, then the database: a slot never names an entry that is not there, and no database ever exists
   * whose key could not be had again. When a step fails, the earlier ones are taken back and the setup stays pending with the same kit.
   */
  const createVault = async () => {
    const { prepared, memberName, useKeychain } = getPending()
    if (await store.exists()) throw new AppError('vault.already-exists', {})
    const filed = useKeychain ? await fileKeychainEntry(prepared.vaultId) : null
    const entry = filed?.ok ? filed.entry : null
    try {
      const vault = await store.write(prepared, entry)
      await enter(vault, { method: 'created', newMember: memberName })
    } catch (error) {
      if (await store.undoWrite(prepared)) log.warn('vault.setup-undone')
      if (entry !== null) await forgetKeychainEntry(prepared.vaultId)
      throw error
    } finally {
      entry?.key.fill(0)
    }
    dropPending()
  }

  /** Adds a slot unless the present one works. A keychain that does not answer is found out before anything is written to it. */
  const addKeychainSlot = async (vault: OpenVault) => {
    const current = await keyStore.get(vault.vaultId)
    if (!current.ok && current.problem !== 'locked-or-empty') throw new AppError('vault.keychain-unusable', { reason: current.problem })
    const entry = current.ok ? keychainEntryFromText(current.value) : null
    if (entry !== null && (await opensSlot(store, entry))) return
    const filed = await fileKeychainEntry(vault.vaultId)
    if (!filed.ok) throw new AppError('vault.keychain-unusable', { reason: filed.problem })
    try {
      await store.addKeychainSlot(vault, filed.entry)
      await session.recordKeychainSlot('added')
    } catch (error) {
      // A way in that nobody wrote down must not stay.
      await store.removeKeychainSlot(vault).catch((failure: unknown) => log.error('vault.keychain-slot-left', failure))
      await forgetKeychainEntry(vault.vaultId)
      throw error
    } finally {
      filed.entry.key.fill(0)
    }
  }

  /** Beside the slot's secret. Not in the queue: a keychain that hangs must not hold up locking. */
  const anchorPlace: AnchorPlace = {
    async read() {
      const { vaultId, keychainSlotId } = await store.facts()
      if (keychainSlotId === null) return { kind: 'off' }
      const answer = await keyStore.get(vaultId)
      const entry = answer.ok ? keychainEntryFromText(answer.value) : null
      entry?.key.fill(0)
      if (entry?.slotId !== keychainSlotId) return { kind: 'unreadable' }
      return entry.anchor === undefined ? { kind: 'none' } : { kind: 'kept', anchor: entry.anchor }
    },
    async write(anchor) {
      const { vaultId, keychainSlotId } = await store.facts()
      const changesBefore = entryChanges
      const answer = keychainSlotId === null ? null : await keyStore.get(vaultId)
      const entry = answer?.ok ? keychainEntryFromText(answer.value) : null
      if (entry === null) return
      if (entry.slotId === keychainSlotId && entryChanges === changesBefore) {
        const written = await keyStore.set(vaultId, keychainEntryText({ ...entry, anchor }))
        if (!written.ok) log.warn('audit.anchor-refused', { problem: written.problem })
      }
      entry.key.fill(0)
    }
  }

  return {
    anchorPlace,
    status,
    measurePassphrase: ({ passphrase }: Parsed<'vault.measurePassphrase'>): Promise<PassphraseStrength> => measurePassphrase(passphrase),
    begin: ({ passphrase, memberName, useKeychain }: Parsed<'vault.begin'>): Promise<RecoveryKit> =>
      oneAtATime(async () => {
        if (session.state() === 'open' || (await store.exists())) throw new AppError('vault.already-exists', {})
        const { weakness } = await measurePassphrase(passphrase)
        if (weakness !== null) throw new AppError('vault.weak-passphrase', { reason: weakness })
        const prepared = await store.prepare({ passphrase })
        dropPending()
        pending = { prepared, memberName, useKeychain }
        const { kitGroups, vaultReference, createdOn, confirm } = prepared
        return { groups: [...kitGroups], vaultReference, createdOn, confirm: [...confirm] }
      }),
    async saveKit(): Promise<{ saved: boolean }> {
      const { prepared } = getPending()
      const saved = await fileSaver.saveText(`Keydocket recovery kit ${prepared.vaultReference}.txt`, kitText(prepared.kitGroups, prepared))
      return { saved }
    },
    confirmKit: ({ groups }: Parsed<'vault.confirmKit'>): Promise<VaultStatus> =>
      oneAtATime(async () => {
        const { kitGroups, confirm } = getPending().prepared
        const wrong = confirm.filter((number, index) => normaliseKitSymbols(groups[index] ?? '') !== kitGroups[number - 1])
        if (wrong.length > 0) throw new AppError('vault.kit-not-confirmed', { groups: wrong })
        await createVault()
        return statusAfterwards()
      }),
    cancelSetup: (): Promise<Record<string, never>> =>
      oneAtATime(async () => {
        dropPending()
        return {}
      }),
    unlockWithPassphrase: ({ passphrase }: Parsed<'vault.unlockWithPassphrase'>) =>
      unlock('passphrase', () => store.openWithPassphrase(passphrase)),
    unlockWithKit: ({ kit }: Parsed<'vault.unlockWithKit'>) => unlock('kit', () => store.openWithKit(kit)),
    unlockWithKeychain: () =>
      unlock('keychain', async () => {
        const { vaultId, keychainSlotId } = await store.facts()
        if (keychainSlotId === null) throw new AppError('vault.no-keychain-slot', {})
        const answer = await keyStore.get(vaultId)
        if (!answer.ok) throw new AppError('vault.keychain-unusable', { reason: answer.problem })
        const entry = keychainEntryFromText(answer.value)
        if (entry === null) throw new AppError('vault.keychain-unusable', { reason: 'wrong-value' })
        return store.openWithKeychainEntry(entry)
      }),
    lock: (): Promise<VaultStatus> =>
      oneAtATime(async () => {
        dropPending()
        await session.closeFirm()
        openVault?.close()
        openVault = null
        return statusAfterwards()
      }),
    setKeychainSlot: ({ enabled }: Parsed<'vault.setKeychainSlot'>): Promise<VaultStatus> =>
      oneAtATime(async () => {
        if (openVault === null || session.state() === 'closed') throw new AppError('vault.locked', {})
        if (enabled) await addKeychainSlot(openVault)
        else if (await hasKeychainSlot(store)) {
          // The file decides what opens the vault; an entry left behind in the keychain opens nothing.
          await store.removeKeychainSlot(openVault)
          await session.recordKeychainSlot('removed')
          await forgetKeychainEntry(openVault.vaultId)
        }
        return statusAfterwards()
      })
  }
}

/** False for a file that cannot be read: opening it says why. */
async function hasKeychainSlot(store: VaultStore): Promise<boolean> {
  try {
    return (await store.facts()).keychainSlotId !== null
  } catch (error) {
    if (error instanceof AppError) return false
    throw error
  }
}

async function opensSlot(store: VaultStore, entry: Parameters<VaultStore['openWithKeychainEntry']>[0]): Promise<boolean> {
  try {
    const vault = await store.openWithKeychainEntry(entry)
    vault.close()
    return true
  } catch (error) {
    if (error instanceof AppError && (error.code === 'vault.keychain-unusable' || error.code === 'vault.no-keychain-slot')) return false
    throw error
  }
}

/** Runs one job after the other, in the order asked; a failed job does not hold up the next. */
function createQueue() {
  let previous: Promise<unknown> = Promise.resolve()
  return <T>(job: () => Promise<T>): Promise<T> => {
    const result = previous.then(job)
    previous = result.catch(() => undefined)
    return result
  }
}
