import type { HolderKind, SecondFactor } from '#contract'
import { factorKindNames } from './recovery.ts'

/** Words of the second-factor panel and its form. */
export const secondFactorsText = {
  title: 'Second factors',
  empty: 'No second factor is recorded. Note what the portal has on file: whose phone, whose mailbox, which device.',
  add: 'Add second factor',
  edit: 'Edit',
  retire: 'No longer in use',
  menu: (name: string): string => `Actions for ${name}`,
  heldBy: (name: string): string => `held by ${name}`,
  hasLeft: 'Has left the firm',
  since: (date: string): string => `since ${date}`,
  history: (count: number): string => `${count} no longer in use`,
  retiredOn: (date: string): string => `out of use since ${date}`,
  retireTitle: 'Take this second factor out of use?',
  cancel: 'Cancel',
  retireBody: (name: string): string =>
    `${name} then no longer counts as a way in. Do this once the portal no longer has it on file. It stays in the history.`,
  retireConfirm: 'Take out of use',
  retired: 'Second factor taken out of use.',
  changed: {
    question: 'Did this change at the portal?',
    no: 'No, this only writes down what is on file',
    yes: 'Yes',
    missing: 'Say whether it changed at the portal.',
    on: 'Changed on',
    onMissing: 'Enter the day it changed at the portal.',
    future: 'This day is still to come.',
    effect: (portal: string): string =>
      `${portal} issues another backup code after such a change: a code recorded before that day is presumed stale until somebody has looked.`
  },
  saved: 'Second factor saved.',
  added: 'Second factor added.',
  form: {
    addTitle: 'Add second factor',
    editTitle: 'Edit second factor',
    kind: 'Kind',
    kindChoose: 'Choose a kind',
    kindMissing: 'Choose what kind of factor it is.',
    notOffered: 'The portal is not known to offer this kind. It can be recorded all the same.',
    authenticatorHint: 'For an authenticator app on somebody’s phone. One whose key is kept here has its own panel.',
    holder: 'Whose phone, mailbox or device',
    holders: { member: 'A member of the firm', client: 'The client', other: 'Somebody else' } satisfies Record<HolderKind, string>,
    member: 'Member',
    memberChoose: 'Choose a member',
    memberMissing: 'Choose the member whose phone, mailbox or device it is.',
    noMembers: 'Members are kept in Settings.',
    holderName: 'Who',
    holderNameHint: 'For example “the client’s daughter”.',
    holderNameMissing: 'Enter who has it.',
    detail: 'Which one',
    detailHint: 'Enough to recognise it, for example “ends in 0142” or “blue key in the office safe”. Never the whole secret.',
    addedOn: 'On file since',
    save: 'Save',
    cancel: 'Cancel'
  }
} as const

/** Names a factor where it stands alone, e.g. "Text message (ends in 0142)". */
export function factorTitle({ kind, detail }: Pick<SecondFactor, 'kind' | 'detail'>): string {
  return detail === '' ? factorKindNames[kind] : `${factorKindNames[kind]} (${detail})`
}
