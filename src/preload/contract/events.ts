import type { BackupPhase, RotationPhase, VaultState } from './vocabulary.ts'

/** What main tells every window after a commit. Ids only, never rows, never secrets: the window fetches what it shows. */
export interface Events {
  'vault.changed': { readonly state: VaultState }
  /** Locks by itself in so many seconds unless somebody uses the window; told once. Null: somebody did. */
  'vault.locking': { readonly seconds: number | null }
  /** While the keys are replaced. `total` is 0 as long as it is not known. */
  'vault.rotating': { readonly phase: RotationPhase; readonly done: number; readonly total: number }
  /** Tables salvaged of all. */
  'vault.salvaging': { readonly done: number; readonly total: number }
  'clients.changed': { readonly clientId: string | null }
  'matters.changed': { readonly matterId: string | null; readonly clientId: string | null }
  'contacts.changed': { readonly contactId: string | null }
  'parties.changed': { readonly caseId: string; readonly clientId: string }
  'representatives.changed': { readonly caseId: string; readonly clientId: string }
  'accounts.changed': { readonly accountId: string | null; readonly clientId: string | null }
  'settings.changed': Record<string, never>
  'members.changed': Record<string, never>
  'deadlines.changed': { readonly deadlineId: string | null; readonly clientId: string | null }
  'paths.changed': { readonly pathId: string; readonly accountId: string }
  /** The state of the audit log against what is known of it elsewhere. */
  'audit.changed': Record<string, never>
  /** Rows checked of all. */
  'audit.progress': { readonly done: number; readonly total: number }
  'rotation.changed': { readonly memberId: string }
  /** What speaks against the clock of this computer, or the correction of codes, is another. */
  'clock.changed': Record<string, never>
  /** An import was made or undone, or one of its entries was settled. */
  'imports.changed': { readonly importId: string }
  /** Rows or records of all, while an import is written or undone. */
  'imports.progress': { readonly done: number; readonly total: number }
  'backup.changed': Record<string, never>
  /** While a backup is made, checked or restored; bytes. `total` is 0 as long as it is not known. */
  'backup.progress': { readonly phase: BackupPhase; readonly done: number; readonly total: number }
  /** The clipboard no longer holds what Keydocket put there. `replaced`: the user copied something else, which was left alone. */
  'clipboard.released': { readonly outcome: 'cleared' | 'replaced' | 'failed' }
}

export type EventName = keyof Events
export const eventNames = [
  'vault.changed',
  'vault.locking',
  'vault.rotating',
  'vault.salvaging',
  'clients.changed',
  'matters.changed',
  'contacts.changed',
  'parties.changed',
  'representatives.changed',
  'accounts.changed',
  'settings.changed',
  'members.changed',
  'deadlines.changed',
  'paths.changed',
  'audit.changed',
  'audit.progress',
  'rotation.changed',
  'clock.changed',
  'imports.changed',
  'imports.progress',
  'backup.changed',
  'backup.progress',
  'clipboard.released'
] as const satisfies readonly EventName[]
