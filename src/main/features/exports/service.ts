import type { Output, Parsed } from '#contract'
import type { FirmDb, ReadableDb } from '../../db/handles.ts'
import { schemaVersion } from '../../db/migrations/index.ts'
import { AppError } from '../../errors.ts'
import type { Emit } from '../../events.ts'
import type { BackupFiles, Clock, FileSaver, Random } from '../../ports.ts'
import { measurePassphrase } from '../../vault/passphrase-strength.ts'
import type { OpenVault } from '../../vault/vault.ts'
import type { AccountLookup } from '../accounts/account-lookup.ts'
import type { AuditService } from '../audit/service.ts'
import type { ActingControl } from '../members/acting.ts'
import type { SettingsService } from '../settings/service.ts'
import { type ArchiveFile, linesOf, openArchiveFile } from './archive-file.ts'
import { createAuthenticatorExport } from './authenticators.ts'
import { archiveExtension, createSealing } from './container.ts'
import { createPacking, unpacked } from './packed-text.ts'
import { readRecords } from './record-reading.ts'
import { recordTables } from './record-tables.ts'
import { isSealed, type RecordsHead, recordsFile, recordsFormat, writeCsv, writeJson } from './record-writing.ts'
import * as repository from './repository.ts'
import { createLeavingOut, restoreRecords } from './restoring.ts'
import { createZip } from './zip.ts'

export interface ExportsDeps {
  readonly db: FirmDb
  readonly vault: OpenVault
  readonly clock: Clock
  readonly random: Random
  readonly emit: Emit
  readonly audit: AuditService
  readonly acting: ActingControl
  readonly settings: SettingsService
  readonly members: { act(input: { id: string; remember: boolean }): Promise<unknown> }
  readonly fileSaver: FileSaver
  readonly backupFiles: Pick<BackupFiles, 'chooseArchive'>
  readonly accounts: Pick<AccountLookup, 'secretsForbidden'>
  readonly appVersion: string
}

export type ExportsService = ReturnType<typeof createExportsService>
type Saving = Parsed<'exports.save'>

