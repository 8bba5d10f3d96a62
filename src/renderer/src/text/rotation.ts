import type { RotationKind, RotationStatus } from '#contract'
import { recordText } from './record.ts'

/** Words of a leaver's rotation list. */
export const rotationText = {
  title: 'Rotation list',
  titleOf: (name: string): string => `Rotation list: ${name}`,
  subtitle: 'What a person who leaves has seen or holds: change each at its portal, oldest first.',
  back: 'Recovery',
  member: 'Person',
  choose: 'Choose a person',
  chooseBody:
    'The list shows every secret the person typed in, was shown or copied, and every second factor on their phone, mailbox or device.',
  loading: 'Looking through the record…',
  counts: (open: number, settled: number): string => `${open} open, ${settled} settled`,
  table: (name: string): string => `Rotation list of ${name}, open ones first`,
  columns: { status: 'Status', since: 'Since', kind: 'What', client: 'Client', account: 'Account', how: 'How', action: 'Settle' },
  statuses: {
    open: 'Open',
    used: 'Used, no longer valid',
    expired: 'Expired',
    replaced: 'Replaced or removed',
    closed: 'Settled'
  } satisfies Record<RotationStatus, string>,
  kinds: { ...recordText.kinds, 'second-factor': 'Second factor' } satisfies Record<RotationKind, string>,
  holds: 'theirs',
  settledBy: (who: string | null, when: string, note: string): string => `by ${who ?? ''} on ${when}${note === '' ? '' : `: ${note}`}`,
  handOver: {
    title: 'Also to be done',
    passphrase: 'Change the passphrase, if this person knew it',
    kit: 'Renew the recovery kit, if this person had it',
    keys: 'Replace the keys, if this person had a copy of the data folder or a backup',
    changedOn: (date: string): string => `last changed on ${date}`,
    renewedOn: (date: string): string => `made on ${date}`,
    security: 'Settings: Security',
    deadlines: (count: number): string => `Hand over ${count} open ${count === 1 ? 'deadline' : 'deadlines'}`,
    noDeadlines: 'No open deadline hangs on this person.',
    showDeadlines: 'Show them',
    paths: (count: number): string => `Take over ${count} guided ${count === 1 ? 'path' : 'paths'} this person began`,
    noPaths: 'No guided path under way was begun by this person.',
    showPaths: 'Show those under way'
  },
  settle: 'Settle…',
  settleLabel: (kind: string, account: string): string => `Settle ${kind.toLowerCase()} of ${account}`,
  reopen: 'Open again',
  reopened: 'Open again.',
  settled: 'Settled, and written down.',
  form: {
    title: 'Settle this line',
    body: 'Change it at the portal and record the new one on the account: the line then settles itself. Settle it by hand when nothing need be changed, or when it was changed elsewhere.',
    note: 'What was done, or why nothing need be',
    submit: 'Settle',
    cancel: 'Cancel'
  },
  empty: { title: 'Nothing to change', body: 'This person saw no secret that is still kept, and holds no second factor.' },
  link: 'Rotation list',
  whoLeaves: 'This person may have seen more than this account.'
}
