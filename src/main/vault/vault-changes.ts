import type { KeyObject } from 'node:crypto'
import { AppError } from '../errors.ts'
import type { Random } from '../ports.ts'
import type { DerivationCosts } from './calibration.ts'
import { deriveFromPassphrase, saltBytes } from './key-derivation.ts'
import { importKey, keyBytes } from './key-schedule.ts'
import { nonceBytes } from './nonces.ts'
import { createOpenVault, vaultKeyOf } from './open-vault.ts'
import { keyFromKitText, kitGroupsFromKey, twoGroups, vaultReferenceOf } from './recovery-kit.ts'
import { fillSlot, openSlot, type SlotHead } from './slots.ts'
import type { OpenVault } from './vault.ts'
import {
  checkMac,
  damaged,
  type KitSlot,
  type PassphraseSlot,
  type Slot,
  serialiseDocument,
  signDocument,
  slotOf,
  type VaultDocument
} from './vault-document.ts'
import type { VaultFile } from './vault-file.ts'

/** A recovery kit that exists only in memory, to be retyped before anything relies on it. */
export interface PreparedKit {
  readonly vaultReference: string
  readonly createdOn: string
  /** In order. A secret. */
  readonly kitGroups: readonly string[]
  /** 1-based numbers, ascending, of the two groups the person retypes. */
  readonly confirm: readonly [number, number]
}

/** The vault's next generation, with its kit. Only `vault.json` is missing. */
export interface PreparedRotation extends PreparedKit {
  /** Keys of the new generation. The caller closes it when nothing comes of it. */
  readonly next: OpenVault
}

/** What stands in vault.json about an open vault, verified. No secrets. */
export interface VaultParameters {
  readonly vaultId: string
  readonly vaultReference: string
  readonly format: number
  readonly createdOn: string
  readonly generation: number
  readonly revision: number
  readonly slots: readonly { readonly type: Slot['type']; readonly createdOn: string; readonly costs: DerivationCosts | null }[]
}

/** Takes a change of vault.json back, also on a disk that has filled up meanwhile. `settle` makes it final. */
export interface Undo {
  (): Promise<void>
  settle(): Promise<void>
}

/**
 * Changes to the vault of an open firm. Each reads vault.json, verifies it with the open vault's own key, and swaps it in one step: a process
 * that dies leaves the old file or the new one. Slots that are not named stay as they are. Throw `vault.locked` once the vault was closed,
 * `vault.damaged` when the file is not what the vault wrote, `storage.full`, `storage.read-only`.
 */
export interface VaultChanges {
  /** vault.json as it is now, byte for byte. */
  currentBytes(vault: OpenVault): Promise<Buffer>
  parameters(vault: OpenVault): Promise<VaultParameters>
  /** Throws `vault.wrong-passphrase` unless it is the present one. */
  checkPassphrase(vault: OpenVault, passphrase: string): Promise<void>
  /** Throws `vault.wrong-kit` unless it is the present one. */
  checkKit(vault: OpenVault, kit: string): Promise<void>
  /** Answers how to take the change back. Takes as long as the derivation and its calibration. */
  changePassphrase(vault: OpenVault, next: string): Promise<Undo>
  prepareKit(vault: OpenVault): PreparedKit
  /** The kit before opens nothing from here on. Answers how to take the change back. */
  replaceKit(vault: OpenVault, prepared: PreparedKit): Promise<Undo>
  /** A new vault key under the given passphrase and a new kit, and under no keychain entry. Nothing is written. */
  prepareRotation(vault: OpenVault, passphrase: string): Promise<PreparedRotation>
  /** The commit point of a rotation: from here on only the new passphrase and kit open the vault, and only the new keys its data. */
  commitRotation(vault: OpenVault, prepared: PreparedRotation): Promise<void>
  addKeychainSlot(vault: OpenVault, entry: { readonly slotId: string; readonly key: Buffer }): Promise<void>
  /** Does nothing when there is none. */
  removeKeychainSlot(vault: OpenVault): Promise<void>
}

export interface ChangesDeps {
  readonly file: VaultFile
  readonly random: Random
  readonly newId: () => string
  readonly today: () => string
  /** Costs for a new passphrase slot. */
  readonly costs: () => Promise<DerivationCosts>
  readonly load: () => Promise<{ bytes: Buffer; document: VaultDocument }>
}

