import type { AuditEvent, LockReason, RotationPhase, RotationReason } from '#contract'
import type { Damage } from '../../db/handles.ts'
import type { OpenVault } from '../../vault/vault.ts'

export type OpeningMethod = 'created' | 'passphrase' | 'kit' | 'keychain'

export interface FirmRotation {
  /** Keys of the next generation. Belong to the session once `commit` was called, whatever comes after. */
  readonly to: OpenVault
  readonly reason: RotationReason
  /** Makes the new keys count. Called once everything is sealed under them. */
  commit(): Promise<void>
  onProgress(phase: RotationPhase, done: number, total: number): void
  readonly signal: AbortSignal
}

export interface FirmOpening {
  readonly method: OpeningMethod
  readonly newMember?: string
  /** The database is damaged: it is opened without the possibility to write. */
  readonly readOnly?: boolean
}

export interface SalvageResult {
  readonly rowsKept: number
  readonly rowsLost: number
  readonly keptAs: string
}

/** The firm's database around an open vault; the composition root implements it. */
export interface VaultSession {
  state(): 'closed' | 'open'
  /**
   * Opens the database with the vault's key, or makes it when `method` is `created`. Owns the vault once it returns.
   * Throws AppError when there is no database to work with, having cleaned up whatever it had half made.
   */
  openFirm(vault: OpenVault, how: FirmOpening): Promise<void>
  isReadOnly(): boolean
  /** Looks for damage in the open database (features/damage). Throws `vault.locked`. */
  findDamage(whole: boolean): Promise<Damage | null>
  /** Closes the database without writing anything and leaves the vault's keys to the caller. Never throws. */
  leaveFirm(): Promise<void>
  /** Keys are held although no database is open: the idle lock watches over them. */
  watchKeys(): void
  /** Carries what can be read over into a new database. Nothing may be open. Throws what `salvageFirmDb` throws. */
  salvage(vault: OpenVault, anchorSeq: number): Promise<SalvageResult>
  /** Closes the database and the vault. Never throws. */
  closeFirm(because: LockReason): Promise<void>
  /** Who is recorded as acting; null while closed. */
  memberName(): string | null
  /** Writes the audit row of a change to the vault of the open firm. */
  record(event: Extract<AuditEvent, `vault.${string}`>, details?: Readonly<Record<string, string | number>>): Promise<void>
  /**
   * Seals the open firm under the next keys; calls that come meanwhile wait. Throws when nothing was changed. Once `commit` has succeeded it answers
   * how many values were sealed anew, and the state is open, or closed when the database could not be opened again.
   */
  rotateFirm(rotation: FirmRotation): Promise<number>
}
