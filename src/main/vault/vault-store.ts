import type { KeyObject } from 'node:crypto'
import { todayIn } from '../calendar.ts'
import { AppError } from '../errors.ts'
import { createIds } from '../ids.ts'
import type { Clock, Random } from '../ports.ts'
import { defaultDerivation, deriveFromPassphrase, saltBytes } from './key-derivation.ts'
import { importKey, keyBytes } from './key-schedule.ts'
import type { KeychainEntry } from './keychain-entry.ts'
import { nonceBytes } from './nonces.ts'
import { createOpenVault, vaultKeyOf } from './open-vault.ts'
import { groupCount, keyFromKitText, kitGroupsFromKey, vaultReferenceOf } from './recovery-kit.ts'
import { assertSymmetricWorks } from './self-test.ts'
import { fillSlot, openSlot } from './slots.ts'
import type { OpenVault } from './vault.ts'
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
export interface PreparedVault {
  readonly vaultId: string
  readonly vaultReference: string
  readonly createdOn: string
  /** The recovery kit, in order. A secret. */
  readonly kitGroups: readonly string[]
  /** 1-based numbers, ascending, of the two groups the person retypes. */
  readonly confirm: readonly [number, number]
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
}

/**
 * The one vault of a data folder. Every method that meets a vault.json it cannot read or verify throws `vault.damaged` or
 * `vault.from-newer-version` and leaves the file as it is.
 */
export interface VaultStore {
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
  /** Adds or replaces the keychain slot. */
  addKeychainSlot(vault: OpenVault, entry: KeychainEntry): Promise<void>
  /** Does nothing when there is none. */
  removeKeychainSlot(vault: OpenVault): Promise<void>
}

interface PreparedSecrets {
  readonly vaultKey: KeyObject
  readonly document: UnsignedDocument
  /** What `write` put on the disk. */
  written: Buffer | null
}

export function createVaultStore({ folder, random, clock }: VaultStoreOptions): VaultStore {
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
  const keychainSlot = (entry: KeychainEntry, { vaultId, generation }: UnsignedDocument, vaultKey: KeyObject): Slot =>
    fillSlot({ id: entry.slotId, type: 'keychain', generation, createdOn: today() }, entry.key, {
      vaultId,
      vaultKey,
      nonce: random.bytes(nonceBytes)
    })

  /** Reads, verifies with the open vault's own key, and writes the next revision. */
  const rewriteSlots = async (vault: OpenVault, change: (document: VaultDocument, vaultKey: KeyObject) => Slot[]): Promise<void> => {
    const vaultKey = vaultKeyOf(vault)
    const { bytes, document } = await load()
    if (document.vaultId !== vault.vaultId) throw damaged('another-vault')
    checkMac(document, vaultKey)
    const { mac: _replaced, ...unsigned } = document
    const next = signDocument({ ...unsigned, revision: document.revision + 1, slots: change(document, vaultKey) }, vaultKey)
    await file.replace(bytes, serialiseDocument(next))
  }

  return {
    exists: () => file.exists(),
    async facts() {
      const { document } = await load()
      const { vaultId, createdOn } = document
      return { vaultId, createdOn, vaultReference: vaultReferenceOf(vaultId), keychainSlotId: slotOf(document, 'keychain')?.id ?? null }
    },
    async prepare({ passphrase }) {
      assertSymmetricWorks()
      if (await file.exists()) throw new AppError('vault.already-exists', {})
      const made = await makeVault(passphrase, { random, newId, createdOn: today() })
      preparations.set(made.prepared, made.secrets)
      return made.prepared
    },
    newKeychainEntry: () => ({ slotId: newId(), key: random.bytes(keyBytes) }),
    async write(prepared, keychain) {
      const secrets = secretsOf(prepared)
      const { document, vaultKey } = secrets
      const slots = keychain === null ? document.slots : [...document.slots, keychainSlot(keychain, document, vaultKey)]
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
      const { name, memoryKiB, passes, lanes, salt } = slot.kdf
      const secret = await deriveFromPassphrase(passphrase, { name, memoryKiB, passes, lanes, salt: Buffer.from(salt, 'base64url') })
      return openFrom(document, slot, secret, new AppError('vault.wrong-passphrase', {}))
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
    },
    addKeychainSlot: (vault, entry) =>
      rewriteSlots(vault, (document, vaultKey) => [
        ...document.slots.filter((slot) => slot.type !== 'keychain'),
        keychainSlot(entry, document, vaultKey)
      ]),
    async removeKeychainSlot(vault) {
      if (slotOf((await load()).document, 'keychain') === undefined) return
      await rewriteSlots(vault, (document) => document.slots.filter((slot) => slot.type !== 'keychain'))
    }
  }
}

async function makeVault(
  passphrase: string,
  { random, newId, createdOn }: { random: Random; newId: () => string; createdOn: string }
): Promise<{ prepared: PreparedVault; secrets: PreparedSecrets }> {
  const [vaultId, generation] = [newId(), 1]
  const vaultKey = importKey(random.bytes(keyBytes))
  const fill = (head: Parameters<typeof fillSlot>[0], secret: Buffer) => {
    const slot = fillSlot(head, secret, { vaultId, vaultKey, nonce: random.bytes(nonceBytes) })
    secret.fill(0)
    return slot
  }
  const salt = random.bytes(saltBytes)
  const stretched = await deriveFromPassphrase(passphrase, { name: 'argon2id', ...defaultDerivation, salt })
  const kdf = { name: 'argon2id', ...defaultDerivation, salt: salt.toString('base64url') } as const
  const kitKey = random.bytes(keyBytes)
  const kitGroups = kitGroupsFromKey(kitKey, vaultId)
  const slots = [
    fill({ id: newId(), type: 'passphrase', generation, createdOn, kdf }, stretched),
    fill({ id: newId(), type: 'kit', generation, createdOn }, kitKey)
  ]
  return {
    prepared: { vaultId, vaultReference: vaultReferenceOf(vaultId), createdOn, kitGroups, confirm: twoGroups(random) },
    secrets: {
      vaultKey,
      document: { kind: 'keydocket-vault', format: formatNumber, vaultId, generation, revision: 1, createdOn, slots },
      written: null
    }
  }
}

/** Two different group numbers. Which ones is not a secret; they vary so that both ends of the page get checked. */
function twoGroups(random: Random): readonly [number, number] {
  const [first = 0, second = 0] = random.bytes(2)
  const one = first % groupCount
  const other = (one + 1 + (second % (groupCount - 1))) % groupCount
  return one < other ? [one + 1, other + 1] : [other + 1, one + 1]
}

function requireSlot<T extends 'passphrase' | 'kit'>(document: VaultDocument, type: T): Extract<Slot, { type: T }> {
  const slot = slotOf(document, type)
  if (slot === undefined) throw damaged('bad-shape')
  return slot
}
