import type { Kysely } from 'kysely'
import type { SchemaDialect } from '../dialects/schema-dialect.ts'
import { initial } from './0010-initial.ts'
import { access } from './0020-access.ts'
import { matters } from './0030-matters.ts'
import { cases } from './0040-cases.ts'
import { passcodes } from './0050-passcodes.ts'
import { backupCodes } from './0060-backup-codes.ts'
import { deadlines } from './0070-deadlines.ts'
import { auditChain } from './0090-audit-chain.ts'
import { generations } from './0100-generations.ts'
import { backups } from './0110-backups.ts'
import { clockAndHandOuts } from './0120-clock-and-hand-outs.ts'
import { salvages } from './0130-salvages.ts'
import { deadlineMatters } from './0140-deadline-matters.ts'
import { imports } from './0150-imports.ts'
import { codeKinds } from './0160-code-kinds.ts'
import { importIdentity } from './0170-import-identity.ts'
import { retention } from './0180-retention.ts'

/** One step of the schema. Append-only: a released migration is never edited, and none imports feature code (features change). */
export interface Migration {
  /** Becomes SQLite's user_version. Numbers rise in tens. */
  readonly version: number
  readonly name: string
  up(db: Kysely<unknown>, dialect: SchemaDialect): Promise<void>
}

export const migrations: readonly Migration[] = [
  initial,
  access,
  matters,
  cases,
  passcodes,
  backupCodes,
  deadlines,
  auditChain,
  generations,
  backups,
  clockAndHandOuts,
  salvages,
  deadlineMatters,
  imports,
  codeKinds,
  importIdentity,
  retention
]

export const schemaVersion = migrations[migrations.length - 1]?.version ?? 0
