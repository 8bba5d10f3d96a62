import type { Client, Output, Parsed } from '#contract'
import { destroyedTables } from '#contract/destruction'
import type { FirmDb, ReadableDb } from '../../db/handles.ts'
import { AppError } from '../../errors.ts'
import type { Emit } from '../../events.ts'
import type { Clock, FileSaver } from '../../ports.ts'
import type { AuditService } from '../audit/service.ts'
import type { SettingsService } from '../settings/service.ts'
import { certificateText } from './certificate.ts'
import { countRecords, deleteRecords, findDestruction, listKeepingMatters } from './repository.ts'

export interface DestructionDeps {
  readonly db: FirmDb
  readonly clock: Clock
  readonly emit: Emit
  readonly audit: AuditService
  readonly settings: SettingsService
  readonly clients: { require(reader: ReadableDb, id: string): Promise<Client> }
  readonly fileSaver: FileSaver
  readonly vault: { readonly vaultId: string }
  readonly timeZone: () => string
  readonly headCode: (head: { readonly seq: number; readonly hash: string }) => string
  readonly appVersion: string
}

export type DestructionService = ReturnType<typeof createDestructionService>

/** Matters an error names. */
const mostNamed = 20

const asTyped = (name: string): string => name.normalize('NFC').trim().replace(/\s+/g, ' ')

/** Destroys all a firm holds of a client, for good. What it did stays in the activity record, from which the certificate is made. */
export function createDestructionService(deps: DestructionDeps) {
  const { db, clock, emit, audit, settings, clients, fileSaver, vault, timeZone, headCode, appVersion } = deps

  return {
    async preview({ clientId }: Parsed<'destruction.preview'>): Promise<Output<'destruction.preview'>> {
      const client = await clients.require(db.read, clientId)
      const keptBy = await listKeepingMatters(db.read, clientId, settings.today())
      return { clientName: client.name, ...(await countRecords(db.read, clientId)), keptBy }
    },

    async destroy({ clientId, typedName, reason }: Parsed<'destruction.destroy'>): Promise<Output<'destruction.destroy'>> {
      const destroyed = await db.write(async (tx) => {
        const client = await clients.require(tx, clientId)
        const keptBy = await listKeepingMatters(tx, clientId, settings.today())
        if (keptBy.length > 0) {
          const matters = keptBy.slice(0, mostNamed).map(({ id: _, ...matter }) => matter)
          throw new AppError('destruction.matters-keep', { matters, more: keptBy.length - matters.length })
        }
        if (asTyped(typedName) !== asTyped(client.name)) throw new AppError('destruction.wrong-name', {})
        const counted = await countRecords(tx, clientId)
        await deleteRecords(tx, clientId)
        // Words of removed entries would stay in the index until it is put together anew.
        await db.schema.tidySearchIndex(tx)
        const tables = Object.fromEntries(counted.counts.map(({ table, rows }) => [table, rows]))
        const { rows, secrets } = counted
        const details = { name: client.name, reason, rows, secrets, ...tables }
        await audit.record(tx, { event: 'client.destroyed', clientId, recordId: clientId, details })
        await audit.checkpoint(tx)
        return { clientId, clientName: client.name, at: clock.now(), ...counted }
      })
      emit('clients.changed', { clientId })
      emit('matters.changed', { matterId: null, clientId })
      emit('accounts.changed', { accountId: null, clientId })
      emit('deadlines.changed', { deadlineId: null, clientId })
      return destroyed
    },

    async saveCertificate({ clientId }: Parsed<'destruction.saveCertificate'>): Promise<Output<'destruction.saveCertificate'>> {
      const row = await findDestruction(db.read, clientId)
      if (row === null) throw new AppError('record.not-found', { kind: 'certificate' })
      const { details, at } = row
      const number = (name: string): number => (typeof details[name] === 'number' ? details[name] : 0)
      const counts = destroyedTables.flatMap((table) => (number(table) > 0 ? [{ table, rows: number(table) }] : []))
      const text = certificateText({
        ...{ clientId, clientName: String(details['name']), reason: String(details['reason']) },
        ...{ member: row.actor, device: row.device, at, localTime: localTime(at, timeZone()), timeZone: timeZone() },
        ...{ counts, rows: number('rows'), secrets: number('secrets') },
        ...{ headCode: headCode(row), vaultReference: vault.vaultId.slice(0, 8), appVersion }
      })
      return { saved: await fileSaver.saveText(`Keydocket certificate of destruction ${localTime(at, timeZone()).slice(0, 10)}.txt`, text) }
    }
  }
}

/** "2026-11-25 14:03" in a zone. */
const localTime = (at: number, timeZone: string): string =>
  new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' }).format(at)
