import Papa from 'papaparse'
import type { AuthenticatorFileFormat } from '#contract'
import type { AuthenticatorFile } from '../../../ports.ts'
import { createCollection, entryOfTotpText } from './entries.ts'
import { unreadable } from './refusals.ts'

type Columns = ReadonlyMap<string, number>

interface CsvKind {
  readonly format: AuthenticatorFileFormat
  /** Lower case; the first one holds the code's address or key. */
  readonly columns: {
    readonly totp: string
    readonly name: string
    readonly username: readonly string[]
    readonly place: readonly string[]
    readonly url: string
  }
  readonly isThis: (columns: Columns) => boolean
}

/** Bitwarden's vault and Authenticator (login_totp), Proton Pass (totp, vault, createTime). */
const kinds: readonly CsvKind[] = [
  {
    format: 'bitwarden-csv',
    columns: { totp: 'login_totp', name: 'name', username: ['login_username'], place: ['folder', 'collections'], url: 'login_uri' },
    isThis: (columns) => columns.has('login_totp')
  },
  {
    format: 'proton-pass-csv',
    columns: { totp: 'totp', name: 'name', username: ['username', 'email'], place: ['vault'], url: 'url' },
    isThis: (columns) => columns.has('totp') && columns.has('name') && (columns.has('vault') || columns.has('createtime'))
  }
]

/** Null when the first line names no columns of a known file. */
export function readCsv(text: string): AuthenticatorFile | null {
  const firstLine = text.slice(0, 4_096).split(/[\r\n]/, 1)[0] ?? ''
  if (!/totp/i.test(firstLine)) return null
  const { data, errors } = Papa.parse<string[]>(text, { skipEmptyLines: 'greedy' })
  const [header = [], ...rows] = data
  const columns: Columns = new Map(header.map((name, index) => [name.trim().toLowerCase(), index]))
  const kind = kinds.find(({ isThis }) => isThis(columns))
  if (kind === undefined) return null
  // A quote that is never closed swallows every row after it.
  if (errors.some(({ code }) => code === 'MissingQuotes')) throw unreadable(kind.format, 'content')
  return readRows(kind, columns, rows)
}

function readRows({ format, columns: names }: CsvKind, columns: Columns, rows: readonly string[][]): AuthenticatorFile {
  const found = createCollection(format)
  for (const row of rows) {
    const cell = (name: string): string => row[columns.get(name) ?? -1] ?? ''
    const totp = cell(names.totp)
    const url = cell(names.url).slice(0, 500)
    if (totp.trim() === '') found.leaveOut('no-authenticator')
    else {
      found.add(
        entryOfTotpText(totp, {
          issuer: cell(names.name),
          label: names.username.map(cell).find((name) => name !== '') ?? '',
          note: names.place
            .map(cell)
            .filter((place) => place !== '')
            .join(' · '),
          extra: url === '' ? {} : { uris: [url] }
        })
      )
    }
  }
  return found.file()
}
