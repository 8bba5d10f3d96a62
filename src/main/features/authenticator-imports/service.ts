import type {
  AuthenticatorPreview,
  CodeKind,
  EntryAccount,
  EntrySuggestion,
  HashAlgorithm,
  Output,
  Parsed,
  PreviewedEntry
} from '#contract'
import { authenticatorBounds } from '#contract/authenticators'
import { hashAlgorithms } from '#contract/vocabulary'
import type { FirmDb, ReadableDb, WritableDb } from '../../db/handles.ts'
import { AppError, isAppError } from '../../errors.ts'
import type { Emit } from '../../events.ts'
import type { NewId } from '../../ids.ts'
import { visibleText } from '../../otpauth/visible-text.ts'
import type { AuthenticatorFile, AuthenticatorFileReader, Clock, QrReader, ReadEntry } from '../../ports.ts'
import type { OpenVault, SealContext } from '../../vault/vault.ts'
import type { AccountLookup } from '../accounts/account-lookup.ts'
import type { AuditService } from '../audit/service.ts'
import type { AuthenticatorsService } from '../authenticators/service.ts'
import type { ImportJournal, Undoer } from '../imports/journal.ts'
import type { Acting } from '../members/acting.ts'
import type { PortalsService } from '../portals/service.ts'
import { type Candidate, suggestionFor, usernameKeyOf } from './matching.ts'
import { createPendingPreview, type PendingPreview } from './pending-previews.ts'
import {
  accountsByUsername,
  accountsWithKeys,
  countWaiting,
  deleteEntry,
  findEntry,
  insertEntry,
  listWaiting,
  type StoredEntry,
  settleEntry,
  waitingFingerprints
} from './repository.ts'

export interface AuthenticatorImportsDeps {
  readonly db: FirmDb
  readonly vault: OpenVault
  readonly clock: Clock
  readonly newId: NewId
  readonly emit: Emit
  readonly audit: AuditService
  readonly acting: Acting
  readonly portals: PortalsService
  readonly accounts: AccountLookup
  readonly authenticators: Pick<AuthenticatorsService, 'addTo'>
  readonly journal: ImportJournal
  readonly qrReader: QrReader
  readonly fileReader: AuthenticatorFileReader
}

export type AuthenticatorImportsService = ReturnType<typeof createAuthenticatorImportsService>

/** Characters of an issuer or label that are kept. */
const maxName = 200

/** What can be compared of an entry, whatever holds it. */
interface Comparable {
  readonly issuer: string
  readonly label: string
}

/** What of an entry is sealed beside its key. */
interface EntryDetails {
  readonly algorithm: string
  readonly digits: number
  readonly periodSeconds: number
  readonly counter: number | null
  readonly note: string
  readonly remark: ReadEntry['remark']
  readonly extra: Readonly<Record<string, unknown>>
}