/** Fills slots of one vault key. */
export function createSlotMaker({ random, newId, today, costs }: Pick<ChangesDeps, 'random' | 'newId' | 'today' | 'costs'>) {
  interface Of {
    readonly vaultId: string
    readonly generation: number
    readonly vaultKey: KeyObject
  }
  const fill = (head: SlotHead, secret: Buffer, { vaultId, vaultKey }: Of): Slot => {
    const slot = fillSlot(head, secret, { vaultId, vaultKey, nonce: random.bytes(nonceBytes) })
    secret.fill(0)
    return slot
  }
  return {
    async passphrase(text: string, of: Of): Promise<Slot> {
      const salt = random.bytes(saltBytes)
      const derivation = { name: 'argon2id', ...(await costs()) } as const
      const stretched = await deriveFromPassphrase(text, { ...derivation, salt })
      const kdf = { ...derivation, salt: salt.toString('base64url') }
      return fill({ id: newId(), type: 'passphrase', generation: of.generation, createdOn: today(), kdf }, stretched, of)
    },
    kit(of: Of): { slot: Slot; kit: PreparedKit } {
      const key = random.bytes(keyBytes)
      const kitGroups = kitGroupsFromKey(key, of.vaultId)
      const slot = fill({ id: newId(), type: 'kit', generation: of.generation, createdOn: today() }, key, of)
      return { slot, kit: { vaultReference: vaultReferenceOf(of.vaultId), createdOn: today(), kitGroups, confirm: twoGroups(random) } }
    },
    /** `key` is the caller's to wipe. */
    keychain: (entry: { slotId: string; key: Buffer }, of: Of): Slot =>
      fill({ id: entry.slotId, type: 'keychain', generation: of.generation, createdOn: today() }, Buffer.from(entry.key), of)
  }
}

