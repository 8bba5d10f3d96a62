import type { Output } from '#contract'
import type { FirmDb, WritableDb } from '../../db/handles.ts'
import { AppError } from '../../errors.ts'
import type { Emit } from '../../events.ts'
import type { Clock } from '../../ports.ts'
import type { AccessCodesService } from '../access-codes/service.ts'
import type { AccountsService } from '../accounts/service.ts'
import type { AuditService } from '../audit/service.ts'
import { keyFromTyped } from '../authenticators/base32.ts'
import type { AuthenticatorsService } from '../authenticators/service.ts'
import type { BackupCodesService } from '../backup-codes/service.ts'
import type { CasesService } from '../cases/service.ts'
import type { ClientsService } from '../clients/service.ts'
import type { DeadlinesService } from '../deadlines/service.ts'
import type { SettingsService } from '../settings/service.ts'
import { sampleDeadlines } from './sample-deadlines.ts'
import { type SampleAccount, sampleFirm, sampleOwnAccounts } from './sample-firm.ts'

export interface SampleDeps {
  readonly db: FirmDb
  readonly clock: Clock
  readonly emit: Emit
  readonly audit: AuditService
  readonly settings: SettingsService
  readonly clients: ClientsService
  readonly cases: CasesService
  readonly accounts: AccountsService
  readonly authenticators: AuthenticatorsService
  readonly backupCodes: BackupCodesService
  readonly accessCodes: AccessCodesService
  readonly deadlines: Pick<DeadlinesService, 'addTo'>
}

export type SampleService = ReturnType<typeof createSampleService>

/** A made-up firm to look around in, stored through the same services as real data and marked so that it can be removed as a whole. */
export function createSampleService(deps: SampleDeps) {
  const { db, clock, emit, audit, settings, clients, cases, accounts, authenticators, backupCodes, accessCodes, deadlines } = deps

  async function status(): Promise<Output<'sample.status'>> {
    const loaded = (await clients.sampleIds(db.read)).length > 0
    return { offered: !loaded && (await clients.count()) === 0, loaded }
  }

  async function addAccount(tx: WritableDb, clientId: string | null, sample: SampleAccount): Promise<void> {
    const { authenticator, backupCodes: sheet, accessCodes: notices, ...fields } = sample
    const account = await accounts.addTo(tx, clientId, fields, true)
    if (authenticator !== undefined) {
      const { issuer, label, algorithm, digits, periodSeconds } = authenticator
      const id = await authenticators.addTo(tx, account, {
        issuer,
        label,
        algorithm,
        digits,
        periodSeconds,
        key: keyFromTyped(authenticator.secret)
      })
      if (authenticator.confirmedOn !== null) await authenticators.confirmIn(tx, await authenticators.require(tx, id), clientId)
    }
    if (sheet !== undefined) {
      const { codes, issuedOn, keptAt } = sheet
      // Codes recorded before the authenticator was confirmed are the ones presumed stale.
      const recordedAt = clock.now() - (sheet.staleSince === null ? 0 : 60_000)
      const { setId } = await backupCodes.recordIn(tx, account, { codes: [...codes], issuedOn, keptAt }, recordedAt)
      for (const position of sheet.usedPositions) await backupCodes.setUsedIn(tx, setId, position)
    }
    for (const notice of notices ?? []) {
      const { use, replacementRequestedOn, receiptNumbers, ...input } = notice
      const id = await accessCodes.recordIn(tx, account, { ...input, receiptNumbers: [...receiptNumbers], replaces: true })
      if (use !== null) await accessCodes.setUsedIn(tx, id, use.byOther)
      if (replacementRequestedOn !== null) await accessCodes.setRequestedIn(tx, id, replacementRequestedOn)
    }
  }

  return {
    status,

    /** All or nothing, into an empty firm only. */
    async load(): Promise<Output<'sample.load'>> {
      if (!(await status()).offered) throw new AppError('sample.not-empty', {})
      const today = settings.today()
      const firm = sampleFirm(today)
      const own = sampleOwnAccounts(today)
      await db.write(async (tx) => {
        for (const { cases: filings, accounts: logins, ...fields } of firm) {
          const client = await clients.add(tx, fields, true)
          for (const filing of filings) await cases.addTo(tx, { clientId: client.id, ...filing })
          for (const login of logins) await addAccount(tx, client.id, login)
          for (const deadline of sampleDeadlines(client.name, today)) await deadlines.addTo(tx, client.id, deadline)
        }
        for (const login of own) await addAccount(tx, null, login)
        await audit.record(tx, { event: 'sample.loaded', details: { clients: firm.length } })
      })
      announce()
      return { clients: firm.length, accounts: own.length + firm.reduce((sum, client) => sum + client.accounts.length, 0) }
    },

    /** Removes what `load` brought; real clients and the audit rows stay. */
    async remove(): Promise<Output<'sample.remove'>> {
      const removed = await db.write(async (tx) => {
        const ids = await clients.sampleIds(tx)
        await accounts.removeSample(tx, await accounts.sampleIds(tx))
        await clients.removeSample(tx, ids)
        await audit.record(tx, { event: 'sample.removed', details: { clients: ids.length } })
        return ids.length
      })
      announce()
      return { clients: removed }
    }
  }

  function announce(): void {
    emit('clients.changed', { clientId: null })
    emit('accounts.changed', { accountId: null, clientId: null })
    emit('deadlines.changed', { deadlineId: null, clientId: null })
  }
}