/** Other programs' authenticators: looked at first, stored in one go, and kept until somebody has said which account each belongs to. */
export function createAuthenticatorImportsService(deps: AuthenticatorImportsDeps) {
  const { db, vault, clock, newId, emit, audit, acting, portals, accounts, authenticators, journal, qrReader, fileReader } = deps
  const pending = createPendingPreview(clock)

  const fingerprintOf = (key: Uint8Array | null): string => (key === null ? '' : vault.fingerprint('authenticator', key))

  const portalName = (portalId: string): string => portals.find(portalId)?.shortName ?? portalId

  async function suggestions<T extends Comparable>(reader: ReadableDb, entries: readonly T[]): Promise<Map<T, EntrySuggestion>> {
    const keys = [...new Set(entries.map(usernameKeyOf).filter((key) => key !== ''))]
    const candidates: Candidate[] = (await accountsByUsername(reader, keys)).map((row) => ({
      accountId: row.id,
      clientId: row.client_id,
      clientName: row.client_name,
      portalId: row.portal_id,
      portalName: portalName(row.portal_id),
      username: row.username,
      usernameKey: row.username_key,
      refused: accounts.secretsForbidden({
        custody: row.custody as Parameters<AccountLookup['secretsForbidden']>[0]['custody'],
        consentOn: row.consent_on,
        clientId: row.client_id
      })
    }))
    const byUsername = Map.groupBy(candidates, ({ usernameKey }) => usernameKey)
    const known = portals.list()
    const found = new Map<T, EntrySuggestion>()
    for (const entry of entries) {
      const suggestion = suggestionFor(entry, byUsername.get(usernameKeyOf(entry)) ?? [], known)
      if (suggestion !== null) found.set(entry, suggestion)
    }
    return found
  }

  /** Where each entry's key is already: an account, an entry that waits, or an earlier entry of the same file. */
  async function standings(reader: ReadableDb, entries: readonly ReadEntry[]) {
    const fingerprints = entries.map(({ key }) => fingerprintOf(key))
    const all = [...new Set(fingerprints.filter((one) => one !== ''))]
    const known = await accountsWithKeys(reader, all)
    const waiting = await waitingFingerprints(reader, all)
    const seen = new Set<string>()
    return fingerprints.map((fingerprint): { standing: PreviewedEntry['standing']; knownAs: EntryAccount | null; fingerprint: string } => {
      const isTwice = fingerprint !== '' && seen.has(fingerprint)
      seen.add(fingerprint)
      const account = known.get(fingerprint)
      const knownAs = account === undefined ? null : { ...account, portalName: portalName(account.portalId) }
      if (knownAs !== null) return { standing: 'known', knownAs, fingerprint }
      return { standing: waiting.has(fingerprint) ? 'waiting' : isTwice ? 'twice' : 'new', knownAs: null, fingerprint }
    })
  }

  async function readSource(source: Parsed<'authenticatorImports.read'>['source']): Promise<Read> {
    if (source.kind === 'file') {
      const { fileName, password } = source
      return { file: await fileReader.readAuthenticatorFile(source.bytes, { fileName, password }), sourceName: fileName, unread: [] }
    }
    if (source.kind === 'text') return { file: await readTexts(source.text.split(/\s+/)), sourceName: '', unread: [] }
    const texts: string[] = []
    const unread: string[] = []
    for (const { fileName, bytes } of source.pictures) {
      const found = await qrReader.read(bytes).catch((problem: unknown) => {
        if (isAppError(problem, 'authenticators.picture-unreadable')) return []
        throw problem
      })
      if (found.length === 0) unread.push(fileName)
      texts.push(...found)
    }
    if (texts.length === 0) throw new AppError('authenticators.no-code-in-picture', {})
    return { file: await readTexts(texts), sourceName: source.pictures.map(({ fileName }) => fileName).join(', '), unread }
  }

  /** Single addresses and the parts of transfers, in one. */
  async function readTexts(texts: readonly string[]): Promise<AuthenticatorFile> {
    const parts = texts.filter((text) => /^otpauth-migration:/i.test(text.trim()))
    const others = texts.filter((text) => text.trim() !== '' && !parts.includes(text))
    if (parts.length === 0) return fileReader.readAuthenticatorFile(Buffer.from(others.join('\n'), 'utf8'), pasted)
    const transfer = await fileReader.readMigrationTexts(parts)
    if (!others.some((text) => /^\s*otpauth:/i.test(text))) return transfer
    const list = await fileReader.readAuthenticatorFile(Buffer.from(others.join('\n'), 'utf8'), pasted)
    return { ...transfer, entries: [...transfer.entries, ...list.entries], leftOut: [...transfer.leftOut, ...list.leftOut] }
  }

  /** Stores one entry that was read; answers what became of it. */
  async function store(tx: WritableDb, entry: ReadEntry, at: Placing): Promise<'given' | 'known' | 'waiting'> {
    const id = newId()
    const now = clock.now()
    const settled = { settledAt: now, settledBy: acting.name(), secret: null, details: null, fingerprint: '' }
    const common = {
      ...namesOf(entry),
      id,
      importId: at.importId,
      position: at.position,
      kind: entry.kind,
      secretRevision: 1,
      detailsRevision: 1
    }
    if (at.accountId !== null) {
      const authenticatorId = await give(tx, at.accountId, settingsOf(entry), entry.key)
      await insertEntry(tx, { ...common, ...settled, accountId: at.accountId, authenticatorId, outcome: 'given' })
      await at.journal.added('authenticator', authenticatorId, { accountId: at.accountId })
    } else if (at.isKnown) {
      await insertEntry(tx, { ...common, ...settled, accountId: at.knownAs, authenticatorId: null, outcome: 'known' })
    } else {
      const waiting = { accountId: null, authenticatorId: null, settledAt: null, settledBy: null, outcome: null }
      const secret = entry.key === null ? null : vault.seal(secretAt(id, 1), entry.key)
      const details = vault.seal(detailsAt(id, 1), Buffer.from(JSON.stringify(detailsOf(entry)), 'utf8'))
      await insertEntry(tx, { ...common, ...waiting, secret, details, fingerprint: fingerprintOf(entry.key) })
    }
    await at.journal.added('import-entry', id, { settled: at.accountId !== null || at.isKnown })
    return at.accountId !== null ? 'given' : at.isKnown ? 'known' : 'waiting'
  }

  /** Saves a key as an authenticator of the account, unconfirmed. */
  async function give(tx: WritableDb, accountId: string, settings: Settings | null, key: Uint8Array | null): Promise<string> {
    if (settings === null || key === null) throw new AppError('imports.no-codes', {})
    const account = await accounts.requireForSecret(tx, accountId)
    const id = await authenticators.addTo(tx, account, { ...settings, key })
    await accounts.adopt(tx, account)
    return id
  }

  async function requireWaiting(reader: ReadableDb, id: string): Promise<StoredEntry> {
    const entry = await findEntry(reader, id)
    if (entry === null || entry.settledAt !== null) throw new AppError('record.not-found', { kind: 'import-entry' })
    return entry
  }

  function openDetails({ id, details, detailsRevision }: StoredEntry): EntryDetails {
    const opened = vault.open(detailsAt(id, detailsRevision), details as Uint8Array)
    try {
      return JSON.parse(opened.toString('utf8')) as EntryDetails
    } finally {
      opened.fill(0)
    }
  }

  return {
    async read({ source }: Parsed<'authenticatorImports.read'>): Promise<AuthenticatorPreview> {
      pending.drop()
      const { file, sourceName, unread } = await readSource(source)
      const entries = file.entries
      const found = await suggestions(db.read, entries)
      const states = await standings(db.read, entries)
      const previewId = newId()
      pending.keep({ id: previewId, format: file.format, sourceName, entries })
      return {
        previewId,
        format: file.format,
        sourceName,
        entries: entries.map((entry, index) => {
          const { standing, knownAs } = states[index] as (typeof states)[number]
          return {
            position: index + 1,
            ...namesOf(entry),
            kind: entry.kind,
            note: entry.note,
            algorithm: entry.algorithm,
            digits: entry.digits,
            periodSeconds: entry.periodSeconds,
            generates: settingsOf(entry) !== null && entry.key !== null,
            remark: entry.remark,
            standing,
            knownAs,
            suggestion: found.get(entry) ?? null
          }
        }),
        leftOut: [...file.leftOut],
        unread
      }
    },

    async drop({ previewId }: Parsed<'authenticatorImports.drop'>): Promise<Record<string, never>> {
      if (pending.find(previewId) !== null) pending.drop()
      return {}
    },

    async commit({
      previewId,
      give: given,
      leaveOut
    }: Parsed<'authenticatorImports.commit'>): Promise<Output<'authenticatorImports.commit'>> {
      const preview = requirePreview(previewId)
      const accountOf = new Map(given.map(({ position, accountId }) => [position, accountId]))
      const out = new Set(leaveOut)
      const unknown = [...accountOf.keys(), ...out].find((position) => position > preview.entries.length)
      if (unknown !== undefined)
        throw new AppError('request.invalid', { issues: [{ path: 'give', reason: `there is no entry ${unknown}` }] })
      const counts = { read: preview.entries.length, given: 0, waiting: 0, known: 0, leftOut: 0 }
      const importId = await db.write(async (tx) => {
        // Dropped while this waited for its turn: the keys are wiped.
        if (pending.find(previewId) !== preview) throw new AppError('record.not-found', { kind: 'import-preview' })
        const open = await journal.begin(tx, { kind: 'authenticators', format: preview.format, sourceName: preview.sourceName })
        const states = await standings(tx, preview.entries)
        for (const [index, entry] of preview.entries.entries()) {
          const position = index + 1
          if (out.has(position)) {
            counts.leftOut += 1
            continue
          }
          const { standing, knownAs } = states[index] as (typeof states)[number]
          const placing: Placing = {
            ...{ importId: open.importId, journal: open, position, accountId: accountOf.get(position) ?? null },
            ...{ isKnown: standing !== 'new', knownAs: knownAs?.accountId ?? null }
          }
          counts[await store(tx, entry, placing).catch((problem: unknown) => refusedAt(position, problem))] += 1
        }
        await open.finish(counts)
        return open.importId
      })
      pending.drop()
      emit('accounts.changed', { accountId: null, clientId: null })
      emit('imports.changed', { importId })
      return { importId, counts }
    },

    async waiting({ offset, limit }: Parsed<'authenticatorImports.waiting'>): Promise<Output<'authenticatorImports.waiting'>> {
      const rows = await listWaiting(db.read, offset, limit)
      const found = await suggestions(
        db.read,
        rows.map(({ entry }) => entry)
      )
      return {
        rows: rows.map(({ entry, sourceName, importedAt }) => {
          const { id, importId, position, kind, issuer, label } = entry
          const generates = entry.secret !== null && settingsOf({ ...openDetails(entry), issuer, label, kind }) !== null
          return { id, importId, sourceName, importedAt, position, kind, issuer, label, generates, suggestion: found.get(entry) ?? null }
        }),
        total: await countWaiting(db.read)
      }
    },

    async give({ entryId, accountId }: Parsed<'authenticatorImports.give'>): Promise<Record<string, never>> {
      const { clientId, importId } = await db.write(async (tx) => {
        const entry = await requireWaiting(tx, entryId)
        const account = await accounts.requireForSecret(tx, accountId)
        const key = entry.secret === null ? null : vault.open(secretAt(entry.id, entry.secretRevision), entry.secret)
        try {
          const settings = settingsOf({ ...openDetails(entry), issuer: entry.issuer, label: entry.label, kind: entry.kind })
          const authenticatorId = await give(tx, accountId, settings, key)
          await settleEntry(tx, entry.id, { outcome: 'given', accountId, authenticatorId, at: clock.now(), by: acting.name() })
        } finally {
          key?.fill(0)
        }
        return { clientId: account.clientId, importId: entry.importId }
      })
      emit('accounts.changed', { accountId, clientId })
      emit('imports.changed', { importId })
      return {}
    },

    async discard({ entryId }: Parsed<'authenticatorImports.discard'>): Promise<Record<string, never>> {
      const importId = await db.write(async (tx) => {
        const entry = await requireWaiting(tx, entryId)
        const gone = { outcome: 'discarded', accountId: null, authenticatorId: null, at: clock.now(), by: acting.name() } as const
        await settleEntry(tx, entry.id, gone)
        await audit.record(tx, {
          event: 'import-entry.discarded',
          recordId: entry.id,
          details: { importId: entry.importId, issuer: entry.issuer, label: entry.label }
        })
        return entry.importId
      })
      emit('imports.changed', { importId })
      return {}
    },

    async nameOf(reader: ReadableDb, id: string): Promise<string> {
      const entry = await findEntry(reader, id)
      return [entry?.issuer, entry?.label].filter(Boolean).join(', ')
    },
    /** Undoing an import takes its entries away; one that was given, or discarded, since then stays in the list of what became of them. */
    entryUndoer: {
      async remove(tx, recordId, { settled }) {
        const entry = await findEntry(tx, recordId)
        if (entry === null) return 'undone'
        if (settled !== true && entry.settledAt !== null) return 'kept'
        await deleteEntry(tx, recordId)
        return 'undone'
      },
      restore: () => Promise.resolve('kept')
    } satisfies Undoer,

    /** Drops what was read, on lock. */
    close: (): void => pending.drop()
  }

  function requirePreview(previewId: string): PendingPreview {
    const preview = pending.find(previewId)
    if (preview === null) throw new AppError('record.not-found', { kind: 'import-preview' })
    return preview
  }
}