/** Everything goes out, and comes back into an empty firm. */
export function createExportsService(deps: ExportsDeps) {
  const { db, vault, clock, random, emit, audit, acting, settings, members, fileSaver, backupFiles, appVersion } = deps
  let isEnding = false
  let read: ArchiveFile | null = null

  async function check({ as, withSecrets, passphrase, reason }: Saving): Promise<void> {
    if (withSecrets && as === 'csv') throw new AppError('exports.secrets-refused', { because: 'csv' })
    if (withSecrets && reason === '') throw new AppError('exports.secrets-refused', { because: 'no-reason' })
    if (as !== 'archive') return
    const { weakness } = await measurePassphrase(passphrase ?? '')
    if (weakness !== null) throw new AppError('vault.weak-passphrase', { reason: weakness })
  }

  const headOf = (withSecrets: boolean): RecordsHead => ({
    ...{ kind: 'keydocket-export', format: recordsFormat, schema: schemaVersion, appVersion, vaultId: vault.vaultId },
    ...{ madeAt: clock.now(), withSecrets }
  })

  /** Reads everything as one state, packed; nothing is written down yet. */
  async function collect(tx: ReadableDb, { as, withSecrets, passphrase }: Saving) {
    const source = { tx, vault, repository }
    let written = { rows: 0, secrets: 0 }
    const json = createPacking()
    if (as !== 'csv') written = await writeJson(source, headOf(withSecrets), json.add)
    const records = json.end()
    if (as === 'json') return { ...written, parts: () => unpacked(records) }
    const pieces: Buffer[] = []
    const sealing = as === 'archive' ? await createSealing(passphrase ?? '', random, (bytes) => pieces.push(bytes)) : null
    const zip = createZip((bytes) => void (sealing === null ? pieces.push(bytes) : sealing.add(bytes)))
    if (as === 'archive') zip.file(recordsFile, records)
    for (const table of recordTables) {
      const csv = createPacking()
      const rows = await writeCsv(source, table, csv.add)
      if (as === 'csv') written = { rows: written.rows + rows, secrets: 0 }
      zip.file(`${table.name}.csv`, csv.end())
    }
    zip.end()
    sealing?.end()
    return { ...written, parts: () => pieces.values() }
  }

  /** The file in parts. What leaves is written down in the transaction that reads it, before the first part. */
  async function* partsOf(input: Saving, counted: (counts: { rows: number; secrets: number }) => void): AsyncGenerator<Uint8Array> {
    const { parts, ...counts } = await db.write(async (tx) => {
      // The person may have taken longer to choose a place than the vault stayed open.
      if (isEnding) throw new AppError('vault.locked', {})
      const collected = await collect(tx, input)
      const { as, withSecrets, reason } = input
      const { rows, secrets } = collected
      await audit.record(tx, { event: 'export.saved', details: { as, rows, secrets, ...(reason === '' ? {} : { reason }) } })
      for (const held of withSecrets ? await repository.listHeldSecrets(tx) : []) {
        const { accountId, clientId } = held
        await audit.record(tx, { event: 'export.account-secrets', accountId, clientId, details: { as, secrets: held.secrets, reason } })
      }
      return collected
    })
    counted(counts)
    yield* parts()
  }

  function required(): ArchiveFile {
    if (read === null) throw new AppError('exports.nothing-read', {})
    return read
  }

  return {
    authenticators: createAuthenticatorExport({ db, vault, random, audit, settings, accounts: deps.accounts, fileSaver, repository }),

    async save(input: Saving): Promise<Output<'exports.save'>> {
      await check(input)
      let counts = { rows: 0, secrets: 0 }
      const parts = partsOf(input, (written) => {
        counts = written
      })
      const saved = await fileSaver.saveParts(`keydocket-${settings.today()}${extensions[input.as]}`, parts)
      return { saved, ...counts }
    },

    async readArchive({ passphrase }: Parsed<'exports.readArchive'>): Promise<Output<'exports.readArchive'>> {
      read = null
      const path = await backupFiles.chooseArchive()
      if (path === null) return null
      const archive = await openArchiveFile(path, passphrase)
      const found = { rows: 0, secrets: 0, leftOut: 0, clients: 0, accounts: 0, cases: 0 }
      const isLeftOut = createLeavingOut()
      let head: RecordsHead | null = null
      await readRecords(linesOf(archive), {
        onHead: (one) => {
          head = one
        },
        onRows: ({ table, rows }) => {
          found.rows += rows.length
          if (table.name === 'clients' || table.name === 'accounts' || table.name === 'cases') found[table.name] += rows.length
          const sealed = Object.entries(table.columns).flatMap(([column, kind]) => (isSealed(kind) ? [column] : []))
          for (const row of rows) {
            if (isLeftOut(table, row)) found.leftOut += 1
            else found.secrets += sealed.filter((column) => row[column] !== null).length
          }
        }
      })
      if (isEnding) throw new AppError('vault.locked', {})
      const { madeAt, appVersion: madeBy, vaultId, withSecrets } = head as unknown as RecordsHead
      const isFirmEmpty = await repository.isEmptyFirm(db.read)
      read = archive
      return { ...found, madeAt, appVersion: madeBy, withSecrets, vaultReference: vaultId.slice(0, 8), isFirmEmpty }
    },

    async restore(): Promise<Output<'exports.restore'>> {
      const archive = required()
      const before = { id: acting.id(), name: acting.name() }
      const { counts, actsAs } = await db.write(async (tx) => {
        if (!(await repository.isEmptyFirm(tx))) throw new AppError('exports.firm-not-empty', {})
        const restored = await restoreRecords(tx, archive, { vault, repository })
        const id = restored.memberNames.get(before.name) ?? null
        await audit.record(tx, { event: 'export.restored', details: { ...restored.counts } })
        return { counts: restored.counts, actsAs: id }
      })
      read = null
      if (actsAs !== null) {
        acting.become({ id: actsAs, name: before.name })
        await members.act({ id: actsAs, remember: true })
      }
      await settings.reload()
      emit('clients.changed', { clientId: null })
      emit('contacts.changed', { contactId: null })
      emit('matters.changed', { matterId: null, clientId: null })
      emit('accounts.changed', { accountId: null, clientId: null })
      emit('deadlines.changed', { deadlineId: null, clientId: null })
      emit('members.changed', {})
      emit('settings.changed', {})
      return counts
    },

    forget(): Record<string, never> {
      read = null
      return {}
    },
    /** Saving that waits for a place to be chosen will find the vault closed. */
    end(): void {
      isEnding = true
      read = null
    },
    resume(): void {
      isEnding = false
    }
  }
}

const extensions = { archive: archiveExtension, json: '.json', csv: '.zip' } as const
