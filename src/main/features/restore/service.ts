import { join } from 'node:path'
import type { FoundBackup, InspectedBackup, Output, Parsed } from '#contract'
import { extractChecked } from '../../db/backup/check.ts'
import { type BackupHead, openToRead, readHead } from '../../db/backup/container.ts'
import { factsOf } from '../../db/backup/facts.ts'
import { finishRestore } from '../../db/backup/finish-restore.ts'
import { listBackups } from '../../db/backup/listing.ts'
import { restoreBackup } from '../../db/backup/restore.ts'
import { withWorkFolder } from '../../db/backup/work-folder.ts'
import { AppError } from '../../errors.ts'
import type { Emit } from '../../events.ts'
import type { NewId } from '../../ids.ts'
import type { BackupFiles, Clock, KeyStore, Policy, Random } from '../../ports.ts'
import { keychainEntryFromText } from '../../vault/keychain-entry.ts'
import { vaultReferenceOf } from '../../vault/recovery-kit.ts'
import type { OpenVault } from '../../vault/vault.ts'
import { opensKeychainSlot, openVaultCopy, withoutKeychainSlot } from '../../vault/vault-copy.ts'
import type { VaultStore } from '../../vault/vault-store.ts'

export interface RestoreDeps {
  readonly dataFolder: string
  readonly store: Pick<VaultStore, 'exists' | 'facts'>
  readonly keyStore: KeyStore
  readonly clock: Clock
  readonly random: Random
  readonly newId: NewId
  readonly policy: Policy
  readonly backupFiles: BackupFiles
  readonly emit: Emit
  /** Whatever opens, closes or writes the vault waits for its turn. */
  readonly inTurn: <T>(job: () => Promise<T>) => Promise<T>
  readonly isOpen: () => boolean
  /** Drops keys that are held for a damaged database. */
  readonly releaseDamaged: () => void
  readonly headCode: (head: { readonly seq: number; readonly hash: string }) => string
}

export type RestoreService = ReturnType<typeof createRestoreService>

/** A backup that was opened and waits to be restored. */
interface Inspected {
  readonly path: string
  /** MAC of its head: what is restored is what was inspected. */
  readonly mac: Buffer
  readonly vault: OpenVault
  readonly forget: () => void
  /** It is used now: nothing closes it but who uses it. */
  readonly take: () => void
}

/** How long an inspected backup waits, in ms: its keys are in memory meanwhile. */
const waitMs = 10 * 60_000

