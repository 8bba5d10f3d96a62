import type { Backup, BackupStatus, InspectedBackup } from '#contract'
import { type Emit, type Handlers, refuse } from './fake-answer.ts'
import type { FakeFirm } from './fake-firm.ts'

/** Backups that are made and restored in name only. */
export function backupHandlers(firm: FakeFirm, now: () => number, emit: Emit) {
  const facts = (at: number) => ({
    ...{ name: `Keydocket KD-4F7A ${new Date(at).toISOString().slice(0, 10)} 08-00-00.keydocket-backup`, at, bytes: 2_400_000 },
    ...{ appVersion: '0.1.0', clients: firm.clients.length, accounts: firm.accounts.length, cases: 0, secrets: 12, auditSeq: 40 }
  })
  let backups: Backup[] = []
  let drilledAt: number | null = null
  const status = (): BackupStatus => ({
    ...{ place: '/data/backups', isDefaultPlace: true, isPlaceThere: true, backups, madeAt: backups[0]?.at ?? null, failure: null },
    ...{ drilledAt, isDrillDue: false, isDue: false }
  })
  const make = (): Backup => {
    const made = { ...facts(now()), isVerified: true }
    backups = [made, ...backups]
    emit('backup.changed', {})
    return made
  }
  const inspected = (): InspectedBackup => ({
    ...facts(now() - 86_400_000),
    ...{ vaultReference: 'KD-4F7A', headCode: '40 · 7F3A-90C2-11DE-5B04', members: ['Dana Whitfield'], opened: 12, rows: 210 },
    lastWrite: { actor: 'Dana Whitfield', device: 'front-desk', at: now() - 86_400_000 },
    present: 'same'
  })
  return {
    'backup.status': status,
    'backup.create': make,
    'backup.saveCopy': () => ({ path: '/media/copy.keydocket-backup', backup: make() }),
    'backup.cancel': () => ({}),
    'backup.choosePlace': status,
    'backup.resetPlace': status,
    'backup.drill': () => {
      const backup = backups[0] ?? refuse('backup.none', {})
      drilledAt = now()
      return { backup, opened: backup.secrets, rows: 210, durationMs: 40 }
    },
    'restore.backups': () => [{ ...facts(now() - 86_400_000), vaultReference: 'KD-4F7A' }],
    'restore.choose': () => ({ ...facts(now() - 86_400_000), vaultReference: 'KD-4F7A' }),
    'restore.inspect': inspected,
    'restore.run': () => ({ aside: 'before-restore-2026-11-22T15-00-00', keychainSlot: false, opened: 12 }),
    'restore.cancel': () => ({})
  } satisfies Partial<Handlers>
}
