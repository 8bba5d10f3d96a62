import { basename } from 'node:path'
import type { Backup } from '#contract'
import type { BackupManifest } from './container.ts'

/** What a backup holds, as its head says. */
export function factsOf({
  path,
  manifest,
  fileBytes
}: {
  readonly path: string
  readonly manifest: BackupManifest
  readonly fileBytes: number
}): Omit<Backup, 'isVerified'> {
  const { at, appVersion, tables, sealed, auditSeq } = manifest
  return {
    name: basename(path),
    at,
    bytes: fileBytes,
    appVersion,
    clients: tables['clients'] ?? 0,
    accounts: tables['accounts'] ?? 0,
    cases: tables['cases'] ?? 0,
    secrets: sealed,
    auditSeq
  }
}
