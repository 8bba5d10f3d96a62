import type { PasscodeOutcome, PasscodeStatus } from '#contract'

/** Words of the passcode panel, its forms and the list over all accounts. */
export const passcodesText = {
  title: 'Passcodes',
  empty:
    'When a filing was prepared and the portal shows a passcode for the client, record it here. The client enters it in an account of their own, reviews and signs.',
  add: 'Record a passcode',
  statuses: {
    waiting: 'Waiting',
    expiring: 'Expiring',
    expired: 'Expired',
    accepted: 'Accepted',
    declined: 'Declined',
    replaced: 'Replaced'
  } satisfies Record<PasscodeStatus, string>,
  outcomes: { accepted: 'Accepted by the client', declined: 'Declined by the client' } satisfies Record<PasscodeOutcome, string>,
  expiresOn: (date: string) => `Expires ${date}`,
  answeredOn: (status: PasscodeOutcome, date: string) => `${status === 'accepted' ? 'Accepted' : 'Declined'} on ${date}`,
  shownOn: (date: string) => `shown on ${date}`,
  handedOver: (date: string, how: string) => `handed over on ${date}${how === '' ? '' : `, ${how}`}`,
  notHandedOver: 'not handed over yet',
  edited: 'Set by hand',
  noCode: 'Only the dates were recorded',
  codeOf: (client: string, form: string) => `passcode of ${client} for ${form}`,
  menu: (client: string, form: string) => `Actions for the passcode of ${client}, ${form}`,
  accept: 'Client accepted',
  decline: 'Client declined',
  undoAnswer: 'Not answered after all',
  edit: 'Edit passcode',
  replace: 'Record the one that replaces it',
  saved: 'Passcode saved.',
  recorded: (expires: string) => `Passcode recorded. It expires on ${expires}.`,
  answered: (client: string, outcome: PasscodeOutcome) => `${client} ${outcome}.`,
  unanswered: 'Waiting for the client again.',
  undo: 'Undo',
  form: {
    addTitle: 'Record a passcode',
    editTitle: 'Edit passcode',
    client: 'Client who signs',
    clientMissing: 'Choose the client who reviews and signs.',
    form: 'Form',
    formHint: 'For example “G-28, I-129”.',
    formMissing: 'Enter the form the passcode is for.',
    about: 'Which filing',
    aboutHint: 'What tells it apart from others of the form, for example the beneficiary.',
    issuedOn: 'Shown on',
    issuedMissing: 'Enter the day on which the portal showed it.',
    future: 'This day is still to come.',
    expires: 'Expires on',
    expiresHint: (days: number, isSure: boolean) =>
      `${days} days after it was shown.${isSure ? '' : ' Verify: no page gives this for every filing.'}`,
    expiresBefore: 'The expiry is before the day it was shown.',
    code: 'Passcode',
    codeHint: 'As shown; capital and small letters are kept apart. Leave empty to record the dates only.',
    codeKept: 'Leave empty to keep the recorded one.',
    codeLength: 'A passcode has 4 to 40 characters.',
    datesOnly: 'The dates can be recorded without the passcode itself.',
    handedOverOn: 'Handed over on',
    handedOverBefore: 'This is before the day it was shown.',
    handedOverHow: 'How',
    handedOverHint: 'For example “by phone” or “client portal”. Keep it safe: it opens case information.',
    save: 'Record passcode',
    saveChanges: 'Save changes',
    cancel: 'Cancel'
  },
  board: {
    count: (total: number): string => `${total.toLocaleString('en-US')} ${total === 1 ? 'passcode' : 'passcodes'}`,
    loading: 'Loading passcodes',
    filter: 'Status',
    filters: { running: 'Not answered', every: 'All statuses' },
    columns: {
      client: 'Client who signs',
      form: 'Form',
      about: 'Which filing',
      account: 'Account',
      status: 'Status',
      expires: 'Expires',
      daysLeft: 'Left',
      handedOver: 'Handed over'
    },
    emptyTitle: 'No passcodes here',
    emptyRunning:
      'Passcodes are recorded on the account of the representative. Those the client has not answered yet are listed here, soonest expiry first.',
    emptyFiltered: 'No passcode has this status.'
  }
} as const
