import type { Parsed, SecondFactor } from '#contract'
import type { FirmDb, ReadableDb, WritableDb } from '../../db/handles.ts'
import { AppError } from '../../errors.ts'
import type { Emit } from '../../events.ts'
import type { NewId } from '../../ids.ts'
import type { Clock } from '../../ports.ts'
import type { AccountLookup } from '../accounts/account-lookup.ts'
import type { StoredAccount } from '../accounts/repository.ts'
import type { AuditEntry, AuditService } from '../audit/service.ts'
import type { FactorChange, FactorChangesService } from '../factor-changes/service.ts'
import type { FactorInUse } from '../recovery/recoverability.ts'
import type { SettingsService } from '../settings/service.ts'
import {
  countFactorsByMember,
  findFactor,
  insertFactor,
  listFactors,
  listFactorsInUse,
  type StoredFactor,
  updateFactor
} from './repository.ts'

export interface SecondFactorsDeps {
  readonly db: FirmDb
  readonly clock: Clock
  readonly newId: NewId
  readonly emit: Emit
  readonly audit: AuditService
  readonly settings: SettingsService
  readonly accounts: AccountLookup
  readonly factorChanges: FactorChangesService
  readonly members: { require(reader: ReadableDb, id: string): Promise<unknown> }
}

export type SecondFactorsService = ReturnType<typeof createSecondFactorsService>

type FactorFields = Omit<Parsed<'secondFactors.update'>, 'id' | 'changedOn'>

/** What the portal has on file for an account, and whose phone, mailbox or device it is. Holds no secret, so every custody mode allows it. */
export function createSecondFactorsService(deps: SecondFactorsDeps) {
  const { db, clock, newId, emit, audit, settings, accounts, members, factorChanges } = deps

  async function requireInUse(reader: ReadableDb, id: string): Promise<StoredFactor> {
    const factor = await findFactor(reader, id)
    if (factor === null || factor.retiredAt !== null) throw new AppError('record.not-found', { kind: 'second-factor' })
    return factor
  }

  async function requireAccount(tx: WritableDb, id: string): Promise<StoredAccount> {
    const account = await accounts.require(tx, id)
    if (account.archivedAt !== null) throw new AppError('record.archived', { kind: 'account' })
    return account
  }

  /** The fields as they are stored; a member who left is allowed, because the portal may still have their phone on file. */
  async function checked(tx: WritableDb, fields: FactorFields, account: StoredAccount): Promise<FactorFields> {
    const { holderKind, memberId, holderName, addedOn } = fields
    if ((holderKind === 'member') !== (memberId !== null)) throw invalid('memberId', 'goes with a member only')
    if (holderKind === 'other' && holderName === '') throw invalid('holderName', 'is empty')
    if (holderKind === 'client' && account.clientId === null) throw invalid('holderKind', 'the account has no client')
    if (addedOn !== null && addedOn > settings.today()) throw invalid('addedOn', 'is in the future')
    if (memberId !== null) await members.require(tx, memberId)
    return holderKind === 'member' ? { ...fields, holderName: '' } : fields
  }

  /** Changes one factor in use, with its audit row, and announces it. */
  async function change(
    id: string,
    work: (tx: WritableDb, factor: StoredFactor, account: StoredAccount) => Promise<Pick<AuditEntry, 'event' | 'details'> | null>
  ): Promise<SecondFactor> {
    const { account, factor } = await db.write(async (tx) => {
      const before = await requireInUse(tx, id)
      const account = await requireAccount(tx, before.accountId)
      const entry = await work(tx, before, account)
      if (entry !== null) {
        await accounts.adopt(tx, account)
        await audit.record(tx, { ...entry, clientId: account.clientId, accountId: account.id, recordId: id })
      }
      return { account, factor: (await findFactor(tx, id)) as StoredFactor }
    })
    announce(account)
    return shown(factor)
  }

  function announce(account: StoredAccount): void {
    emit('accounts.changed', { accountId: account.id, clientId: account.clientId })
    // Members are shown with how many factors hang on them.
    emit('members.changed', {})
  }

  return {
    async list({ accountId }: Parsed<'secondFactors.list'>): Promise<SecondFactor[]> {
      await accounts.require(db.read, accountId)
      return (await listFactors(db.read, accountId)).map(shown)
    },

    async add({ accountId, changedOn, ...input }: Parsed<'secondFactors.add'>): Promise<SecondFactor> {
      const id = newId()
      const { account, factor } = await db.write(async (tx) => {
        const account = await requireAccount(tx, accountId)
        const fields = await checked(tx, input, account)
        await accounts.adopt(tx, account)
        await insertFactor(tx, { id, account_id: accountId, ...columnsOf(fields), retired_at: null, created_at: clock.now() })
        await audit.record(tx, {
          event: 'second-factor.added',
          clientId: account.clientId,
          accountId,
          recordId: id,
          details: { kind: fields.kind, holderKind: fields.holderKind, ...dayOf(changedOn) }
        })
        await factorChanges.noteIn(tx, { accountId, recordId: id, kind: 'method-changed', changedOn })
        return { account, factor: (await findFactor(tx, id)) as StoredFactor }
      })
      announce(account)
      return shown(factor)
    },

    update: ({ id, changedOn, ...input }: Parsed<'secondFactors.update'>): Promise<SecondFactor> =>
      change(id, async (tx, before, account) => {
        const fields = await checked(tx, input, account)
        const changed = (Object.keys(fields) as (keyof FactorFields)[]).filter((name) => fields[name] !== before[name])
        if (changed.length === 0 && changedOn === null) return null
        await updateFactor(tx, id, columnsOf(fields))
        await factorChanges.noteIn(tx, { accountId: account.id, recordId: id, kind: changeOf(before, fields), changedOn })
        const details = { fields: changed, kind: fields.kind, holderKind: fields.holderKind, ...dayOf(changedOn) }
        return { event: 'second-factor.changed', details }
      }),

    async retire({ id, changedOn }: Parsed<'secondFactors.retire'>): Promise<Record<string, never>> {
      await change(id, async (tx, { kind, holderKind }, account) => {
        await updateFactor(tx, id, { retired_at: clock.now() })
        await factorChanges.noteIn(tx, { accountId: account.id, recordId: id, kind: 'method-changed', changedOn })
        return { event: 'second-factor.retired', details: { kind, holderKind, ...dayOf(changedOn) } }
      })
      return {}
    },

    countsByMember: (reader: ReadableDb): Promise<Map<string, number>> => countFactorsByMember(reader),

    /** Factors in use of the given accounts, or of all accounts in use when `accountIds` is null. */
    async inUseOf(reader: ReadableDb, accountIds: readonly string[] | null): Promise<Map<string, FactorInUse[]>> {
      const found = new Map<string, FactorInUse[]>()
      for (const factor of await listFactorsInUse(reader, accountIds)) {
        const known = found.get(factor.accountId)
        if (known === undefined) found.set(factor.accountId, [inUse(factor)])
        else known.push(inUse(factor))
      }
      return found
    }
  }
}

