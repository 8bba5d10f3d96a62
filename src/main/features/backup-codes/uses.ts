import type { Parsed } from '#contract'
import type { FirmDb, ReadableDb, WritableDb } from '../../db/handles.ts'
import { AppError } from '../../errors.ts'
import type { Clock } from '../../ports.ts'
import type { AccountLookup } from '../accounts/account-lookup.ts'
import type { StoredAccount } from '../accounts/repository.ts'
import type { AuditDetails, AuditService } from '../audit/service.ts'
import type { Acting } from '../members/acting.ts'
import type * as Store from './repository.ts'
import type { CodeOfAccount } from './repository.ts'
import { codeState } from './status.ts'

export interface UsesDeps {
  readonly db: FirmDb
  readonly clock: Clock
  readonly audit: AuditService
  readonly acting: Acting
  readonly accounts: Pick<AccountLookup, 'adopt'>
  readonly cases: { require(reader: ReadableDb, id: string): Promise<{ readonly clientId: string }> }
  readonly store: Pick<typeof Store, 'changeCode' | 'changeOpenCode' | 'notReserved' | 'notUsed' | 'notVoid'>
  /** Throws AppError `record.not-found`. */
  require(reader: ReadableDb, id: string): Promise<{ readonly code: CodeOfAccount; readonly account: StoredAccount }>
  changed(account: StoredAccount): void
}

type Change = Parameters<typeof Store.changeOpenCode>[3]
type CodeEvent = 'backup-code.used' | 'backup-code.reserved' | 'backup-code.struck-out'

/** Throws `codes.reserved` when another member keeps the code for themselves, unless the caller takes it over knowingly. */
export function checkReservation(code: CodeOfAccount, memberId: string, takeOver: boolean): void {
  if (code.reservedAt === null || code.reservedById === memberId || takeOver) return
  throw new AppError('codes.reserved', { by: code.reservedBy ?? '', since: code.reservedAt, for: code.reservedFor ?? '' })
}

/** For the audit row: whose reservation was passed over; nothing when there was none. */
export const takenFrom = (code: CodeOfAccount, memberId: string): AuditDetails =>
  code.reservedAt === null || code.reservedById === memberId ? {} : { reservedBy: code.reservedBy ?? '' }

/** What becomes of a single code: reserved, used, struck out, and each taken back. */
export function createCodeUses({ db, clock, audit, acting, accounts, cases, store, require, changed }: UsesDeps) {
  const { changeCode, changeOpenCode, notReserved, notUsed, notVoid } = store

  function checkOpen(code: CodeOfAccount): void {
    if (code.usedAt !== null) throw new AppError('codes.already-used', { usedAt: code.usedAt })
    if (codeState(code, code.setReplacedAt) === 'void') throw new AppError('codes.void', {})
  }

  /** Takes a code that is still open, in one transaction with its audit row. */
  async function take(
    { id, takeOver }: { readonly id: string; readonly takeOver: boolean },
    event: CodeEvent,
    work: (tx: WritableDb, account: StoredAccount) => Promise<{ readonly change: Change; readonly details: AuditDetails }>
  ): Promise<Record<string, never>> {
    const account = await db.write(async (tx) => {
      const { code, account } = await require(tx, id)
      checkOpen(code)
      checkReservation(code, acting.id(), takeOver)
      const { change, details } = await work(tx, account)
      if (!(await changeOpenCode(tx, id, code.reservedById, change))) {
        const { code: now } = await require(tx, id)
        checkOpen(now)
        throw new AppError('codes.reserved', { by: now.reservedBy ?? '', since: now.reservedAt ?? clock.now(), for: now.reservedFor ?? '' })
      }
      await accounts.adopt(tx, account)
      await audit.record(tx, {
        event,
        clientId: account.clientId,
        accountId: account.id,
        recordId: id,
        details: { position: code.position, ...details, ...takenFrom(code, acting.id()) }
      })
      return account
    })
    changed(account)
    return {}
  }

  /** Takes something back; `undo` answers null when there is nothing to take back. */
  async function takeBack(
    id: string,
    event: 'backup-code.use-undone' | 'backup-code.reservation-ended' | 'backup-code.strike-out-undone',
    undo: (code: CodeOfAccount) => Change | null
  ): Promise<Record<string, never>> {
    const account = await db.write(async (tx) => {
      const { code, account } = await require(tx, id)
      const change = undo(code)
      if (change === null) return null
      await changeCode(tx, id, change)
      await accounts.adopt(tx, account)
      const details = { position: code.position, ...(event === 'backup-code.reservation-ended' ? takenFrom(code, acting.id()) : {}) }
      await audit.record(tx, { event, clientId: account.clientId, accountId: account.id, recordId: id, details })
      return account
    })
    if (account !== null) changed(account)
    return {}
  }

  return {
    reserve: ({ for: purpose, ...input }: Parsed<'backupCodes.reserve'>) =>
      take(input, 'backup-code.reserved', async () => ({
        change: { reserved_by_id: acting.id(), reserved_by: acting.name(), reserved_at: clock.now(), reserved_for: purpose },
        details: purpose === '' ? {} : { for: purpose }
      })),

    endReservation: ({ id, takeOver }: Parsed<'backupCodes.endReservation'>) =>
      takeBack(id, 'backup-code.reservation-ended', (code) => {
        checkReservation(code, acting.id(), takeOver)
        return code.reservedAt === null ? null : notReserved
      }),

    /** A reservation ends with the use. */
    markUsed: ({ for: purpose, caseId, ...input }: Parsed<'backupCodes.markUsed'>) =>
      take(input, 'backup-code.used', async (tx, account) => {
        if (caseId !== null && (await cases.require(tx, caseId)).clientId !== account.clientId)
          throw new AppError('record.not-found', { kind: 'case' })
        return {
          change: { used_at: clock.now(), used_by: acting.name(), used_for: purpose, used_case_id: caseId, ...notReserved },
          details: { ...(purpose === '' ? {} : { for: purpose }), ...(caseId === null ? {} : { case: caseId }) }
        }
      }),

    undoUse: ({ id }: Parsed<'backupCodes.undoUse'>) =>
      takeBack(id, 'backup-code.use-undone', (code) => {
        if (code.usedAt === null) throw new AppError('codes.not-used', {})
        return notUsed
      }),

    strikeOut: ({ reason, ...input }: Parsed<'backupCodes.strikeOut'>) =>
      take(input, 'backup-code.struck-out', async () => ({
        change: { voided_at: clock.now(), voided_by: acting.name(), void_reason: reason, ...notReserved },
        details: { reason }
      })),

    undoStrikeOut: ({ id }: Parsed<'backupCodes.undoStrikeOut'>) =>
      takeBack(id, 'backup-code.strike-out-undone', (code) => (code.voidedAt === null ? null : notVoid))
  }
}
