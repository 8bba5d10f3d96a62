import type { ClientLikeness, DuplicateKind } from '#contract'

/** Words of the report of likely duplicates and of the warning while a client is typed. */
export const duplicatesText = {
  title: 'Duplicates',
  subtitle: 'Records that may be one and the same. Keydocket only points them out and merges nothing.',
  link: 'Duplicates',
  back: 'Clients',
  kinds: {
    'case-number': 'Case number',
    'a-number': 'A-Number',
    email: 'E-mail',
    name: 'Name',
    'account-number': 'Account number'
  } satisfies Record<DuplicateKind, string>,
  tab: (name: string, count: number) => `${name} (${count.toLocaleString('en-US')})`,
  meaning: {
    'case-number': 'The same number on two cases, whatever kind of number each is said to be.',
    'a-number': 'The same A-Number on two clients, with leading zeros filled up.',
    email: 'The same e-mail address on two clients. A shared address of a family or an office is none.',
    name: 'The same words in the names of two clients, in any order, with or without accents.',
    'account-number': 'The same account number on two accounts at one portal.'
  } satisfies Record<DuplicateKind, string>,
  tabs: 'What they have in common',
  loading: 'Looking for duplicates',
  emptyTitle: 'None found',
  records: (count: number) => `${count.toLocaleString('en-US')} records`,
  further: (count: number) => `and ${count.toLocaleString('en-US')} more`,
  more: 'Show more',
  firmsOwn: 'Firm’s own account',
  similar: {
    title: (count: number) => (count === 1 ? 'This client may be here already' : 'These clients may be here already'),
    same: { name: 'same name', email: 'same e-mail', 'a-number': 'same A-Number' } satisfies Record<ClientLikeness, string>,
    archived: 'archived'
  }
} as const
