import type { DestroyedTable, ErrorParams, KeepingReason } from '#contract'
import { formatDate } from './dates.ts'

/** Tables in groups, as a person thinks of them; null: not worth a word of its own. */
const groups: Record<DestroyedTable, readonly [string, string] | null> = {
  clients: ['client', 'clients'],
  matters: ['matter', 'matters'],
  cases: ['case', 'cases'],
  case_statuses: ['check of a case’s status', 'checks of case status'],
  case_parties: ['party of a case', 'parties of cases'],
  case_representatives: ['representative', 'representatives'],
  accounts: ['account', 'accounts'],
  authenticators: ['authenticator', 'authenticators'],
  backup_codes: ['backup code', 'backup codes'],
  access_codes: ['access code', 'access codes'],
  passcodes: ['passcode', 'passcodes'],
  drafts: ['draft', 'drafts'],
  second_factors: ['second factor', 'second factors'],
  deadlines: ['deadline', 'deadlines'],
  paths: ['guided path', 'guided paths'],
  import_entries: ['entry of an imported file', 'entries of imported files'],
  handed_out_codes: null,
  backup_code_sets: null,
  factor_changes: null,
  path_steps: null,
  rotation_closings: null,
  import_changes: null,
  search_entries: null
}

/** The order in which groups are said. */
const order = Object.keys(groups) as DestroyedTable[]

const reasons: Record<KeepingReason, (until: string | null) => string> = {
  held: () => 'under legal hold',
  'kept-until': (until) => `kept until ${until === null ? '' : formatDate(until)}`,
  'not-closed': () => 'not closed'
}

/** Why a matter keeps the records. */
export const keepingReasonsText = (because: readonly KeepingReason[], until: string | null): string =>
  because.map((one) => reasons[one](until)).join(', ')

export const keepingMatterText = ({
  title,
  clientName,
  because,
  retainUntil
}: ErrorParams['destruction.matters-keep']['matters'][number]): string =>
  `“${title}” of ${clientName} (${keepingReasonsText(because, retainUntil)})`

/** What goes, e.g. "2 accounts", without what is not worth a word. */
export function countTexts(counts: readonly { readonly table: DestroyedTable; readonly rows: number }[]): string[] {
  return counts
    .toSorted((a, b) => order.indexOf(a.table) - order.indexOf(b.table))
    .flatMap(({ table, rows }) => {
      const words = groups[table]
      return words === null || table === 'clients' ? [] : [`${rows.toLocaleString('en-US')} ${rows === 1 ? words[0] : words[1]}`]
    })
}

/** Words of the destruction of a client's records. */
export const destructionText = {
  action: 'Destroy records…',
  title: (name: string) => `Destroy all records of ${name}`,
  loading: 'Counting records',
  goes: 'What goes',
  goesBody: 'The client with everything Keydocket holds of it, keys and codes included. This cannot be undone.',
  secrets: (count: number) =>
    count === 0
      ? 'None of it is a key or a code.'
      : `${count.toLocaleString('en-US')} ${count === 1 ? 'key or code is' : 'keys and codes are'} among it.`,
  onlyClient: 'Nothing but the client’s own details.',
  stays: 'What stays',
  staysItems: [
    'The activity record, with the names and case numbers written in it. It holds no key and no code.',
    'Backups made before, until the last of them has rotated out: 10 daily, 8 weekly, 12 monthly.',
    'Copies on paper, exports, and the accounts at the portals themselves.'
  ],
  kept: { title: 'Matters keep these records', body: 'Nothing can be destroyed before this has changed:' },
  ofOther: (name: string) => `of ${name}`,
  typedName: (name: string) => `Type ${name} to confirm`,
  nameMissing: 'Type the name exactly as it stands.',
  reason: 'Reason',
  reasonHint: 'Stands in the activity record and on the certificate.',
  reasonMissing: 'Say why, e.g. the firm’s retention rule.',
  submit: 'Destroy records',
  cancel: 'Cancel',
  close: 'Close',
  done: {
    title: 'Records destroyed',
    body: 'Every record and secret of the client was destroyed. The activity record says so.',
    certificateTitle: 'Certificate',
    certificate: 'The certificate says what was destroyed, by whom and why, and what it does not reach. Keep it outside Keydocket.',
    save: 'Save certificate…',
    saved: 'Certificate saved.'
  }
} as const
