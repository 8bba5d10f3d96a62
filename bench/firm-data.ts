import { copyFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { createSystemClock } from '../src/main/adapters/system-clock.ts'
import { createSystemRandom } from '../src/main/adapters/system-random.ts'
import { fold } from '../src/main/db/dialects/search-words.ts'
import type { FirmDb, WritableDb } from '../src/main/db/handles.ts'
import { databaseFileName, openFirmDb } from '../src/main/db/open.ts'
import { insertAccessCode } from '../src/main/features/access-codes/repository.ts'
import { insertAccount } from '../src/main/features/accounts/repository.ts'
import { insertAuthenticator } from '../src/main/features/authenticators/repository.ts'
import { insertCode, insertSet } from '../src/main/features/backup-codes/repository.ts'
import { insertCase } from '../src/main/features/cases/repository.ts'
import { insertClient } from '../src/main/features/clients/repository.ts'
import { insertDeadline } from '../src/main/features/deadlines/repository.ts'
import { insertMember, setMemberLeft } from '../src/main/features/members/repository.ts'
import { createSearchService } from '../src/main/features/search/service.ts'
import { insertFactor } from '../src/main/features/second-factors/repository.ts'
import { createIds } from '../src/main/ids.ts'
import type { OpenVault } from '../src/main/vault/vault.ts'
import { createVaultStore } from '../src/main/vault/vault-store.ts'
import { familyNames, givenNames } from './names.ts'

export const passphrase = 'six quiet herons on a wire'

/** The largest firm the design speaks of, with the 100,000 clients that the search goal names. */
export const amounts = { clients: 100_000, accounts: 25_000, cases: 60_000, deadlines: 60_000 } as const

/** A made firm on disk, closed. Same content every time but for ids and seals, which are random. */
export interface FirmData {
  readonly folder: string
  readonly keyHex: string
  readonly clientIds: readonly string[]
  readonly accountIds: readonly string[]
  readonly authenticatorIds: readonly string[]
  readonly backupCodeIds: readonly string[]
  readonly names: readonly string[]
  readonly receiptNumbers: readonly string[]
}

/** Numbers from 0 to below `bound`, the same sequence for the same seed (mulberry32). */
export function createDice(seed: number): (bound: number) => number {
  let state = seed
  return (bound) => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * bound)
  }
}

const clock = createSystemClock()
const random = createSystemRandom()
const day = 86_400_000
/** Fixed, so that the dates of one run are those of the next. */
const today = Date.parse('2026-11-22T00:00:00Z')
const dateOf = (daysAhead: number): string => new Date(today + daysAhead * day).toISOString().slice(0, 10)

/** Makes the vault and fills its database in one transaction, through the repositories and the search service. */
export async function makeFirmData(folder: string): Promise<FirmData> {
  const store = createVaultStore({ folder, random, clock })
  const vault = await store.write(await store.prepare({ passphrase }), null)
  const keyHex = vault.databaseKeyHex()
  const db = await openFirmDb({ folder, keyHex, create: true, now: clock.now() })
  const made = await db.write((tx) => fill(tx, db, vault))
  await db.close()
  vault.close()
  return { folder, keyHex, ...made }
}

interface Person {
  readonly id: string
  readonly name: string
  readonly email: string
  readonly aNumber: string
  readonly receipts: string[]
}

async function fill(tx: WritableDb, db: FirmDb, vault: OpenVault) {
  const dice = createDice(20261122)
  const newId = createIds(clock, random)
  const search = createSearchService(db.schema)
  const members = [newId(), newId()]
  for (const [index, name] of ['Ana Paralegal', 'Ben Leaver'].entries())
    await insertMember(tx, { id: members[index] as string, name }, today + index)
  await setMemberLeft(tx, members[1] as string, dateOf(-20))
  const people = Array.from({ length: amounts.clients }, (_, index) => person(newId(), index, dice))
  for (let index = 0; index < amounts.cases; index += 1) {
    people[dice(amounts.clients)]?.receipts.push(
      `${['IOE', 'MSC', 'LIN', 'SRC', 'WAC'][dice(5)]}${String(1_000_000_000 + index * 8317).slice(-10)}`
    )
  }
  for (const one of people) {
    await addClient(tx, one)
    for (const receipt of one.receipts) await addCase(tx, newId(), one.id, receipt, dice)
    const numbers = [one.aNumber, '', '', ...one.receipts]
    await search.index(tx, {
      kind: 'client',
      recordId: one.id,
      clientId: one.id,
      archived: false,
      texts: [one.name, '', one.email],
      numbers
    })
  }
  const accountIds: string[] = []
  const authenticatorIds: string[] = []
  const backupCodeIds: string[] = []
  for (let index = 0; index < amounts.accounts; index += 1) {
    const owner = people[dice(amounts.clients)] as Person
    const accountId = newId()
    accountIds.push(accountId)
    await addAccount(tx, accountId, owner, index, dateOf(-dice(100)))
    const texts = [owner.name, '', owner.email, `${index}.${owner.email}`, '', 'USCIS', 'USCIS online account']
    await search.index(tx, {
      kind: 'account',
      recordId: accountId,
      clientId: owner.id,
      archived: false,
      portalId: 'uscis',
      texts,
      numbers: [accountNumber(index), owner.aNumber, '']
    })
    authenticatorIds.push(await addAuthenticator(tx, vault, newId(), accountId, dice))
    backupCodeIds.push(await addBackupCode(tx, vault, { setId: newId(), id: newId() }, accountId))
    if (dice(10) < 6) await addAccessCode(tx, vault, newId(), accountId, dice)
    await addFactor(tx, newId(), accountId, dice(3) === 0 ? null : (members[dice(20) === 0 ? 1 : 0] as string))
  }
  for (let index = 0; index < amounts.deadlines; index += 1) {
    await addDeadline(tx, newId(), people[dice(amounts.clients)] as Person, members[0] as string, dice)
  }
  return {
    clientIds: people.map((one) => one.id),
    accountIds,
    authenticatorIds,
    backupCodeIds,
    names: people.map((one) => one.name),
    receiptNumbers: people.flatMap((one) => one.receipts)
  }
}

