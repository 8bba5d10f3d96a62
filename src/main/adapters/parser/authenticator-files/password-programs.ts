import type { AuthenticatorFile, ReadEntry } from '../../../ports.ts'
import { createCollection, entryOf, entryOfTotpText } from './entries.ts'
import { at, type JsonRecord, listAt, recordAt, recordsOf, restOf, textAt } from './json-values.ts'
import { unreadable } from './refusals.ts'

/** 1Password's 1PUX: `export.data` in a ZIP; a field's value is `{ totp }`, an address or a bare key. */
export const isOnePassword = (value: JsonRecord): boolean =>
  recordsOf(listAt(value, 'accounts')).some((account) => Array.isArray(at(account, 'vaults')))

export function readOnePassword(value: JsonRecord): AuthenticatorFile {
  const found = createCollection('1password')
  for (const account of recordsOf(listAt(value, 'accounts'))) {
    for (const vault of recordsOf(listAt(account, 'vaults'))) {
      const vaultName = textAt(recordAt(vault, 'attrs'), 'name')
      for (const item of recordsOf(listAt(vault, 'items'))) {
        const entries = onePasswordEntries(item, vaultName)
        if (entries.length === 0) found.leaveOut('no-authenticator')
        else if (at(item, 'trashed') === true) found.leaveOut('in-bin', entries.length)
        else for (const entry of entries) found.add(entry)
      }
    }
  }
  return found.file()
}

function onePasswordEntries(item: JsonRecord, vault: string): ReadEntry[] {
  const [details, overview] = [recordAt(item, 'details'), recordAt(item, 'overview')]
  const username = recordsOf(listAt(details, 'loginFields')).find((field) => textAt(field, 'designation') === 'username')
  const tags = listAt(overview, 'tags').filter((tag) => typeof tag === 'string')
  const url = textAt(overview, 'url').slice(0, 500)
  const state = textAt(item, 'state')
  const around = {
    issuer: textAt(overview, 'title'),
    label: username === undefined ? textAt(overview, 'subtitle') : textAt(username, 'value'),
    note: [vault, ...tags, state === 'archived' ? 'archived' : ''].filter((part) => part !== '').join(' · '),
    extra: url === '' ? {} : { uris: [url] }
  }
  return recordsOf(listAt(details, 'sections'))
    .flatMap((section) => recordsOf(listAt(section, 'fields')))
    .map((field) => textAt(recordAt(field, 'value'), 'totp'))
    .filter((totp) => totp.trim() !== '')
    .map((totp) => entryOfTotpText(totp, around))
}

/** FIDO Alliance, Credential Exchange Format 1.0: items of accounts, with credentials of type totp among others. */
export const isCredentialExchange = (value: JsonRecord): boolean =>
  recordsOf(listAt(value, 'accounts')).some((account) => Array.isArray(at(account, 'items'))) ||
  (Array.isArray(at(value, 'accounts')) && Object.hasOwn(value, 'exporterRpId'))

export function readCredentialExchange(value: JsonRecord): AuthenticatorFile {
  const major = at(recordAt(value, 'version'), 'major')
  if (typeof major === 'number' && major > 1) throw unreadable('credential-exchange', 'version')
  const found = createCollection('credential-exchange')
  for (const account of recordsOf(listAt(value, 'accounts'))) {
    const collections = collectionNames(account)
    for (const item of recordsOf(listAt(account, 'items'))) {
      const credentials = recordsOf(listAt(item, 'credentials'))
      const ours = credentials.filter((credential) => textAt(credential, 'type') === 'totp')
      if (ours.length === 0) found.leaveOut('no-authenticator')
      for (const credential of ours) found.add(exchangedEntry(item, credential, credentials, collections.get(textAt(item, 'id')) ?? []))
    }
  }
  return found.file()
}

function exchangedEntry(
  item: JsonRecord,
  credential: JsonRecord,
  others: readonly JsonRecord[],
  collections: readonly string[]
): ReadEntry {
  const basic = others.find((one) => textAt(one, 'type') === 'basic-auth')
  const tags = listAt(item, 'tags').filter((tag) => typeof tag === 'string')
  return entryOf({
    type: 'totp',
    issuer: textAt(credential, 'issuer') === '' ? textAt(item, 'title') : textAt(credential, 'issuer'),
    label: textAt(credential, 'username') === '' ? textAt(recordAt(basic, 'username'), 'value') : textAt(credential, 'username'),
    algorithm: at(credential, 'algorithm'),
    digits: at(credential, 'digits'),
    period: at(credential, 'period'),
    secret: textAt(credential, 'secret'),
    note: [...collections, ...tags].join(' · '),
    extra: restOf(credential, ['type', 'issuer', 'username', 'algorithm', 'digits', 'period', 'secret'])
  })
}

/** Names of the collections each item is in, by the item's id. */
function collectionNames(account: JsonRecord): Map<string, string[]> {
  const names = new Map<string, string[]>()
  for (const collection of recordsOf(listAt(account, 'collections'))) {
    for (const link of recordsOf(listAt(collection, 'items'))) {
      const id = textAt(link, 'item')
      names.set(id, [...(names.get(id) ?? []).slice(0, 20), textAt(collection, 'title')])
    }
  }
  return names
}
