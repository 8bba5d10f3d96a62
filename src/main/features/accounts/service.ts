import type { Account, AccountSummary, Client, Output, Parsed } from '#contract'
import { bareNumber } from '#contract/identifiers'
import { fold } from '../../db/dialects/search-words.ts'
import type { FirmDb, ReadableDb, WritableDb } from '../../db/handles.ts'
import { AppError } from '../../errors.ts'
import type { Emit } from '../../events.ts'
import type { NewId } from '../../ids.ts'
import type { Clock } from '../../ports.ts'
import type { AuditEntry, AuditService } from '../audit/service.ts'
import type { SearchService } from '../search/service.ts'
import type { SettingsService } from '../settings/service.ts'
import { requireSecretsAllowed, secretsForbidden } from './custody.ts'
import {
  accountIdsOf,
  archiveAccountsOf,
  countAccounts,
  deleteAccounts,
  findAccount,
  findSameUsername,
  insertAccount,
  listAccounts,
  listAccountsOf,
  type StoredAccount,
  sampleAccountIds,
  setSortKey,
  updateAccount
} from './repository.ts'
import { type SummarySources, summariesOf } from './summaries.ts'

export interface AccountsDeps extends SummarySources {
  readonly db: FirmDb
  readonly clock: Clock
  readonly newId: NewId
  readonly emit: Emit
  readonly audit: AuditService
  readonly search: SearchService
  readonly settings: SettingsService
  readonly clients: () => {
    require(reader: ReadableDb, id: string): Promise<Client>
    adopt(tx: WritableDb, client: Client): Promise<void>
  }
  readonly authenticators: () => SecretsOf & ReturnType<SummarySources['authenticators']>
  readonly backupCodes: () => SecretsOf & ReturnType<SummarySources['backupCodes']>
  readonly accessCodes: () => SecretsOf & ReturnType<SummarySources['accessCodes']>
  readonly passcodes: () => SecretsOf
}

interface SecretsOf {
  /** Whether the account has a secret of this kind that is in use. */
  hasSecrets(reader: ReadableDb, accountId: string): Promise<boolean>
  /** Destroys them all, in the caller's transaction. */
  forgetOf(tx: WritableDb, accountId: string): Promise<void>
}

export type AccountsService = ReturnType<typeof createAccountsService>

type AccountFields = Omit<Parsed<'accounts.update'>, 'id'>
/** What a new account needs; signing in at the portal itself is the usual way. */
type NewAccount = Omit<AccountFields, 'signInProvider'> & Partial<Pick<AccountFields, 'signInProvider'>>

