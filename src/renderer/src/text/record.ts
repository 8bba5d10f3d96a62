import type { AuditProblem, AuditVerification, SecretKind } from '#contract'

type Anchor = AuditVerification['anchor']['state']
const counted = (count: number, one: string, many: string): string => `${count.toLocaleString('en-US')} ${count === 1 ? one : many}`

/** Words of what proves the activity record, carries it out of the program, and looks things up in it. */
export const recordText = {
  check: 'Check the record',
  cancel: 'Stop',
  checking: 'Checking the record',
  stopped: 'The check was stopped before the end.',
  holds: (rows: number): string => `The record holds: ${counted(rows, 'row', 'rows')}, none changed, taken out or put in.`,
  broken: (seq: number): string => `The record does not hold: row ${seq.toLocaleString('en-US')}`,
  brokenAfter: (rows: number): string =>
    rows === 0 ? 'No row before it can be relied on.' : `The ${counted(rows, 'row', 'rows')} before it hold.`,
  brokenNext:
    'Keep the data folder as it is and make a copy of it. Save the record, and compare its log head with the last report that was printed.',
  head: (code: string): string => `Log head ${code}`,
  signed: (count: number): string => counted(count, 'signed state', 'signed states'),
  problems: {
    edited: 'It was edited after it was written.',
    missing: 'It is missing.',
    inserted: 'It was put in later.',
    reordered: 'It stands in another place than it was written.',
    forged: 'It was not written by this vault.',
    swapped: 'It belongs to another state of this record.',
    truncated: 'It and everything after it was cut off: a signed state says that there were more.',
    'rolled-back': 'The computer’s keychain remembers another state: an older copy of the database was put back, or its end was replaced.',
    'checkpoint-differs': 'It differs from what was signed.',
    'signature-wrong': 'A signed state has a wrong signature.',
    'value-changed': 'It speaks of a secret that is not the one kept now: the secret was changed behind the record’s back.'
  } satisfies Record<AuditProblem, string>,
  anchors: {
    off: 'The keychain does not open this vault, so nothing outside the database remembers the record: an older copy put back as a whole would not be noticed. Compare the log head with a printed report.',
    unread: 'The keychain was not asked yet.',
    none: 'The keychain remembers no state yet.',
    unreadable: 'The keychain did not answer, so an older copy put back as a whole would not be noticed.',
    agrees: 'The keychain remembers the same record.',
    'rolled-back': 'The keychain remembers a later state of the record.'
  } satisfies Record<Anchor, string>,
  rolledBack: {
    title: 'This database is older than the record Keydocket last saw here',
    body: (seq: number | null): string =>
      `An older copy was put back, or rows were cut off: this computer’s keychain remembers row ${(seq ?? 0).toLocaleString('en-US')}. If you restored a backup on purpose, say so in Activity; otherwise find out who had this computer.`,
    open: 'Open Activity',
    accept: 'We restored a backup',
    confirmTitle: 'Take this state of the record for right?',
    confirmBody: (seq: number | null): string =>
      `What was written up to row ${(seq ?? 0).toLocaleString('en-US')} and is not in this database stays lost. The decision is written down with your name, and the warning ends.`,
    confirm: 'Take it for right',
    accepted: 'Written down. The warning has ended.'
  },
  save: 'Save the record…',
  saveForm: {
    title: 'Save the record',
    body: 'One row a line, with signatures and the public key. Anybody can check it with scripts/verify-audit.mjs, without Keydocket and without your keys. Saving is written down too.',
    clientBody: (name: string): string =>
      `Every row about ${name} in full. Rows about others appear as digests only, so that the whole can still be checked.`,
    withNames: 'With names of clients and accounts',
    withNamesHint: 'Without them, rows carry ids only. Names of members and computers are part of the rows either way.',
    submit: 'Choose where…',
    cancel: 'Cancel',
    saved: (code: string): string => `Record saved. Log head ${code}`
  },
  print: 'Print',
  printed: {
    title: 'Activity record',
    of: (name: string): string => `Activity record: ${name}`,
    made: (when: string): string => `Printed ${when}`,
    rows: (shown: number, isAll: boolean): string =>
      isAll ? counted(shown, 'row', 'rows') : `The newest ${counted(shown, 'row', 'rows')}; save the record for all of them.`,
    key: (fingerprint: string): string => `Key ${fingerprint}`
  },
  backToActivity: 'Activity',
  exposure: {
    link: 'Who was shown what',
    title: 'Who was shown what',
    subtitle: 'Secrets that a person, or a computer, was shown between two days. Oldest first.',
    member: 'Person',
    anyone: 'Anybody',
    device: 'Computer',
    anywhere: 'Any computer',
    from: 'From',
    to: 'To',
    table: 'Secrets shown, oldest first',
    loading: 'Looking through the record…',
    columns: { first: 'First', last: 'Last', kind: 'Secret', client: 'Client', account: 'Account', how: 'How', who: 'By' },
    count: (secrets: number, clients: number): string =>
      `${counted(secrets, 'secret', 'secrets')} of ${counted(clients, 'client', 'clients')}`,
    clients: 'By client',
    more: (count: number): string => `and ${counted(count, 'client', 'clients')} more`,
    empty: { title: 'No secret was shown', body: 'Nobody and no computer that fits was shown a secret in these days.' }
  },
  kinds: {
    authenticator: 'Authenticator',
    'backup-code': 'Backup codes',
    'access-code': 'Access code',
    passcode: 'Passcode'
  } satisfies Record<SecretKind, string>,
  /** How often a secret was seen in which way, e.g. "typed in, shown 3 times". */
  how: ({ entered, shown, copied }: { readonly entered: number; readonly shown: number; readonly copied: number }): string =>
    [entered > 0 ? 'typed in' : '', times('shown', shown), times('copied', copied)].filter(Boolean).join(', ')
}

function times(word: string, count: number): string {
  if (count === 0) return ''
  return count === 1 ? word : `${word} ${count.toLocaleString('en-US')} times`
}
