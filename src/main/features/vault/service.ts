import type { LockReason, Parsed, PassphraseStrength, RecoveryKit, VaultStatus } from '#contract'
import { AppError, isAppError } from '../../errors.ts'
import type { Emit } from '../../events.ts'
import type { Clock, FileSaver, KeyStore, Log, Policy } from '../../ports.ts'
import { type KeychainAnchor, type KeychainEntry, keychainEntryFromText, keychainEntryText } from '../../vault/keychain-entry.ts'
import { measurePassphrase } from '../../vault/passphrase-strength.ts'
import type { OpenVault } from '../../vault/vault.ts'
import type { VaultStore } from '../../vault/vault-store.ts'
import type { AnchorPlace } from '../audit/anchor.ts'
import { createDamagedVault } from './damaged.ts'
import { createPendingKit } from './pending-kit.ts'
import type { OpeningMethod, VaultSession } from './session.ts'
import { createVaultUpkeep } from './upkeep.ts'

export interface VaultServiceOptions {
  readonly store: VaultStore
  readonly keyStore: KeyStore
  readonly fileSaver: Pick<FileSaver, 'saveText'>
  readonly log: Log
  readonly session: VaultSession
  readonly emit: Emit
  readonly clock: Pick<Clock, 'monotonic'>
  readonly policy: Policy
  /** Ends a restore that another process decided and did not live to end. */
  readonly finishRestore?: () => void
  /** Called once the vault is locked. */
  readonly releaseMemory?: (() => void) | undefined
}

/** How long after an opening with the recovery kit a new passphrase may be chosen without typing the kit again, in ms. */
const kitProofMs = 10 * 60_000

/** One method per `vault.*` channel. Everything that opens, closes or writes runs one at a time. */
export type VaultService = ReturnType<typeof createVaultService>