const invalid = (path: string, reason: string) => new AppError('request.invalid', { issues: [{ path, reason }] })

const dayOf = (changedOn: string | null) => (changedOn === null ? {} : { changedOn })

const contactKinds: ReadonlySet<string> = new Set(['email', 'text', 'email-and-text'])

/** Another phone or mailbox of the same kind is a changed contact; everything else changes the method. */
const changeOf = (before: StoredFactor, after: FactorFields): FactorChange['kind'] =>
  before.kind === after.kind && contactKinds.has(after.kind) ? 'contact-changed' : 'method-changed'

function heldBy({ holderKind, memberName, holderName, clientName }: StoredFactor): string {
  if (holderKind === 'member') return memberName ?? ''
  return holderName !== '' || holderKind === 'other' ? holderName : (clientName ?? '')
}

const inUse = (factor: StoredFactor): FactorInUse => ({
  kind: factor.kind,
  holderKind: factor.holderKind,
  memberId: factor.memberId,
  heldBy: heldBy(factor),
  holderLeftOn: factor.memberLeftOn
})

function shown(factor: StoredFactor): SecondFactor {
  const { memberName: _member, memberLeftOn, clientName: _client, ...fields } = factor
  return { ...fields, heldBy: heldBy(factor), holderHasLeft: memberLeftOn !== null }
}

function columnsOf(fields: FactorFields) {
  return {
    kind: fields.kind,
    holder_kind: fields.holderKind,
    member_id: fields.memberId,
    holder_name: fields.holderName,
    detail: fields.detail,
    added_on: fields.addedOn
  }
}
