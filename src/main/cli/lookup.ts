import type { AccountSummary, ClientSummary, ContactSummary, Member } from '#contract'
import { AppError } from '../errors.ts'
import type { Call } from './core.ts'
import { CommandError } from './exit-codes.ts'
import { visible } from './visible.ts'

/** Rows asked for at a time: the most that a call gives. */
export const pageSize = 500

type Looked = 'client' | 'account' | 'member' | 'contact' | 'matter' | 'case'

const looksLikeId = (text: string): boolean => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text)
const sameName = (a: string, b: string): boolean => a.normalize('NFC').trim().toLowerCase() === b.normalize('NFC').trim().toLowerCase()

/**
 * Id of the client meant by `reference`: its id, or its whole name when one client only has it. Parts of a name are never enough: the wrong
 * client is worse than a second try. Throws AppError `record.not-found`, CommandError `command.ambiguous`.
 */
export async function findClientId(call: Call, reference: string): Promise<string> {
  if (looksLikeId(reference)) return reference.toLowerCase()
  const named = lookedAt(await listClients(call, reference.slice(0, 200)), 'client').filter((client) => sameName(client.name, reference))
  return theOnly(
    named,
    'client',
    (client) => `${client.id} (${[client.fileNumber, client.email].filter(Boolean).map(visible).join(', ') || 'no file number'})`
  )
}

/** Id of the account meant by `reference`: its id, or its username when one account only has it, else `portal:username`. Throws as `findClientId`. */
export async function findAccountId(call: Call, reference: string): Promise<string> {
  if (looksLikeId(reference)) return reference.toLowerCase()
  const called = async (username: string) =>
    lookedAt(await listAccounts(call, username.slice(0, 200), null), 'account').filter((account) => sameName(account.username, username))
  const [, portal, username = ''] = /^([a-z0-9-]+):(.+)$/.exec(reference) ?? []
  const whole = await called(reference)
  // A username may have a colon of its own, so the whole is looked for first.
  const named = whole.length > 0 || portal === undefined ? whole : (await called(username)).filter(({ portalId }) => portalId === portal)
  return theOnly(
    named,
    'account',
    (account) =>
      `${account.id} (${visible(account.clientName ?? 'firm')}, ${visible(account.portalName)}, ${visible(`${account.portalId}:${account.username}`)})`
  )
}

/** Id of the member meant by `reference`: the id or the whole name. Throws as `findClientId`. */
export async function findMemberId(call: Call, reference: string): Promise<string> {
  if (looksLikeId(reference)) return reference.toLowerCase()
  const named = (await call('members.list', {})).filter((member) => sameName(member.name, reference))
  return theOnly(named, 'member', (member: Member) => member.id)
}

/** Id of the case meant by `reference`: its id, or its whole number when one case only has it. Throws as `findClientId`. */
export async function findCaseId(call: Call, reference: string): Promise<string> {
  if (looksLikeId(reference)) return reference.toLowerCase()
  const same = await call('cases.sameNumber', { receiptNumber: reference.slice(0, 60) })
  return theOnly(same, 'case', (one) => `${one.id} (${visible(one.clientName)})`)
}

/** Id of the contact in use meant by `reference`: the id or the whole name. Throws as `findClientId`. */
export async function findContactId(call: Call, reference: string): Promise<string> {
  if (looksLikeId(reference)) return reference.toLowerCase()
  const named = lookedAt(await listContacts(call, reference.slice(0, 200)), 'contact').filter((contact) =>
    sameName(contact.name, reference)
  )
  return theOnly(named, 'contact', (contact) => `${contact.id} (${visible(contact.email || 'no e-mail')})`)
}

/** Id of the matter meant by `reference`: its id, or its whole title or file number when one matter only has it. Throws as `findClientId`. */
export async function findMatterId(call: Call, reference: string): Promise<string> {
  if (looksLikeId(reference)) return reference.toLowerCase()
  const query = reference.slice(0, 200)
  const named = lookedAt(await pages((offset) => call('matters.list', { query, offset, limit: pageSize })), 'matter').filter(
    ({ title, fileNumber }) => sameName(title, reference) || sameName(fileNumber, reference)
  )
  return theOnly(named, 'matter', (matter) => `${matter.id} (${visible(matter.clientName)}, ${matter.status})`)
}

/** A search this broad may have left some out, so that one of the name is not surely the only one. */
function lookedAt<T>(rows: readonly T[], kind: Looked): readonly T[] {
  if (rows.length >= pageSize) throw new CommandError('command.ambiguous', `too many ${kind}s fit, give the id`)
  return rows
}

function theOnly<T extends { readonly id: string }>(found: readonly T[], kind: Looked, name: (row: T) => string): string {
  const [first] = found
  if (!first) throw new AppError('record.not-found', { kind })
  if (found.length === 1) return first.id
  throw new CommandError(
    'command.ambiguous',
    `${found.length} ${kind}s have that name, give the id: ${found.slice(0, 5).map(name).join('; ')}`
  )
}

/** All clients that fit the query, sorted by name. */
export async function listClients(call: Call, query: string): Promise<ClientSummary[]> {
  return pages((offset) => call('clients.list', { query, offset, limit: pageSize }))
}

/** All contacts in use that fit the query, sorted by name. */
export async function listContacts(call: Call, query: string): Promise<ContactSummary[]> {
  return pages((offset) => call('contacts.list', { query, offset, limit: pageSize }))
}

/** All accounts that fit the query, sorted by client. */
export async function listAccounts(call: Call, query: string, clientId: string | null): Promise<AccountSummary[]> {
  return pages((offset) => call('accounts.list', { query, clientId, offset, limit: pageSize }))
}

/** All rows of a call that answers them page by page. */
export async function pages<T>(fetch: (offset: number) => Promise<{ rows: T[]; total: number }>): Promise<T[]> {
  const rows: T[] = []
  for (;;) {
    const page = await fetch(rows.length)
    rows.push(...page.rows)
    if (page.rows.length === 0 || rows.length >= page.total) return rows
  }
}
