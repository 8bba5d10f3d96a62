import type { Output, Parsed, RecoveryKit, VaultStatus } from '#contract'
import { AppError, isAppError } from '../../errors.ts'
import type { Emit } from '../../events.ts'
import type { Log } from '../../ports.ts'
import { measurePassphrase } from '../../vault/passphrase-strength.ts'
import type { OpenVault } from '../../vault/vault.ts'
import type { Undo } from '../../vault/vault-changes.ts'
import type { VaultStore } from '../../vault/vault-store.ts'
import type { PendingKit } from './pending-kit.ts'
import type { VaultSession } from './session.ts'

export interface UpkeepDeps {
  readonly store: VaultStore
  readonly session: VaultSession
  readonly log: Log
  readonly emit: Emit
  readonly pending: PendingKit
  readonly oneAtATime: <T>(job: () => Promise<T>) => Promise<T>
  readonly status: () => Promise<VaultStatus>
  /** The vault of the open firm. Throws `vault.locked`. */
  readonly requireOpen: () => OpenVault
  /** Whether the kit opened the vault just now, which is proof enough for a new passphrase. */
  readonly kitProof: { holds(): boolean; end(): void }
  /** The open vault has new keys from here on; null when it could not be opened again. */
  readonly become: (vault: OpenVault | null) => void
  readonly keychain: { hasSlot(): Promise<boolean>; addSlot(vault: OpenVault): Promise<void> }
}

/** Changes to the vault of the open firm: passphrase, recovery kit, keys. */
export function createVaultUpkeep(deps: UpkeepDeps) {
  const { store, session, log, emit, pending, oneAtATime, status, requireOpen, kitProof, become, keychain } = deps
  let running: AbortController | null = null

  /** A change nobody wrote down must not stay. */
  const andRecord = async (undo: Undo, ...entry: Parameters<VaultSession['record']>): Promise<void> => {
    try {
      await session.record(...entry)
      await undo.settle().catch((failure: unknown) => log.error('vault.kept-file-left', failure))
    } catch (error) {
      await undo().catch((failure: unknown) => log.error('vault.change-left', failure))
      throw error
    }
  }
  const prove = async (vault: OpenVault, proof: Parsed<'vault.changePassphrase'>['proof']): Promise<'passphrase' | 'kit'> => {
    if (proof === null) {
      if (!kitProof.holds()) throw new AppError('vault.proof-required', {})
      return 'kit'
    }
    if ('kit' in proof) {
      await store.checkKit(vault, proof.kit)
      return 'kit'
    }
    await store.checkPassphrase(vault, proof.passphrase)
    return 'passphrase'
  }
  const checkStrength = async (passphrase: string): Promise<void> => {
    const { weakness } = await measurePassphrase(passphrase)
    if (weakness !== null) throw new AppError('vault.weak-passphrase', { reason: weakness })
  }

  /** From the retyped kit to the new keys. Nothing is thrown once they count. */
  const rotate = async (groups: readonly string[]): Promise<{ records: number; generation: number }> => {
    const vault = requireOpen()
    const { prepared, reason } = pending.confirmed('rotation', groups)
    const hadKeychainSlot = await keychain.hasSlot()
    const controller = new AbortController()
    running = controller
    let records: number
    try {
      records = await session.rotateFirm({
        to: prepared.next,
        reason,
        commit: () => store.commitRotation(vault, prepared),
        onProgress: (phase, done, total) => emit('vault.rotating', { phase, done, total }),
        signal: controller.signal
      })
    } catch (error) {
      // Another failure, such as a full disk, can be tried again with the same kit.
      if (isAppError(error, 'vault.rotation-cancelled')) pending.drop()
      throw error
    } finally {
      running = null
    }
    pending.done()
    kitProof.end()
    const isOpen = session.state() === 'open'
    become(isOpen ? prepared.next : null)
    if (isOpen && hadKeychainSlot) {
      // The entry in the keychain is of the old keys. Without a new one, passphrase and kit open the vault, which the answer says.
      await keychain.addSlot(prepared.next).catch((error: unknown) => log.error('vault.keychain-slot-lost', error))
    }
    return { records, generation: prepared.next.generation }
  }

  return {
    info: (): Promise<Output<'vault.info'>> =>
      oneAtATime(async () => {
        const { slots, ...facts } = await store.parameters(requireOpen())
        return { ...facts, slots: slots.map((slot) => ({ ...slot })) }
      }),
    changePassphrase: ({ proof, next }: Parsed<'vault.changePassphrase'>): Promise<VaultStatus> =>
      oneAtATime(async () => {
        const vault = requireOpen()
        const provedBy = await prove(vault, proof)
        await checkStrength(next)
        const undo = await store.changePassphrase(vault, next)
        await andRecord(undo, 'vault.passphrase-changed', { provedBy })
        kitProof.end()
        return status()
      }),
    renewKit: ({ passphrase }: Parsed<'vault.renewKit'>): Promise<RecoveryKit> =>
      oneAtATime(async () => {
        const vault = requireOpen()
        await store.checkPassphrase(vault, passphrase)
        return pending.put({ kind: 'renewal', prepared: store.prepareKit(vault) })
      }),
    confirmRenewedKit: ({ groups }: Parsed<'vault.confirmRenewedKit'>): Promise<Record<string, never>> =>
      oneAtATime(async () => {
        const vault = requireOpen()
        const { prepared } = pending.confirmed('renewal', groups)
        await andRecord(await store.replaceKit(vault, prepared), 'vault.kit-renewed')
        pending.done()
        return {}
      }),
    prepareRotation: ({ passphrase, next, reason }: Parsed<'vault.prepareRotation'>): Promise<RecoveryKit> =>
      oneAtATime(async () => {
        const vault = requireOpen()
        await store.checkPassphrase(vault, passphrase)
        if (next !== null) await checkStrength(next)
        return pending.put({ kind: 'rotation', prepared: await store.prepareRotation(vault, next ?? passphrase), reason })
      }),
    rotate: ({ groups }: Parsed<'vault.rotate'>): Promise<Output<'vault.rotate'>> =>
      oneAtATime(async () => {
        const done = await rotate(groups)
        return { status: await status(), ...done }
      }),
    /** Not in the queue: what it ends is at work there. */
    async cancelRotation(): Promise<Record<string, never>> {
      running?.abort()
      return {}
    }
  }
}