/** Text from pictures or the clipboard, which no file name says anything of. */
const pasted = { fileName: '', password: null }

interface Read {
  readonly file: AuthenticatorFile
  readonly sourceName: string
  readonly unread: string[]
}

/** What is to become of one entry, and where it is written down. */
interface Placing {
  readonly importId: string
  readonly journal: Awaited<ReturnType<ImportJournal['begin']>>
  readonly position: number
  /** Given to this account; null: not given. */
  readonly accountId: string | null
  /** Its key is somewhere already: an account's, or an entry's. */
  readonly isKnown: boolean
  readonly knownAs: string | null
}

type Settings = { kind: CodeKind; issuer: string; label: string; algorithm: HashAlgorithm; digits: number; periodSeconds: number }

const secretAt = (recordId: string, revision: number): SealContext => ({ table: 'import_entries', column: 'secret', recordId, revision })
const detailsAt = (recordId: string, revision: number): SealContext => ({ table: 'import_entries', column: 'details', recordId, revision })

/** Names as they may be shown and stored. */
const namesOf = ({ issuer, label }: Comparable) => ({ issuer: visibleText(issuer, maxName), label: visibleText(label, maxName) })

const detailsOf = ({ algorithm, digits, periodSeconds, counter, note, remark, extra }: ReadEntry): EntryDetails => ({
  ...{ algorithm, digits, periodSeconds, counter, note, remark, extra }
})

/** What codes are made with, or null where none can be. */
function settingsOf(entry: Comparable & Pick<ReadEntry, 'kind' | 'algorithm' | 'digits' | 'periodSeconds' | 'remark'>): Settings | null {
  const { kind, digits, periodSeconds, remark } = entry
  const algorithm = hashAlgorithms.find((known) => known === entry.algorithm)
  const { minDigits, maxDigits, minPeriodSeconds, maxPeriodSeconds } = authenticatorBounds
  const isWithin = digits >= minDigits && digits <= maxDigits && periodSeconds >= minPeriodSeconds && periodSeconds <= maxPeriodSeconds
  const isKnown = kind === 'totp' || kind === 'steam'
  if (!isKnown || remark !== null || algorithm === undefined || !isWithin) return null
  return { ...namesOf(entry), kind, algorithm, digits, periodSeconds }
}

/** Says at which entry an import was refused. */
function refusedAt(position: number, problem: unknown): never {
  if (!isAppError(problem)) throw problem
  throw new AppError('imports.refused-at', { position, code: (problem as AppError).code })
}