function person(id: string, index: number, dice: (bound: number) => number): Person {
  const family = familyNames[dice(familyNames.length)] as string
  const second = dice(3) === 0 ? ` ${familyNames[dice(familyNames.length)]}` : ''
  const given = givenNames[dice(givenNames.length)] as string
  const email = `${fold(given).replaceAll(' ', '')}.${fold(family).replaceAll(' ', '')}${index}@example.com`
  return { id, name: `${family}${second}, ${given}`, email, aNumber: `A${String(200_000_000 + index * 613).slice(-9)}`, receipts: [] }
}

const accountNumber = (index: number): string => String(100_000_000_000 + index * 7919)

async function addClient(tx: WritableDb, one: Person): Promise<void> {
  await insertClient(tx, {
    id: one.id,
    kind: 'person',
    name: one.name,
    name_key: fold(one.name),
    name_words: fold(one.name)
      .split(/[^\p{L}\p{N}]+/u)
      .sort()
      .join(' ')
      .trim(),
    other_names: '',
    email: one.email,
    email_key: one.email,
    phone: '',
    a_number: one.aNumber,
    a_number_key: one.aNumber,
    file_number: '',
    notes: '',
    born_on: null,
    external_key: '',
    is_sample: 0,
    archived_at: null,
    created_at: today,
    updated_at: today,
    revision: 1
  })
}

async function addCase(tx: WritableDb, id: string, clientId: string, receipt: string, dice: (bound: number) => number): Promise<void> {
  const form = ['I-130', 'I-485', 'I-765', 'N-400', 'I-129F'][dice(5)] as string
  const receivedOn = dateOf(-dice(900))
  await insertCase(tx, {
    id,
    client_id: clientId,
    receipt_number: receipt,
    form,
    received_on: receivedOn,
    number_kind: 'receipt',
    office: '',
    filed_on: null,
    tracking_number: '',
    notice_on: null,
    priority_on: null,
    decided_on: null,
    last_checked_on: null,
    note: '',
    created_at: today,
    updated_at: today,
    matter_id: null
  })
}

async function addAccount(tx: WritableDb, id: string, owner: Person, index: number, lastSignedInOn: string): Promise<void> {
  const username = `${index}.${owner.email}`
  await insertAccount(tx, {
    id,
    client_id: owner.id,
    portal_id: 'uscis',
    username,
    username_key: fold(username),
    nickname: '',
    account_number: accountNumber(index),
    account_number_key: accountNumber(index),
    custody: 'firm-holds',
    consent_on: '2026-01-15',
    notes: '',
    sort_key: `0${fold(owner.name)}\u0001uscis\u0001${fold(username)}`,
    is_sample: 0,
    archived_at: null,
    archived_with_client: 0,
    created_at: today,
    updated_at: today,
    revision: 1,
    sign_in_provider: 'own',
    password_changed_on: null,
    last_signed_in_on: lastSignedInOn
  })
}

async function addAuthenticator(
  tx: WritableDb,
  vault: OpenVault,
  id: string,
  accountId: string,
  dice: (bound: number) => number
): Promise<string> {
  const key = Buffer.from(Array.from({ length: 20 }, () => dice(256)))
  await insertAuthenticator(tx, {
    id,
    accountId,
    issuer: 'USCIS',
    label: '',
    kind: 'totp',
    algorithm: 'SHA1',
    digits: 6,
    periodSeconds: 30,
    secret: vault.seal({ table: 'authenticators', recordId: id, column: 'secret', revision: 1 }, key),
    secretRevision: 1,
    secretFingerprint: vault.fingerprint('authenticator', key),
    confirmedAt: today,
    retiredAt: null,
    createdAt: today,
    nickname: ''
  })
  return id
}

