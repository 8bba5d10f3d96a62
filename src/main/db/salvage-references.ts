import type Database from 'better-sqlite3'
import type { LostRow } from './salvage.ts'
import type { Loss } from './salvage-losses.ts'
import type { Row } from './salvage-reading.ts'

/** A reference that leads nowhere, as SQLite's foreign_key_check tells it. */
interface Broken {
  readonly table: string
  readonly rowid: number
  readonly parent: string
  readonly fkid: number
}

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`
const columnsOf = (target: Database.Database, table: string) =>
  target.pragma(`table_info(${quoted(table)})`) as { name: string; type: string; notnull: number; dflt_value: string | null; pk: number }[]

/**
 * Makes every reference hold again, until all do. A link that may be empty is cut; for a lost client, account, set of codes or member an empty
 * record takes its place, so that what belongs to it stays; anything else that belongs to something lost goes too. Answers all losses.
 */
export function mendReferences(target: Database.Database, lost: readonly LostRow[], now: number): Loss[] {
  const known = new Map(lost.filter(({ id }) => id !== null).map((row) => [`${row.table} ${row.id}`, row]))
  const found: LostRow[] = dropUnprovable(target)
  const placed = new Set<string>()
  for (;;) {
    const broken = target.pragma('foreign_key_check') as Broken[]
    if (broken.length === 0) break
    for (const reference of broken) {
      const { table, rowid, parent, fkid } = reference
      const foreign = (target.pragma(`foreign_key_list(${quoted(table)})`) as { id: number; from: string }[]).find(({ id }) => id === fkid)
      if (foreign === undefined) throw new Error('a reference has no definition')
      const row = target.prepare(`select * from ${quoted(table)} where rowid = ?`).get(rowid) as Row | undefined
      if (row === undefined) continue
      const wanted = row[foreign.from]
      const place = `${parent} ${String(wanted)}`
      if (wanted === null || placed.has(place)) continue
      const isOptional = columnsOf(target, table).find(({ name }) => name === foreign.from)?.notnull === 0
      if (parent in placeholders) {
        const remains = known.get(place)?.remains ?? {}
        insertPlaceholder(target, parent, String(wanted), { remains, now, child: row })
        placed.add(place)
        found.push({ table: parent, id: String(wanted), reason: 'placeholder', count: 1, remains })
      } else if (isOptional) {
        target.prepare(`update ${quoted(table)} set ${quoted(foreign.from)} = null where rowid = ?`).run(rowid)
        found.push({ table, id: String(row['id'] ?? rowid), reason: 'link-cut', count: 1, remains: row })
      } else {
        target.prepare(`delete from ${quoted(table)} where rowid = ?`).run(rowid)
        found.push({ table, id: String(row['id'] ?? rowid), reason: 'belongs-to-lost', count: 1, remains: row })
      }
    }
  }
  const replaced = new Set(found.filter(({ reason }) => reason === 'placeholder').map(({ table, id }) => `${table} ${id}`))
  return [...lost.filter(({ table, id }) => !replaced.has(`${table} ${id}`)), ...found].map((row) => withClient(target, row))
}

/** Signatures under keys of computers that are lost: nothing shows any more whose they were. */
function dropUnprovable(target: Database.Database): LostRow[] {
  const rows = target
    .prepare('delete from audit_checkpoints where public_key not in (select public_key from audit_keys) returning seq')
    .pluck()
    .all() as number[]
  return rows.map((seq) => ({ table: 'audit_checkpoints', id: String(seq), reason: 'belongs-to-lost', count: 1, remains: {} }))
}

const unread = 'Could not be read'

/** What an empty record says of itself beside what indexes still know. Tables that are not named here get none. */
const placeholders: Readonly<Record<string, (id: string, remains: Row) => Row>> = {
  clients: (id, { name_key }) => {
    const name = typeof name_key === 'string' && name_key !== '' ? name_key : `${unread} (${id.slice(-6)})`
    return { kind: 'person', name, name_key: name.toLowerCase(), notes: 'This client could not be read when the database was salvaged.' }
  },
  accounts: (id, { username_key, sort_key }) => {
    const username = typeof username_key === 'string' && username_key !== '' ? username_key : `${unread} (${id.slice(-6)})`
    return {
      portal_id: 'unknown',
      username,
      username_key: username.toLowerCase(),
      custody: 'tracked-only',
      sort_key: sort_key ?? username.toLowerCase(),
      notes: 'This account could not be read when the database was salvaged.'
    }
  },
  backup_code_sets: () => ({ kept_at: '', recorded_by: unread }),
  members: (id) => ({ name: `${unread} (${id.slice(-6)})` })
}

interface Placing {
  readonly remains: Row
  readonly now: number
  readonly child: Row
}

function insertPlaceholder(target: Database.Database, table: string, id: string, { remains, now }: Placing): void {
  const filled: Row = { ...placeholders[table]?.(id, remains), ...onlyKnown(remains), id }
  const columns = columnsOf(target, table).filter(
    ({ name, notnull, dflt_value }) => name in filled || (notnull === 1 && dflt_value === null)
  )
  const values = columns.map(
    ({ name, type }) => filled[name] ?? (type === 'TEXT' ? '' : name.endsWith('_at') ? now : name === 'revision' ? 1 : 0)
  )
  target
    .prepare(
      `insert into ${quoted(table)} (${columns.map(({ name }) => quoted(name)).join(', ')}) values (${columns.map(() => '?').join(', ')})`
    )
    .run(...values)
}

/** Remains without what stands for nothing: row numbers, and texts that are empty. */
const onlyKnown = ({ 'row number': _, ...remains }: Row): Row =>
  Object.fromEntries(Object.entries(remains).filter(([, value]) => value !== null && value !== ''))

/** Says whose record it was: by its own columns, by its account's or set's, else by what the audit log says of it. */
function withClient(target: Database.Database, { table, id, reason, count, remains }: LostRow): Loss {
  const one = (sql: string, value: unknown): string | null =>
    value == null ? null : ((target.prepare(sql).pluck().get(value) as string | null | undefined) ?? null)
  const ofAccount = (accountId: unknown) => one('select client_id from accounts where id = ?', accountId)
  const clientId =
    (table === 'clients' ? id : null) ??
    one('select ?', remains['client_id']) ??
    ofAccount(remains['account_id']) ??
    ofAccount(one('select account_id from backup_code_sets where id = ?', remains['set_id'])) ??
    (id === null ? null : one('select client_id from audit_log where record_id = ? and client_id is not null limit 1', id))
  const named = table === 'clients' && typeof remains['name'] === 'string' ? remains['name'] : null
  const client = named ?? one('select name from clients where id = ?', clientId) ?? (table === 'clients' ? nameIn(remains) : null)
  return { table, id, reason, count, clientId, client }
}

const nameIn = ({ name_key }: Row): string | null => (typeof name_key === 'string' && name_key !== '' ? name_key : null)

/** Gives what lost its search entry one by the words that lists are ordered by, until it is saved the next time. */
export function mendSearch(target: Database.Database): void {
  const missing = (table: string) => `id not in (select record_id from search_entries) and id in (select id from ${table})`
  const add = (kind: string, table: string, client: string, words: string, archived: string) =>
    target
      .prepare(
        `insert into search_entries (record_id, kind, client_id, body)
         select id, '${kind}' || iif(${archived}, '-archived', ''), ${client}, trim(${words}) from ${table} where ${missing(table)}`
      )
      .run()
  target.exec('delete from search_entries where client_id is not null and client_id not in (select id from clients)')
  add('client', 'clients', 'id', "name_key || ' ' || email_key || ' ' || lower(a_number_key)", 'archived_at is not null')
  const portalWord = "'portalid' || replace(portal_id, '-', '')"
  add('account', 'accounts', 'client_id', `sort_key || ' ' || lower(account_number_key) || ' ' || ${portalWord}`, 'archived_at is not null')
  const ofArchived = 'client_id in (select id from clients where archived_at is not null)'
  add('matter', 'matters', 'client_id', "title_key || ' ' || lower(file_number)", ofArchived)
  add('contact', 'contacts', 'null', "name_key || ' ' || lower(email)", 'archived_at is not null')
}