export function createVaultService(options: VaultServiceOptions) {
  const { store, keyStore, fileSaver, log, session, emit, clock, policy, finishRestore, releaseMemory } = options
  const oneAtATime = createQueue()
  const pending = createPendingKit(fileSaver, (dropped) => {
    if (dropped.kind === 'setup') store.discard(dropped.prepared)
    if (dropped.kind === 'rotation') dropped.prepared.next.close()
  })
  const isKeychainAllowed = policy.keychainSlot === 'allowed'
  let openVault: OpenVault | null = null
  let keychainAnswered: boolean | null = null
  /** Counts changes of the keychain entry, so that an anchor is never written over a newer entry. */
  let entryChanges = 0
  let keychainRemoved = false
  let hasBeenOpen = false
  let openedWithKitAt: number | null = null
  let openedBy: OpeningMethod = 'passphrase'
  const kitProof = {
    holds: () => session.state() === 'open' && openedWithKitAt !== null && clock.monotonic() - openedWithKitAt <= kitProofMs,
    end: () => {
      openedWithKitAt = null
    }
  }

  const statusWith = async (isKeychainAvailable: (hasSlot: boolean) => boolean | Promise<boolean>): Promise<VaultStatus> => {
    const exists = await store.exists()
    const isOpen = session.state() === 'open'
    const keychainSlot = isKeychainAllowed && exists && (await hasKeychainSlot(store))
    return {
      state: isOpen ? 'open' : damaged.isHeld() ? 'damaged' : exists ? 'locked' : 'none',
      keychainSlot,
      keychainAvailable: isKeychainAllowed && (await isKeychainAvailable(keychainSlot)),
      memberName: isOpen ? session.memberName() : null,
      keychainPolicy: policy.keychainSlot,
      maxAutoLockMinutes: policy.maxAutoLockMinutes ?? null,
      clipboardPolicy: policy.clipboard ?? 'allowed',
      hasBeenOpen,
      keychainRemoved: isOpen && keychainRemoved,
      mayChoosePassphrase: kitProof.holds() && !session.isReadOnly(),
      readOnly: isOpen && session.isReadOnly()
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
      hasBeenOpen = true
      openedBy = how.method
    } catch (error) {
      // The keys stay for what can be done about it.
      if (isAppError(error, 'storage.damaged') && how.method !== 'created') {
        hasBeenOpen = true
        damaged.hold(vault, how.method)
      } else vault.close()
      throw error
    }
    // From here on a missing database is a lost one. A mark that stays behind must not undo what has just succeeded.
    await store.finishSetup().catch((error: unknown) => log.error('vault.setup-mark-left', error))
  }

  /** Opening an open vault changes nothing: two windows may ask at once. */
  const unlock = (method: OpeningMethod, open: () => Promise<OpenVault>) =>
    oneAtATime(async () => {
      if (session.state() === 'closed') {
        damaged.release()
        finishRestore?.()
        if (!(await store.exists())) throw new AppError('vault.missing', {})
        try {
          await enter(await open(), { method })
        } catch (error) {
          const isNew = (isAppError(error, 'storage.missing') || isAppError(error, 'storage.empty')) && (await store.isSetupUnfinished())
          if (!isNew) throw error
          log.warn('vault.setup-resumed')
          await enter(await open(), { method: 'created' })
        }
        openedWithKitAt = method === 'kit' ? clock.monotonic() : null
        keychainRemoved = !isKeychainAllowed && (await removeForbiddenSlot())
      }
      return statusAfterwards()
    })

  /** Puts a fresh slot secret into the keychain, read back and compared, or answers null: then nothing may rely on it. */
  const fileKeychainEntry = async (vaultId: string, anchor?: KeychainAnchor) => {
    const entry: KeychainEntry = { ...store.newKeychainEntry(), ...(anchor === undefined ? {} : { anchor }) }
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

  /** The file decides what opens the vault; an entry left behind in the keychain opens nothing. */
  const removeKeychainSlot = async (vault: OpenVault, details: Readonly<Record<string, string>> = {}) => {
    await store.removeKeychainSlot(vault)
    await session.record('vault.keychain-slot-removed', details)
    await forgetKeychainEntry(vault.vaultId)
  }
  /** Whether there was one. A vault that opened stays open even if this fails; the next opening tries again. */
  const removeForbiddenSlot = async (): Promise<boolean> => {
    if (openVault === null || !(await hasKeychainSlot(store))) return false
    try {
      await removeKeychainSlot(openVault, { because: 'policy' })
      return true
    } catch (error) {
      log.error('vault.forbidden-slot-left', error)
      return false
    }
  }

  /**
   * Keychain entry first, then vault.json, then the database: a slot never names an entry that is not there, and no database ever exists
   * whose key could not be had again. When a step fails, the earlier ones are taken back and the setup stays pending with the same kit.
   */
  const createVault = async () => {
    const { prepared, memberName, useKeychain } = pending.get('setup')
    if (await store.exists()) throw new AppError('vault.already-exists', {})
    const filed = useKeychain && isKeychainAllowed ? await fileKeychainEntry(prepared.vaultId) : null
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
    store.discard(prepared)
    pending.done()
  }

  /** Adds a slot unless the present one works. A keychain that does not answer is found out before anything is written to it. */
  const addKeychainSlot = async (vault: OpenVault) => {
    const current = await keyStore.get(vault.vaultId)
    if (!current.ok && current.problem !== 'locked-or-empty') throw new AppError('vault.keychain-unusable', { reason: current.problem })
    const entry = current.ok ? keychainEntryFromText(current.value) : null
    if (entry !== null && (await opensSlot(store, entry))) return
    // What it remembers of the audit log outlives the secret it stood beside.
    const filed = await fileKeychainEntry(vault.vaultId, entry?.anchor)
    if (!filed.ok) throw new AppError('vault.keychain-unusable', { reason: filed.problem })
    try {
      await store.addKeychainSlot(vault, filed.entry)
      await session.record('vault.keychain-slot-added')
    } catch (error) {
      // A way in that nobody wrote down must not stay.
      await store.removeKeychainSlot(vault).catch((failure: unknown) => log.error('vault.keychain-slot-left', failure))
      await forgetKeychainEntry(vault.vaultId)
      throw error
    } finally {
      filed.entry.key.fill(0)
    }
  }

  const requireOpen = (): OpenVault => {
    if (openVault === null || session.state() === 'closed') throw new AppError('vault.locked', {})
    return openVault
  }
  const upkeep = createVaultUpkeep({
    ...{ store, session, log, emit, pending, oneAtATime, kitProof, requireOpen },
    status: statusAfterwards,
    become: (vault) => {
      openVault = vault
    },
    keychain: { hasSlot: async () => isKeychainAllowed && (await hasKeychainSlot(store)), addSlot: addKeychainSlot }
  })
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

  const damaged = createDamagedVault({
    ...{ session, log, emit, clock, oneAtATime, anchorPlace },
    status: statusAfterwards,
    requireOpen: () => ({ vault: requireOpen(), method: openedBy }),
    become: (vault) => {
      openVault = vault
    }
  })

  return {
    anchorPlace,
    inTurn: oneAtATime,
    check: damaged.check,
    openForReading: damaged.openForReading,
    salvage: damaged.salvage,
    /** Drops the keys of a damaged database: another is about to stand in its place. In a job of `inTurn`. */
    releaseDamaged: damaged.release,
    status,
    measurePassphrase: ({ passphrase }: Parsed<'vault.measurePassphrase'>): Promise<PassphraseStrength> => measurePassphrase(passphrase),
    begin: ({ passphrase, memberName, useKeychain }: Parsed<'vault.begin'>): Promise<RecoveryKit> =>
      oneAtATime(async () => {
        if (session.state() === 'open' || (await store.exists())) throw new AppError('vault.already-exists', {})
        const { weakness } = await measurePassphrase(passphrase)
        if (weakness !== null) throw new AppError('vault.weak-passphrase', { reason: weakness })
        return pending.put({ kind: 'setup', prepared: await store.prepare({ passphrase }), memberName, useKeychain })
      }),
    saveKit: (): Promise<{ saved: boolean }> => pending.save(),
    confirmKit: ({ groups }: Parsed<'vault.confirmKit'>): Promise<VaultStatus> =>
      oneAtATime(async () => {
        pending.confirmed('setup', groups)
        await createVault()
        return statusAfterwards()
      }),
    cancelSetup: (): Promise<Record<string, never>> =>
      oneAtATime(async () => {
        pending.drop()
        return {}
      }),
    unlockWithPassphrase: ({ passphrase }: Parsed<'vault.unlockWithPassphrase'>) =>
      unlock('passphrase', () => store.openWithPassphrase(passphrase)),
    unlockWithKit: ({ kit }: Parsed<'vault.unlockWithKit'>) => unlock('kit', () => store.openWithKit(kit)),
    unlockWithKeychain: () =>
      unlock('keychain', async () => {
        if (!isKeychainAllowed) throw new AppError('vault.keychain-forbidden', {})
        const { vaultId, keychainSlotId } = await store.facts()
        if (keychainSlotId === null) throw new AppError('vault.no-keychain-slot', {})
        const answer = await keyStore.get(vaultId)
        if (!answer.ok) throw new AppError('vault.keychain-unusable', { reason: answer.problem })
        const entry = keychainEntryFromText(answer.value)
        if (entry === null) throw new AppError('vault.keychain-unusable', { reason: 'wrong-value' })
        return store.openWithKeychainEntry(entry)
      }),
    lock: (because: LockReason): Promise<VaultStatus> => {
      // Locking does not wait for new keys; a rotation that counts already is finished first.
      void upkeep.cancelRotation()
      return oneAtATime(async () => {
        pending.drop()
        kitProof.end()
        keychainRemoved = false
        const wasHeld = damaged.isHeld()
        damaged.release()
        await session.closeFirm(because)
        openVault?.close()
        openVault = null
        releaseMemory?.()
        if (wasHeld) emit('vault.changed', { state: 'locked' })
        return statusAfterwards()
      })
    },
    setKeychainSlot: ({ enabled }: Parsed<'vault.setKeychainSlot'>): Promise<VaultStatus> =>
      oneAtATime(async () => {
        const vault = requireOpen()
        if (enabled && !isKeychainAllowed) throw new AppError('vault.keychain-forbidden', {})
        if (enabled) await addKeychainSlot(vault)
        else if (await hasKeychainSlot(store)) await removeKeychainSlot(vault)
        return statusAfterwards()
      }),
    ...upkeep
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
