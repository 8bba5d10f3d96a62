import type { Case, Client, HandOverSheet, Output, Parsed } from '#contract'
import type { FirmDb, ReadableDb } from '../../db/handles.ts'
import type { AuditService } from '../audit/service.ts'
import type { Acting } from '../members/acting.ts'
import type { PortalsService } from '../portals/service.ts'
import type { SettingsService } from '../settings/service.ts'
import { backupCodePlaces } from './repository.ts'

export interface HandOverDeps {
  readonly db: FirmDb
  readonly audit: AuditService
  readonly acting: Acting
  readonly settings: SettingsService
  readonly portals: PortalsService
  readonly clients: { require(reader: ReadableDb, id: string): Promise<Client> }
  readonly cases: { listOf(reader: ReadableDb, clientId: string): Promise<Case[]> }
  /** Read as their lists are read. */
  readonly accounts: { list(input: Parsed<'accounts.list'>): Promise<Output<'accounts.list'>> }
  readonly matters: { list(input: Parsed<'matters.list'>): Promise<Output<'matters.list'>> }
  readonly deadlines: { list(input: Parsed<'deadlines.list'>): Promise<Output<'deadlines.list'>> }
  readonly recovery: { of(input: Parsed<'recovery.of'>): Promise<Output<'recovery.of'>> }
}

export type HandOverService = ReturnType<typeof createHandOverService>

const rowsPerRead = 500

const everything = { query: '', descending: false } as const
const everyDeadline = {
  ...{ ownerId: null, matterId: null, caseId: null, accountId: null, kinds: [], documentsOnly: false, on: null },
  ...({ span: 'all', view: 'open', sort: 'due' } as const)
}

async function all<T>(read: (offset: number, limit: number) => Promise<{ rows: T[]; total: number }>): Promise<T[]> {
  const found: T[] = []
  for (;;) {
    const { rows } = await read(found.length, rowsPerRead)
    found.push(...rows)
    if (rows.length < rowsPerRead) return found
  }
}

/** The sheet that goes to the client or a successor. */
export function createHandOverService(deps: HandOverDeps) {
  const { db, audit, acting, settings, portals, clients, cases, accounts, matters, deadlines, recovery } = deps

  async function accountsOf(client: Client): Promise<HandOverSheet['accounts']> {
    const archived = client.archivedAt !== null
    const rows = await all((offset, limit) =>
      accounts.list({ ...everything, clientId: client.id, portalId: null, archived, sort: 'portal', offset, limit })
    )
    const places = await backupCodePlaces(db.read, client.id)
    const sheets: HandOverSheet['accounts'] = []
    for (const { id, portalId, portalName, username, nickname, accountNumber, custody, backupCode } of rows) {
      const helpDesk = portals.find(portalId)?.helpDesk ?? null
      sheets.push({
        ...{ portalName, username, nickname, accountNumber, custody },
        recovery: archived ? null : await recovery.of({ accountId: id }),
        backupCodes: { unused: backupCode.unused, total: backupCode.total, keptAt: places.get(id) ?? '' },
        helpDesk: helpDesk === null ? null : { page: helpDesk.page, contact: helpDesk.contact }
      })
    }
    return sheets
  }

  return {
    async print({ clientId }: Parsed<'handOver.print'>): Promise<HandOverSheet> {
      const client = await clients.require(db.read, clientId)
      const onSheet = await accountsOf(client)
      const filings = await cases.listOf(db.read, clientId)
      const due = await all((offset, limit) => deadlines.list({ ...everything, ...everyDeadline, clientId, offset, limit }))
      const titles = new Map(
        (await all((offset, limit) => matters.list({ ...everything, clientId, statuses: [], sort: 'title', offset, limit }))).map((one) => [
          one.id,
          one.title
        ])
      )
      await db.write((tx) =>
        audit.record(tx, {
          ...{ event: 'hand-over.printed', clientId, recordId: clientId },
          details: { accounts: onSheet.length, cases: filings.length, deadlines: due.length }
        })
      )
      const { name, otherNames, email, phone, aNumber, bornOn, fileNumber } = client
      return {
        client: { name, otherNames, email, phone, aNumber, bornOn, fileNumber },
        accounts: onSheet,
        cases: filings.map(({ receiptNumber, form, office, matterId, decidedOn, status }) => ({
          ...{ receiptNumber, form, office, decidedOn, matterTitle: matterId === null ? null : (titles.get(matterId) ?? null) },
          status: status === null ? null : { text: status.text, checkedOn: status.checkedOn }
        })),
        deadlines: due.map(({ kind, title, dueOn, atTime, place, ownerName }) => ({ kind, title, dueOn, atTime, place, ownerName })),
        printedOn: settings.today(),
        printedBy: acting.name(),
        headCode: (await audit.state()).head?.code ?? ''
      }
    }
  }
}