async function addBackupCode(
  tx: WritableDb,
  vault: OpenVault,
  { setId, id }: { setId: string; id: string },
  accountId: string
): Promise<string> {
  const by = 'Ana Paralegal'
  await insertSet(tx, {
    id: setId,
    accountId,
    issuedOn: '2026-02-01',
    keptAt: '',
    recordedAt: today,
    recordedBy: by,
    checkedAt: null,
    replacedAt: null,
    paperCheckedOn: null,
    paperCheckedBy: null
  })
  const secret = vault.seal({ table: 'backup_codes', recordId: id, column: 'secret', revision: 1 }, Buffer.from('7 H P 4 - 2 2 Q K'))
  await insertCode(tx, { id, setId, position: 1, secret, secretRevision: 1 })
  return id
}

async function addAccessCode(
  tx: WritableDb,
  vault: OpenVault,
  id: string,
  accountId: string,
  dice: (bound: number) => number
): Promise<void> {
  const noticeDaysAgo = dice(100)
  const used = dice(4) === 0
  await insertAccessCode(tx, {
    id,
    accountId,
    secret: vault.seal({ table: 'access_codes', recordId: id, column: 'secret', revision: 1 }, Buffer.from('A1B2C3D4E5')),
    secretRevision: 1,
    noticeOn: dateOf(-noticeDaysAgo),
    expiresOnEdited: null,
    expiresOn: dateOf(90 - noticeDaysAgo),
    addressee: 'client',
    receiptNumbers: [],
    usedAt: used ? today : null,
    usedBy: used ? 'Ana Paralegal' : null,
    usedByOther: false,
    link: null,
    replacedAt: null,
    replacementRequestedOn: !used && dice(20) === 0 ? dateOf(-dice(30)) : null,
    recordedAt: today,
    recordedBy: 'Ana Paralegal'
  })
}

const deadlineTitles = ['Answer the RFE', 'Call the client', 'Biometrics', 'EAD', 'Passport'] as const

/** Two thirds open, from half a year past to three years ahead; a quarter of them documents. */
async function addDeadline(tx: WritableDb, id: string, owner: Person, ownerId: string, dice: (bound: number) => number): Promise<void> {
  const kind = (['deadline', 'follow-up', 'appointment', 'deadline'] as const)[dice(4)] as string
  const subject = kind === 'deadline' && dice(2) === 0 ? ((['rfe', 'ead', 'passport', 'i-94'] as const)[dice(4)] ?? null) : null
  const title = deadlineTitles[dice(deadlineTitles.length)] as string
  const done = dice(3) === 0
  await insertDeadline(tx, {
    id,
    client_id: owner.id,
    matter_id: null,
    case_id: null,
    account_id: null,
    kind,
    subject,
    title,
    title_key: fold(title),
    due_on: dateOf(done ? -dice(700) : dice(1_200) - 90),
    at_time: '',
    place: '',
    owner_id: ownerId,
    reminder_days: null,
    remind_from: null,
    issued_on: null,
    snoozed_until: null,
    reminded_layer: null,
    done_at: done ? today : null,
    done_by: done ? 'Ana Paralegal' : null,
    outcome: '',
    cancelled_at: null,
    cancelled_by: null,
    cancel_reason: '',
    created_at: today,
    created_by: 'Ana Paralegal',
    updated_at: today,
    revision: 1
  })
}

/** A phone of a member, or of the client. */
async function addFactor(tx: WritableDb, id: string, accountId: string, memberId: string | null): Promise<void> {
  await insertFactor(tx, {
    id,
    account_id: accountId,
    kind: 'text',
    holder_kind: memberId === null ? 'client' : 'member',
    member_id: memberId,
    holder_name: '',
    detail: 'ends in 0142',
    added_on: null,
    retired_at: null,
    created_at: today
  })
}

/**
 * A copy of the closed firm, opened by SQLite alone with the settings ours runs under (db/open.ts): the same encryption, the same
 * exclusive lock, the same write-ahead log. A copy, because the firm's own file is open to one connection at a time.
 */
export function openBareCopy(data: FirmData, folder: string): Database.Database {
  const copy = join(folder, 'bare.db')
  copyFileSync(join(data.folder, databaseFileName), copy)
  const database = new Database(copy)
  ;(database as unknown as { key(key: Buffer): number }).key(Buffer.from(`raw:${data.keyHex}`, 'latin1'))
  for (const setting of [
    'locking_mode = EXCLUSIVE',
    'journal_mode = WAL',
    'synchronous = FULL',
    'foreign_keys = ON',
    'secure_delete = ON'
  ]) {
    database.pragma(setting)
  }
  for (const setting of ['trusted_schema = OFF', 'cell_size_check = ON', 'temp_store = MEMORY', 'mmap_size = 0', 'cache_size = -65536'])
    database.pragma(setting)
  return database
}
