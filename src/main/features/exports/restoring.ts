import type { WritableDb } from '../../db/handles.ts'
import type { OpenVault } from '../../vault/vault.ts'
import { type ArchiveFile, linesOf } from './archive-file.ts'
import { damagedArchive } from './container.ts'
import { type ReadTable, readRecords } from './record-reading.ts'
import { type ColumnKind, type RecordTable, recordTables } from './record-tables.ts'
import { isKey, isSealed, sealContext } from './record-writing.ts'
import type * as Repository from './repository.ts'

export interface Counts {
  rows: number
  secrets: number
  leftOut: number
}

const earlierAudit = recordTables.find(({ name }) => name === 'earlier_audit') as RecordTable

/** Rows that are nothing without their key, which was left out. Keeps the ids of authenticators for what refers to them. */
export function createLeavingOut() {
  const gone = new Set<unknown>()
  return ({ name }: RecordTable, row: Repository.Row): boolean => {
    if (name === 'authenticators' && row['secret'] === null && row['retired_at'] === null) {
      gone.add(row['id'])
      return true
    }
    if (name === 'handed_out_codes') return gone.has(row['authenticator_id'])
    return name === 'import_entries' && row['details'] === null && row['settled_at'] === null
  }
}

/** Puts every row of an archive into the tables, under the ids they had; secrets are sealed anew. Within one transaction. */
export async function restoreRecords(
  tx: WritableDb,
  archive: ArchiveFile,
  { vault, repository }: { vault: OpenVault; repository: typeof Repository }
): Promise<{ counts: Counts; memberNames: Map<string, string> }> {
  const counts: Counts = { rows: 0, secrets: 0, leftOut: 0 }
  const memberNames = new Map<string, string>()
  const isLeftOut = createLeavingOut()
  let vaultId = ''
  const own = await repository.listMemberNames(tx)
  await repository.clearSettings(tx)

  async function insert({ table, rows }: ReadTable): Promise<void> {
    const kept = rows.filter((row) => !isLeftOut(table, row))
    counts.leftOut += rows.length - kept.length
    if (table.name === 'members') {
      for (const row of kept) if (row['left_on'] === null) memberNames.set(String(row['name']), String(row['id']))
      // Nothing refers to the members of an empty firm; who goes by the same name is the same person.
      for (const { id } of own.filter(({ name }) => memberNames.has(name))) await repository.removeMember(tx, id)
    }
    const stored = kept.map((row) => storedRow(vault, table, row, counts))
    if (table.name === 'audit_log')
      await repository.insertRows(
        tx,
        earlierAudit,
        stored.map((row) => ({ ...row, vault_id: vaultId }))
      )
    else await repository.insertRows(tx, table, stored)
    counts.rows += kept.length
  }

  try {
    await readRecords(linesOf(archive), {
      onHead: (head) => {
        vaultId = head.vaultId
      },
      onRows: insert
    })
  } catch (error) {
    throw contradiction(error) ?? error
  }
  return { counts, memberNames }
}

/** Rows that contradict one another: twice the same id, or a reference to what is not there. */
function contradiction(error: unknown): Error | null {
  const code = String((error as { code?: unknown }).code)
  return code.startsWith('SQLITE_CONSTRAINT') || /^23\d{3}$/.test(code) ? damagedArchive('records', error) : null
}

function storedRow(vault: OpenVault, table: RecordTable, row: Repository.Row, counts: Counts): Repository.Row {
  const columns = Object.entries(table.columns)
  const stored: Record<string, unknown> = { ...row }
  let print = ''
  for (const [column, kind] of columns) {
    if (!isSealed(kind)) continue
    const plain = plainBytes(kind, row[column])
    if (plain === null) stored[column] = kind.endsWith('?') ? null : Buffer.alloc(0)
    else {
      stored[column] = vault.seal(sealContext(table.name, column, row), plain)
      counts.secrets += 1
      if (isKey(kind)) print = vault.fingerprint('authenticator', plain)
      plain.fill(0)
    }
  }
  for (const [column, kind] of columns) if (kind === 'print') stored[column] = row[column] === 1 ? print : ''
  return stored
}

function plainBytes(kind: ColumnKind, value: unknown): Buffer | null {
  if (typeof value !== 'string') return null
  if (!isKey(kind)) return Buffer.from(value, 'utf8')
  const bytes = Buffer.from(value, 'base64')
  if (bytes.length === 0 || bytes.toString('base64') !== value) throw damagedArchive('records')
  return bytes
}