/** Backups looked at and restored while the vault is locked, or where there is none yet. */
export function createRestoreService(deps: RestoreDeps) {
  const { dataFolder, store, keyStore, clock, random, newId, policy, backupFiles, emit, inTurn, isOpen, releaseDamaged } = deps
  const place = join(dataFolder, 'backups')
  let chosen: string | null = null
  let inspected: Inspected | null = null
  let running: AbortController | null = null

  const forget = (): void => {
    inspected?.forget()
    inspected = null
  }
  const progress = (phase: 'copying' | 'writing' | 'checking', done: number, total: number) =>
    emit('backup.progress', { phase, done, total })

  async function withBackup<T>(
    path: string,
    work: (file: Awaited<ReturnType<typeof openToRead>>, head: BackupHead) => Promise<T>
  ): Promise<T> {
    const file = await openToRead(path)
    try {
      return await work(file, await readHead(file))
    } finally {
      await file.close()
    }
  }

  async function cancellable<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> {
    const controller = new AbortController()
    running = controller
    try {
      return await work(controller.signal)
    } finally {
      running = null
    }
  }

  const found = (path: string, { manifest, fileBytes }: Pick<BackupHead, 'manifest' | 'fileBytes'>): FoundBackup => ({
    ...factsOf({ path, manifest, fileBytes }),
    vaultReference: vaultReferenceOf(manifest.vaultId)
  })

  async function present(vaultId: string): Promise<InspectedBackup['present']> {
    if (!(await store.exists())) return 'none'
    try {
      return (await store.facts()).vaultId === vaultId ? 'same' : 'other'
    } catch (error) {
      if (error instanceof AppError) return 'other'
      throw error
    }
  }

  async function inspect({ name, way, every }: Parsed<'restore.inspect'>): Promise<InspectedBackup> {
    forget()
    const path = name === null ? chosen : join(place, name)
    if (path === null) throw new AppError('backup.none', {})
    return withBackup(path, async (file, head) => {
      const vault = await openVaultCopy(head.vaultBytes, way, random)
      try {
        const checked = await cancellable((signal) =>
          withWorkFolder(dataFolder, (work) =>
            extractChecked(file, head, join(work, 'inspected'), { vault, signal, open: every ? 'all' : 20, onProgress: progress })
          )
        )
        keep(path, head, vault)
        const { manifest, opened, lastWrite, members } = checked
        return {
          ...found(path, head),
          headCode: manifest.auditSeq === 0 ? null : deps.headCode({ seq: manifest.auditSeq, hash: manifest.auditHash }),
          lastWrite,
          members: [...members],
          opened,
          rows: Object.values(manifest.tables).reduce((sum, count) => sum + count, 0),
          present: await present(manifest.vaultId)
        }
      } catch (error) {
        vault.close()
        throw error
      }
    })
  }

  function keep(path: string, { mac }: BackupHead, vault: OpenVault): void {
    const cancel = clock.after(waitMs, forget)
    const drop = (): void => {
      cancel()
      vault.close()
    }
    inspected = { path, mac: Buffer.from(mac), vault, forget: drop, take: cancel }
  }

  /** What the keychain of this computer keeps for the vault: whether it opens the backup's slot, and what it remembers of the audit log. */
  async function keychainOf({ vaultBytes, manifest }: BackupHead) {
    const answer = policy.keychainSlot === 'allowed' ? await keyStore.get(manifest.vaultId) : null
    const entry = answer?.ok ? keychainEntryFromText(answer.value) : null
    const opens = entry !== null && opensKeychainSlot(vaultBytes, entry)
    entry?.key.fill(0)
    return { opens, anchor: entry?.anchor ?? null }
  }

  async function run(): Promise<Output<'restore.run'>> {
    if (isOpen()) throw new AppError('restore.vault-open', {})
    finishRestore(dataFolder)
    const waiting = inspected
    if (waiting === null) throw new AppError('restore.nothing-inspected', {})
    const { path, mac, vault } = waiting
    waiting.take()
    inspected = null
    releaseDamaged()
    try {
      return await withBackup(path, async (file, head) => {
        if (!head.mac.equals(mac)) throw new AppError('backup.damaged', { part: 'mac' })
        const keychain = await keychainOf(head)
        const note = {
          id: newId(),
          restoredAt: clock.now(),
          backupAt: head.manifest.at,
          throughSeq: head.manifest.auditSeq,
          anchorSeq: keychain.anchor?.seq ?? 0,
          anchorHash: keychain.anchor?.hashPrefix ?? ''
        }
        const restored = await cancellable((signal) =>
          restoreBackup({
            ...{ folder: dataFolder, file, head, vault, note, signal, open: 'all', onProgress: progress },
            // A slot that no entry here opens would only promise a way in that is none.
            vaultBytes: keychain.opens ? head.vaultBytes : withoutKeychainSlot(head.vaultBytes, vault)
          })
        )
        return { aside: restored.aside, keychainSlot: keychain.opens, opened: restored.opened }
      })
    } finally {
      vault.close()
    }
  }

  return {
    async backups(): Promise<FoundBackup[]> {
      return (await listBackups(place)).map((one) => found(one.path, one))
    },
    async choose(): Promise<FoundBackup | null> {
      const path = await backupFiles.chooseFile()
      if (path === null) return null
      const answer = await withBackup(path, async (_file, head) => found(path, head))
      chosen = path
      return answer
    },
    inspect: (input: Parsed<'restore.inspect'>) => inTurn(() => inspect(input)),
    run: () => inTurn(run),
    /** Not in the queue: what it ends is at work there. */
    cancel(): Record<string, never> {
      running?.abort()
      forget()
      return {}
    },
    forget
  }
}
