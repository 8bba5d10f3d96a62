import type { KeyObject } from 'node:crypto'
import { todayIn } from '../calendar.ts'
import { AppError } from '../errors.ts'
import { createIds } from '../ids.ts'
import type { Clock, Random } from '../ports.ts'
import { calibrateDerivation, type DerivationCosts } from './calibration.ts'
import { importKey, keyBytes } from './key-schedule.ts'
import type { KeychainEntry } from './keychain-entry.ts'
import { createOpenVault } from './open-vault.ts'
import { keyFromKitText, vaultReferenceOf } from './recovery-kit.ts'
import { assertArgon2Works, assertSignaturesWork, assertSymmetricWorks } from './self-test.ts'
import { openSlot } from './slots.ts'
import type { OpenVault } from './vault.ts'
import { createSlotMaker, createVaultChanges, deriveForSlot, type PreparedKit, requireSlot, type VaultChanges } from './vault-changes.ts'
import {
  checkMac,
  damaged,
  formatNumber,
  parseDocument,
  type Slot,
  serialiseDocument,
  signDocument,
  slotOf,
  type UnsignedDocument,
  type VaultDocument
} from './vault-document.ts'
import { createVaultFile } from './vault-file.ts'

/** A vault that exists only in memory: its passphrase and kit slots are made, nothing is written. */
export interface PreparedVault extends PreparedKit {
  readonly vaultId: string
}

export interface VaultFacts {
  readonly vaultId: string
  readonly vaultReference: string
  readonly createdOn: string
  /** Id of the keychain slot, null without one. Unverified until the vault is opened. */
  readonly keychainSlotId: string | null
}

export interface VaultStoreOptions {
  /** Where vault.json lives. Made at the first write. */
  readonly folder: string
  readonly random: Random
  readonly clock: Clock
  /** Costs for a new passphrase slot. Default: calibrated on this computer each time one is made. */
  readonly costs?: () => Promise<DerivationCosts>
  /** Called while a derivation to open the vault is under way on another thread: what has to be done on this one then costs no time. */
  readonly whileDeriving?: () => void
}

/**
 * The one vault of a data folder. Every method that meets a vault.json it cannot read or verify throws `vault.damaged` or
 * `vault.from-newer-version` and leaves the file as it is.
 */
export interface VaultStore extends VaultChanges {
  /** Whether anything bears the file's name, readable or not. While it does, no vault is ever made here. */
  exists(): Promise<boolean>
  /** Throws `vault.missing` too. */
  facts(): Promise<VaultFacts>
  /** Makes keys and slots; takes as long as the passphrase derivation. Throws `vault.already-exists`. */
  prepare(input: { passphrase: string }): Promise<PreparedVault>
  /** A fresh secret for a keychain slot. The entry must be in the keychain before the slot is written, never after. */
  newKeychainEntry(): KeychainEntry
  /**
   * Writes vault.json durably and opens the vault. Can be repeated with the same prepared vault after `undoWrite`.
   * Throws `vault.already-exists`, `storage.full`, `storage.read-only`.
   */
  write(prepared: PreparedVault, keychain: KeychainEntry | null): Promise<OpenVault>
  /** To be called once the new vault's database is there. */
  finishSetup(): Promise<void>
  /** Whether the program ended between writing vault.json and `finishSetup`: then, and only then, a missing database may be made anew. */
  isSetupUnfinished(): Promise<boolean>
  /** Removes the vault.json that `write` made, provided it is still exactly that. For a vault whose database never came to be. */
  undoWrite(prepared: PreparedVault): Promise<boolean>
  /** Forgets the keys of a prepared vault. */
  discard(prepared: PreparedVault): void
  /** Throws `vault.wrong-passphrase`. */
  openWithPassphrase(passphrase: string): Promise<OpenVault>
  /** Throws `vault.wrong-kit`. */
  openWithKit(kit: string): Promise<OpenVault>
  /** Throws `vault.no-keychain-slot`, or `vault.keychain-unusable` (wrong-value) when the entry is not this slot's. */
  openWithKeychainEntry(entry: KeychainEntry): Promise<OpenVault>
}

interface PreparedSecrets {
  readonly vaultKey: KeyObject
  readonly document: UnsignedDocument
  /** What `write` put on the disk. */
  written: Buffer | null
}

