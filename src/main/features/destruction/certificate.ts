import { type DestroyedTable, destroyedTables } from '#contract/destruction'

export interface CertificateFacts {
  readonly clientName: string
  readonly clientId: string
  readonly member: string
  readonly device: string
  /** In the firm's zone, e.g. "2026-11-25 14:03". */
  readonly localTime: string
  readonly timeZone: string
  readonly at: number
  readonly reason: string
  readonly counts: readonly { readonly table: DestroyedTable; readonly rows: number }[]
  readonly rows: number
  readonly secrets: number
  /** Of the row of the activity record that tells of it. */
  readonly headCode: string
  readonly vaultReference: string
  readonly appVersion: string
}

const names: Readonly<Record<DestroyedTable, string>> = {
  clients: 'Client',
  matters: 'Matters',
  cases: 'Cases',
  case_statuses: 'Checks of case status',
  case_parties: 'Parties of cases',
  case_representatives: 'Representatives (G-28)',
  accounts: 'Portal accounts',
  authenticators: 'Authenticators with their keys',
  handed_out_codes: 'Notes of codes handed out',
  backup_code_sets: 'Sets of backup codes',
  backup_codes: 'Backup codes',
  access_codes: 'Access codes',
  passcodes: 'Passcodes',
  drafts: 'Drafts',
  second_factors: 'Second factors',
  factor_changes: 'Changes of second factors',
  paths: 'Guided paths',
  path_steps: 'Steps of guided paths',
  rotation_closings: 'Notes from departures of members',
  deadlines: 'Deadlines, follow-ups and appointments',
  import_entries: 'Entries of imported files',
  import_changes: 'Notes by which imports could be undone',
  search_entries: 'Search entries'
}

const width = 78

/** A paragraph in lines of at most `width` characters; a longer word stands on a line of its own. */
function wrapped(text: string): string[] {
  const lines: string[] = []
  for (const word of text.split(/\s+/)) {
    const last = lines.at(-1)
    if (last === undefined || last.length + 1 + word.length > width) lines.push(word)
    else lines[lines.length - 1] = `${last} ${word}`
  }
  return lines
}

const says = [
  "These records were removed from this vault's database, and the places they took in it were overwritten. They cannot be brought back from it.",
  'Not reached: backups of the vault made before. They still hold the records, encrypted, until the last of them has rotated out. In its own ' +
    'place Keydocket keeps 10 daily, 8 weekly and 12 monthly backups, so that can take a year; copies kept elsewhere stay until somebody removes them.',
  'Not reached: copies on paper, exports, lists and calendar files saved before, copies of the whole data folder, and the portals themselves.',
  'Kept on purpose: the activity record. It holds no key and no code; who did what and when stays in it, with the names, case numbers and words of case status that were written down then. ' +
    'Contacts, files that were imported and records of other clients stay as well, with whatever a person typed into them.'
]

/** What a firm keeps as proof that records were destroyed. Line ends are those of text files on every system that reads them. */
export function certificateText(facts: CertificateFacts): string {
  const order = destroyedTables.toReversed()
  const rows = facts.counts.toSorted((a, b) => order.indexOf(a.table) - order.indexOf(b.table))
  const fact = (term: string, value: string): string => `${term.padEnd(18)}${value}`
  const counted = (name: string, count: number): string => `  ${name.padEnd(44, ' ')}${String(count).padStart(8)}`
  return [
    'CERTIFICATE OF DESTRUCTION',
    '',
    fact('Client', facts.clientName),
    fact('Client ID', facts.clientId),
    fact('Destroyed', `${facts.localTime} (${facts.timeZone})`),
    fact('', new Date(facts.at).toISOString()),
    fact('By', `${facts.member}, on ${facts.device}`),
    fact('Reason', facts.reason),
    fact('Vault', facts.vaultReference),
    fact('Activity record', facts.headCode),
    '',
    'Destroyed records',
    ...rows.map(({ table, rows: count }) => counted(names[table], count)),
    counted('In all', facts.rows),
    counted('Keys and codes among them', facts.secrets),
    ...says.flatMap((paragraph) => ['', ...wrapped(paragraph)]),
    '',
    ...wrapped(
      'The activity record is a chain in which each row covers all before it. The code above names the row that tells of this destruction; ' +
        'checking the record in Keydocket shows that the row is there and unchanged.'
    ),
    '',
    `Keydocket ${facts.appVersion}`,
    '',
    '',
    'Signature ______________________________   Date ____________________',
    ''
  ].join('\n')
}