export function createVaultChanges(deps: ChangesDeps): VaultChanges {
  const { file, random, load } = deps
  const make = createSlotMaker(deps)
  const preparedKits = new WeakMap<PreparedKit, Slot>()
  const preparedRotations = new WeakMap<PreparedRotation, Slot[]>()

  /** The file as the holder of the vault's key wrote it. */
  const verified = async (vault: OpenVault) => {
    const vaultKey = vaultKeyOf(vault)
    const { bytes, document } = await load()
    if (document.vaultId !== vault.vaultId) throw damaged('another-vault')
    checkMac(document, vaultKey)
    return { bytes, document, vaultKey }
  }
  const rewriteSlots = async (vault: OpenVault, change: (document: VaultDocument, vaultKey: KeyObject) => Slot[]): Promise<void> => {
    const { bytes, document, vaultKey } = await verified(vault)
    const { mac: _replaced, ...unsigned } = document
    const next = signDocument({ ...unsigned, revision: document.revision + 1, slots: change(document, vaultKey) }, vaultKey)
    await file.replace(bytes, serialiseDocument(next))
  }
  /** Puts `slot` in the place of the one of its type; answers how to put the old one back. */
  const replaceSlot = async (vault: OpenVault, slot: Slot): Promise<Undo> => {
    const kept = await file.keep()
    try {
      await rewriteSlots(vault, (document) => document.slots.map((one) => (one.type === slot.type ? slot : one)))
    } catch (error) {
      await kept.drop()
      throw error
    }
    return Object.assign(() => kept.restore(), { settle: () => kept.drop() })
  }
  const present = (vault: OpenVault) => ({ vaultId: vault.vaultId, generation: vault.generation, vaultKey: vaultKeyOf(vault) })
  const check = (vault: OpenVault, slot: Slot, secret: Buffer, wrong: AppError): void => {
    const answer = openSlot(slot, secret, vault.vaultId)
    secret.fill(0)
    if (answer.outcome === 'wrong-secret') throw wrong
    if (answer.outcome === 'altered') throw damaged('slot-altered')
  }

  return {
    currentBytes: async (vault) => (await verified(vault)).bytes,
    async parameters(vault) {
      const { document } = await verified(vault)
      const { vaultId, format, createdOn, generation, revision } = document
      const slots = document.slots.map((slot) => ({
        type: slot.type,
        createdOn: slot.createdOn,
        costs: slot.type === 'passphrase' ? { memoryKiB: slot.kdf.memoryKiB, passes: slot.kdf.passes, lanes: slot.kdf.lanes } : null
      }))
      return { vaultId, vaultReference: vaultReferenceOf(vaultId), format, createdOn, generation, revision, slots }
    },
    async checkPassphrase(vault, passphrase) {
      const slot = requireSlot((await verified(vault)).document, 'passphrase')
      check(vault, slot, await deriveForSlot(slot, passphrase), new AppError('vault.wrong-passphrase', {}))
    },
    async checkKit(vault, kit) {
      const { document } = await verified(vault)
      check(vault, requireSlot(document, 'kit'), keyFromKitText(kit, vault.vaultId), new AppError('vault.wrong-kit', { groups: [] }))
    },
    async changePassphrase(vault, next) {
      return replaceSlot(vault, await make.passphrase(next, present(vault)))
    },
    prepareKit(vault) {
      const { slot, kit } = make.kit(present(vault))
      preparedKits.set(kit, slot)
      return kit
    },
    async replaceKit(vault, prepared) {
      const slot = preparedKits.get(prepared)
      if (slot === undefined) throw new AppError('vault.no-setup-pending', {})
      return replaceSlot(vault, slot)
    },
    async prepareRotation(vault, passphrase) {
      await verified(vault)
      const { vaultId, generation } = vault
      if (generation >= maxGeneration) throw damaged('too-many-generations')
      const vaultKey = importKey(random.bytes(keyBytes))
      const of = { vaultId, generation: generation + 1, vaultKey }
      const { slot, kit } = make.kit(of)
      const slots = [await make.passphrase(passphrase, of), slot]
      const prepared = { ...kit, next: createOpenVault(vaultKey, { vaultId, generation: of.generation, random }) }
      preparedRotations.set(prepared, slots)
      return prepared
    },
    async commitRotation(vault, prepared) {
      const slots = preparedRotations.get(prepared)
      if (slots === undefined) throw new AppError('vault.no-setup-pending', {})
      const { bytes, document } = await verified(vault)
      const { mac: _replaced, ...unsigned } = document
      const { next } = prepared
      if (next.generation !== document.generation + 1) throw damaged('changed-meanwhile')
      const raised = { ...unsigned, generation: next.generation, revision: document.revision + 1, slots }
      const after = serialiseDocument(signDocument(raised, vaultKeyOf(next)))
      try {
        await file.replace(bytes, after)
      } catch (error) {
        // The new file may be there although flushing its name failed: then it counts.
        const present = await file.read().catch(() => null)
        if (present?.equals(bytes)) throw error
        if (!present?.equals(after)) throw new RotationUndecided({ cause: error })
      }
      preparedRotations.delete(prepared)
    },
    addKeychainSlot: (vault, entry) =>
      rewriteSlots(vault, ({ slots, vaultId, generation }, vaultKey) => [
        ...slots.filter((slot) => slot.type !== 'keychain'),
        make.keychain(entry, { vaultId, generation, vaultKey })
      ]),
    async removeKeychainSlot(vault) {
      if (slotOf((await load()).document, 'keychain') === undefined) return
      await rewriteSlots(vault, (document) => document.slots.filter((slot) => slot.type !== 'keychain'))
    }
  }
}

/** Two bytes of each sealed value hold it. */
const maxGeneration = 65_535

/** The secret of a passphrase slot. The caller wipes it. */
export function deriveForSlot({ kdf }: PassphraseSlot, passphrase: string): Promise<Buffer> {
  const { name, memoryKiB, passes, lanes, salt } = kdf
  return deriveFromPassphrase(passphrase, { name, memoryKiB, passes, lanes, salt: Buffer.from(salt, 'base64url') })
}

export function requireSlot(document: VaultDocument, type: 'passphrase'): PassphraseSlot
export function requireSlot(document: VaultDocument, type: 'kit'): KitSlot
export function requireSlot(document: VaultDocument, type: 'passphrase' | 'kit'): Slot {
  const slot = slotOf(document, type)
  if (slot === undefined) throw damaged('bad-shape')
  return slot
}

/** vault.json was being replaced when the disk failed, and nobody can tell now which of the two files is there. Both databases must be kept. */
export class RotationUndecided extends Error {
  constructor(options: { cause: unknown }) {
    super('rotation undecided', options)
    this.name = 'RotationUndecided'
  }
}