export function createVaultStore({
  folder,
  random,
  clock,
  costs = () => calibrateDerivation(clock.monotonic),
  whileDeriving = () => {}
}: VaultStoreOptions): VaultStore {
  const file = createVaultFile(folder)
  const newId = createIds(clock, random)
  const preparations = new WeakMap<PreparedVault, PreparedSecrets>()

  const secretsOf = (prepared: PreparedVault): PreparedSecrets => {
    const secrets = preparations.get(prepared)
    if (secrets === undefined) throw new AppError('vault.no-setup-pending', {})
    return secrets
  }
  const load = async () => {
    assertSymmetricWorks()
    assertSignaturesWork()
    const bytes = await file.read()
    return { bytes, document: parseDocument(bytes) }
  }
  const openFrom = (document: VaultDocument, slot: Slot, secret: Buffer, wrongSecret: AppError): OpenVault => {
    const answer = openSlot(slot, secret, document.vaultId)
    secret.fill(0)
    if (answer.outcome === 'wrong-secret') throw wrongSecret
    if (answer.outcome === 'altered') throw damaged('slot-altered')
    checkMac(document, answer.vaultKey)
    return createOpenVault(answer.vaultKey, { vaultId: document.vaultId, generation: document.generation, random })
  }
  const today = () => todayIn(clock.timeZone(), clock.now())
  const make = createSlotMaker({ random, newId, today, costs })
  return {
    ...createVaultChanges({ file, random, newId, today, costs, load }),
    exists: () => file.exists(),
    async facts() {
      const { document } = await load()
      const { vaultId, createdOn } = document
      return { vaultId, createdOn, vaultReference: vaultReferenceOf(vaultId), keychainSlotId: slotOf(document, 'keychain')?.id ?? null }
    },
    async prepare({ passphrase }) {
      assertSymmetricWorks()
      assertSignaturesWork()
      if (await file.exists()) throw new AppError('vault.already-exists', {})
      const made = await makeVault(passphrase, { make, random, vaultId: newId(), createdOn: today() })
      preparations.set(made.prepared, made.secrets)
      return made.prepared
    },
    newKeychainEntry: () => ({ slotId: newId(), key: random.bytes(keyBytes) }),
    async write(prepared, keychain) {
      const secrets = secretsOf(prepared)
      const { document, vaultKey } = secrets
      const slots = keychain === null ? document.slots : [...document.slots, make.keychain(keychain, { ...document, vaultKey })]
      const bytes = serialiseDocument(signDocument({ ...document, slots }, vaultKey))
      await file.create(bytes)
      secrets.written = bytes
      return createOpenVault(vaultKey, { vaultId: document.vaultId, generation: document.generation, random })
    },
    finishSetup: () => file.finishSetup(),
    isSetupUnfinished: () => file.isSetupUnfinished(),
    async undoWrite(prepared) {
      const secrets = secretsOf(prepared)
      if (secrets.written === null) return false
      const removed = await file.removeIfStill(secrets.written)
      secrets.written = null
      if (removed) await file.finishSetup()
      return removed
    },
    discard: (prepared) => void preparations.delete(prepared),
    async openWithPassphrase(passphrase) {
      const { document } = await load()
      const slot = requireSlot(document, 'passphrase')
      await assertArgon2Works()
      const deriving = deriveForSlot(slot, passphrase)
      setImmediate(whileDeriving)
      return openFrom(document, slot, await deriving, new AppError('vault.wrong-passphrase', {}))
    },
    async openWithKit(kit) {
      const { document } = await load()
      const secret = keyFromKitText(kit, document.vaultId)
      return openFrom(document, requireSlot(document, 'kit'), secret, new AppError('vault.wrong-kit', { groups: [] }))
    },
    async openWithKeychainEntry(entry) {
      const { document } = await load()
      const slot = slotOf(document, 'keychain')
      if (slot === undefined) throw new AppError('vault.no-keychain-slot', {})
      const wrong = new AppError('vault.keychain-unusable', { reason: 'wrong-value' })
      if (slot.id !== entry.slotId) throw wrong
      return openFrom(document, slot, entry.key, wrong)
    }
  }
}

type SlotMaker = ReturnType<typeof createSlotMaker>

async function makeVault(
  passphrase: string,
  { make, random, vaultId, createdOn }: { make: SlotMaker; random: Random; vaultId: string; createdOn: string }
): Promise<{ prepared: PreparedVault; secrets: PreparedSecrets }> {
  const vaultKey = importKey(random.bytes(keyBytes))
  const of = { vaultId, generation: 1, vaultKey }
  const { slot, kit } = make.kit(of)
  const slots = [await make.passphrase(passphrase, of), slot]
  return {
    prepared: { vaultId, ...kit, createdOn },
    secrets: {
      vaultKey,
      document: { kind: 'keydocket-vault', format: formatNumber, vaultId, generation: 1, revision: 1, createdOn, slots },
      written: null
    }
  }
}
