import type { DeadlineKind } from '#contract'

/** Words of the sheet that goes to a client or a successor. */
export const handOverText = {
  menu: (name: string) => `Actions for ${name}`,
  action: 'Hand-over sheet…',
  question: (name: string) => `Print the hand-over sheet of ${name}?`,
  questionBody:
    'It says which accounts there are and who can get in, where the cases stand and what is due. No key and no code is on it. That it was printed is written into the activity record.',
  confirm: 'Print',
  heading: 'Hand-over sheet',
  client: 'Client',
  secrets:
    'This sheet holds no password, key or code. Backup codes are printed from the account’s page, authenticators are handed over with Import and export, Export authenticators; both are written into the activity record.',
  accounts: 'Portal accounts',
  noAccounts: 'No account is recorded.',
  username: 'Sign-in name',
  accountNumber: 'Account number',
  custody: 'Custody',
  whoGetsIn: 'Who can get in',
  ways: 'With',
  archived: 'Not worked out: archived',
  codes: 'Backup codes',
  backupCodes: (unused: number, total: number) => `${unused} of ${total} unused`,
  paper: 'On paper at',
  helpDesk: 'Help desk',
  cases: 'Cases',
  noCases: 'No case is recorded.',
  matter: 'Matter',
  office: 'Office',
  decidedOn: 'Decided on',
  status: 'Last status',
  neverChecked: 'Never checked',
  checked: (status: string, on: string) => `${status} (checked ${on})`,
  deadlines: 'Open deadlines',
  noDeadlines: 'Nothing is due.',
  kinds: { deadline: 'Deadline', 'follow-up': 'Follow-up', appointment: 'Appointment' } satisfies Record<DeadlineKind, string>,
  place: 'Place',
  owner: 'Answers for it',
  printed: (on: string, by: string) => `Printed on ${on} by ${by} with Keydocket.`,
  record: (code: string) => `State of the activity record: ${code}.`
} as const
