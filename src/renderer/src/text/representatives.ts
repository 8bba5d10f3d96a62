import type { AppearanceStatus, RepresentativeKind } from '#contract'

export const representativeKindNames: Record<RepresentativeKind, string> = {
  attorney: 'Attorney',
  'accredited-representative': 'Accredited representative'
}
export const appearanceStatusNames: Record<AppearanceStatus, string> = {
  'in-effect': 'In effect',
  withdrawn: 'Withdrawn',
  'matter-closed': 'Matter closed'
}

/** Words of the representatives of a case. */
export const representativesText = {
  title: 'Representatives',
  hasAccess: 'Representative access',
  noAccess: 'No representative access',
  noAccessBody: 'No G-28 is in effect in this case.',
  loading: 'Loading representatives',
  add: 'Record G-28',
  hasLeft: 'Has left the firm',
  given: (date: string): string => `G-28 of ${date}`,
  withdrawnOn: (date: string): string => `withdrawn on ${date}`,
  matterClosed: 'ended with the matter; no withdrawal is noted',
  history: (count: number): string => `${count} no longer in effect`,
  menu: (name: string): string => `Actions for the G-28 of ${name}`,
  withdraw: 'Note withdrawal',
  undoWithdrawal: 'Take the withdrawal back',
  remove: 'Remove, recorded by mistake',
  undo: 'Undo',
  added: (name: string): string => `G-28 of ${name} recorded.`,
  withdrawn: (name: string): string => `Withdrawal of the G-28 of ${name} noted.`,
  restored: (name: string): string => `The G-28 of ${name} counts as in effect again.`,
  removeTitle: 'Remove this G-28?',
  removeBody: (name: string, date: string): string =>
    `The G-28 of ${name}, ${date}, is removed from this case. Do this only when it was recorded by mistake; one that ended is withdrawn instead.`,
  removeConfirm: 'Remove G-28',
  removed: (name: string): string => `G-28 of ${name} removed.`,
  form: {
    title: 'Record G-28',
    who: 'Who represents',
    ofFirm: 'A member of the firm',
    outside: 'Somebody outside',
    member: 'Member',
    memberChoose: 'Choose a member',
    memberMissing: 'Choose the member who signed the G-28.',
    membersHint: 'Members are kept in Settings.',
    name: 'Name',
    nameMissing: 'Enter the representative’s name.',
    kind: 'As',
    givenOn: 'G-28 given on',
    givenOnHint: 'A G-28 has no number of its own: the day tells it apart.',
    givenOnMissing: 'Enter the day of the G-28.',
    inFuture: 'This day lies in the future.',
    save: 'Record G-28',
    cancel: 'Cancel'
  },
  withdrawal: {
    title: (name: string): string => `Withdrawal of the G-28 of ${name}`,
    body: 'From that day on it no longer counts as in effect. It stays in the record.',
    on: 'Withdrawn on',
    onMissing: 'Enter the day of the withdrawal.',
    beforeGiven: 'This day lies before the G-28.',
    inFuture: 'This day lies in the future.',
    save: 'Note withdrawal',
    cancel: 'Cancel'
  }
} as const
