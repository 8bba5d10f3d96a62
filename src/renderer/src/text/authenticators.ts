import type { Authenticator, HashAlgorithm, PendingEnrolment } from '#contract'

type Remark = PendingEnrolment['remarks'][number]
type CodeSettings = Pick<Authenticator, 'kind' | 'algorithm' | 'digits' | 'periodSeconds'>

/** Words of the authenticator panel and the dialog that adds one. */
export const authenticatorsText = {
  title: 'Authenticator',
  none: 'No authenticator. Add one from the QR picture or key the portal shows during its set-up; the portal shows it only once.',
  noneHeld: (holder: string | null) => `No authenticator is kept here: ${holder ?? 'whoever holds this account'} signs in with their own.`,
  notOffered: (portal: string) => `${portal} is not known to offer an authenticator. One can still be added.`,
  add: 'Add authenticator',
  replace: 'Replace',
  remove: 'Remove',
  menu: 'More actions for the authenticator',
  severalTitle: 'Authenticators',
  several: (portal: string, limit: number) =>
    `${portal} takes up to ${limit} authenticators on one account; each person can have their own.`,
  full: (limit: number) => `All ${limit} are here. Remove one that the portal no longer has before another is added.`,
  unnamed: 'Authenticator',
  rename: 'Rename',
  actionsOf: (name: string) => `More actions: ${name}`,
  details: 'Settings and dates',
  others: (account: string, shown: string | null) => `Another authenticator: ${account}${shown === null ? '' : `, now ${shown}`}`,
  firstOne: 'The first one',
  renameForm: {
    title: 'Rename authenticator',
    field: 'Nickname',
    hint: 'Whose phone or which desk, for example “Ana’s phone” or “office”.',
    save: 'Rename',
    cancel: 'Cancel',
    done: 'Renamed.'
  },
  unconfirmedNotice: 'The portal has not been seen to accept a code from this authenticator, so it does not count as a way in.',
  confirmNow: 'Confirm now',
  waitingTitle: 'A new authenticator waits to be confirmed',
  waiting: 'Until the portal has accepted a code from it, the one above stays in use.',
  removeWaiting: 'Remove the new one',
  facts: { issuer: 'Issuer', label: 'Label', settings: 'Settings', added: 'Added', confirmed: 'Confirmed', keyLength: 'Key length' },
  notYet: 'Not yet',
  notSaid: 'Not said',
  settings: ({ kind, algorithm, digits, periodSeconds: period }: CodeSettings) =>
    kind === 'steam'
      ? `Steam Guard: ${digits} letters and digits, a new code every ${period} seconds`
      : `${digits} digits, a new code every ${period} ${period === 1 ? 'second' : 'seconds'}, ${algorithmName(algorithm)}`,
  keyLength: (bytes: number) => `${bytes * 8} bits`,
  code: {
    name: 'verification code',
    show: 'Show code',
    copy: 'Copy code',
    copyNext: 'Copy next code',
    showNext: 'Show next code',
    hideNext: 'Hide next code',
    hide: 'Hide',
    untilNext: 'until the next code',
    changesIn: (seconds: number) => (seconds <= 0 ? 'The code has just changed.' : `Copied, but this code changes in ${seconds} s.`),
    copyFollowing: 'Copy the next one',
    nextIn: (seconds: number) => `valid in ${seconds} s`,
    hidden: 'The code is hidden until you ask for it. Showing and copying are recorded.',
    hiddenShowOnly: 'The code is hidden until you ask for it. Showing is recorded.',
    alreadyCopied: (time: string, by: string, seconds: number) =>
      `This code was already copied at ${time} by ${by} – next one in ${Math.max(0, seconds)} s. A portal takes each code once.`
  },
  removeTitle: 'Remove authenticator?',
  removeBody: (account: string) =>
    `The key for ${account} is deleted from Keydocket. It cannot be brought back: the portal would have to set up a new authenticator. Nothing changes at the portal itself.`,
  removeConfirm: 'Remove authenticator',
  removed: 'Authenticator removed.',
  dialog: {
    title: 'Add authenticator',
    replaceTitle: 'Replace authenticator',
    cancel: 'Cancel',
    back: 'Back',
    read: 'Continue',
    save: 'Save authenticator',
    tabs: { picture: 'QR picture', address: 'otpauth:// address', key: 'Typed key' },
    tabsLabel: 'How to add the authenticator',
    picture: {
      prompt: 'Drop the QR picture here, paste it, or choose a file.',
      hint: 'PNG, JPEG, WebP, GIF or BMP, up to 20 MB. The picture is read on this computer and not kept.',
      choose: 'Choose picture',
      paste: 'Ctrl+V',
      reading: 'Reading the picture',
      tooLarge: 'The picture is larger than 20 MB. Cut out the QR code and try again.',
      noPicture: 'There is no picture in what you pasted or dropped.'
    },
    address: { label: 'otpauth:// address', hint: 'Starts with otpauth://totp/. Paste it whole.', missing: 'Paste the address.' },
    key: {
      label: 'Key',
      hint: 'As the portal shows it under “can’t scan”. Spaces, dashes and lower case do not matter.',
      missing: 'Type the key.',
      advanced: 'Settings other than the usual ones',
      algorithm: 'Hash',
      digits: 'Digits',
      period: 'Seconds per code',
      periodBad: (min: number, max: number) => `Enter a whole number from ${min} to ${max.toLocaleString('en-US')}.`
    },
    preview: {
      intro: 'This is what was read. The key itself is not shown.',
      belongsTo: (account: string) => `It will be saved for ${account}.`,
      remarks: 'Please note'
    },
    confirm: {
      title: 'Confirm with the portal',
      saved: 'The authenticator is saved, unconfirmed.',
      steps: 'Type this code where the portal asks for it. When the portal has accepted it, type the same code here, or the one after it.',
      field: 'Code the portal accepted',
      missing: 'Type the code the portal accepted.',
      confirm: 'Confirm',
      later: 'Leave unconfirmed',
      done: 'Authenticator confirmed.',
      lapsed: 'The code ran out while it was being typed? Take the new one above; both work here.'
    }
  }
} as const

/** Name of a hash as people meet it on portals, e.g. "SHA-1". */
export function algorithmName(algorithm: string): string {
  return algorithm.replace(/^SHA(\d)/, 'SHA-$1')
}

export const algorithmNames: Record<HashAlgorithm, string> = { SHA1: 'SHA-1 (usual)', SHA256: 'SHA-256', SHA512: 'SHA-512' }

/** One remark about a read enrolment as a sentence. */
export function remarkText(remark: Remark): string {
  switch (remark.kind) {
    case 'issuer-mismatch':
      return `The address names two issuers: “${remark.inLabel}” in its label and “${remark.inParameter}” beside it. Make sure it is the portal you mean.`
    case 'short-key':
      return `The key is short (${remark.bytes * 8} bits). Some services issue such keys; if you typed it, check that it is complete.`
    case 'unusual-settings':
      return 'The settings are not the usual six digits, 30 seconds and SHA-1. If the portal refuses the codes, check them.'
    case 'unknown-parameters':
      return `The address has parts Keydocket does not know and leaves out: ${remark.names.join(', ')}.`
    case 'other-account':
      return `It names “${remark.named}”, but this account is ${remark.account}. Make sure it is not somebody else’s QR code.`
    case 'replaces-existing':
      return 'This account already has an authenticator. The old one keeps working here until the new one is confirmed.'
  }
}
