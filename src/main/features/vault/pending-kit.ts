import type { RecoveryKit, RotationReason } from '#contract'
import { AppError } from '../../errors.ts'
import type { FileSaver } from '../../ports.ts'
import { kitText, normaliseKitSymbols } from '../../vault/recovery-kit.ts'
import type { PreparedKit, PreparedRotation } from '../../vault/vault-changes.ts'
import type { PreparedVault } from '../../vault/vault-store.ts'

/** A recovery kit that was shown and must be retyped before anything relies on it. */
export type Pending =
  | { readonly kind: 'setup'; readonly prepared: PreparedVault; readonly memberName: string; readonly useKeychain: boolean }
  | { readonly kind: 'renewal'; readonly prepared: PreparedKit }
  | { readonly kind: 'rotation'; readonly prepared: PreparedRotation; readonly reason: RotationReason }
type PendingOf<K extends Pending['kind']> = Extract<Pending, { kind: K }>

export type PendingKit = ReturnType<typeof createPendingKit>

/** The one kit that waits at a time. `discard` forgets the keys behind one that comes to nothing. */
export function createPendingKit(fileSaver: Pick<FileSaver, 'saveText'>, discard: (pending: Pending) => void) {
  let pending: Pending | null = null
  const any = (): Pending => {
    if (pending === null) throw new AppError('vault.no-setup-pending', {})
    return pending
  }
  return {
    /** Takes the place of one that waited before. */
    put(next: Pending): RecoveryKit {
      if (pending !== null) discard(pending)
      pending = next
      const { kitGroups, vaultReference, createdOn, confirm } = next.prepared
      return { groups: [...kitGroups], vaultReference, createdOn, confirm: [...confirm] }
    },
    /** Throws `vault.no-setup-pending` when another kind waits, or none. */
    get<K extends Pending['kind']>(kind: K): PendingOf<K> {
      const found = any()
      if (found.kind !== kind) throw new AppError('vault.no-setup-pending', {})
      return found as PendingOf<K>
    },
    /** As `get`, once the two groups fit. Throws `vault.kit-not-confirmed` naming those that do not. */
    confirmed<K extends Pending['kind']>(kind: K, groups: readonly string[]): PendingOf<K> {
      const found = this.get(kind)
      const { kitGroups, confirm } = found.prepared
      const wrong = confirm.filter((number, index) => normaliseKitSymbols(groups[index] ?? '') !== kitGroups[number - 1])
      if (wrong.length > 0) throw new AppError('vault.kit-not-confirmed', { groups: wrong })
      return found
    },
    async save(): Promise<{ saved: boolean }> {
      const { prepared } = any()
      const saved = await fileSaver.saveText(`Keydocket recovery kit ${prepared.vaultReference}.txt`, kitText(prepared.kitGroups, prepared))
      return { saved }
    },
    /** It came to something: its keys are in use now. */
    done(): void {
      pending = null
    },
    drop(): void {
      if (pending !== null) discard(pending)
      pending = null
    }
  }
}