export function createAccountsService(deps: AccountsDeps) {
  const { db, clock, newId, emit, audit, search, portals, settings, clients, authenticators, backupCodes, accessCodes, passcodes } = deps

  const portalName = (portalId: string): string => portals.find(portalId)?.shortName ?? portalId

  async function require(reader: ReadableDb, id: string): Promise<StoredAccount> {
    const account = await findAccount(reader, id)
    if (account === null) throw new AppError('record.not-found', { kind: 'account' })
    return account
  }

  /** The account, when a secret may be saved under it now; throws the reason why not otherwise. */
  async function requireForSecret(reader: ReadableDb, id: string): Promise<StoredAccount> {
    const account = await require(reader, id)
    if (account.archivedAt !== null) throw new AppError('record.archived', { kind: 'account' })
    requireSecretsAllowed(account)
    return account
  }

  const summaries = (reader: ReadableDb, accounts: readonly StoredAccount[]) => summariesOf(reader, accounts, deps)

  async function detail(reader: ReadableDb, id: string): Promise<Account> {
    const account = await require(reader, id)
    const [summary] = await summaries(reader, [account])
    const active = (await authenticators().activeOf(reader, [id])).get(id)
    return {
      ...(summary as AccountSummary),
      notes: account.notes,
      secretsForbidden: secretsForbidden(account),
      authenticatorDetail: active?.current ?? null,
      pendingAuthenticator: active?.pending ?? null,
      authenticators: [...(active?.all ?? [])],
      createdAt: account.createdAt,
      updatedAt: account.updatedAt,
      revision: account.revision
    }
  }

  async function reindex(tx: WritableDb, account: StoredAccount, client: Client | null): Promise<void> {
    await search.index(tx, {
      kind: 'account',
      recordId: account.id,
      clientId: account.clientId,
      archived: account.archivedAt !== null,
      portalId: account.portalId,
      texts: [
        client?.name ?? '',
        client?.otherNames ?? '',
        client?.email ?? '',
        account.username,
        account.nickname,
        portalName(account.portalId),
        portals.find(account.portalId)?.name ?? ''
      ],
      numbers: [account.accountNumber, client?.aNumber ?? '', client?.fileNumber ?? '']
    })
  }

  async function reindexStored(tx: WritableDb, id: string): Promise<void> {
    const account = await require(tx, id)
    await reindex(tx, account, account.clientId === null ? null : await clients().require(tx, account.clientId))
  }

  /** Portal known, client known, name not taken, consent not in the future. Answers the client. */
  async function checkFields(
    tx: WritableDb,
    fields: AccountFields,
    clientId: string | null,
    before: StoredAccount | null
  ): Promise<Client | null> {
    if (portals.find(fields.portalId) === undefined) throw new AppError('record.not-found', { kind: 'portal' })
    if (clientId === null && fields.custody !== 'firms-own') throw new AppError('accounts.client-required', {})
    if (clientId !== null && fields.custody === 'firms-own' && before?.custody !== 'firms-own') {
      throw new AppError('accounts.firms-own-of-client', {})
    }
    if (fields.consentOn !== null && fields.consentOn > settings.today()) {
      throw new AppError('request.invalid', { issues: [{ path: 'consentOn', reason: 'lies in the future' }] })
    }
    const client = clientId === null ? null : await clients().require(tx, clientId)
    const same = await findSameUsername(tx, fields.portalId, fold(fields.username), before?.id ?? null)
    if (same !== null) throw new AppError('accounts.duplicate', { username: fields.username })
    return client
  }

  /** Custody may not change to a mode that forbids what is already saved, nor away from the client's consent under which it was saved. */
  async function checkCustodyChange(tx: WritableDb, { id, clientId, custody }: StoredAccount, fields: AccountFields): Promise<void> {
    const leavesConsent = clientId !== null && custody === 'firm-holds' && fields.custody === 'firms-own'
    if (secretsForbidden({ ...fields, clientId }) === null && !leavesConsent) return
    const present =
      (await authenticators().hasSecrets(tx, id)) ||
      (await backupCodes().hasSecrets(tx, id)) ||
      (await accessCodes().hasSecrets(tx, id)) ||
      (await passcodes().hasSecrets(tx, id))
    if (present) throw new AppError('accounts.secrets-present', { custody: fields.custody })
  }

  async function addTo(tx: WritableDb, clientId: string | null, input: NewAccount, isSample: boolean): Promise<StoredAccount> {
    const fields: AccountFields = { signInProvider: 'own', ...input }
    const client = await checkFields(tx, fields, clientId, null)
    if (client !== null && client.archivedAt !== null) throw new AppError('record.archived', { kind: 'client' })
    const now = clock.now()
    const id = newId()
    await insertAccount(tx, {
      id,
      client_id: clientId,
      ...columnsOf(fields, client),
      last_signed_in_on: null,
      password_changed_on: null,
      is_sample: isSample ? 1 : 0,
      archived_at: null,
      archived_with_client: 0,
      created_at: now,
      updated_at: now,
      revision: 1
    })
    const account = await require(tx, id)
    await reindex(tx, account, client)
    return account
  }

  async function setArchived(id: string, archive: boolean): Promise<Account> {
    const account = await db.write(async (tx) => {
      const before = await require(tx, id)
      if ((before.archivedAt !== null) !== archive) {
        if (!archive) await checkRestore(tx, before)
        await updateAccount(tx, id, { archived_at: archive ? clock.now() : null, archived_with_client: 0 }, clock.now())
        await reindexStored(tx, id)
        await audit.record(tx, {
          event: archive ? 'account.archived' : 'account.restored',
          clientId: before.clientId,
          accountId: id,
          recordId: id
        })
      }
      return detail(tx, id)
    })
    emit('accounts.changed', { accountId: id, clientId: account.clientId })
    return account
  }

  async function checkRestore(tx: WritableDb, account: StoredAccount): Promise<void> {
    if (account.clientId !== null && (await clients().require(tx, account.clientId)).archivedAt !== null) {
      throw new AppError('record.archived', { kind: 'client' })
    }
    const same = await findSameUsername(tx, account.portalId, fold(account.username), account.id)
    if (same !== null) throw new AppError('accounts.duplicate', { username: account.username })
  }

  /** A sample account that somebody works with becomes the firm's own, with its client, and stays when the sample is removed. */
  async function adopt(tx: WritableDb, { id, clientId, isSample }: Pick<StoredAccount, 'id' | 'clientId' | 'isSample'>): Promise<void> {
    if (isSample) await updateAccount(tx, id, { is_sample: 0 }, clock.now())
    if (clientId !== null) await clients().adopt(tx, await clients().require(tx, clientId))
  }

  /** Notes a day at an account in use; the day may not lie ahead. */
  async function noteDay(
    id: string,
    on: string | null,
    noteOf: (before: StoredAccount) => { columns: Parameters<typeof updateAccount>[2]; entry: Pick<AuditEntry, 'event' | 'details'> }
  ): Promise<Account> {
    if (on !== null && on > settings.today())
      throw new AppError('request.invalid', { issues: [{ path: 'on', reason: 'is in the future' }] })
    const account = await db.write(async (tx) => {
      const before = await require(tx, id)
      if (before.archivedAt !== null) throw new AppError('record.archived', { kind: 'account' })
      const { columns, entry } = noteOf(before)
      await adopt(tx, before)
      await updateAccount(tx, id, columns, clock.now())
      await audit.record(tx, { ...entry, clientId: before.clientId, accountId: id, recordId: id })
      return detail(tx, id)
    })
    emit('accounts.changed', { accountId: id, clientId: account.clientId })
    return account
  }

  return {
    require,
    requireForSecret,
    secretsForbidden,
    adopt,
    addTo,

    async list(input: Parsed<'accounts.list'>): Promise<Output<'accounts.list'>> {
      const ids = input.query.trim() === '' ? null : await findIds(input)
      if (ids !== null && ids.length === 0) return { rows: [], total: 0 }
      const rows = await listAccounts(db.read, { ...input, ids })
      return { rows: await summaries(db.read, rows), total: await countAccounts(db.read, { ...input, ids }) }
    },

    get: ({ id }: Parsed<'accounts.get'>): Promise<Account> => detail(db.read, id),

    async create({ clientId, ...fields }: Parsed<'accounts.create'>): Promise<Account> {
      const account = await db.write(async (tx) => {
        const created = await addTo(tx, clientId, fields, false)
        if (clientId !== null) await clients().adopt(tx, await clients().require(tx, clientId))
        await audit.record(tx, {
          event: 'account.created',
          clientId,
          accountId: created.id,
          recordId: created.id,
          details: { portal: fields.portalId, custody: fields.custody, consentOn: fields.consentOn }
        })
        return detail(tx, created.id)
      })
      emit('accounts.changed', { accountId: account.id, clientId })
      return account
    },

    async update({ id, ...fields }: Parsed<'accounts.update'>): Promise<Account> {
      const account = await db.write(async (tx) => {
        const before = await require(tx, id)
        const changed = (Object.keys(fields) as (keyof AccountFields)[]).filter((name) => fields[name] !== before[name])
        if (changed.length > 0) {
          if (before.archivedAt !== null) throw new AppError('record.archived', { kind: 'account' })
          const client = await checkFields(tx, fields, before.clientId, before)
          await checkCustodyChange(tx, before, fields)
          await updateAccount(tx, id, { ...columnsOf(fields, client), is_sample: 0 }, clock.now())
          if (client !== null) await clients().adopt(tx, client)
          await reindex(tx, await require(tx, id), client)
          await audit.record(tx, {
            event: 'account.changed',
            clientId: before.clientId,
            accountId: id,
            recordId: id,
            details: { fields: changed, custody: fields.custody, consentOn: fields.consentOn }
          })
        }
        return detail(tx, id)
      })
      emit('accounts.changed', { accountId: id, clientId: account.clientId })
      return account
    },

    archive: ({ id }: Parsed<'accounts.archive'>) => setArchived(id, true),
    restore: ({ id }: Parsed<'accounts.restore'>) => setArchived(id, false),

    /** The day stands as given, also when it is earlier than the one noted before: that is how a wrong note is corrected. */
    noteSignIn: ({ id, on }: Parsed<'accounts.noteSignIn'>): Promise<Account> =>
      noteDay(id, on, (before) => ({
        columns: { last_signed_in_on: on },
        entry: { event: 'account.signed-in', details: { on, before: before.lastSignedInOn } }
      })),

    noteSignInIn: (tx: WritableDb, id: string, on: string): Promise<void> => updateAccount(tx, id, { last_signed_in_on: on }, clock.now()),

    /** As a sign-in; null takes the note back. */
    notePasswordChange: ({ id, on }: Parsed<'accounts.notePasswordChange'>): Promise<Account> =>
      noteDay(id, on, (before) => ({
        columns: { password_changed_on: on },
        entry: { event: 'account.password-changed', details: { on, before: before.passwordChangedOn } }
      })),

    /** Destroys every key and code of an account: consent was withdrawn, or the client took it back. The activity record stays. */
    async forgetSecrets({ id }: Parsed<'accounts.forgetSecrets'>): Promise<Account> {
      const account = await db.write(async (tx) => {
        const before = await require(tx, id)
        await authenticators().forgetOf(tx, id)
        await backupCodes().forgetOf(tx, id)
        await accessCodes().forgetOf(tx, id)
        await passcodes().forgetOf(tx, id)
        await audit.record(tx, { event: 'account.secrets-destroyed', clientId: before.clientId, accountId: id, recordId: id })
        return detail(tx, id)
      })
      emit('accounts.changed', { accountId: id, clientId: account.clientId })
      return account
    },

    /** Keeps order and search of a client's accounts in step with the client's name. */
    async clientRenamed(tx: WritableDb, client: Client): Promise<void> {
      for (const account of await listAccountsOf(tx, client.id)) {
        await setSortKey(tx, account.id, sortKey(client, account.portalId, account.username))
        await reindex(tx, account, client)
      }
    },
    async archiveOf(tx: WritableDb, clientId: string): Promise<void> {
      const inUse = (await listAccountsOf(tx, clientId)).filter((account) => account.archivedAt === null)
      await archiveAccountsOf(tx, clientId, clock.now())
      for (const { id } of inUse) await reindexStored(tx, id)
    },
    /** Brings back what was archived with the client, except a login that another account has taken meanwhile: that one stays archived. */
    async restoreOf(tx: WritableDb, clientId: string): Promise<void> {
      for (const account of await listAccountsOf(tx, clientId)) {
        if (!account.archivedWithClient) continue
        const same = await findSameUsername(tx, account.portalId, fold(account.username), account.id)
        if (same !== null) continue
        await updateAccount(tx, account.id, { archived_at: null, archived_with_client: 0 }, clock.now())
        await reindexStored(tx, account.id)
      }
    },

    sampleIds: (reader: ReadableDb): Promise<string[]> => sampleAccountIds(reader),
    /** Only for sample accounts: a real one is archived, never removed. */
    async removeSample(tx: WritableDb, ids: readonly string[]): Promise<void> {
      await search.remove(tx, ids)
      await deleteAccounts(tx, ids)
    }
  }

  /** Accounts that match themselves. Receipt numbers stand with the client, so matching clients bring their accounts along. */
  async function findIds({ query, archived, clientId, portalId }: Parsed<'accounts.list'>): Promise<string[]> {
    const own = await search.find(db.read, 'account', query, { archived, clientId, portalId })
    const clientIds = await search.find(db.read, 'client', query, { archived: false, clientId })
    const theirs = clientIds.length === 0 ? [] : await accountIdsOf(db.read, clientIds, search.matchLimit)
    return [...new Set([...own, ...theirs])]
  }
}

const sortKey = (client: Client | null, portalId: string, username: string): string =>
  // Clients' accounts first, then the firm's own.
  `${client === null ? '1' : `0${fold(client.name)}`}\u0001${portalId}\u0001${fold(username)}`

function columnsOf(fields: AccountFields, client: Client | null) {
  return {
    portal_id: fields.portalId,
    username: fields.username,
    username_key: fold(fields.username),
    nickname: fields.nickname,
    account_number: fields.accountNumber,
    account_number_key: bareNumber(fields.accountNumber),
    custody: fields.custody,
    sign_in_provider: fields.signInProvider,
    consent_on: fields.consentOn,
    notes: fields.notes,
    sort_key: sortKey(client, fields.portalId, fields.username)
  }
}
